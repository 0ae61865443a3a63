import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../functions/domain/calendar.ts';
import { exampleRound, parseRoundFile, type RoundFile } from '../../functions/domain/round-file.ts';

const NOW = '2022-09-01T00:00:00.000Z';

type Change = readonly [path: string, value: unknown];

/** The third round with some values set, or left out by `undefined`. */
function third(...changes: readonly Change[]): unknown {
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

function at(json: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
}

function accepted(json: unknown, now = NOW): RoundFile {
  const parsed = parseRoundFile(json, now);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.file;
}

function refusedAt(json: unknown, now = NOW): string[] {
  const parsed = parseRoundFile(json, now);
  if (parsed.ok) return [];
  for (const { message } of parsed.errors) {
    expect(message.de).toMatch(/\.$/);
    expect(message.en).toMatch(/\.$/);
    expect(`${message.de}${message.en}`).not.toMatch(/undefined|NaN|\[object/);
  }
  return parsed.errors.map((each) => each.pointer);
}

function warnedAt(json: unknown): string[] {
  const parsed = parseRoundFile(json, NOW);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.warnings.map((each) => each.pointer);
}

const set = (path: string, value: unknown) => third([path, value]);

describe('the round file of the third round', () => {
  it('is accepted without a warning, its instants in UTC', () => {
    const parsed = parseRoundFile(third(), NOW);
    expect(parsed.ok && parsed.warnings).toEqual([]);
    const file = accepted(third());
    expect(file.applications).toEqual({
      opens: '2022-09-04T22:00:00.000Z',
      closes: '2022-10-04T21:59:59.000Z',
    });
    expect(file.cohorts[0]?.modules[4]?.sessions[1]).toEqual({
      id: 'a5-2',
      starts: '2022-12-07T08:00:00.000Z',
      ends: '2022-12-07T12:00:00.000Z',
    });
  });

  it('read again changes nothing', () => {
    expect(accepted(accepted(third()))).toEqual(accepted(third()));
  });
});

describe('what a round file leaves out', () => {
  it('is as the product says', () => {
    const file = accepted(
      third(
        ...[
          'approvers',
          'approvalsNeeded',
          'endorsement',
          'selection',
          'attendanceNeeded',
          'seatsOfferedForWorkingDays',
        ].map((key): Change => [`/${key}`, undefined]),
      ),
    );
    expect(file).toMatchObject({
      approvers: [],
      approvalsNeeded: 1,
      approvalOrder: 'any',
      endorsement: true,
      selection: {
        method: 'lottery',
        dimensions: ['size_class', 'planning_region'],
        shares: 'administrations',
        perAdministration: 1,
        confirm: true,
      },
      attendanceNeeded: 0.8,
      seatsOfferedForWorkingDays: 5,
    });
    expect(file.substitutesUntil).toBeUndefined();
    expect(accepted(set('/approvers', [{ name: 'Referat', email: 'r@m.example' }])).approvers).toEqual([
      { name: 'Referat', email: 'r@m.example', shared: false },
    ]);
    expect(accepted(set('/selection', { method: 'leximin' })).selection).toMatchObject({
      method: 'leximin',
      confirm: true,
    });
  });

  it('is told where it must not be left out', () => {
    expect(refusedAt({})).toEqual(['/id', '/title', '/applications', '/decisionsDue', '/office', '/cohorts']);
    for (const path of [
      '/office/email',
      '/cohorts/0/seats',
      '/cohorts/0/trainers',
      '/cohorts/0/modules/0/joinUrl',
      '/cohorts/0/modules/0/sessions/0/ends',
    ]) {
      expect(refusedAt(set(path, undefined)), path).toEqual([path]);
    }
  });
});

describe('a faulty round file is refused with the place of the fault', () => {
  const cases: [path: string, value: unknown][] = [
    ['/id', 'drei vier'],
    ['/id', ''],
    ['/id', 'a'.repeat(41)],
    ['/id', 3],
    ['/id', '../x'],
    ['/title', '  '],
    ['/title', 'a\nb'],
    ['/applications/closes', '2022-10-04T23:59:59'],
    ['/applications/closes', '2022-09-05T00:00:00+02:00'],
    ['/decisionsDue', '2022-10-04T23:59:59+02:00'],
    ['/seatsOfferedForWorkingDays', 0],
    ['/approvers/0/email', 'referat'],
    ['/approvers/0/deputy/email', 'a@b.example\nBcc: x@y.example'],
    ['/approvalsNeeded', 2],
    ['/approvalsNeeded', 0],
    ['/approvalOrder', 'both'],
    ['/endorsement', 'yes'],
    ['/selection/method', 'draw'],
    ['/selection/dimensions/1', 'colour'],
    ['/selection/dimensions/1', 'size_class'],
    ['/selection/shares', 'people'],
    ['/selection/perAdministration', 0],
    ['/selection/confirm', null],
    ['/cohorts', []],
    ['/cohorts/0/seats', 0],
    ['/cohorts/0/seats', 501],
    ['/cohorts/0/seats', 1.5],
    ['/cohorts/0/trainers', []],
    ['/cohorts/0/modules', []],
    ['/cohorts/0/modules/1/number', 1],
    ['/cohorts/0/modules/0/joinUrl', 'http://konferenz.example/1'],
    ['/cohorts/0/modules/0/joinUrl', 'javascript:alert(1)'],
    ['/cohorts/0/modules/0/sessions', []],
    ['/cohorts/0/modules/0/sessions/0/ends', '2022-11-08T09:00:00+01:00'],
    ['/cohorts/0/modules/0/sessions/1/starts', '2022-11-08T10:00:00+01:00'],
    ['/cohorts/0/modules/0/sessions/0/starts', '2022-10-04T09:00:00+02:00'],
    ['/cohorts/0/modules/0/sessions/0/starts', '2022-10-14T09:00:00+02:00'],
    ['/cohorts/0/modules/1/sessions/0/id', 'a1-1'],
    ['/attendanceNeeded', 0],
    ['/attendanceNeeded', 1.01],
    ['/substitutesUntil', 'gestern'],
    ['/colour', 'blue'],
    ['/selection/a~b~1c', 1],
    ['/cohorts/0/modules/0/sessions/0/room', 'A'],
  ];

  for (const [path, value] of cases) {
    it(`${path} = ${JSON.stringify(value)}`, () => {
      const expected = path.includes('a~b') ? '/selection/a~0b~01c' : path;
      expect(refusedAt(set(path, value))).toEqual([expected]);
    });
  }

  it('two cohorts, approvers or sessions of the same name', () => {
    expect(refusedAt(third(['/cohorts/1', at(third(), ['cohorts', '0'])]))).toEqual([
      '/cohorts/1/id',
      ...[0, 1, 2, 3, 4].flatMap((m) => [0, 1].map((s) => `/cohorts/1/modules/${m}/sessions/${s}/id`)),
    ]);
    const approver = { name: 'Referat', email: 'r@m.example' };
    expect(refusedAt(set('/approvers', [approver, { ...approver, email: 'R@M.example' }]))).toEqual([
      '/approvers/1/email',
    ]);
  });

  it('what is wrong by itself and what is wrong in relation, all at once', () => {
    const file = third(['/id', '?'], ['/decisionsDue', '2022-10-01T00:00:00Z'], ['/approvalsNeeded', 3]);
    expect(refusedAt(file)).toEqual(['/id', '/decisionsDue', '/approvalsNeeded']);
  });

  it('a window that is over already; its last instant is outside', () => {
    expect(refusedAt(third(), '2022-10-04T21:59:58.999Z')).toEqual([]);
    expect(refusedAt(third(), '2022-10-04T21:59:59.000Z')).toEqual(['/applications/closes']);
  });

  it('anything that is no round file, and never breaks on it', () => {
    for (const json of [null, 1, 'x', [], undefined]) expect(refusedAt(json)).toEqual(['']);
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (json) => {
        expect(parseRoundFile(json, NOW).ok).toBe(false);
      }),
    );
  });

  it('wherever something is replaced by anything, it is accepted or told at a place', () => {
    const places: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (path !== '') places.push(path);
      if (typeof value === 'object' && value !== null) {
        for (const [key, each] of Object.entries(value)) walk(each, `${path}/${key}`);
      }
    };
    walk(third(), '');
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.anything(), (path, value) => {
        const parsed = parseRoundFile(set(path, value), NOW);
        if (!parsed.ok) expect(parsed.errors.every((each) => each.pointer.startsWith('/'))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('approvals', () => {
  it('are no stage without approvers, whatever number is needed', () => {
    expect(accepted(third(['/approvers', []], ['/approvalsNeeded', 3])).approvers).toEqual([]);
  });
});

describe('days off are warnings', () => {
  it('for deadlines, with the next working day', () => {
    expect(warnedAt(set('/applications/closes', '2022-10-03T23:59:59+02:00'))).toEqual([
      '/applications/closes',
    ]);
    expect(warnedAt(set('/decisionsDue', '2022-10-15T23:59:59+02:00'))).toEqual(['/decisionsDue']);
    expect(warnedAt(set('/substitutesUntil', '2022-10-31T23:59:59+01:00'))).toEqual(['/substitutesUntil']);
    const parsed = parseRoundFile(set('/applications/closes', '2022-10-01T23:59:59+02:00'), NOW);
    const message = parsed.ok ? parsed.warnings[0]?.message : undefined;
    expect(message?.de).toContain('Samstag, 1. Oktober 2022');
    expect(message?.de).toContain('(Dienstag, 4. Oktober 2022)');
    expect(message?.en).toContain('Saturday, 1 October 2022');
  });

  it('for sessions, with the name of the holiday', () => {
    const json = third(
      ['/cohorts/0/modules/4/sessions/1/starts', '2022-12-26T09:00:00+01:00'],
      ['/cohorts/0/modules/4/sessions/1/ends', '2022-12-26T13:00:00+01:00'],
    );
    expect(warnedAt(json)).toEqual(['/cohorts/0/modules/4/sessions/1/starts']);
    const parsed = parseRoundFile(json, NOW);
    expect(parsed.ok && parsed.warnings[0]?.message.de).toContain('(2. Weihnachtstag)');
  });

  it('are those of the Land', () => {
    const json = set('/applications/closes', '2022-10-31T23:59:59+01:00');
    const later = third(
      ['/applications/closes', '2022-10-31T23:59:59+01:00'],
      ['/decisionsDue', '2022-11-01T23:59:59+01:00'],
      ['/seatsOfferedForWorkingDays', 1],
    );
    expect(refusedAt(json)).toEqual(['/decisionsDue']);
    const inBerlin = parseRoundFile(later, NOW, 'BE');
    expect(inBerlin.ok && inBerlin.warnings).toEqual([]);
    expect(warnedAt(later)).toEqual(['/applications/closes']);
  });
});

describe('sessions right after one another', () => {
  it('are neither a fault nor worth a warning, within a module and between modules', () => {
    expect(
      warnedAt(
        third(
          ['/cohorts/0/modules/0/sessions/1/starts', '2022-11-08T13:00:00+01:00'],
          ['/cohorts/0/modules/0/sessions/1/ends', '2022-11-08T15:00:00+01:00'],
          ['/cohorts/0/modules/1/sessions/0/starts', '2022-11-08T15:00:00+01:00'],
        ),
      ),
    ).toEqual([]);
  });
});

describe('sessions that collide and offers that are cut short are warnings', () => {
  it('between modules, which may be meant', () => {
    const json = third(
      ['/cohorts/0/modules/1/sessions/0/starts', '2022-11-09T12:00:00+01:00'],
      ['/cohorts/0/modules/1/sessions/0/ends', '2022-11-09T14:00:00+01:00'],
    );
    expect(warnedAt(json)).toEqual(['/cohorts/0/modules/1/sessions/0/starts']);
  });

  it('by a first session soon after the decisions', () => {
    expect(warnedAt(set('/decisionsDue', '2022-11-01T23:59:59+01:00'))).toEqual([
      '/cohorts/0/modules/0/sessions/0/starts',
    ]);
  });
});

describe('the example round', () => {
  it('is open at any moment it is made, without a warning, and its window stays open for two weeks', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2020-01-01T00:00:00Z'),
          max: new Date('2040-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        (date) => {
          const now = date.toISOString();
          const parsed = parseRoundFile(exampleRound(now), now);
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
          expect(parsed.warnings).toEqual([]);
          const { opens, closes } = parsed.file.applications;
          expect(opens < now).toBe(true);
          expect(Date.parse(closes) - Date.parse(now)).toBeGreaterThan(13.9 * 86_400_000);
          expect(parsed.file.cohorts).toHaveLength(1);
          expect(parsed.file.cohorts[0]?.seats).toBe(16);
          for (const module of parsed.file.cohorts[0]?.modules ?? []) {
            for (const session of module.sessions) {
              expect(parseInstant(session.starts)).toBe(session.starts);
              expect(Date.parse(session.starts) - Date.parse(now)).toBeGreaterThan(28 * 86_400_000);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
