import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeAll, describe, expect, it } from 'vitest';
import { berlinDate, isWorkingDay, morning } from '../../../functions/domain/calendar.ts';
import { factsOf, type Purpose } from '../../../functions/domain/mail.ts';
import type { Round } from '../../../functions/domain/round.ts';
import { type Rehearsal, rehearse } from '../../../functions/rehearsal/play/rehearse.ts';
import { surprises, unseen } from '../../../functions/rehearsal/result/surprises.ts';
import { aRound } from '../../support/records.ts';

const begins = '2022-09-01T06:00:00.000Z';
const dynamo = mockClient(DynamoDBClient);
const ses = mockClient(SESClient);

/** The round of the samples, before anything has happened, with a deputy for its approver. */
function aDraft(changes: Partial<Round['file']> = {}): Round {
  const round = aRound({ status: 'draft', history: [] });
  const approvers = round.file.approvers.map((approver) => ({
    ...approver,
    deputy: { name: 'Vertretung', email: 'vertretung@ministerium.example' },
  }));
  return { ...round, file: { ...round.file, approvers, ...changes } };
}

describe('a rehearsal', () => {
  let rehearsal: Rehearsal;
  beforeAll(async () => {
    process.env['BASE_URL'] = 'https://programm.example';
    rehearsal = await rehearse(aDraft(), begins);
  }, 60_000);
  const mails = (purpose: Purpose) => rehearsal.mails.filter(({ order }) => order.purpose === purpose);

  it('plays the round to its end: everybody’s application comes to one', () => {
    expect(rehearsal.fault).toBeUndefined();
    expect(rehearsal.round.status).toBe('finished');
    const open = [
      'unconfirmed',
      'in-review',
      'queried',
      'approved',
      'seat-offered',
      'accepted',
      'taking-part',
    ];
    expect(rehearsal.applications.filter(({ status }) => open.includes(status))).toEqual([]);
  });

  it('gives every seat to somebody, and one that falls free to the next in line', () => {
    const statuses = rehearsal.applications.map(({ status }) => status);
    expect(statuses.filter((status) => status === 'completed')).toHaveLength(15);
    expect(statuses.filter((status) => status === 'not-completed')).toHaveLength(1);
    for (const gone of ['declined', 'expired', 'withdrawn'] as const) expect(statuses).toContain(gone);
    expect(mails('seat-offer')).toHaveLength(16 + 3);
  });

  it('shows every mail of a round but those that somebody has to send', () => {
    // Goes in place of the request where the round asks for no endorsement.
    expect(unseen(rehearsal)).toEqual(['supervisor-notice']);
  });

  it('mails to nobody, and copies nobody, whom the table of mails does not name', () => {
    for (const { order } of rehearsal.mails) {
      const { to, copy } = factsOf(order.purpose).sent;
      expect(`${order.purpose} ${order.to.role}`).toBe(
        `${order.purpose} ${to.find((role) => role === order.to.role) ?? 'nobody'}`,
      );
      if (order.cc !== undefined) expect(`${order.purpose} ${copy}`).toBe(`${order.purpose} supervisor`);
    }
  });

  it('shows the mails at the times at which they would go out', () => {
    for (const purpose of [
      'approved',
      'rejected',
      'waiting-list',
      'module-reminder',
      'seat-offer-reminder',
    ] as const) {
      for (const { at } of mails(purpose)) {
        if (purpose === 'waiting-list') continue;
        expect(`${purpose} ${at}`).toBe(`${purpose} ${morning(berlinDate(at))}`);
        expect(isWorkingDay(berlinDate(at))).toBe(true);
      }
    }
    const reminders = mails('module-reminder').map(({ at, order }) => `${order.data?.['module']} ${at}`);
    expect(new Set(reminders)).toEqual(
      new Set([
        '1 2022-11-01T07:00:00.000Z',
        '1 2022-11-07T07:00:00.000Z',
        '2 2022-11-08T07:00:00.000Z',
        '2 2022-11-14T07:00:00.000Z',
        '3 2022-11-15T07:00:00.000Z',
        '3 2022-11-21T07:00:00.000Z',
      ]),
    );
    expect(mails('attendance-request').map(({ at }) => at)).toEqual(
      [8, 9, 15, 16, 22, 23].map((day) => `2022-11-${String(day).padStart(2, '0')}T08:00:00.000Z`),
    );
    expect(mails('waiting-list-closed').every(({ at }) => at === '2022-11-08T08:00:00.000Z')).toBe(true);
  });

  it('asks the people of the round itself, and invents the others under addresses that nobody has', () => {
    const approvers = mails('review-request').map(({ order }) => order.to.email);
    expect(new Set(approvers)).toEqual(new Set(['referat@ministerium.example']));
    expect(mails('review-escalation').map(({ order }) => order.to.email)).toEqual([
      'vertretung@ministerium.example',
    ]);
    for (const { applicant, supervisor } of rehearsal.applications) {
      expect(applicant.email).toMatch(/^[a-z.-]+@[a-z0-9-]+\.example$/);
      expect(supervisor?.email ?? 'x@y.example').toMatch(/^[a-z.-]+@[a-z0-9-]+\.example$/);
    }
  });

  it('puts no link into a mail that opens anything', () => {
    for (const { letter } of rehearsal.mails) {
      expect(letter.text).not.toMatch(/\/[A-Za-z0-9_-]{43}(?:\?|\s|$)/);
      expect(letter.html).not.toMatch(/\/[A-Za-z0-9_-]{43}["?<]/);
    }
    expect(mails('seat-offer')[0]?.letter.text).toContain('/platz/nur-eine-probe-kein-echter-link');
    expect(mails('seat-offer')[0]?.letter.text).toContain('PROBE-PROBE');
  });

  it('asks neither the table nor the mail service for anything', () => {
    expect(dynamo.calls()).toHaveLength(0);
    expect(ses.calls()).toHaveLength(0);
  });

  it('is the same again', async () => {
    const again = await rehearse(aDraft(), begins);
    expect(again.mails.map(({ id, at }) => `${at} ${id}`)).toEqual(
      rehearsal.mails.map(({ id, at }) => `${at} ${id}`),
    );
  });

  it('begins a day before the opening where the round has opened', async () => {
    const { startedAt, fault } = await rehearse(
      aDraft({ approvers: [], endorsement: false }),
      '2022-11-30T06:00:00.000Z',
    );
    expect(fault).toBeUndefined();
    expect(startedAt).toBe('2022-09-03T22:00:00.000Z');
  });

  it('that cannot go on says why, and shows what happened until then', async () => {
    const { fault, mails } = await rehearse({ ...aDraft(), registerEdition: '1990-01-01' }, begins);
    expect(fault).toContain('1990-01-01');
    expect(mails).toEqual([]);
  });

  it('says what the office may not expect', () => {
    const [cohort] = aDraft().file.cohorts;
    const modules = (cohort?.modules ?? []).map((module) => ({
      ...module,
      sessions: module.sessions.map((session) => ({
        ...session,
        // A week before the third of October's Monday is a working day, a week before the seventh of November is Reformation Day.
        starts: session.starts.replace('2022-11-08', '2022-11-07'),
        ends: session.ends.replace('2022-11-08', '2022-11-07'),
      })),
    }));
    const file = { ...aDraft().file, cohorts: [{ id: 'a', seats: 16, trainers: [], modules }] };
    const late = rehearsal.applications.map((application, index) =>
      index === 0 && application.seat !== undefined
        ? application
        : {
            ...application,
            ...(application.seat
              ? { seat: { ...application.seat, acceptedAt: '2022-11-02T09:00:00.000Z' } }
              : {}),
          },
    );
    const said = surprises({ ...rehearsal, round: { ...rehearsal.round, file }, applications: late });
    const german = said.map(({ de }) => de).join('\n');
    expect(german).toContain(
      'Modul 1 (Gruppe A): Die Erinnerung eine Woche vorher fiele auf Montag, 31. Oktober 2022',
    );
    expect(german).toMatch(/Modul 1: \d+ Erinnerungen entfallen/);
  });
});
