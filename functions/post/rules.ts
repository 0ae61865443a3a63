import { type Application, applicationStatuses } from '../domain/application.ts';
import { plusDuration } from '../domain/calendar.ts';
import { factsOf, type LedgerEntry } from '../domain/mail.ts';
import { cohortOf, type Round } from '../domain/round.ts';
import { normaliseEmail } from '../domain/text.ts';

/** A mail that has been owed for less than this long goes out as it was ordered: its occasion is still the one of now. */
const lateAfter = 'PT1H';

/** A summary of a day or a week is followed by the next one. */
const replacedAfter = { 'review-list': 'P1D', 'office-digest': 'P7D' } as const;

/** How long after its order a link to sign in is still what somebody waits for. */
const signInWaits = 'PT1H';

/** When the module that a mail reminds of begins: its earliest session. */
function moduleBegins({ order }: LedgerEntry, application: Application, round: Round): string | undefined {
  const cohort = application.seat?.cohort;
  if (cohort === undefined) return undefined;
  const module = cohortOf(round.file, cohort).modules.find(
    ({ number }) => String(number) === order.data?.['module'],
  );
  return module?.sessions.map(({ starts }) => starts).sort()[0];
}

/** From when on a mail is of no use any more, because of a date; undefined where no date ends its use. */
function endsAt(entry: LedgerEntry, application?: Application, round?: Round): string | undefined {
  const { order, owedAt } = entry;
  switch (order.purpose) {
    case 'sign-in':
      return plusDuration(owedAt, signInWaits);
    case 'review-list':
    case 'office-digest':
      return plusDuration(owedAt, replacedAfter[order.purpose]);
    case 'seat-offer':
    case 'seat-offer-copy':
    case 'seat-offer-reminder':
      return application?.seat?.until;
    case 'module-reminder':
      return application === undefined || round === undefined
        ? undefined
        : moduleBegins(entry, application, round);
    case 'session-moved':
    case 'session-cancelled':
      return order.data?.['ends'];
    case 'alumni-workshop':
      return order.data?.['ends'] ?? order.data?.['starts'];
    default:
      return undefined;
  }
}

/** Whether the state of the case is another one than the mail is about. */
function isAboutAnotherState({ order }: LedgerEntry, application: Application): boolean {
  const { status, version, emailChange, seat } = application;
  const { again } = factsOf(order.purpose).sent;
  switch (order.purpose) {
    case 'confirm-address':
      // A new address is confirmed in any state, by a mail to that address.
      return (
        status !== 'unconfirmed' &&
        normaliseEmail(emailChange?.email ?? '') !== normaliseEmail(order.to.email)
      );
    case 'seat-offer':
    case 'seat-offer-copy':
      return status !== 'seat-offered';
    case 'waiting-list':
      return status !== 'waiting-list';
    case 'module-reminder':
    case 'attendance-warning':
    case 'calendar-invitation':
      return seat === undefined || (status !== 'accepted' && status !== 'taking-part');
    default:
      if (order.version !== undefined && order.version !== version) return true;
      return applicationStatuses.some((each) => each === again) && again !== status;
  }
}

/**
 * Whether the occasion of a mail has passed while it could not go out: the session it reminds of has begun, the offer
 * has ended or is answered, the application is decided. Only a mail that is late is asked; so a mail that goes out as
 * usual is never held back.
 * @param now ISO 8601
 */
export function hasPassed(
  entry: LedgerEntry,
  {
    application,
    round,
  }: { readonly application?: Application | undefined; readonly round?: Round | undefined },
  now: string,
): boolean {
  if (now < plusDuration(entry.owedAt, lateAfter)) return false;
  const end = endsAt(entry, application, round);
  if (end !== undefined && now >= end) return true;
  return application !== undefined && isAboutAnotherState(entry, application);
}

/** A mail that cannot be made is tried so often before it is a case for the office. */
const triesOfOwn = 3;

/** A mail that SES refuses in words that are not known here goes to the office after so many tries. */
const triesInDoubt = 8;

/** Whether a mail that cannot be made (its record is not readable, its words fail) is given up. */
export function isGivenUp(attempts: number): boolean {
  return attempts >= triesOfOwn;
}

/** Whether a refusal whose meaning is in doubt is taken for one of this mail, after so many tries of it. */
export function isDoubtOver(attempts: number): boolean {
  return attempts >= triesInDoubt;
}

/** The first wait of a pause, and the longest: each one that ends with a refusal is followed by one twice as long. */
const firstWait = 5 * 60_000;
const longestWait = 6 * 3_600_000;

/**
 * Until when sending waits before one mail tries again whether the service takes mails.
 * @param before how long the last wait was, in milliseconds; 0 where sending has only now been refused
 */
export function nextWait(before: number): number {
  return before === 0 ? firstWait : Math.min(before * 2, longestWait);
}
