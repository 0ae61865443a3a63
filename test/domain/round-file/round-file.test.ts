import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/domain/calendar.ts';
import { exampleRound, parseRoundFile } from '../../../functions/domain/round-file.ts';
import { accepted, type Change, NOW, refusedAt, set, third } from './third-round.ts';

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
