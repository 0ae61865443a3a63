import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Application, ApplicationStatus } from '../../domain/application.ts';
import { addDays } from '../../domain/calendar.ts';
import type { LedgerEntry } from '../../domain/mail.ts';
import type { Round, RoundStatus } from '../../domain/round.ts';
import { observed } from '../observe/observed.ts';
import { now } from '../store/clock.ts';
import { keys, waitTarget } from '../store/keys.ts';
import {
  changeApplication,
  changeRound,
  ledgerOf,
  requireRound,
  type WrittenChange,
} from '../store/records.ts';
import { get } from '../store/table.ts';

/**
 * No execution lives longer than half of what the service allows (a year), nor waits so often that its history comes
 * near the 25,000 events that it may have (34 a turn were measured): then the record's generation rises, in the
 * transaction that has a new execution started, and that one goes on from the record.
 */
const executionDays = 180;
const executionTurns = 500;

const eventSchema = z.object({
  round: z.string(),
  application: z.optional(z.string()),
  generation: z.number(),
  startedAt: z.string(),
  // An execution that began before turns were counted tells none.
  turns: z.number().default(0),
});

/** Whether an execution has lived or waited enough, and another one is to go on. */
function isSpent({ startedAt, turns }: z.infer<typeof eventSchema>, at: string): boolean {
  return addDays(startedAt, executionDays) <= at || turns >= executionTurns;
}

/** A stage moves a record from its state to the next, and perhaps on from there; more than this would be a circle. */
const mostMoves = 5;

/** So many mails are owed in one transaction: three writes each, with room for the record and what goes with it. */
const mostMails = 30;

/** What a stage sees; everything else it needs, it reads itself. */
export type StageInput = {
  readonly application: Application;
  readonly round: Round;
  readonly ledger: readonly LedgerEntry[];
  readonly now: string;
};

/** What a stage wants: a change, and when it wants to look again (undefined: when it is woken). */
export type StageResult<Record> = {
  readonly change?: WrittenChange<Record>;
  readonly until?: string | undefined;
};

/**
 * What the workflow gets to know: where the record stands, until when to wait (`idle`: nothing has a date of
 * its own), and the bell it must find unrung.
 */
export type StageAnswer = {
  readonly status: string;
  readonly until: string;
  readonly idle: boolean;
  readonly bell: number;
};

/** The Lambda of a stage, as a workflow invokes it or a rehearsal calls it. */
type StageFunction = (event: unknown, context?: Context) => Promise<StageAnswer>;

async function bellOf(target: string): Promise<number> {
  const item = await get(keys.wait(target));
  const bell = item?.['bell'];
  return typeof bell === 'number' ? bell : 0;
}

function capped(until: string | undefined, at: string): string {
  const latest = addDays(at, executionDays);
  return until === undefined || until > latest ? latest : until;
}

function answerOf(
  answer: { status: string; until: string | undefined },
  at: string,
  bell: number,
): StageAnswer {
  return { status: answer.status, until: capped(answer.until, at), idle: answer.until === undefined, bell };
}

/**
 * Makes the Lambda of one stage in the life of an application: reads the record, lets the stage do what is
 * due, and tells the workflow where the record stands. A stage that has moved the record is asked again, in the state
 * in which the record is then: the workflow does not ask it twice. It may run twice: the second run finds its work done.
 */
export function applicationStage(
  stage: (input: StageInput) => StageResult<Application> | Promise<StageResult<Application>>,
): StageFunction {
  return observed(async (event) => {
    const input = eventSchema.parse(event);
    const at = now();
    const id = z.string().parse(input.application);
    // The bell is read before the record: what rings in between is heard when the token is parked.
    const [bell, round] = await Promise.all([
      bellOf(waitTarget.application(input.round, id)),
      requireRound(input.round),
    ]);
    const step = () =>
      changeApplication<{
        until: string | undefined;
        status: ApplicationStatus | 'superseded';
        moved?: boolean;
      }>(
        input.round,
        id,
        at,
        async (application) => {
          if (application.generation !== input.generation) {
            return { answer: { until: undefined, status: 'superseded' } };
          }
          if (isSpent(input, at)) {
            return {
              answer: { until: undefined, status: 'superseded' },
              change: { record: application, restart: true },
            };
          }
          const ledger = await ledgerOf({ application: id });
          const { change, until } = await stage({ application, round, ledger, now: at });
          const status = change?.record.status ?? application.status;
          const moved = status !== application.status && status !== 'erased';
          return { answer: { until, status, moved }, ...(change === undefined ? {} : { change }) };
        },
        { byExecution: true },
      );
    let result = await step();
    for (let moves = 0; result?.answer.moved === true && moves < mostMoves; moves++) result = await step();
    if (result === undefined) return { status: 'erased', until: at, idle: true, bell };
    return answerOf(result.answer, at, bell);
  });
}

/** What the stage of a round sees. */
type RoundStageInput = { readonly round: Round; readonly now: string };

/**
 * What the stage of a round wants. `goesOn`: once the change is written, the stage is asked again at once, on the
 * record as it is then; for a step that must be on record before the next one is taken.
 */
type RoundStageResult = StageResult<Round> & { readonly goesOn?: true };

/** The same for a duty of a round. */
export function roundStage(
  stage: (input: RoundStageInput) => RoundStageResult | Promise<RoundStageResult>,
): StageFunction {
  return observed(async (event) => {
    const input = eventSchema.parse(event);
    const at = now();
    const bell = await bellOf(waitTarget.round(input.round));
    const step = () =>
      changeRound<{ until?: string | undefined; status: RoundStatus | 'superseded'; goesOn?: boolean }>(
        input.round,
        at,
        async (round) => {
          if (round.generation !== input.generation) return { answer: { status: 'superseded' } };
          if (isSpent(input, at)) {
            return { answer: { status: 'superseded' }, change: { record: round, restart: true } };
          }
          const { change, until, goesOn } = await stage({ round, now: at });
          const mails = change?.mails ?? [];
          if (mails.length > mostMails) {
            // The first of them, and nothing else: the stage finds them in the ledger when it is asked again.
            const some = { record: round, mails: mails.slice(0, mostMails) };
            return { answer: { status: round.status, goesOn: true }, change: some };
          }
          const status = change?.record.status ?? round.status;
          return {
            answer: { until, status, goesOn: goesOn === true },
            ...(change === undefined ? {} : { change }),
          };
        },
        { byExecution: true },
      );
    let result = await step();
    while (result?.answer.goesOn === true) result = await step();
    if (result === undefined) return { status: 'erased', until: at, idle: true, bell };
    const { status, until } = result.answer;
    return answerOf({ status, until }, at, bell);
  });
}
