/** Who may invoke a function. Nobody else gets a permission to. */
export type Invoker =
  /** A person or a machine, over HTTP. */
  | 'interface'
  | 'application-workflow'
  | 'round-workflow'
  /** The table's stream: outbox items of the function's channel. */
  | 'stream'
  /** Once an hour, or once a day, to find what was lost. */
  | 'schedule'
  /** What SES reports about mails. */
  | 'mail-events'
  /** What Step Functions says of executions that have ended. */
  | 'execution-events'
  /** By hand, by whoever holds the account. */
  | 'operator';

/** One line of the table of functions. */
export type FunctionEntry = {
  /** The file below `functions/`, without its ending: room/file. */
  readonly entry: string;
  readonly invokedBy: readonly Invoker[];
  /** The partitions of the table that it reads, `*` for the rest of a key. See `functions/platform/store/keys.ts`. */
  readonly reads?: readonly string[];
  /** Those that it writes. */
  readonly writes?: readonly string[];
  /** Those of the index that it reads. */
  readonly lists?: readonly string[];
  /** Paths of the HTTP interface, in API Gateway's notation; every method reaches the function. */
  readonly routes?: readonly string[];
  /** May hand mails to SES. */
  readonly sends?: true;
  /** May answer task tokens. Never a function that a workflow invokes. */
  readonly answersTasks?: true;
  /** May start executions of the workflows. */
  readonly startsExecutions?: true;
  /** May see which executions run. */
  readonly listsExecutions?: true;
  /** How often the schedule calls it; once an hour if left out. */
  readonly every?: 'day';
  /** Signs people in at the provider of their organisation, where the installation has one. */
  readonly signsIn?: true;
  /** The channel of the outbox items that the stream brings; for those that the stream invokes. */
  readonly channel?: 'workflow' | 'mail';
  /** In MB; processing power grows with it. */
  readonly memory?: number;
  readonly timeoutSeconds?: number;
};

/** A line of the table with its name and with what it leaves to the defaults. */
export type FunctionDefinition = FunctionEntry & {
  /** Room and file in PascalCase, such as `ApplicationApply`: its name in the template and in the workflows. */
  readonly name: string;
  readonly memory: number;
  readonly timeoutSeconds: number;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly lists: readonly string[];
};

const taskSeconds = 60;

/**
 * Room and file in PascalCase.
 * @param entry such as `office/create-round`
 * @returns such as `OfficeCreateRound`
 */
function functionName(entry: string): string {
  return entry
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** A line with what it leaves to the defaults. */
export function defined(entry: FunctionEntry): FunctionDefinition {
  return {
    memory: 512,
    timeoutSeconds: taskSeconds,
    reads: [],
    writes: [],
    lists: [],
    ...entry,
    name: functionName(entry.entry),
  };
}
