import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoundFile } from '../../../functions/domain/round-file.ts';
import { accepted, at, NOW, refusedAt, set, third } from './third-round.ts';

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
