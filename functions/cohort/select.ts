import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Application } from '../domain/application.ts';
import { nextMorning } from '../domain/calendar.ts';
import { roundMoved, roundNoted } from '../domain/change.ts';
import { toOffice } from '../domain/lifecycle.ts';
import type { MailOrder } from '../domain/mail.ts';
import type { Round } from '../domain/round.ts';
import { selectionDue } from '../domain/selection-time.ts';
import { keys } from '../platform/keys.ts';
import { newSecret } from '../platform/links.ts';
import { log } from '../platform/log.ts';
import { changeApplication, eachApplication } from '../platform/records.ts';
import { roundStage } from '../platform/stage.ts';
import { ConflictError, get, query, transact } from '../platform/table.ts';
import { type Choice, choose } from './choose.ts';
import { isCandidate, offerSeat, putOnWaitingList, seatSchema } from './rules.ts';

const storedSchema = z.object({
  at: z.string(),
  seed: z.string(),
  inputHash: z.string(),
  violations: z.array(z.string()),
  seats: z.array(z.object({ application: z.string(), cohort: z.string() })),
  waiting: z.array(z.string()),
});

/** The selection: proposed or effective at 08:00 of the first working day on which nothing is undecided. */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status !== 'closed') return {};
  const applications: Application[] = [];
  for await (const application of eachApplication(round.id)) applications.push(application);
  const { selection } = round;
  if (selection?.state === 'proposed') return {};
  if (selection !== undefined) {
    await takeEffect(round, applications, now);
    return { change: { record: selected(round, now) } };
  }
  const due = selectionDue(round, applications);
  if (due === undefined || now < due) return { until: due ?? nextMorning(now) };
  const proposal = await propose(round, applications.filter(isCandidate), now);
  const { confirm } = round.file.selection;
  const occasion = confirm ? 'selection-proposed' : 'selection-violations';
  const mails: MailOrder[] =
    confirm || proposal.violations.length > 0
      ? [{ purpose: 'office-alert', to: toOffice(round), occasion, data: { alert: occasion } }]
      : [];
  const { at, seed, inputHash } = proposal;
  const proposed = roundNoted(
    round,
    { at: now, who: 'date', what: 'selection-proposed' },
    { selection: { state: 'proposed', at, seed, seedOrigin: 'system', inputHash } },
  );
  if (confirm) return { change: { record: proposed, mails } };
  await takeEffect(round, applications, now);
  return { change: { record: selected(proposed, now), mails } };
});

/** The round once its seats are given. */
function selected(round: Round, now: string): Round {
  const { selection } = round;
  return roundMoved(
    round,
    'selected',
    'date',
    { at: now, what: 'selected' },
    selection === undefined
      ? {}
      : { selection: { ...selection, state: 'effective', effectiveAt: selection.effectiveAt ?? now } },
  );
}

/** Freezes the candidates, draws the seed afterwards, and stores the result: once, whatever happens in between. */
async function propose(
  round: Round,
  candidates: readonly Application[],
  now: string,
): Promise<z.infer<typeof storedSchema>> {
  const key = keys.selection(round.id);
  const before = await get(key);
  if (before !== undefined) return storedSchema.parse(before);
  const frozen = candidates
    .map(({ person, administrations, cohorts, confirmedAt }) => ({
      person,
      administrations,
      cohorts,
      confirmedAt,
    }))
    .sort((a, b) => (a.person < b.person ? -1 : 1));
  const inputHash = createHash('sha256').update(JSON.stringify(frozen)).digest('hex');
  const seed = newSecret();
  const choice: Choice = choose(candidates, round);
  if (round.file.selection.method !== 'first-come') {
    log.warn('seats went by first come, whatever the method says', { round: round.id });
  }
  const stored = { kind: 'selection', at: now, seed, inputHash, ...choice };
  await transact([{ create: { ...key, ...stored } }]);
  return storedSchema.parse(stored);
}

/** Gives the seats and the places on the waiting list; whoever has theirs already is left alone. */
async function takeEffect(round: Round, applications: readonly Application[], now: string): Promise<void> {
  const stored = storedSchema.parse(await get(keys.selection(round.id)));
  await makeSeats(round);
  const seats = (await query(`ROUND#${round.id}`, { startsWith: 'SEAT#' })).map((item) =>
    seatSchema.parse(item),
  );
  for (const { application, cohort } of stored.seats) {
    const seat = seats.find((each) => each.cohort === cohort && each.state === 'free');
    if (seat === undefined || !applications.some((each) => each.id === application && isCandidate(each)))
      continue;
    const given = await changeApplication(round.id, application, now, (fresh) =>
      isCandidate(fresh) ? { answer: true, change: offerSeat(fresh, round, seat, now) } : { answer: false },
    );
    if (given?.answer === true) seats.splice(seats.indexOf(seat), 1);
  }
  for (const [order, application] of stored.waiting.entries()) {
    await changeApplication(round.id, application, now, (fresh) =>
      isCandidate(fresh)
        ? { answer: true, change: putOnWaitingList(fresh, order, 'selection', now) }
        : { answer: false },
    );
  }
}

async function makeSeats(round: Round): Promise<void> {
  for (const cohort of round.file.cohorts) {
    for (let number = 1; number <= cohort.seats; number++) {
      try {
        const key = keys.seat(round.id, cohort.id, number);
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
        if (!(error instanceof ConflictError)) throw error;
      }
    }
  }
}
