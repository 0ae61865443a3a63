/** What a stage of a workflow is: the form of the table in `stages.ts`. */
import type { RetryName } from './retries.ts';

/** A state of the definition: what it is called, and what it is for. */
export type Named = { readonly name: string; readonly about: string };

/**
 * The execution waits at the state `wait` until something is due or somebody acts. `leadsTo` is the state in which the
 * record usually is once somebody has acted: its stage looks first then, and finds it if the record is elsewhere.
 */
export type Waiting = { readonly wait: string; readonly waitsFor: string; readonly leadsTo?: string };

/** The execution has an end of its own; `whatNow` says when it comes. */
type Ending = { readonly end: Named; readonly whatNow: string };

type Not<Fields> = { readonly [Field in keyof Fields]?: never };

/**
 * What is done while the record is in one state. The first task looks where the record stands; the further ones follow
 * while it stays there. Then the stage waits, or ends; where it can do both, it ends once no task has a date to wait
 * for. As soon as the record is in another state, the stage of that state follows.
 */
export type Working<Duty extends string> = Named & {
  readonly tasks: readonly [string, ...Duty[]];
} & ((Waiting & Not<Ending>) | (Ending & Not<Waiting>) | (Waiting & Ending));

/** A stage without tasks is an end. */
type Stage<Duty extends string> =
  | Working<Duty>
  | (Named & { readonly tasks?: never; readonly leadsTo?: never });

/** The life of a record by its states, in the order in which a life usually passes them. */
export type Workflow<Status extends string, Duty extends string = never> = {
  readonly about: string;
  /** What the execution's input holds to find the record, beside the generation; the last names the record's kind. */
  readonly ids: readonly [...string[], 'application' | 'round'];
  /** The task that looks where the record stands when an execution begins. */
  readonly start: { readonly task: string; readonly about: string };
  /** The moves from state to state that there are. */
  readonly moves: readonly { readonly from: Status; readonly to: Status }[];
  /** A task that looks and does nothing: for a stage that has no other and only waits, any other task has looked as well. */
  readonly looks?: string;
  readonly retries: { readonly task: RetryName; readonly wait: RetryName };
  /** The further tasks of its stages: what they are called after the stage's name, and what they are for. */
  readonly duties?: Readonly<Record<Duty, Named>>;
  readonly stages: Readonly<Record<Status, Stage<Duty>>>;
};

/** The tasks of a stage, by their names; none of an end. */
export type TaskOf<Of> = Of extends { readonly tasks: readonly (infer Task)[] } ? Task : never;
