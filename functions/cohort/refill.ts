import { type Application, seatedStatuses } from '../domain/application.ts';
import { roundNoted } from '../domain/change.ts';
import { firstSession, type Round, waitingListCloses } from '../domain/round.ts';
import { roundStage } from '../platform/flow/stage.ts';
import { registerOf } from '../platform/store/cases.ts';
import { allApplications, changeApplication } from '../platform/store/records.ts';
import { closeList, isCandidate, offerSeat, putOnWaitingList, type Seat } from './rules.ts';
import { personOf } from './run-selection/selection-input.ts';
import { keptInput, keptResult } from './run-selection/stored-selection.ts';
import { seatsOf } from './run-selection/take-effect.ts';
import { canonicalJson } from './selection/freeze.ts';
import { next, type Standing } from './selection/next.ts';
import { reserve } from './selection/reserve.ts';
import type { Input } from './selection/types.ts';

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
  const applications = await allApplications(round.id);
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
  const until = [closes, ...later].sort()[0];
  const thinReserve = await thinReserveOf(round, now);
  // The table gives the members of an object back in any order.
  return canonicalJson(thinReserve) === canonicalJson(round.thinReserve ?? [])
    ? { until }
    : { until, change: { record: { ...round, thinReserve } } };
});

/** The groups of seats for which hardly anybody could move up, as things stand after what this run has offered. */
async function thinReserveOf(round: Round, now: string): Promise<NonNullable<Round['thinReserve']>> {
  const applications = await allApplications(round.id);
  const { input } = await drawn(round);
  const begun = round.file.cohorts.map(({ id }) => id).filter((id) => firstSession(round.file, id) <= now);
  return reserve(input, standingOf(round, input, applications, lineUp(applications), begun))
    .filter(({ thin }) => thin)
    .map(({ cohort, dimension, value, seated, waiting }) => ({ cohort, dimension, value, seated, waiting }));
}

/** What was drawn from, and the result: both are there once a round is selected. */
async function drawn(round: Round): Promise<{ input: Input; seed: string }> {
  const [input, result] = await Promise.all([keptInput(round.id), keptResult(round.id)]);
  if (input === undefined || result === undefined) throw new Error('the selection of the round is missing');
  return { input, seed: result.seed.text };
}

/** Where the round stands, in the words of the selection. */
function standingOf(
  round: Round,
  input: Input,
  applications: readonly Application[],
  line: readonly Application[],
  closed: readonly string[],
): Standing {
  const register = registerOf(round);
  const seated = applications.filter(({ status }) => seatedStatuses.includes(status));
  const present = new Set([...line, ...seated].map(({ person }) => person));
  const known = new Set(input.people.map(({ id }) => id));
  return {
    seated: seated.map(({ person, seat }) => ({ person, cohort: seat?.cohort ?? '' })),
    gone: input.people.map(({ id }) => id).filter((id) => !present.has(id)),
    late: [...line, ...seated]
      .filter(({ person }) => !known.has(person))
      .map((application) => personOf(application, round, register)),
    closed,
  };
}

/** Offers the free seats by the rule of the selection: the same order, the same seed, everyone seated stays. */
async function offer(
  round: Round,
  applications: readonly Application[],
  line: readonly Application[],
  offerable: readonly Seat[],
  now: string,
): Promise<void> {
  const { input, seed } = await drawn(round);
  const left = [...offerable];
  const closed = round.file.cohorts
    .map(({ id }) => id)
    .filter((id) => !offerable.some((seat) => seat.cohort === id));
  const { offers } = await next(input, seed, standingOf(round, input, applications, line, closed));
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
  const { thinReserve: _none, ...rest } = round;
  return {
    change: {
      record: roundNoted(rest, { at: now, who: 'date', what: 'list-closed' }, { listClosedAt: now }),
    },
  };
}
