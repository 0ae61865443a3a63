import * as z from 'zod';
import { mayWait } from './flow/missing.ts';
import { errorFields, log } from './observe/log.ts';
import { observed } from './observe/observed.ts';
import { now } from './store/clock.ts';
import { allRounds, changeApplication, changeRound, eachApplication } from './store/records.ts';

const eventSchema = z.strictObject({
  /** One round alone; all if left out. */
  round: z.optional(z.string()),
  /** Only counts, unless true. */
  write: z.boolean().default(false),
});

/** What was continued, or would be. */
interface Continued {
  readonly rounds: number;
  readonly applications: number;
  readonly failed: number;
  readonly written: boolean;
}

/**
 * A restored record knows nothing of the generations after the moment to which it was restored, and their executions
 * may run. So many are passed over: more than a record comes to in the 35 days a restore reaches back.
 */
const passedOver = 100;

function inNewExecution<Record extends { readonly generation: number }>(record: Record) {
  return {
    answer: undefined,
    change: { record: { ...record, generation: record.generation + passedOver }, restart: true },
  } as const;
}

/** So many records are written side by side. */
const sideBySide = 16;

/**
 * Invoked by name by whoever operates the system: has a new execution go on from every record that waits for something,
 * after the table was restored, or so that executions under way follow a definition that was changed. The record's
 * generation rises; the execution before is woken, finds that it is no longer its turn, and ends. It may run again.
 */
export const handler = observed(async (event: unknown): Promise<Continued> => {
  const { round: only, write } = eventSchema.parse(event);
  const at = now();
  const acts: (() => Promise<unknown>)[] = [];
  let [rounds, applications, failed] = [0, 0, 0];
  for (const round of await allRounds()) {
    if (round.status === 'erased' || (only !== undefined && round.id !== only)) continue;
    rounds += 1;
    acts.push(() => changeRound(round.id, at, (record) => inNewExecution(record)));
    for await (const application of eachApplication(round.id)) {
      if (!mayWait(application)) continue;
      applications += 1;
      acts.push(() =>
        changeApplication(round.id, application.id, at, (record) =>
          mayWait(record) ? inNewExecution(record) : { answer: undefined },
        ),
      );
    }
  }
  const worker = async (): Promise<void> => {
    for (let act = acts.pop(); act !== undefined; act = acts.pop()) {
      try {
        await act();
      } catch (error) {
        failed += 1;
        log.error('a case was not started anew', errorFields(error));
      }
    }
  };
  if (write) await Promise.all(Array.from({ length: sideBySide }, worker));
  return { rounds, applications, failed, written: write };
});
