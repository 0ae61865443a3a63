import { applicationBody, roundFile } from '../../program/host.ts';
import administrations from '../../program/round-3-administrations.json' with { type: 'json' };

/** When the clock of a short round begins: a Tuesday on which the round is open. */
export const beginning = '2022-09-06T09:00:00+02:00';

/** The moments of the short round that somebody has to wait for. */
export const moments = {
  told: '2022-09-07T08:00:00+02:00',
  selection: '2022-09-08T08:00:00+02:00',
  offersEnd: '2022-09-12T21:59:59Z',
  firstSession: '2022-09-13T09:00:00+02:00',
  lastSession: '2022-09-13T14:00:00+02:00',
  after: '2022-09-14T12:00:00+02:00',
} as const;

/** A round that is over after a week: two sessions on one day, seats by first come. */
export function shortRound(seats: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return roundFile({
    applications: { opens: '2022-09-05T00:00:00+02:00', closes: '2022-09-07T23:59:59+02:00' },
    decisionsDue: '2022-09-08T23:59:59+02:00',
    seatsOfferedForWorkingDays: 2,
    selection: { method: 'first-come', dimensions: [], shares: 'administrations', confirm: false },
    cohorts: [
      {
        id: 'a',
        seats,
        trainers: [{ name: 'Schulungsteam', email: 'training@dabb.example' }],
        modules: [
          {
            number: 1,
            title: 'Grundlagen',
            joinUrl: 'https://konferenz.dabb.example/modul-1',
            sessions: [
              { id: 'a1-1', starts: moments.firstSession, ends: '2022-09-13T12:00:00+02:00' },
              { id: 'a1-2', starts: moments.lastSession, ends: '2022-09-13T16:00:00+02:00' },
            ],
          },
        ],
      },
    ],
    ...changes,
  });
}

/** The body of an application by the person of that number; each comes from another administration. */
export function bodyOf(person: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const all = administrations.administrations;
  return applicationBody({
    administrations: [all[person % all.length]],
    applicant: {
      givenName: 'Person',
      familyName: `Nummer-${person}`,
      email: addressOf(person),
      role: 'Sachbearbeitung',
    },
    ...changes,
  });
}

/** The mail address of the person of that number. */
export function addressOf(person: number): string {
  return `person-${person}@amt.example`;
}

/** What an approver with a shared mailbox sends along. */
export const approverSigns = { name: 'Ines Probst', function: 'Referentin' } as const;
