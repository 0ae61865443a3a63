import type { Application } from '../domain/application.ts';
import { moved } from '../domain/change.ts';
import type { LedgerEntry } from '../domain/mail.ts';
import { firstSession, type Round } from '../domain/round.ts';
import type { StageResult } from '../platform/flow/stage.ts';
import { moduleReminders } from './rules/module-reminders.ts';

/** Accepted or taking part: the reminders at their time, and the beginning of the training. */
export function modulesStage(
  application: Application,
  round: Round,
  ledger: readonly LedgerEntry[],
  now: string,
): StageResult<Application> {
  const { seat, status } = application;
  if (seat === undefined || (status !== 'accepted' && status !== 'taking-part')) return {};
  const since = application.substitutedAt ?? seat.acceptedAt ?? seat.offeredAt;
  const sent = new Set(
    ledger
      .filter(({ order }) => order.purpose === 'module-reminder')
      .map(({ order }) => `${order.occasion} ${order.to.email}`),
  );
  const open = moduleReminders(application, round).filter(
    ({ at, order }) => at > since && !sent.has(`${order.occasion} ${order.to.email}`),
  );
  const begins = firstSession(round.file, seat.cohort);
  const mails = open.filter(({ at }) => at <= now).map(({ order }) => order);
  const record =
    status === 'accepted' && begins <= now
      ? moved(application, 'taking-part', 'date', { at: now, what: 'taking-part' })
      : application;
  const next = [...open.map(({ at }) => at), ...(record.status === 'accepted' ? [begins] : [])];
  const until = next.filter((at) => at > now).sort()[0];
  return mails.length === 0 && record === application ? { until } : { change: { record, mails }, until };
}

export { moduleReminders } from './rules/module-reminders.ts';
