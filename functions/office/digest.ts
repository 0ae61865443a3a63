import { applicationStatuses, undecidedStatuses } from '../domain/application.ts';
import { berlinDate, morning, nextMondayMorning } from '../domain/calendar.ts';
import { toOffice } from '../domain/lifecycle.ts';
import type { MailOrder } from '../domain/mail.ts';
import type { Round } from '../domain/round.ts';
import { roundStage } from '../platform/flow/stage.ts';
import { ledgerOf } from '../platform/store/records.ts';
import { query } from '../platform/store/table.ts';
import { tellNotices } from './round/notices.ts';
import { digestDue, nextUndecidedAlert, undecidedAlertDue } from './rules.ts';
import { countByStatus, rowsOf } from './shared/overview.ts';
import { loadNeeds } from './today/load-needs.ts';

/** What the digest says: how many applications are in each state, and how often a person is needed for what. */
async function digestData(round: Round, now: string): Promise<Record<string, string>> {
  const rows = await rowsOf(round.id);
  const counts = countByStatus(rows);
  const needs = await loadNeeds(round, rows, now);
  const kinds = [...new Set(needs.map((need) => need.kind))];
  return {
    ...Object.fromEntries(
      applicationStatuses.flatMap((status) =>
        counts[status] === undefined ? [] : [[`status-${status}`, String(counts[status])]],
      ),
    ),
    ...Object.fromEntries(
      kinds.map((kind) => [`need-${kind}`, String(needs.filter((need) => need.kind === kind).length)]),
    ),
  };
}

/** How many applications the selection waits for: from the records themselves, and of each its state alone. */
async function countUndecided(round: string): Promise<number> {
  const items = await query(`ROUND#${round}`, { startsWith: 'APPLICATION#', attributes: ['status'] });
  return items.filter(({ status }) => undecidedStatuses.some((each) => each === status)).length;
}

/**
 * What the office has to do with a round beside its steps: those concerned are told of what it changed; the office
 * gets a digest on Mondays, and an alert on each working day on which undecided applications are late.
 */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status === 'archived' || round.status === 'erased') return {};
  await tellNotices(round, now);
  const { notices: told, ...rest } = round;
  const record: Round = told === undefined ? round : rest;
  const ledger = await ledgerOf({ round: round.id });
  const today = berlinDate(now);
  const owed = (occasion: string): boolean => ledger.some(({ order }) => order.occasion === occasion);
  const mails: MailOrder[] = [];
  const digest = `digest-${today}`;
  if (digestDue(now) && !owed(digest)) {
    mails.push({
      purpose: 'office-digest',
      to: toOffice(round),
      occasion: digest,
      data: await digestData(round, now),
    });
  }
  const alert = `undecided-${today}`;
  if (undecidedAlertDue(round, now) && !owed(alert)) {
    const count = await countUndecided(round.id);
    if (count > 0) {
      mails.push({
        purpose: 'office-alert',
        to: toOffice(round),
        occasion: alert,
        data: { alert: 'undecided', count: String(count) },
      });
    }
  }
  const alertAt = nextUndecidedAlert(round, now);
  const until = [
    nextMondayMorning(now),
    ...(alertAt === undefined ? [] : [alertAt]),
    ...(morning(today) > now ? [morning(today)] : []),
  ].sort()[0];
  return mails.length === 0 && told === undefined ? { until } : { change: { record, mails }, until };
});
