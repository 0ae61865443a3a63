import { describe, expect, it } from 'vitest';
import type { InboxMail } from '../../program/host.ts';
import { moment } from '../berlin.ts';
import { roundFileSchema } from '../inputs.ts';
import type { Act, Deed } from '../people/acts.ts';
import { inventApplicant } from '../people/applicants.ts';
import { plan } from './plan.ts';

// Dates worked out by hand from the contract, for a spring with Easter on 5 April 2026.
const file = roundFileSchema.parse({
  id: 'h',
  title: 'Durchgang im Frühling',
  applications: { opens: '2026-02-23T00:00:00+01:00', closes: '2026-03-20T23:59:59+01:00' },
  decisionsDue: '2026-03-27T23:59:59+01:00',
  approvers: [
    {
      name: 'Ines Probst',
      email: 'ines.probst@mil.example',
      deputy: { name: 'Torben Quast', email: 'torben.quast@mil.example' },
    },
  ],
  office: { name: 'Programmbüro', email: 'buero@dabb.example' },
  selection: { confirm: false },
  cohorts: [
    {
      id: 'a',
      seats: 1,
      trainers: [{ name: 'Schulungsteam', email: 'training@dabb.example' }],
      modules: [
        {
          number: 1,
          title: 'Grundlagen',
          sessions: [{ id: 's1', starts: '2026-05-21T09:00:00+02:00', ends: '2026-05-21T13:00:00+02:00' }],
        },
      ],
    },
  ],
});
const body = inventApplicant('h', '120690020', 0);
const who = body.applicant.email;
const made: Act = { at: moment('2026-02-22T12:00:00+01:00'), kind: 'make-round', who: 'x', round: 'h', file };
const on = (when: string, deed: Deed): Act => ({ at: moment(when), ...deed });
const applied = on('2026-03-26T10:00:00+01:00', {
  kind: 'apply',
  who,
  round: 'h',
  case: 'SCM-h-0001',
  id: 'x',
  body,
});

function offerAt(sentAt: string): InboxMail {
  return {
    id: 'o',
    sentAt,
    purpose: 'seat-offer',
    case: 'SCM-h-0001',
    from: '',
    to: [who],
    subject: '',
    text: 'Donnerstag, 21. Mai 2026',
    html: '',
    attachments: [],
    delivery: 'sent',
  };
}

function planned(acts: readonly Act[], until: string, mails: readonly InboxMail[] = []): string[] {
  return plan([made, ...acts], mails, moment(until))
    .mails.filter(({ purpose }) => purpose !== 'office-digest')
    .map(
      ({ at, purpose, to }) => `${new Date(at).toISOString().slice(0, 19)} ${purpose} ${to.split('@')[0]}`,
    );
}

describe('the plan of a rehearsal', () => {
  it('asks once more after a day, and erases after seven days of the calendar, whatever the clocks do', () => {
    const mails = planned([applied], '2026-04-10T00:00:00+02:00');
    expect(mails.filter((line) => / confirm-address/.test(line))).toEqual([
      '2026-03-26T09:00:00 confirm-address joerdis.lukaszewicz',
      '2026-03-27T07:00:00 confirm-address joerdis.lukaszewicz',
    ]);
    const at = (until: string) => plan([made, applied], [], moment(until)).statuses.get('SCM-h-0001');
    expect(at('2026-04-02T09:59:59+02:00')).toBe('unconfirmed');
    expect(at('2026-04-02T10:00:00+02:00')).toBe('erased');
  });

  it('reminds the approver after three working days and asks the deputy after five', () => {
    const acts = [
      applied,
      on('2026-03-26T10:30:00+01:00', { kind: 'confirm', who, case: 'SCM-h-0001' }),
      on('2026-03-31T10:00:00+02:00', { kind: 'endorse', who: 'y', case: 'SCM-h-0001' }),
    ];
    const mails = planned(acts, '2026-04-30T00:00:00+02:00').filter((line) => / review/.test(line));
    // Good Friday and Easter Monday are none: 1, 2, 7 April, and 8, 9.
    expect(mails).toEqual([
      '2026-03-31T08:00:00 review-request ines.probst',
      '2026-04-07T06:00:00 review-reminder ines.probst',
      '2026-04-09T06:00:00 review-escalation torben.quast',
    ]);
  });

  it('follows a case from the decision to the reminder that a holiday moves', () => {
    const acts = [
      on('2026-03-18T10:00:00+01:00', { kind: 'apply', who, round: 'h', case: 'SCM-h-0001', id: 'x', body }),
      on('2026-03-18T10:30:00+01:00', { kind: 'confirm', who, case: 'SCM-h-0001' }),
      on('2026-03-19T10:00:00+01:00', { kind: 'endorse', who: 'y', case: 'SCM-h-0001' }),
      on('2026-04-02T15:00:00+02:00', {
        kind: 'decide',
        who: 'ines.probst@mil.example',
        case: 'SCM-h-0001',
        choice: 'approve',
      }),
      on('2026-04-15T15:00:00+02:00', { kind: 'accept', who, case: 'SCM-h-0001' }),
      on('2026-05-21T12:50:00+02:00', {
        kind: 'mark',
        who: 'z',
        round: 'h',
        session: 's1',
        present: ['SCM-h-0001'],
      }),
    ];
    const mails = planned(acts, '2026-06-01T00:00:00+02:00', [offerAt('2026-04-07T06:00:01.000Z')]);
    expect(mails.filter((line) => / (?:approved|seat-offer|office-alert)/.test(line))).toEqual([
      // Decisions were due on 27 March: an alert on each working day until there is one.
      '2026-03-30T06:00:00 office-alert buero',
      '2026-03-31T06:00:00 office-alert buero',
      '2026-04-01T06:00:00 office-alert buero',
      '2026-04-02T06:00:00 office-alert buero',
      // Decided on Maundy Thursday: told with the result of the selection on the Tuesday after Easter.
      '2026-04-07T06:00:00 seat-offer joerdis.lukaszewicz',
      '2026-04-07T06:00:00 seat-offer-copy leitung',
      '2026-04-07T06:00:00 office-alert buero',
      '2026-04-10T06:00:00 seat-offer-reminder joerdis.lukaszewicz',
    ]);
  });

  it('ends an offer at the evening of its last working day', () => {
    const acts = [
      on('2026-03-18T10:00:00+01:00', { kind: 'apply', who, round: 'h', case: 'SCM-h-0001', id: 'x', body }),
      on('2026-03-18T10:30:00+01:00', { kind: 'confirm', who, case: 'SCM-h-0001' }),
      on('2026-03-19T10:00:00+01:00', { kind: 'endorse', who: 'y', case: 'SCM-h-0001' }),
      on('2026-03-20T10:00:00+01:00', {
        kind: 'decide',
        who: 'ines.probst@mil.example',
        case: 'SCM-h-0001',
        choice: 'approve',
      }),
    ];
    const offers = [offerAt('2026-03-23T07:00:01.000Z')];
    expect(planned(acts, '2026-04-30T00:00:00+02:00', offers).slice(-2)).toEqual([
      '2026-03-26T07:00:00 seat-offer-reminder joerdis.lukaszewicz',
      '2026-03-31T06:00:00 seat-expired joerdis.lukaszewicz',
    ]);
    const state = (until: string) => plan([made, ...acts], offers, moment(until)).statuses.get('SCM-h-0001');
    expect(state('2026-03-30T23:59:58+02:00')).toBe('seat-offered');
    expect(state('2026-03-30T23:59:59+02:00')).toBe('expired');
  });
});
