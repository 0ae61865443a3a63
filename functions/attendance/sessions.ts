import { type Application, enrolledStatuses } from '../domain/application.ts';
import { roundMoved } from '../domain/change.ts';
import { toOffice } from '../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../domain/mail.ts';
import { lastSessionEnd, type Round } from '../domain/round.ts';
import { roundStage } from '../platform/flow/stage.ts';
import { changeApplication, eachApplication, ledgerOf } from '../platform/store/records.ts';
import { query } from '../platform/store/table.ts';
import {
  type Attendance,
  attendanceRequests,
  attendanceWarning,
  conclude,
  readAttendance,
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
    readAttendance(item),
  );
  const participants: Application[] = [];
  const taught = new Set<string>();
  for await (const application of eachApplication(round.id)) {
    if (!enrolledStatuses.includes(application.status)) continue;
    taught.add(application.seat?.cohort ?? '');
    if (stillLearning(application)) participants.push(application);
  }
  const unmarkedCohorts = openCohorts(round, marked).filter((cohort) => taught.has(cohort));
  const left = await followUp(round, participants, marked, now);

  const requests = attendanceRequests(round, ledger, now);
  const alerts = unmarkedAlerts(round, unmarkedCohorts, ledger);
  const mails = [...requests.mails, ...alerts.filter(({ at }) => at <= now).map(({ order }) => order)];
  const isOver = lastSessionEnd(round.file) <= now && left === 0 && unmarkedCohorts.length === 0;
  const record = isOver ? roundMoved(round, 'finished', 'date', { at: now, what: 'finished' }) : round;
  const until = [requests.until, lastSessionEnd(round.file), ...alerts.map(({ at }) => at)]
    .filter((at) => at !== undefined && at > now)
    .sort()[0];
  return mails.length === 0 && !isOver ? { until } : { change: { record, mails }, until };
});

function stillLearning({ status }: Application): boolean {
  return status === 'taking-part' || status === 'accepted';
}

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
    const due =
      conclude(participant, round, marked, now) !== undefined ||
      attendanceWarning(participant, round, marked, []) !== undefined;
    const ledger = due ? await ledgerOf({ application: participant.id }) : [];
    const result = due
      ? await changeApplication(round.id, participant.id, now, (fresh) => {
          const change = conclude(fresh, round, marked, now);
          if (change !== undefined) return { answer: true, change };
          const warning = stillLearning(fresh) ? attendanceWarning(fresh, round, marked, ledger) : undefined;
          return warning === undefined
            ? { answer: !stillLearning(fresh) }
            : { answer: false, change: { record: fresh, mails: [warning] } };
        })
      : undefined;
    if (result?.answer !== true) left += 1;
  }
  return left;
}

function unmarkedAlerts(
  round: Round,
  cohorts: readonly string[],
  ledger: readonly LedgerEntry[],
): { readonly at: string; readonly order: MailOrder }[] {
  return cohorts
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
