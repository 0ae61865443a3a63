import type { Application } from '../domain/application.ts';
import { roundMoved } from '../domain/change.ts';
import { toOffice } from '../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../domain/mail.ts';
import { lastSessionEnd, type Round } from '../domain/round.ts';
import { changeApplication, eachApplication, ledgerOf } from '../platform/records.ts';
import { roundStage } from '../platform/stage.ts';
import { query } from '../platform/table.ts';
import {
  type Attendance,
  attendanceRequests,
  attendanceSchema,
  attendanceWarning,
  conclude,
  unmarked,
  unmarkedAlertAt,
} from './rules.ts';

/**
 * While a round runs: asks the trainers at each session's start, warns after an absence, alerts the office
 * where sessions stay unmarked, and concludes a cohort when all its sessions are marked.
 */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status !== 'running') return {};
  const ledger = await ledgerOf({ round: round.id });
  const marked = (await query(`ROUND#${round.id}`, { startsWith: 'ATTENDANCE#' })).map((item) =>
    attendanceSchema.parse(item),
  );
  const participants: Application[] = [];
  for await (const application of eachApplication(round.id)) {
    if (application.status === 'taking-part' || application.status === 'accepted')
      participants.push(application);
  }
  const left = await followUp(round, participants, marked, now);

  const requests = attendanceRequests(round, ledger, now);
  const alerts = unmarkedAlerts(round, marked, ledger);
  const mails = [...requests.mails, ...alerts.filter(({ at }) => at <= now).map(({ order }) => order)];
  const isOver = lastSessionEnd(round.file) <= now && left === 0 && openCohorts(round, marked).length === 0;
  const record = isOver ? roundMoved(round, 'finished', 'date', { at: now, what: 'finished' }) : round;
  const until = [requests.until, lastSessionEnd(round.file), ...alerts.map(({ at }) => at)]
    .filter((at) => at !== undefined && at > now)
    .sort()[0];
  return mails.length === 0 && !isOver ? { until } : { change: { record, mails }, until };
});

function openCohorts(round: Round, marked: readonly Attendance[]): string[] {
  return round.file.cohorts.map(({ id }) => id).filter((id) => unmarked(round, id, marked).length > 0);
}

/** Warnings and conclusions of the participants; returns how many still take part. */
async function followUp(
  round: Round,
  participants: readonly Application[],
  marked: readonly Attendance[],
  now: string,
): Promise<number> {
  let left = 0;
  for (const participant of participants) {
    const mine = marked.filter((each) => each.cohort === participant.seat?.cohort);
    if (mine.length === 0) {
      left += 1;
      continue;
    }
    const ledger = await ledgerOf({ application: participant.id });
    const result = await changeApplication(round.id, participant.id, now, (fresh) => {
      const change = conclude(fresh, round, marked, now);
      if (change !== undefined) return { answer: true, change };
      const warning = attendanceWarning(fresh, round, marked, ledger);
      const stays = fresh.status === 'taking-part' || fresh.status === 'accepted';
      return warning === undefined || !stays
        ? { answer: !stays }
        : { answer: false, change: { record: fresh, mails: [warning] } };
    });
    if (result?.answer !== true) left += 1;
  }
  return left;
}

function unmarkedAlerts(
  round: Round,
  marked: readonly Attendance[],
  ledger: readonly LedgerEntry[],
): { readonly at: string; readonly order: MailOrder }[] {
  return openCohorts(round, marked)
    .map((cohort) => ({
      at: unmarkedAlertAt(round, cohort),
      order: {
        purpose: 'office-alert',
        to: toOffice(round),
        occasion: `unmarked-${cohort}`,
        data: { alert: 'unmarked', cohort },
      } satisfies MailOrder,
    }))
    .filter(({ order }) => !ledger.some((entry) => entry.order.occasion === order.occasion));
}
