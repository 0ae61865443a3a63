import { endOfWorkingDays, type Instant, nextMorning } from '../calendar.ts';

/** When the selection can run at the earliest: on the morning after the window closes, if all is decided by then. */
export function earliestSelection(file: { readonly applications: { readonly closes: Instant } }): Instant {
  return nextMorning(file.applications.closes);
}

/** When the selection runs if decisions take until they are due: on the morning after. */
export function latestSelection(file: { readonly decisionsDue: Instant }): Instant {
  return nextMorning(file.decisionsDue);
}

/** When the offers of such a late selection end, if no session cuts them short. */
export function latestOffersEnd(file: {
  readonly decisionsDue: Instant;
  readonly seatsOfferedForWorkingDays: number;
}): Instant {
  return endOfWorkingDays(latestSelection(file), file.seatsOfferedForWorkingDays);
}
