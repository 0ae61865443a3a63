import { describe, expect, it } from 'vitest';
import {
  type Attendance,
  attendanceRequests,
  attendanceWarning,
  conclude,
  unmarkedAlertAt,
} from '../../functions/attendance/rules.ts';
import { sessionsOf } from '../../functions/domain/round.ts';
import { entries } from '../support/ledger.ts';
import { anApplication, aRound } from '../support/records.ts';

const round = aRound();
const person = anApplication();
const sessions = sessionsOf(round.file, 'a');

function marked(count: number, absent: readonly number[] = []): Attendance[] {
  return sessions.slice(0, count).map((session, index) => ({
    kind: 'attendance',
    session: session.id,
    cohort: 'a',
    present: absent.includes(index) ? [] : [person.id],
    markedAt: session.starts,
    by: 'training@programm.example',
    revision: 1,
  }));
}

describe('the request for attendance', () => {
  it('goes to each trainer at the start of each session, once', () => {
    const first = attendanceRequests(round, [], '2022-11-08T08:00:00.000Z');
    expect(first.mails.map(({ data }) => data?.['session'])).toEqual(['a1-1']);
    expect(first.until).toBe('2022-11-09T08:00:00.000Z');
    const again = attendanceRequests(round, entries(person, first.mails), '2022-11-08T08:00:00.000Z');
    expect(again.mails).toEqual([]);
  });
});

describe('an absence', () => {
  it('is warned of when no further one is allowed', () => {
    // 6 sessions, 80 % needed: 5 of them, so one absence is allowed.
    expect(attendanceWarning(person, round, marked(1), [])).toBeUndefined();
    const warning = attendanceWarning(person, round, marked(2, [1]), []);
    expect(warning?.purpose).toBe('attendance-warning');
    expect(
      attendanceWarning(person, round, marked(3, [1]), entries(person, warning ? [warning] : [])),
    ).toBeUndefined();
  });

  it('is not warned of when it is one too many already', () => {
    expect(attendanceWarning(person, round, marked(3, [0, 1]), [])).toBeUndefined();
  });
});

describe('the end of a training', () => {
  const now = '2022-11-23T12:00:00.000Z';

  it('waits until all sessions are marked', () => {
    expect(conclude(person, round, marked(5), now)).toBeUndefined();
  });

  it('is completed with the share of sessions that the round needs', () => {
    expect(conclude(person, round, marked(6, [2]), now)?.record.status).toBe('completed');
    expect(conclude(person, round, marked(6, [2, 3]), now)?.record.status).toBe('not-completed');
  });

  it('alerts the office a week after the last session, on a working day', () => {
    expect(unmarkedAlertAt(round, 'a')).toBe('2022-11-30T07:00:00.000Z');
  });
});
