import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parseRoundFile, type RoundFile } from '../../../functions/domain/round-file.ts';

/** When a file is read, unless a test says otherwise: before anything in it begins. */
export const NOW = '2022-09-01T00:00:00.000Z';

export type Change = readonly [path: string, value: unknown];

/** The third round with some values set, or left out by `undefined`. */
export function third(...changes: readonly Change[]): unknown {
  const file: unknown = JSON.parse(readFileSync(new URL('round-3.json', import.meta.url), 'utf8'));
  for (const [path, value] of changes) {
    const keys = path.split('/').slice(1);
    const last = keys.pop() ?? '';
    const holder = at(file, keys);
    if (typeof holder !== 'object' || holder === null) throw new Error(path);
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else Reflect.set(holder, last, value);
  }
  return file;
}

export function at(json: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
}

/** @throws Error where the file is refused */
export function accepted(json: unknown, now = NOW): RoundFile {
  const parsed = parseRoundFile(json, now);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.file;
}

/** The places of the faults; each is told in whole sentences of both languages. */
export function refusedAt(json: unknown, now = NOW): string[] {
  const parsed = parseRoundFile(json, now);
  if (parsed.ok) return [];
  for (const { message } of parsed.errors) {
    expect(message.de).toMatch(/\.$/);
    expect(message.en).toMatch(/\.$/);
    expect(`${message.de}${message.en}`).not.toMatch(/undefined|NaN|\[object/);
  }
  return parsed.errors.map((each) => each.pointer);
}

/** The places of the warnings. */
export function warnedAt(json: unknown): string[] {
  const parsed = parseRoundFile(json, NOW);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.warnings.map((each) => each.pointer);
}

/** The third round with one value set. */
export const set = (path: string, value: unknown) => third([path, value]);
