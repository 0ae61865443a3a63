import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromRows } from '../../../functions/domain/register/register.ts';
import { describeChanges } from '../../../infra/register/changes.ts';
import { parseCsv, writeCsv } from '../../../infra/register/csv.ts';
import { readEdition } from '../../../infra/register/edition.ts';
import { importEdition } from '../../../infra/register/import.ts';

const kept = new URL('../../../functions/domain/register/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, kept), 'utf8');
const towns = read('data/2024-12-31/municipalities.csv');
const offices = read('data/2024-12-31/administrations.csv');
const source = 'Gemeindeverzeichnis-Informationssystem GV-ISys, © Statistisches Bundesamt (Destatis), 2025';
const named = (text: string, name: string) => ({ name, text });
const both = (municipalities: string, administrations: string) => [
  named(municipalities, 'towns.csv'),
  named(administrations, 'offices.csv'),
];

let room: string;
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'register-'));
});
afterEach(() => {
  rmSync(room, { recursive: true });
});

const bringIn = (files: ReturnType<typeof both>, more: Partial<Parameters<typeof importEdition>[0]> = {}) =>
  importEdition({ files, edition: '2025-12-31', source, room, replace: false, ...more });

function faults(files: ReturnType<typeof both>): readonly string[] {
  const outcome = bringIn(files);
  expect(outcome.ok).toBe(false);
  expect(readdirSync(room)).toEqual([]);
  return outcome.lines;
}

describe('an edition of the registers', () => {
  it('is written as the project holds it', () => {
    expect(bringIn(both(towns, offices), { edition: '2024-12-31' }).ok).toBe(true);
    for (const path of [
      'editions/2024-12-31.ts',
      'editions/2024-12-31-municipalities.ts',
      'editions/all.ts',
      'editions/all-municipalities.ts',
      'data/2024-12-31/municipalities.csv',
      'data/2024-12-31/administrations.csv',
    ]) {
      expect(readFileSync(join(room, path), 'utf8'), path).toBe(read(path));
    }
  });

  it('gets its administrations from the municipalities alone, and says so', () => {
    const outcome = bringIn([named(towns, 'towns.csv')], { edition: '2024-12-31' });
    expect(outcome.lines.join('\n')).toContain('No file of administrations: derived 193 of them');
    expect(readFileSync(join(room, 'data/2024-12-31/administrations.csv'), 'utf8')).toBe(offices);
  });

  it('can be given with semicolons, CRLF, BOM, in any order of files and columns', () => {
    const table = parseCsv(offices);
    if (!table.ok) throw new Error('unreadable');
    const columns = table.columns.toReversed();
    const turned = `\uFEFF${[columns, ...table.rows.map((row) => columns.map((each) => row.cells.get(each)))]
      .map((cells) => cells.join(';'))
      .join('\r\n')}`;
    const one = readEdition(both(towns, offices), '2025-12-31', source);
    const other = readEdition(
      [named(turned, 'offices.csv'), named(towns, 'towns.csv')],
      '2025-12-31',
      source,
    );
    if (!one.ok || !other.ok) throw new Error('unreadable');
    expect(other.rows).toEqual(one.rows);
  });

  it('that is there already stays, unless it is to be replaced', () => {
    const changed = towns.replace(',9253,', ',9254,');
    expect(bringIn(both(towns, offices)).ok).toBe(true);
    expect(bringIn(both(towns, offices)).ok).toBe(true);
    const refused = bringIn([named(changed, 'towns.csv')]);
    expect(refused.ok).toBe(false);
    expect(refused.lines.join('\n')).toContain('Edition 2025-12-31 is there already, with other content');
    expect(readFileSync(join(room, 'data/2025-12-31/municipalities.csv'), 'utf8')).toBe(towns);
    expect(bringIn([named(changed, 'towns.csv')], { replace: true }).ok).toBe(true);
  });

  it('stays beside the earlier ones', () => {
    bringIn(both(towns, offices), { edition: '2024-12-31' });
    bringIn(both(towns, offices), { edition: '2025-12-31' });
    expect(readFileSync(join(room, 'editions/all.ts'), 'utf8')).toContain('= [of20241231, of20251231];');
  });

  it('without a name is not brought in a second time', () => {
    const outcome = bringIn(both(towns, offices), { edition: '2030-01-01', guessed: true });
    expect(outcome.lines).toEqual([
      'These are the data of edition 2024-12-31, which is there already. Nothing was written.',
    ]);
    expect(existsSync(join(room, 'editions'))).toBe(false);
  });
});

describe('a faulty file', () => {
  it('is refused with file, line and column, all faults at once', () => {
    const lines = faults(
      both(
        towns
          .replace('12052000,120520000000', '12052000,12052000000')
          .replace(',Mittelstadt,73921,', ',Kleinstadt,73921,')
          .replace(',15230,', ',1523,')
          .replace('52.400355,13.05358', '13.05358,52.400355'),
        offices,
      ),
    );
    expect(lines).toContain(
      'towns.csv: Line 2, size_class: Kleinstadt, but a population of 73921 is Mittelstadt.',
    );
    expect(lines).toContain('towns.csv: Line 3, ars: "12052000000" is not 12 digits (lost leading zeros?).');
    expect(lines).toContain('towns.csv: Line 4, postal_code: "1523" is not 5 digits (lost leading zeros?).');
    expect(lines).toContain(
      'towns.csv: Line 5, lat: "13.05358" is not a number from 47 to 56 with a decimal point.',
    );
  });

  it('is refused where keys stand twice', () => {
    const line = towns.split('\n')[1] ?? '';
    expect(faults(both(`${towns}${line}\n`, offices)).join('\n')).toContain(
      '12051000 stands in line 2 already',
    );
  });

  it('is refused where sums, members or areas do not agree', () => {
    const text = faults(
      both(
        towns,
        offices
          .replace(',34520,12073440 12073532,', ',34521,12073532,')
          .replace(
            '120675709,Amt Spreenhagen,Amt,12067,Oder-Spree,Oderland-Spree,Weiterer Metropolenraum',
            '120675709,Amt Spreenhagen,Amt,12067,Oder-Spree,Oderland-Spree,Berliner Umland',
          )
          .replace(/^120510000.*\n/m, ''),
      ),
    ).join('\n');
    expect(text).toContain('population: 34521, but its municipalities sum to 34520');
    expect(text).toContain('12073440 (Pinnow) is missing');
    expect(text).toContain('structural_area: Berliner Umland, but');
    expect(text).toContain('No administration 120510000, which Brandenburg an der Havel');
  });

  it('is refused where it has other columns or none of the two kinds', () => {
    expect(faults([named(towns.replace(',population,', ',people,'), 'towns.csv')])).toContain(
      'towns.csv: the column "population" is missing.',
    );
    expect(faults([named('a,b\n1,2\n', 'x.csv')])[0]).toContain('neither a column "ags"');
    expect(faults([named('', 'x.csv')])[0]).toBe('x.csv: The file is empty.');
    expect(faults([named(offices, 'offices.csv')])[0]).toContain(
      'file of municipalities (with a column "ags") is missing',
    );
    expect(faults(both(towns, towns)).join('\n')).toContain('a second file of the same kind');
  });
});

describe('what changed from one edition to the next', () => {
  const edition = (municipalities: string) => {
    const reading = readEdition([named(municipalities, 'towns.csv')], '2025-12-31', source);
    if (!reading.ok) throw new Error(reading.errors.join('\n'));
    return fromRows(reading.rows);
  };
  const changes = (municipalities: string) => describeChanges(edition(towns), edition(municipalities));

  it('is nothing where nothing did', () => {
    expect(changes(towns)).toEqual([]);
  });

  it('names mergers, removals, additions, moves, new size classes and new figures', () => {
    // Zeuthen is served by the new Amt Nordsee; Panketal is gone; Bad Belzig shrinks; Rathenow gets another name.
    const text = changes(
      towns
        .replace(/^(12061572),\d{12},(.*),amtsfrei,,/m, '$1,120615999572,$2,amtsangehörig,Nordsee,')
        .replace(/^12060181,.*\n/m, '')
        .replace(/^(12063252,.*),Mittelstadt,\d+,/m, '$1,Kleinstadt,19000,')
        .replace(/^(12062140,\d+),Finsterwalde,Finsterwalde,/m, '$1,Sängerstadt,Sängerstadt,'),
    ).join('\n');
    expect(text).toMatch(/^merged: 120610572 Gemeinde Zeuthen .* -> 120615999 Amt Nordsee/m);
    expect(text).toMatch(/^removed: 120600181 Gemeinde Panketal/m);
    expect(text).toMatch(/^added: 120615999 Amt Nordsee/m);
    expect(text).toMatch(/^size class: 120630252 Stadt Rathenow .*: Mittelstadt -> Kleinstadt$/m);
    expect(text).toMatch(/^renamed: 120620140 .*: Stadt Finsterwalde -> Stadt Sängerstadt$/m);
    expect(text).toMatch(/^municipality renamed: 120620140 .*: Finsterwalde -> Sängerstadt$/m);
    expect(text).toMatch(/^population: new figures for 1 administrations/m);
  });
});

describe('the command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['infra/register/command.ts', ...args], { encoding: 'utf8' });

  it('brings in the files and tells what it did', () => {
    const data = 'functions/domain/register/data/2024-12-31';
    const done = run(
      'import',
      `${data}/municipalities.csv`,
      `${data}/administrations.csv`,
      '--into',
      room,
      '--edition',
      '2026-12-31',
    );
    expect(done.stdout).toContain('Edition 2026-12-31: 193 administrations, 413 municipalities.');
    expect(done.stdout).toContain('No difference to edition');
    expect(done.status).toBe(0);
    expect(existsSync(join(room, 'editions/2026-12-31.ts'))).toBe(true);
  });

  it('ends with 2 and its usage where the call is wrong, with 1 where a file is', () => {
    for (const args of [
      [],
      ['export'],
      ['import'],
      ['import', 'no-such-file.csv'],
      ['import', 'package.json', '--edition', 'x'],
    ]) {
      const done = run(...args);
      expect(done.status, args.join(' ')).toBe(2);
      expect(done.stderr).toContain('npm run register -- import FILE [FILE]');
    }
    expect(run('import', 'package.json', '--into', room).status).toBe(1);
  });
});

describe('CSV', () => {
  it('is read with quotes, breaks and separators inside a cell', () => {
    const table = parseCsv('a,b\n"x, ""y""","1\n2"\n\nz,\n');
    if (!table.ok) throw new Error('unreadable');
    expect(table.rows.map((row) => [row.line, row.cells.get('a'), row.cells.get('b')])).toEqual([
      [2, 'x, "y"', '1\n2'],
      [5, 'z', ''],
    ]);
    expect(writeCsv([['x, "y"', 1]])).toBe('"x, ""y""",1\n');
  });

  it('with an open quotation mark is refused, with the line on which its row begins', () => {
    expect(parseCsv('a,b\n1,2\n"3,4\n5,6\n')).toEqual({
      ok: false,
      errors: ['Line 3: a quotation mark stands in the wrong place.'],
    });
  });

  it('with a short line is refused', () => {
    expect(parseCsv('a,b\n1\n')).toEqual({
      ok: false,
      errors: ['Line 2: 1 cells where the first line has 2 columns.'],
    });
  });
});
