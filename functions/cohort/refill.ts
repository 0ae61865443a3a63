import { type Application, seatedStatuses } from '../domain/application.ts';
import { roundNoted } from '../domain/change.ts';
import { firstSession, type Round, waitingListCloses } from '../domain/round.ts';
import { changeApplication, eachApplication } from '../platform/records.ts';
import { roundStage } from '../platform/stage.ts';
import { query } from '../platform/table.ts';
import { nextInLine } from './choose.ts';
import { closeList, isCandidate, offerSeat, putOnWaitingList, type Seat, seatSchema } from './rules.ts';

/** Those who wait, the first first; who was approved after the selection joins at the end. */
function lineUp(applications: readonly Application[]): Application[] {
  const waiting = applications
    .filter(({ status }) => status === 'waiting-list')
    .sort((a, b) => (a.waiting?.order ?? 0) - (b.waiting?.order ?? 0));
  const late = applications
    .filter(isCandidate)
    .sort((a, b) =>
      `${a.decision?.at ?? a.reviewSince}${a.id}` < `${b.decision?.at ?? b.reviewSince}${b.id}` ? -1 : 1,
    );
  return [...waiting, ...late];
}

/** After the selection: offers free seats to the next in line, and closes the list when the last cohort begins. */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status !== 'selected' && round.status !== 'running') return {};
  const applications: Application[] = [];
  for await (const application of eachApplication(round.id)) applications.push(application);
  const closes = waitingListCloses(round.file);
  if (closes <= now) return close(round, lineUp(applications), now);

  const seated = applications.filter(({ status }) => seatedStatuses.includes(status));
  const line = lineUp(applications);
  const seats = (await query(`ROUND#${round.id}`, { startsWith: 'SEAT#' })).map((item) =>
    seatSchema.parse(item),
  );
  const free = seats.filter((seat) => seat.state === 'free' && firstSession(round.file, seat.cohort) > now);
  const offerable = free.filter((seat) => (seat.offerFrom ?? '') <= now);
  for (const seat of offerable) await offer(seat, round, line, seated, now);

  const last = Math.max(0, ...line.map((application) => application.waiting?.order ?? 0));
  for (const [index, application] of line.filter(isCandidate).entries()) {
    await changeApplication(round.id, application.id, now, (fresh) =>
      isCandidate(fresh)
        ? { answer: true, change: putOnWaitingList(fresh, last + 1 + index, 'date', now) }
        : { answer: false },
    );
  }
  const later = free.map((seat) => seat.offerFrom ?? '').filter((from) => from > now);
  return { until: [closes, ...later].sort()[0] };
});

/** Offers one seat to the first in line who is still there; `line` and `seated` follow what happens. */
async function offer(
  seat: Seat,
  round: Round,
  line: Application[],
  seated: Application[],
  now: string,
): Promise<void> {
  for (;;) {
    const next = nextInLine(line, seated, round, seat.cohort);
    if (next === undefined) return;
    line.splice(line.indexOf(next), 1);
    const offered = await changeApplication(round.id, next.id, now, (fresh) =>
      fresh.status === 'waiting-list' || isCandidate(fresh)
        ? { answer: true, change: offerSeat(fresh, round, seat, now) }
        : { answer: false },
    );
    if (offered?.answer === true) {
      seated.push(next);
      return;
    }
  }
}

async function close(round: Round, line: readonly Application[], now: string) {
  for (const application of line) {
    await changeApplication(round.id, application.id, now, (fresh) =>
      fresh.status === 'waiting-list' || isCandidate(fresh)
        ? { answer: true, change: closeList(fresh, now) }
        : { answer: false },
    );
  }
  if (round.listClosedAt !== undefined) return {};
  return {
    change: {
      record: roundNoted(round, { at: now, who: 'date', what: 'list-closed' }, { listClosedAt: now }),
    },
  };
}
