import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTable } from '../../../functions/cohort/selection/command/csv.ts';
import { main } from '../../../functions/cohort/selection/command.ts';
import { verify } from '../../../functions/cohort/selection/export.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let said: string[];
const at = (name: string): string => join(folder, name);
const run = (...args: string[]): Promise<number> =>
  main(args, { out: (line) => said.push(line), error: (line) => said.push(line) });
const put = (files: Record<string, string>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
};
const out = () => JSON.parse(readFileSync(at('out.json'), 'utf8'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kohorte-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shares = {
  'people.csv': `person,administration,confirmed,age
p1,A,2022-09-05T08:00:00+02:00,old
p2,B,2022-09-05T07:59:00+02:00,young
p3,C,2022-09-05T08:01:00+02:00,old
"p4","A B",2022-09-06T08:00:00+02:00,young
`,
  'administrations.csv': 'administration,size,population\nA,large,900\nB,small,50\nC,small,50\n',
  'settings.json': JSON.stringify({
    cohorts: 1,
    seats: 2,
    cap: 1,
    dimensions: ['size'],
    shares: 'administrations',
  }),
};
const select = (...more: string[]): Promise<number> =>
  run(
    ...['select', '--people', at('people.csv'), '--administrations', at('administrations.csv')],
    ...['--settings', at('settings.json'), '--json', at('out.json'), ...more],
  );

describe('select', () => {
  for (const method of ['lottery', 'first-come', 'leximin']) {
    test(`${method}: what it writes is verified`, async () => {
      put(shares);
      expect(await select('--method', method, '--seed', 'x')).toBe(0);
      expect(out()).toMatchObject({
        status: 'optimal',
        cohorts: [{ id: 'a' }],
        seed: { text: 'x', origin: 'given' },
      });
      expect(out().cohorts[0].members).toHaveLength(2);
      expect(await run('verify', at('out.json'))).toBe(0);
    });
  }

  test('first-come asks by the instant, whatever its offset', async () => {
    put(shares);
    await select('--method', 'first-come', '--seed', 'x');
    expect(out().order.map(({ person }: { person: string }) => person)).toEqual(['p2', 'p1', 'p3', 'p4']);
  });

  test('shares of the population: a large administration counts by its inhabitants', async () => {
    put({
      ...shares,
      'settings.json': JSON.stringify({ seats: 2, dimensions: ['size'], shares: 'population' }),
    });
    await select('--seed', 'x');
    expect(out().targets.a.size).toEqual({
      large: { target: 1.8, min: 1, max: 2 },
      small: { target: 0.2, min: 0, max: 1 },
    });
  });

  test('a dimension of the people has the shares of the people', async () => {
    put({ ...shares, 'settings.json': JSON.stringify({ seats: 2, dimensions: ['size', 'age'] }) });
    await select('--seed', 'x');
    expect(out().targets.a.age).toEqual({
      old: { target: 1, min: 1, max: 1 },
      young: { target: 1, min: 1, max: 1 },
    });
  });

  test('quotas that cannot be kept end with status 2 and say why', async () => {
    put({
      'people.csv': 'person,gender\np1,f\np2,f\np3,m\n',
      'quotas.csv': 'feature,value,min,max\ngender,f,1,1\ngender,m,2,2\n',
      'settings.json': JSON.stringify({ cohorts: 1, seats: 3, dimensions: ['gender'] }),
    });
    const args = [
      'select',
      '--people',
      at('people.csv'),
      '--quotas',
      at('quotas.csv'),
      '--settings',
      at('settings.json'),
    ];
    expect(await run(...args, '--seed', 'x', '--json', at('out.json'))).toBe(2);
    expect(out().status).toBe('infeasible');
    expect(out().violations.length).toBeGreaterThan(0);
    expect(said.join('\n')).toContain('Smallest change');
    expect(await run('verify', at('out.json'))).toBe(0);
  });

  test('without a seed one is drawn, and stands in the result', async () => {
    put(shares);
    expect(await select()).toBe(0);
    expect(out().seed).toEqual({ text: expect.stringMatching(/^[0-9a-f]{32}$/), origin: 'system' });
  });

  test('freeze tells the hash beforehand, and the order of rows does not matter', async () => {
    put(shares);
    const files = ['--people', at('people.csv'), '--administrations', at('administrations.csv')];
    await run('freeze', ...files, '--settings', at('settings.json'));
    const [header = '', ...rows] = shares['people.csv'].trim().split('\n');
    put({ 'people.csv': [header, ...rows.reverse()].join('\n') });
    await select('--seed', 'x');
    expect(out().inputHash).toBe(said[0]);
  });
});

describe('verify', () => {
  test('refuses a result in which anything was changed', async () => {
    put(shares);
    await select('--method', 'leximin', '--seed', 'x');
    const honest = out();
    expect((await verify(honest)).reproduced).toBe(true);
    const [first] = honest.cohorts[0].members;
    const changes: Record<string, unknown>[] = [
      { ...honest, cohorts: [{ ...honest.cohorts[0], members: [first, first] }] },
      { ...honest, seed: { ...honest.seed, text: 'y' } },
      { ...honest, smallestChance: 0.99 },
      { ...honest, input: { ...honest.input, exclusions: ['p1'] } },
      { ...honest, added: true },
    ];
    for (const changed of changes) expect((await verify(changed)).reproduced).toBe(false);
    writeFileSync(at('out.json'), JSON.stringify(changes[1]));
    expect(await run('verify', at('out.json'))).toBe(1);
  });

  test('accepts the portfolio of another version only if its panels are admissible', async () => {
    put(shares);
    await select('--method', 'leximin', '--seed', 'x');
    const older = { ...out(), version: 'kohorte-selection 0, highs 1.0.0' };
    expect(await verify(older)).toEqual({ reproduced: true, faults: [] });
    const everything = older.groups.map(({ people }: { people: string[] }) => people.length);
    const portfolio = [{ weight: 1e12, seats: everything }];
    expect((await verify({ ...older, portfolio })).reproduced).toBe(false);
  });
});

describe('bad files are answered in the words of the person who made them', () => {
  test.each([
    [{ 'people.csv': 'person,town\np1,A\n' }, 'The column "administration" is missing'],
    [{ 'people.csv': 'person,administration\np1,A\np1,B\n' }, 'p1 is in line 2 already'],
    [{ 'people.csv': 'person,administration\np1,Z\n' }, 'line 2: there is no administration Z'],
    [{ 'people.csv': 'person,administration\np1,A,B\n' }, 'line 2: 3 fields instead of 2'],
    [{ 'people.csv': 'person,administration\np1,"A\n' }, 'quotation mark'],
    [{ 'settings.json': '{"seats":' }, 'not valid JSON'],
    [{ 'settings.json': '{"seats":-1}' }, '"seats"'],
    [{ 'settings.json': '{"dimensions":["size"]}' }, '"seats" (seats of each cohort) is missing'],
    [{ 'administrations.csv': 'administration,size\nA,\n' }, 'size is empty'],
  ])('%j', async (files, message) => {
    put({ ...shares, ...files });
    expect(await select('--seed', 'x')).toBe(1);
    expect(said.join('\n')).toContain(message);
  });

  test('in German with --lang de', async () => {
    put({ ...shares, 'people.csv': 'person\np1\n' });
    expect(await select('--seed', 'x', '--lang', 'de')).toBe(1);
    expect(said.join('\n')).toContain('Es fehlt die Spalte');
  });
});

describe('a table', () => {
  const rows = (text: string): string[][] =>
    readTable('t.csv', new TextEncoder().encode(text)).rows.map(({ values }) => [...values.values()]);

  test('may have quotes, commas and line breaks in fields, a byte order mark and any line ends', () => {
    expect(rows('\uFEFFa,b\r\n"x, ""y""\nz",2\r\n\r\n3,\n')).toEqual([
      ['x, "y"\nz', '2'],
      ['3', ''],
    ]);
  });

  test('may be separated by semicolons, as German spreadsheets write it', () => {
    expect(rows('a;b\n1,5;2\n')).toEqual([['1,5', '2']]);
  });

  test('has to be in UTF-8', () => {
    expect(() => readTable('t.csv', Uint8Array.of(0x61, 0x0a, 0xe4))).toThrow('not in UTF-8');
  });
});
