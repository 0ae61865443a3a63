/**
 * The one table of all functions: what each is for, who calls it and what it may do.
 * Everything else about a function (its role, its routes, its name) follows from its line here.
 */

/** Who may invoke a function. Nobody else gets a permission to. */
type Invoker =
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
  /** By hand, by whoever holds the account. */
  | 'operator';

/** What a function may do with the table. */
type TableAccess = 'none' | 'read' | 'write';

/** One line of the table of functions. */
type FunctionEntry = {
  /** The file below `functions/`, without its ending: room/file. */
  readonly entry: string;
  readonly invokedBy: readonly Invoker[];
  readonly table: TableAccess;
  /** The partitions it needs, `*` for the rest of a key; without it any. See `functions/platform/store/keys.ts`. */
  readonly partitions?: readonly string[];
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
};

/** API Gateway gives up after 30 seconds, so that a page must be done before. */
const pageSeconds = 20;
const taskSeconds = 60;

const page = (
  entry: string,
  table: TableAccess,
  routes: readonly string[],
  also: Partial<FunctionEntry> = {},
): FunctionEntry => ({
  entry,
  table,
  routes,
  invokedBy: ['interface'],
  timeoutSeconds: pageSeconds,
  ...also,
});

const applicationTask = (entry: string, also: Partial<FunctionEntry> = {}): FunctionEntry => ({
  entry,
  table: 'write',
  invokedBy: ['application-workflow'],
  ...also,
});

const roundTask = (entry: string, also: Partial<FunctionEntry> = {}): FunctionEntry => ({
  entry,
  table: 'write',
  invokedBy: ['round-workflow'],
  ...also,
});

const entries: readonly FunctionEntry[] = [
  // What anybody may see.
  page(
    'programme/site',
    'read',
    [
      '$default',
      '/',
      '/impressum',
      '/datenschutz',
      '/barrierefreiheit',
      '/assets/{file+}',
      '/openapi.json',
      '/api/rounds',
      '/api/administrations',
    ],
    { partitions: ['ROUND#*', 'ROUNDS'] },
  ),
  page('certificate/verify', 'read', ['/zertifikat/{id}', '/api/certificates/{id}'], {
    partitions: ['CERTIFICATE#*'],
  }),

  // One audience each: who holds the link may act.
  page('application/apply', 'write', ['/bewerbung/{round}', '/api/applications']),
  page('application/confirm', 'write', ['/bestaetigung/{token}']),
  page('application/case', 'write', ['/vorgang/{token}']),
  page('application/code', 'write', ['/code']),
  page('endorsement/endorse', 'write', ['/freigabe/{token}']),
  page('approval/decide', 'write', ['/entscheidung/{token}']),
  // Renders a PDF with its fonts.
  page('approval/record', 'read', ['/entscheidung/{token}/vermerk', '/entscheidung/{token}/nachweis'], {
    partitions: ['ROUND#*', 'LINK#*'],
    memory: 1024,
  }),
  page('cohort/seat', 'write', ['/platz/{token}']),
  page('attendance/mark', 'write', ['/anwesenheit/{token}']),
  page('alumni/membership', 'write', ['/alumni/{token}']),
  // Shows lists of thousands.
  page('office/desk', 'write', ['/buero', '/buero/{path+}'], { signsIn: true, memory: 1024 }),
  // Plays a whole round in memory: all the processing power of one core, and no right to write or to send.
  page(
    'rehearsal/desk',
    'read',
    ['/buero/durchgang/{round}/probe', '/buero/durchgang/{round}/probe/{path+}'],
    {
      partitions: ['ROUND#*', 'SESSION#*', 'OFFICE#*'],
      memory: 2048,
      timeoutSeconds: 29,
    },
  ),
  // Runs the selection without effect: the solver needs a whole processor, and nothing is written.
  page('office/preview', 'read', ['/buero/durchgang/{round}/auswahl/vorschau'], {
    partitions: ['ROUND#*', 'SESSION#*', 'OFFICE#*'],
    memory: 1792,
    timeoutSeconds: 29,
  }),

  // Stages of an application.
  applicationTask('application/resume', { table: 'read' }),
  applicationTask('application/unconfirmed'),
  applicationTask('endorsement/await'),
  applicationTask('approval/review'),
  applicationTask('cohort/offer'),
  applicationTask('reminder/modules'),
  // Renders a PDF with its fonts.
  applicationTask('certificate/conclude', { memory: 1024, timeoutSeconds: 120 }),

  // Stages of a round.
  roundTask('round/advance'),
  roundTask('approval/tell', { timeoutSeconds: 300 }),
  // The selection solves a hard problem: all the time that Lambda gives.
  roundTask('cohort/select', { memory: 1024, timeoutSeconds: 900 }),
  roundTask('cohort/refill', { memory: 1024, timeoutSeconds: 300 }),
  roundTask('attendance/sessions'),
  roundTask('office/digest'),
  roundTask('round/cancel', { timeoutSeconds: 300 }),
  roundTask('round/erase', { timeoutSeconds: 300 }),

  // Where both workflows wait: stores the task token, and must never be able to answer one.
  {
    entry: 'platform/park',
    table: 'write',
    partitions: ['WAIT#*'],
    invokedBy: ['application-workflow', 'round-workflow'],
  },

  // Where both workflows end when a task fails for good.
  {
    entry: 'platform/failed',
    table: 'write',
    partitions: ['ROUND#*', 'STUCK', 'CASE#*', 'TAG#*', 'OUTBOX*'],
    invokedBy: ['application-workflow', 'round-workflow'],
  },

  // What the table owes the world: wakes and starts executions, sends mails.
  {
    entry: 'platform/deliver',
    table: 'write',
    partitions: ['OUTBOX*', 'WAIT#*'],
    invokedBy: ['stream'],
    channel: 'workflow',
    answersTasks: true,
    startsExecutions: true,
  },
  {
    entry: 'post/send',
    table: 'write',
    invokedBy: ['stream'],
    channel: 'mail',
    sends: true,
    timeoutSeconds: 300,
  },
  // Hands to the stream again what it has lost.
  {
    entry: 'platform/sweep',
    table: 'write',
    partitions: ['OUTBOX*', 'PROBLEMS'],
    invokedBy: ['schedule'],
  },
  // Finds records that wait for something while no execution runs for them.
  {
    entry: 'platform/reconcile',
    table: 'write',
    partitions: ['ROUNDS', 'ROUND#*', 'STUCK', 'CASE#*', 'TAG#*', 'OUTBOX*'],
    invokedBy: ['schedule'],
    every: 'day',
    listsExecutions: true,
    timeoutSeconds: 900,
  },
  {
    entry: 'post/events',
    table: 'write',
    partitions: ['CASE#*', 'TAG#*', 'TROUBLE'],
    invokedBy: ['mail-events'],
  },

  { entry: 'office/create-round', table: 'write', invokedBy: ['operator'] },
  // After the table was restored, or a definition changed: has new executions go on from the records.
  {
    entry: 'platform/continue',
    table: 'write',
    partitions: ['ROUNDS', 'ROUND#*', 'STUCK', 'OUTBOX*'],
    invokedBy: ['operator'],
    timeoutSeconds: 900,
  },
  // After a release that changed the shape of records: reads and writes whatever is kept.
  { entry: 'platform/migrate', table: 'write', invokedBy: ['operator'], timeoutSeconds: 900 },
];

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

/** All functions, in the order of the table. */
export const functions: readonly FunctionDefinition[] = entries.map((entry) => ({
  memory: 512,
  timeoutSeconds: taskSeconds,
  ...entry,
  name: functionName(entry.entry),
}));
