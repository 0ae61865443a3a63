import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goldenCase, inMemory, play, storedAndLoaded } from './case.ts';

const folder = new URL('golden/', import.meta.url);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    file,
    golden: goldenCase.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  }));

describe('the interpreter does what the specification says', () => {
  it('has cases', () => expect(cases.length).toBeGreaterThan(30));

  describe.each(cases)('$file: $golden.says ($golden.paragraph)', ({ golden }) => {
    it('in memory', async () => {
      expect(await play(golden, inMemory)).toEqual({ steps: golden.steps, end: golden.end });
    });
    it('stored and loaded after every step', async () => {
      expect(await play(golden, storedAndLoaded)).toEqual({ steps: golden.steps, end: golden.end });
    });
  });
});
