import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { areaOf } from './borders.ts';
import { files, root } from './sources.ts';

/** Whether a file is data or made by a program: nobody reads it from top to bottom. */
function isData(file: string): boolean {
  return /^functions\/.*\/(data|editions|generated)\//.test(file) || /\.(json|jsonl|csv|txt)$/.test(file);
}

/** No file has more lines than this. */
const mostLines = 300;

/** No folder holds more files than this, those in its folders aside. */
const mostFiles = 16;

/** What may stand at a room's root beside its Lambdas: what it decides, what it mails, and which page is whose. */
const besideDoors = ['rules.ts', 'mails.ts', 'router.ts', 'pages.ts'];

/** The files at the root of a room that have no place there. @param doors such as `office/create-round` */
function misplaced(all: readonly string[], doors: readonly string[]): string[] {
  return all.filter((file) => {
    const [, room = '', name = '', ...deeper] = file.split('/');
    if (areaOf(file).kind !== 'room' || deeper.length > 0) return false;
    return !besideDoors.includes(name) && !doors.includes(`${room}/${name.replace(/\.tsx?$/, '')}`);
  });
}

/** The folders that hold too many files. */
function crowded(all: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of all.filter((one) => !isData(one))) {
    const folder = posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > mostFiles).map(([folder, count]) => `${folder}: ${count}`);
}

/** Whether a text has too many lines. */
function isLong(text: string): boolean {
  return text.split('\n').length - 1 > mostLines;
}

describe('the house', () => {
  it("has at a room's root its Lambdas, rules.ts, mails.ts and the table of pages, and nothing else", () => {
    const doors = functions.map(({ entry }) => entry);
    expect(misplaced(files, doors)).toEqual([]);
    expect(
      misplaced(
        ['functions/office/desk.ts', 'functions/office/words.tsx', 'functions/office/case/words.ts'],
        ['office/desk'],
      ),
    ).toEqual(['functions/office/words.tsx']);
  });

  it('has no folder so full that nobody finds anything in it', () => {
    expect(crowded(files)).toEqual([]);
    const many = Array.from({ length: mostFiles + 1 }, (_, index) => `functions/office/case/${index}.ts`);
    expect(crowded(many)).toEqual([`functions/office/case: ${mostFiles + 1}`]);
    expect(crowded(many.slice(1))).toEqual([]);
  });

  it('has no file so long that nobody reads it to its end', () => {
    const long = files.filter((file) => !isData(file) && isLong(readFileSync(join(root, file), 'utf8')));
    expect(long).toEqual([]);
    expect(isLong('line\n'.repeat(mostLines))).toBe(false);
    expect(isLong('line\n'.repeat(mostLines + 1))).toBe(true);
  });
});
