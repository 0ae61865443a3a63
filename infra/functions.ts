import { defined, type FunctionDefinition, type FunctionEntry, type Invoker } from './function-entry.ts';

/**
 * The one table of all functions: what each is for, who calls it and what it may do.
 * Everything else about a function (its role, its routes, its name) follows from its line here.
 */

/** API Gateway gives up after 30 seconds, so that a page must be done before. */
const pageSeconds = 20;

/** The record that a link leads to, and the link. */
const byLink = ['LINK#*', 'ROUND#*'];
/** A change of a record: itself with seat and claim, the mails that it owes, and whom it wakes. */
const change = ['ROUND#*', 'CASE#*', 'OUTBOX'];
/** What was mailed to a person, with documents, links and codes; and all that is erased with them. */
const mailed = ['CERTIFICATE#*', 'TAG#*', 'LINK#*', 'CODE#*'];
const erasure = ['NEEDS#*', 'ALUMNI', ...mailed];
/** Who asks, in the office. */
const visitor = ['SESSION#*', 'OFFICE#*'];
/** A stage of an execution: it may go on in another one, which settles that it had stopped. */
const stageReads = ['WAIT#*', 'ROUND#*', 'CASE#*'];
const stageWrites = [...change, 'STUCK'];

const page = (
  entry: string,
  routes: readonly string[],
  also: Partial<FunctionEntry> = {},
): FunctionEntry => ({
  entry,
  routes,
  invokedBy: ['interface'],
  timeoutSeconds: pageSeconds,
  ...also,
});

/** A stage, with the partitions that it needs beside those of every stage. */
const task = (
  invokedBy: Invoker,
  entry: string,
  { reads = [], writes = [], ...also }: Partial<FunctionEntry> = {},
): FunctionEntry => ({
  entry,
  reads: [...stageReads, ...reads],
  writes: [...stageWrites, ...writes],
  invokedBy: [invokedBy],
  ...also,
});
const applicationTask = task.bind(undefined, 'application-workflow');
const roundTask = task.bind(undefined, 'round-workflow');

const entries: readonly FunctionEntry[] = [
  // What anybody may see.
  page(
    'programme/site',
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
    { reads: ['ROUND#*', 'ROUNDS'] },
  ),
  page('certificate/verify', ['/zertifikat/{id}', '/api/certificates/{id}'], { reads: ['CERTIFICATE#*'] }),

  // One audience each: who holds the link may act.
  page('application/apply', ['/bewerbung/{round}', '/api/applications'], {
    reads: ['ROUND#*', 'IDEMPOTENCY#*'],
    writes: [...change, 'NEEDS#*', 'COUNTER#*', 'LIMIT#*', 'IDEMPOTENCY#*'],
  }),
  page('application/confirm', ['/bestaetigung/{token}'], { reads: byLink, writes: change }),
  page('application/case', ['/vorgang/{token}'], {
    reads: [...byLink, 'CASE#*', 'NEEDS#*', 'CERTIFICATE#*'],
    writes: [...change, ...erasure, 'LIMIT#*'],
  }),
  page('application/code', ['/code'], { reads: ['CODE#*'], writes: ['LINK#*', 'CASE#*', 'LIMIT#*'] }),
  page('endorsement/endorse', ['/freigabe/{token}'], { reads: byLink, writes: change }),
  page('approval/decide', ['/entscheidung/{token}'], {
    reads: byLink,
    lists: ['ROUND#*'],
    writes: [...change, 'LIMIT#*'],
  }),
  // Renders a PDF with its fonts.
  page('approval/record', ['/entscheidung/{token}/vermerk', '/entscheidung/{token}/nachweis'], {
    reads: [...byLink, 'SEALS#*'],
    memory: 1024,
  }),
  page('cohort/seat', ['/platz/{token}'], { reads: byLink, writes: change }),
  page('attendance/mark', ['/anwesenheit/{token}'], { reads: byLink, writes: ['ROUND#*', 'OUTBOX'] }),
  page('alumni/membership', ['/alumni/{token}'], {
    reads: [...byLink, 'CASE#*', 'ALUMNI'],
    writes: [...change, ...mailed, 'ALUMNI'],
  }),
  // Shows lists of thousands.
  page('office/desk', ['/buero', '/buero/{path+}'], {
    reads: [
      ...visitor,
      ...byLink,
      'ROUNDS',
      'CASE#*',
      'NEEDS#*',
      'CERTIFICATE#*',
      'ALUMNI',
      'WORKSHOPS',
      'DOCUMENT#*',
      'TAG#*',
      'STUCK',
      'PROBLEMS',
      'OUTBOX',
    ],
    lists: ['ROUND#*', 'ADDRESS#*', 'MAIL-TROUBLE'],
    writes: [...visitor, ...change, ...erasure, 'ROUNDS', 'WORKSHOPS', 'STUCK', 'PROBLEMS', 'LIMIT#*'],
    signsIn: true,
    memory: 1024,
  }),
  // Plays a whole round in memory: all the processing power of one core, and no right to write or to send.
  page('rehearsal/desk', ['/buero/durchgang/{round}/probe', '/buero/durchgang/{round}/probe/{path+}'], {
    reads: [...visitor, 'ROUND#*'],
    memory: 2048,
    timeoutSeconds: 29,
  }),
  // Runs the selection without effect: the solver needs a whole processor, and nothing is written.
  page('office/preview', ['/buero/durchgang/{round}/auswahl/vorschau'], {
    reads: [...visitor, 'ROUND#*'],
    memory: 1792,
    timeoutSeconds: 29,
  }),

  // Stages of an application.
  applicationTask('application/resume'),
  applicationTask('application/unconfirmed', { reads: ['CERTIFICATE#*'], writes: erasure }),
  applicationTask('endorsement/await'),
  applicationTask('approval/review'),
  applicationTask('cohort/offer'),
  applicationTask('reminder/modules'),
  // Renders a PDF with its fonts.
  applicationTask('certificate/conclude', {
    reads: ['CERTIFICATE#*'],
    writes: ['CERTIFICATE#*'],
    memory: 1024,
    timeoutSeconds: 120,
  }),

  // Stages of a round.
  roundTask('round/advance'),
  roundTask('approval/tell', { reads: ['SEALS#*'], writes: ['SEALS#*'], timeoutSeconds: 300 }),
  // The selection solves a hard problem: all the time that Lambda gives.
  roundTask('cohort/select', {
    reads: ['DOCUMENT#*'],
    writes: ['DOCUMENT#*'],
    memory: 1024,
    timeoutSeconds: 900,
  }),
  roundTask('cohort/refill', { reads: ['DOCUMENT#*'], memory: 1024, timeoutSeconds: 300 }),
  roundTask('attendance/sessions'),
  roundTask('office/digest', { lists: ['ROUND#*'] }),
  roundTask('round/cancel', { timeoutSeconds: 300 }),
  roundTask('round/erase', { reads: ['CERTIFICATE#*'], writes: erasure, timeoutSeconds: 300 }),

  // Where both workflows wait: stores the task token, and must never be able to answer one.
  {
    entry: 'platform/park',
    reads: ['WAIT#*'],
    writes: ['WAIT#*'],
    invokedBy: ['application-workflow', 'round-workflow'],
  },

  // Where both workflows end when a task fails for good.
  {
    entry: 'platform/failed',
    reads: ['ROUND#*', 'STUCK'],
    writes: ['STUCK', 'CASE#*', 'OUTBOX'],
    invokedBy: ['application-workflow', 'round-workflow'],
  },

  // What the table owes the world: wakes and starts executions, sends mails.
  {
    entry: 'platform/deliver',
    writes: ['OUTBOX', 'WAIT#*'],
    invokedBy: ['stream'],
    channel: 'workflow',
    answersTasks: true,
    startsExecutions: true,
  },
  {
    entry: 'post/send',
    reads: ['ROUND#*', 'CASE#*', 'CERTIFICATE#*', 'PROBLEMS'],
    lists: ['ROUND#*'],
    writes: ['CASE#*', 'TAG#*', 'LINK#*', 'CODE#*', 'CERTIFICATE#*', 'OUTBOX', 'OUTBOX#reached', 'PROBLEMS'],
    invokedBy: ['stream'],
    channel: 'mail',
    sends: true,
    timeoutSeconds: 300,
  },
  // Hands to the stream again what it has lost.
  {
    entry: 'platform/sweep',
    reads: ['OUTBOX', 'OUTBOX#reached', 'PROBLEMS'],
    writes: ['OUTBOX', 'PROBLEMS'],
    invokedBy: ['schedule'],
  },
  // Finds records that wait for something while no execution runs for them.
  {
    entry: 'platform/reconcile',
    reads: ['ROUNDS', 'ROUND#*', 'CASE#*', 'STUCK'],
    writes: ['STUCK', 'CASE#*', 'OUTBOX'],
    invokedBy: ['schedule'],
    every: 'day',
    listsExecutions: true,
    timeoutSeconds: 900,
  },
  // Looks at once whether an execution that has ended leaves a record behind that waits for something.
  {
    entry: 'platform/ended',
    reads: ['ROUND#*', 'CASE#*', 'STUCK'],
    writes: ['STUCK', 'CASE#*', 'OUTBOX'],
    invokedBy: ['execution-events'],
  },
  {
    entry: 'post/events',
    reads: ['TAG#*', 'CASE#*'],
    writes: ['CASE#*', 'TAG#*', 'TROUBLE'],
    invokedBy: ['mail-events'],
  },

  {
    entry: 'office/create-round',
    reads: ['ROUND#*'],
    writes: ['ROUND#*', 'ROUNDS', 'OUTBOX'],
    invokedBy: ['operator'],
  },
  // After the table was restored, or a definition changed: has new executions go on from the records.
  {
    entry: 'platform/continue',
    reads: ['ROUNDS', 'ROUND#*', 'STUCK'],
    writes: stageWrites,
    invokedBy: ['operator'],
    timeoutSeconds: 900,
  },
  // After a release that changed the shape of records: reads and writes whatever is kept.
  {
    entry: 'platform/migrate',
    reads: ['*'],
    writes: ['*'],
    invokedBy: ['operator'],
    timeoutSeconds: 900,
  },
];

/** All functions, in the order of the table. */
export const functions: readonly FunctionDefinition[] = entries.map(defined);
