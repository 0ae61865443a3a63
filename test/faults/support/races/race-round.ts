import { roundFile } from '../../../program/host.ts';

/** The moments of the round in which people race. */
export const raceMoments = {
  beginning: '2022-09-05T09:00:00+02:00',
  /** The deputy is asked after five working days. */
  escalation: '2022-09-12T08:00:00+02:00',
  told: '2022-09-13T08:00:00+02:00',
  selection: '2022-09-14T08:00:00+02:00',
  offersEnd: '2022-09-16T21:59:59Z',
} as const;

/** Addresses of those who decide: either approver's approval is enough, and the first one has a deputy. */
export const deciders = {
  first: 'erste@mil.example',
  deputy: 'vertretung@mil.example',
  second: 'zweiter@mil.example',
} as const;

/** A round with two approvers and a deputy, in which seats go by first come and expire soon. */
export function raceRound(seats: number): Record<string, unknown> {
  const { cohorts } = roundFile();
  return roundFile({
    applications: { opens: '2022-09-05T00:00:00+02:00', closes: '2022-09-13T23:59:59+02:00' },
    decisionsDue: '2022-09-14T07:00:00+02:00',
    seatsOfferedForWorkingDays: 2,
    approvers: [
      {
        name: 'Ada Erste',
        email: deciders.first,
        deputy: { name: 'Dora Vertretung', email: deciders.deputy },
      },
      { name: 'Bodo Zweiter', email: deciders.second },
    ],
    selection: {
      method: 'first-come',
      dimensions: [],
      shares: 'administrations',
      perAdministration: 500,
      confirm: false,
    },
    cohorts: (Array.isArray(cohorts) ? cohorts : []).slice(0, 1).map((cohort) => ({ ...cohort, seats })),
  });
}
