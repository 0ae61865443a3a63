import { type Application, seatedStatuses } from '../domain/application.ts';
import { roundNoted } from '../domain/change.ts';
import { firstSession, type Round, waitingListCloses } from '../domain/round.ts';
import { registerOf } from '../platform/cases.ts';
import { changeApplication, eachApplication } from '../platform/records.ts';
import { roundStage } from '../platform/stage.ts';
import { personOf } from './input.ts';
import { keptInput, keptResult } from './kept.ts';
import { closeList, isCandidate, offerSeat, putOnWaitingList, type Seat } from './rules.ts';
import { next } from './selection/next.ts';
import { seatsOf } from './take-effect.ts';

/** Those who wait, the first first; who was approved after the selection joins at the end. */
function lineUp(applications: readonly Application[]): Application[] {
  const waiting = applications
    .filter(({ status }) => status === 'waiting-list')
    .sort((a, b) => (a.waiting?.order ?? 0) - (b.waiting?.order ?? 0));
  const since = (application: Application): string =>
    `${application.decision?.at ?? application.reviewSince ?? ''}${application.id}`;
  const late = applications.filter(isCandidate).sort((a, b) => (since(a) < since(b) ? -1 : 1));
  return [...waiting, ...late];
}

/** After the selection: offers free seats to the next in line, and closes the list when the last cohort begins. */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status !== 'selected' && round.status !== 'running') return {};
  const applications: Application[] = [];
  for await (const application of eachApplication(round.id)) applications.push(application);
  const line = lineUp(applications);
  const closes = waitingListCloses(round.file);
  if (closes <= now) return close(round, line, now);

  const seats = await seatsOf(round);
  const free = seats.filter((seat) => seat.state === 'free' && firstSession(round.file, seat.cohort) > now);
  const offerable = free.filter((seat) => (seat.offerFrom ?? '') <= now);
  if (offerable.length > 0 && line.length > 0) await offer(round, applications, line, offerable, now);

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

/** Offers the free seats by the rule of the selection: the same order, the same seed, everyone seated stays. */
async function offer(
  round: Round,
  applications: readonly Application[],
  line: readonly Application[],
  offerable: readonly Seat[],
  now: string,
): Promise<void> {
  const input = await keptInput(round.id);
  const result = await keptResult(round.id);
  if (input === undefined || result === undefined) throw new Error('the selection of the round is missing');
  const register = registerOf(round);
  const seated = applications.filter(({ status }) => seatedStatuses.includes(status));
  const present = new Set([...line, ...seated].map(({ person }) => person));
  const known = new Set(input.people.map(({ id }) => id));
  const left = [...offerable];
  const { offers } = await next(input, result.seed.text, {
    seated: seated.map(({ person, seat }) => ({ person, cohort: seat?.cohort ?? '' })),
    gone: input.people.map(({ id }) => id).filter((id) => !present.has(id)),
    late: [...line, ...seated]
      .filter(({ person }) => !known.has(person))
      .map((application) => personOf(application, round, register)),
    closed: round.file.cohorts
      .map(({ id }) => id)
      .filter((id) => !offerable.some((seat) => seat.cohort === id)),
  });
  for (const { person, cohort, text } of offers) {
    const seat = left.find((each) => each.cohort === cohort);
    const chosen = line.find((application) => application.person === person);
    if (seat === undefined || chosen === undefined) continue;
    left.splice(left.indexOf(seat), 1);
    await changeApplication(round.id, chosen.id, now, (fresh) =>
      fresh.status === 'waiting-list' || isCandidate(fresh)
        ? { answer: true, change: offerSeat({ ...fresh, explanation: text }, round, seat, now) }
        : { answer: false },
    );
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
