import type { Application } from '../../domain/application.ts';
import {
  type Approver,
  approversAsked,
  arrangementOf,
  askedFirst,
  decidersFor,
  prefersList,
} from '../../domain/approvers.ts';
import { nextMorning } from '../../domain/calendar.ts';
import { moved } from '../../domain/change.ts';
import { toOffice } from '../../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import type { StageResult } from '../../platform/flow/stage.ts';
import { answeredMails, pausedDays } from './query.ts';
import { escalationAfter, officeAfter, reminderAfter, reviewDay, turnSince } from './review-days.ts';

/** A mail and from when on it is owed. */
type Due = { readonly at: string; readonly order: MailOrder };

function owed(ledger: readonly LedgerEntry[], order: MailOrder): boolean {
  return ledger.some(
    ({ order: other }) =>
      other.purpose === order.purpose &&
      other.occasion === order.occasion &&
      other.version === order.version &&
      other.to.email === order.to.email &&
      other.to.role === order.to.role,
  );
}

/** The reminder, then whoever stands in as well, then the office. */
function escalation(
  application: Application,
  round: Round,
  approver: Approver,
  since: string,
  now: string,
): Due[] {
  const { version } = application;
  const first = askedFirst(application, round, approver, now);
  const at = (n: number): string => reviewDay(application, since, n);
  const office: Due = {
    at: at(officeAfter),
    order: {
      purpose: 'office-alert',
      to: toOffice(round),
      occasion: `review-late-${since}`,
      version,
      data: {
        alert: 'review-late',
        text: `die Bewerbung ${application.reference} wartet seit ${officeAfter} Arbeitstagen auf die Entscheidung von ${approver.name}. Das Büro kann einen Ersatz benennen oder selbst entscheiden.`,
      },
    },
  };
  if (first === undefined) return [office];
  const reminder: Due = {
    at: at(reminderAfter),
    order: { purpose: 'review-reminder', to: first, occasion: since, version },
  };
  const others = decidersFor(application, round, approver).filter(({ email }) => email !== first.email);
  const deputies = others
    .filter(({ role }) => role === 'deputy')
    .map(
      (to): Due => ({
        at: at(escalationAfter),
        order: { purpose: 'review-escalation', to, occasion: since, version },
      }),
    );
  return [...(prefersList(round, first.email) ? [] : [reminder]), ...deputies, office];
}

/** Someone whose turn it is and who was never asked about this version, such as an approver named later. */
function neverAsked(
  application: Application,
  round: Round,
  approver: Approver,
  ledger: readonly LedgerEntry[],
  now: string,
): Due[] {
  const to = askedFirst(application, round, approver, now);
  if (to === undefined || prefersList(round, to.email)) return [];
  const { absence, substitute } = arrangementOf(round, approver);
  if (absence !== undefined || substitute !== undefined) return [];
  const deciders = new Set(decidersFor(application, round, approver).map(({ email }) => email));
  const asked = ledger.some(
    ({ order }) =>
      order.version === application.version && deciders.has(order.to.email) && order.purpose !== 'query',
  );
  if (asked) return [];
  return [{ at: now, order: { purpose: 'review-request', to, occasion: now, version: application.version } }];
}

/** Everybody who could decide is involved in the application: only the office can help, and hears of it at once. */
function nobodyMay(application: Application, round: Round): Due[] {
  if (approversAsked(application, round).length > 0) return [];
  return [
    {
      at: application.reviewSince ?? '',
      order: {
        purpose: 'office-alert',
        to: toOffice(round),
        occasion: 'nobody-may-decide',
        version: application.version,
        data: {
          alert: 'nobody-may-decide',
          text: `über die Bewerbung ${application.reference} kann im Ministerium niemand entscheiden, weil alle Benannten selbst beteiligt sind. Das Büro kann einen Ersatz benennen oder selbst entscheiden.`,
        },
      },
    },
  ];
}

/** A query that ended unanswered is told to whoever asked on the next morning: its end is a date's doing. */
function unansweredNotice(application: Application, round: Round, now: string): Due[] {
  const { query } = application;
  if (query?.expiredAt === undefined) return [];
  return answeredMails(application, round, query, now).map((order) => ({
    at: nextMorning(query.until),
    order,
  }));
}

/** In review or queried: reminds, asks whoever stands in, and ends a query that was not answered in time. */
export function reviewStage(
  application: Application,
  round: Round,
  ledger: readonly LedgerEntry[],
  now: string,
): StageResult<Application> {
  if (application.status === 'queried') {
    const { query } = application;
    if (query === undefined || now < query.until) return { until: query?.until };
    const record = moved(
      application,
      'in-review',
      'date',
      { at: now, what: 'query-expired' },
      { query: { ...query, expiredAt: now }, reviewPaused: pausedDays(application, now) },
    );
    return { change: { record }, until: now };
  }
  if (application.status !== 'in-review') return {};
  const since = turnSince(application, round);
  const asked = since === undefined ? [] : approversAsked(application, round);
  const due = [
    ...unansweredNotice(application, round, now),
    ...nobodyMay(application, round),
    ...asked.flatMap((approver) => neverAsked(application, round, approver, ledger, now)),
    ...asked.flatMap((approver) => escalation(application, round, approver, since ?? now, now)),
  ].filter(({ order }) => !owed(ledger, order));
  const mails = due.filter(({ at }) => at <= now).map(({ order }) => order);
  const until = due
    .map(({ at }) => at)
    .filter((at) => at > now)
    .sort()[0];
  return mails.length === 0 ? { until } : { change: { record: application, mails: unique(mails) }, until };
}

/** Two approvers that are late make one alert to the office. */
function unique(orders: readonly MailOrder[]): MailOrder[] {
  const key = ({ purpose, to, occasion, version }: MailOrder): string =>
    JSON.stringify([purpose, to.role, to.email, to.standsInFor, occasion, version]);
  return [...new Map(orders.map((order) => [key(order), order])).values()];
}
