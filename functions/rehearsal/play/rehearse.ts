import type { Application } from '../../domain/application.ts';
import { plusDuration } from '../../domain/calendar.ts';
import type { Round } from '../../domain/round.ts';
import { errorFields, log } from '../../platform/observe/log.ts';
import { registerOf } from '../../platform/store/cases.ts';
import { keys } from '../../platform/store/keys.ts';
import { startRound } from '../../platform/store/outbox.ts';
import { allApplications, requireRound } from '../../platform/store/records.ts';
import { transact } from '../../platform/store/table.ts';
import { Director } from './director.ts';
import { inventApplicants } from './people.ts';
import { type RehearsedMail, Simulation } from './simulation.ts';

/** What a rehearsal came to. */
export type Rehearsal = {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly mails: readonly RehearsedMail[];
  /** The round and its applications as they were in the end. */
  readonly round: Round;
  readonly applications: readonly Application[];
  /** Why it stopped before the end of the round. */
  readonly fault?: string;
};

/** The round as it is before anything has happened in it: its file, what is arranged for its approvers, its register. */
function fresh(
  { id, file, fileHash, registerEdition, arrangements, morningLists }: Round,
  at: string,
): Round {
  return {
    ...keys.round(id),
    kind: 'round',
    id,
    status: 'draft',
    revision: 1,
    generation: 1,
    file,
    fileHash,
    registerEdition,
    createdAt: at,
    ...(arrangements === undefined ? {} : { arrangements }),
    ...(morningLists === undefined ? {} : { morningLists }),
    // A rehearsal draws lots by the same seed each time, so that it can be talked about.
    seed: { text: 'Probe', origin: 'Probe', at },
    sequence: 0,
    history: [],
  };
}

/**
 * Plays a round from before it opens to its end, in memory: the very functions of the programme, invented people, a
 * clock of its own. Nothing is stored and nobody gets a mail. The same round gives the same mails.
 * @param now where the round opens later than that, the rehearsal begins here; else a day before it opens
 */
export async function rehearse(given: Round, now: string): Promise<Rehearsal> {
  const { opens } = given.file.applications;
  const startedAt = now < opens ? now : plusDuration(opens, '-P1D');
  const round = fresh(given, startedAt);
  const director = new Director(round);
  const simulation = new Simulation(startedAt, director.react);
  simulation.table.put(round);
  const isOver = (): boolean => simulation.table.look(keys.round(round.id))?.['status'] === 'finished';
  let fault: string | undefined;
  try {
    director.begin(simulation, inventApplicants(round.file, registerOf(round)));
    await simulation.act(() => transact([startRound(round, startedAt)]));
    await simulation.run(isOver);
    if (!isOver()) fault = 'the round did not come to its end';
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
    log.error('a rehearsal stopped', { round: round.id, ...errorFields(error) });
  }
  let applications: readonly Application[] = [];
  let last = round;
  await simulation.look(async () => {
    last = await requireRound(round.id);
    applications = await allApplications(round.id);
  });
  return {
    startedAt,
    endedAt: simulation.now,
    mails: simulation.mails,
    round: last,
    applications,
    ...(fault === undefined ? {} : { fault }),
  };
}
