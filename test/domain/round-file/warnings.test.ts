import { describe, expect, it } from 'vitest';
import { parseRoundFile } from '../../../functions/domain/round-file.ts';
import { NOW, refusedAt, set, third, warnedAt } from './third-round.ts';

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
