import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bringUpToDate, versionAfter } from '../../../infra/local/data/version.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kohorte-version-'));
  file = join(directory, 'host.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Version 1 of a made-up program keeps words; version 2 also their length; version 3 names them anew. */
const changes = [
  'ALTER TABLE word ADD COLUMN length INTEGER; UPDATE word SET length = length(word)',
  'ALTER TABLE word RENAME TO term',
];

function open<T>(path: string, use: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(path);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

const ofVersion1 = () =>
  open(file, (db) =>
    db.exec("PRAGMA journal_mode = WAL; CREATE TABLE word (word TEXT); INSERT INTO word VALUES ('Antrag')"),
  );
const versionIn = (path: string) =>
  open(path, (db) => db.prepare('PRAGMA user_version').get()?.['user_version']);

test('an older file is brought up to date, and what it was stays beside it', () => {
  ofVersion1();
  bringUpToDate(file, changes);
  expect(versionIn(file)).toBe(3);
  expect(open(file, (db) => ({ ...db.prepare('SELECT * FROM term').get() }))).toEqual({
    word: 'Antrag',
    length: 6,
  });
  expect(readdirSync(directory)).toEqual(['host.sqlite', 'host.sqlite.version-1']);
  expect(open(`${file}.version-1`, (db) => ({ ...db.prepare('SELECT * FROM word').get() }))).toEqual({
    word: 'Antrag',
  });
  // Once is enough.
  bringUpToDate(file, changes);
  expect(readdirSync(directory).length).toBe(2);
});

test('a change that fails leaves the file as it was, and the next try keeps both copies', () => {
  ofVersion1();
  expect(() => bringUpToDate(file, [...changes, 'DROP TABLE none'])).toThrow('none');
  expect(open(file, (db) => ({ ...db.prepare('SELECT * FROM word').get() }))).toEqual({ word: 'Antrag' });
  bringUpToDate(file, changes);
  expect(readdirSync(directory)).toEqual(['host.sqlite', 'host.sqlite.version-1', 'host.sqlite.version-1.2']);
});

test('a new file is of the present version', () => {
  bringUpToDate(file, changes);
  expect(versionIn(file)).toBe(3);
  expect(readdirSync(directory)).toEqual(['host.sqlite']);
});

test('a later file is refused and stays as it is', () => {
  open(file, (db) => db.exec(`PRAGMA user_version = ${versionAfter() + 1}`));
  expect(() => bringUpToDate(file)).toThrow('which a later Kohorte has written');
  expect(versionIn(file)).toBe(versionAfter() + 1);
});
