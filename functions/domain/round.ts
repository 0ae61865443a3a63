import * as z from 'zod';
import { historyEntrySchema } from './application.ts';
import { type RoundFile, roundFileSchema } from './round-file.ts';
import { storedReader } from './stored.ts';

/** Every state a round can be in, in the order of its life; it can be cancelled from any before archived. */
export const roundStatuses = [
  'draft',
  'open',
  'closed',
  'selected',
  'running',
  'finished',
  'archived',
  'erased',
  'cancelled',
] as const;
export type RoundStatus = (typeof roundStatuses)[number];

/** States in which a round is over: nothing in it can be applied for any more, and none of its dates lies ahead. */
export const endedRoundStatuses: readonly RoundStatus[] = ['finished', 'archived', 'erased', 'cancelled'];

type RoundMove = {
  readonly from: RoundStatus;
  readonly to: RoundStatus;
  readonly by: readonly ('date' | 'office')[];
};

/** The life of a round: dates lead it on, and the office can take each step early. */
export const roundMoves: readonly RoundMove[] = [
  { from: 'draft', to: 'open', by: ['date', 'office'] },
  { from: 'open', to: 'closed', by: ['date', 'office'] },
  { from: 'closed', to: 'open', by: ['office'] },
  { from: 'closed', to: 'selected', by: ['date', 'office'] },
  { from: 'selected', to: 'running', by: ['date', 'office'] },
  { from: 'running', to: 'finished', by: ['date', 'office'] },
  { from: 'finished', to: 'archived', by: ['office'] },
  { from: 'archived', to: 'erased', by: ['date', 'office'] },
  { from: 'cancelled', to: 'archived', by: ['office'] },
  ...(['draft', 'open', 'closed', 'selected', 'running', 'finished', 'archived'] as const).map(
    (from): RoundMove => ({ from, to: 'cancelled', by: ['office'] }),
  ),
];

/** True where the table allows the move of a round. */
export function isRoundMoveAllowed(from: RoundStatus, to: RoundStatus, by: 'date' | 'office'): boolean {
  return roundMoves.some((move) => move.from === from && move.to === to && move.by.includes(by));
}

/**
 * Something the office changed in a round that people are to be told of: a session that moved (`session-moved`) or
 * is off (`session-cancelled`; then its old date and title), or an approver who is asked from now on. `sequence`
 * tells one change of a session from the next.
 */
export const noticeSchema = z.discriminatedUnion('about', [
  z.strictObject({
    about: z.enum(['session-moved', 'session-cancelled']),
    session: z.string(),
    cohort: z.string(),
    sequence: z.number(),
    starts: z.string(),
    ends: z.string(),
    title: z.string(),
    reason: z.optional(z.string()),
  }),
  z.strictObject({ about: z.literal('approver'), email: z.string(), since: z.string() }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** The record of one round: its file, its state, the edition of the registers it is pinned to. */
export const roundSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('round'),
  id: z.string(),
  status: z.enum(roundStatuses),
  revision: z.number(),
  generation: z.number(),
  file: roundFileSchema,
  /** SHA-256 of the round file as it was given: the same file again is no new round. */
  fileHash: z.string(),
  registerEdition: z.string(),
  createdAt: z.string(),
  openedAt: z.optional(z.string()),
  closedAt: z.optional(z.string()),
  /** Set by the office: the selection goes on although some applications are undecided. */
  goOnWithoutUndecided: z.optional(z.boolean()),
  goOnAt: z.optional(z.string()),
  /** What the office wants of the selection beyond the round file, by ids of applications. */
  wishes: z.optional(
    z.strictObject({
      pins: z.array(z.strictObject({ application: z.string(), cohort: z.optional(z.string()) })),
      exclusions: z.array(z.string()),
      /** The system draws the seed after the freeze, or the office types it in (a beacon, dice before witnesses). */
      seedFrom: z.enum(['system', 'office']),
    }),
  ),
  /** Set when the list of candidates is frozen: before the seed exists. */
  frozen: z.optional(z.strictObject({ at: z.string(), inputHash: z.string() })),
  /** The seed that the office typed in after the freeze, and where it is from. */
  seed: z.optional(z.strictObject({ text: z.string(), origin: z.string(), at: z.string() })),
  selection: z.optional(
    z.strictObject({
      state: z.enum(['proposed', 'effective']),
      at: z.string(),
      effectiveAt: z.optional(z.string()),
      seed: z.string(),
      seedOrigin: z.string(),
      inputHash: z.string(),
      confirmedBy: z.optional(z.string()),
    }),
  ),
  /**
   * Groups of seats that hardly anybody on the waiting list could take over with all quotas kept: how many hold such a
   * seat, and how many could follow. Kept up to date while free seats are offered.
   */
  thinReserve: z.optional(
    z.array(
      z.strictObject({
        cohort: z.string(),
        dimension: z.string(),
        value: z.string(),
        seated: z.number(),
        waiting: z.number(),
      }),
    ),
  ),
  /** Set by the office: the selection runs then, before its morning. */
  selectAt: z.optional(z.string()),
  /** What the office changed and the people concerned are still to be told. */
  notices: z.optional(z.array(noticeSchema)),
  /** Set by the office: the public page names those who take part. */
  releasedAt: z.optional(z.string()),
  listClosedAt: z.optional(z.string()),
  archivedAt: z.optional(z.string()),
  cancelledAt: z.optional(z.string()),
  cancelReason: z.optional(z.string()),
  /** What is arranged for an approver, by address in lower case: an absence, a substitute that the office named. */
  arrangements: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        absence: z.optional(z.strictObject({ from: z.string(), until: z.string(), by: z.string() })),
        substitute: z.optional(z.strictObject({ name: z.string(), email: z.string() })),
      }),
    ),
  ),
  /** Addresses of approvers and deputies who want one list in the morning instead of a mail for each application. */
  morningLists: z.optional(z.array(z.string())),
  /** How often the dates were moved: the SEQUENCE of the calendar entries. */
  sequence: z.number(),
  history: z.array(historyEntrySchema),
});
export type Round = z.infer<typeof roundSchema>;

/** Reads a stored round. @throws StoredRecordError */
export const readRound = storedReader('round', roundSchema);

type Cohort = RoundFile['cohorts'][number];
type Module = Cohort['modules'][number];
type Session = Module['sessions'][number];

/** A session with the module and the cohort it belongs to. */
export type ScheduledSession = Session & { readonly cohort: string; readonly module: Module };

/** All sessions of a cohort (or of the whole round), by their start. */
export function sessionsOf(file: RoundFile, cohort?: string): ScheduledSession[] {
  return file.cohorts
    .filter((each) => cohort === undefined || each.id === cohort)
    .flatMap((each) =>
      each.modules.flatMap((module) =>
        module.sessions.map((session) => ({ ...session, cohort: each.id, module })),
      ),
    )
    .sort((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : a.id < b.id ? -1 : 1));
}

/** Start of the first session of a cohort, or of the whole round. */
export function firstSession(file: RoundFile, cohort?: string): string {
  const first = sessionsOf(file, cohort)[0];
  if (first === undefined) throw new Error(`cohort ${cohort ?? ''} has no session`);
  return first.starts;
}

/** End of the last session of a cohort, or of the whole round. */
export function lastSessionEnd(file: RoundFile, cohort?: string): string {
  return sessionsOf(file, cohort).reduce(
    (latest, session) => (session.ends > latest ? session.ends : latest),
    '',
  );
}

/** First session of the cohort that begins last: the waiting list closes then. */
export function waitingListCloses(file: RoundFile): string {
  return file.cohorts.reduce((latest, cohort) => {
    const first = firstSession(file, cohort.id);
    return first > latest ? first : latest;
  }, '');
}

/** The cohort of that id. @throws if the round has none: the record is inconsistent. */
export function cohortOf(file: RoundFile, id: string): Cohort {
  const cohort = file.cohorts.find((each) => each.id === id);
  if (cohort === undefined) throw new Error(`round ${file.id} has no cohort ${id}`);
  return cohort;
}

/** Minutes of all sessions of a cohort together. */
export function totalMinutes(file: RoundFile, cohort: string): number {
  return sessionsOf(file, cohort).reduce(
    (sum, session) => sum + (Date.parse(session.ends) - Date.parse(session.starts)) / 60_000,
    0,
  );
}
