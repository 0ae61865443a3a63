import type { Application } from '../../domain/application.ts';
import type { Round } from '../../domain/round.ts';
import { keys } from '../../platform/store/keys.ts';
import { ConflictError } from '../../platform/store/port.ts';
import { changeApplication } from '../../platform/store/records.ts';
import { get, query, transact } from '../../platform/store/table.ts';
import { isCandidate, offerSeat, putOnWaitingList, readSeat, type Seat } from '../rules.ts';
import type { KeptResult } from './stored-selection.ts';

/** All seats of a round, as they are. */
export async function seatsOf(round: Round): Promise<Seat[]> {
  return (await query(`ROUND#${round.id}`, { startsWith: 'SEAT#' })).map((item) => readSeat(item));
}

/**
 * Gives the seats and the places on the waiting list that a result says; whoever has theirs already is left alone,
 * so that it may run again after a crash.
 */
export async function takeEffect(
  round: Round,
  applications: readonly Application[],
  result: KeptResult,
  now: string,
): Promise<void> {
  await makeSeats(round);
  const free = (await seatsOf(round)).filter(({ state }) => state === 'free');
  const byPerson = new Map(
    applications.filter(isCandidate).map((application) => [application.person, application.id]),
  );
  const told = (application: Application, number: number | undefined): Application => {
    const explanation = result.explanations[application.person];
    return {
      ...application,
      ...(number === undefined ? {} : { draw: number }),
      ...(explanation === undefined ? {} : { explanation }),
    };
  };
  const numbers = new Map(result.order.map(({ person, number }) => [person, number]));
  const seated = new Set<string>();
  for (const cohort of result.cohorts) {
    for (const person of cohort.members) {
      seated.add(person);
      const seat = free.find((each) => each.cohort === cohort.id);
      const id = byPerson.get(person);
      if (seat === undefined || id === undefined) continue;
      const given = await changeApplication(round.id, id, now, (fresh) =>
        isCandidate(fresh)
          ? { answer: true, change: offerSeat(told(fresh, numbers.get(person)), round, seat, now) }
          : { answer: false },
      );
      if (given?.answer === true) free.splice(free.indexOf(seat), 1);
    }
  }
  for (const { person, number } of result.order) {
    const id = byPerson.get(person);
    if (id === undefined || seated.has(person)) continue;
    await changeApplication(round.id, id, now, (fresh) =>
      isCandidate(fresh)
        ? { answer: true, change: putOnWaitingList(told(fresh, number), number, 'selection', now) }
        : { answer: false },
    );
  }
}

/** Makes the seats that are not there yet; it may run again. */
async function makeSeats(round: Round): Promise<void> {
  for (const cohort of round.file.cohorts) {
    for (let number = 1; number <= cohort.seats; number++) {
      const key = keys.seat(round.id, cohort.id, number);
      try {
        await transact([
          {
            create: {
              ...key,
              kind: 'seat',
              cohort: cohort.id,
              number,
              state: 'free',
              revision: 1,
              offerFrom: '',
            },
          },
        ]);
      } catch (error) {
        const isThere = error instanceof ConflictError && (await get(key)) !== undefined;
        if (!isThere) throw error;
      }
    }
  }
}
