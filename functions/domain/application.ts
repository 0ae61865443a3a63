import * as z from 'zod';
import { submittedShape } from './form-fields/record.ts';
import type { Person } from './people.ts';
import { storedReader } from './stored.ts';
import { bilingualSchema, languageSchema } from './text/text-schema.ts';

/** Every state an application can be in, in the order in which a life usually passes them. */
export const applicationStatuses = [
  'unconfirmed',
  'awaiting-endorsement',
  'in-review',
  'queried',
  'approved',
  'rejected',
  'waiting-list',
  'seat-offered',
  'accepted',
  'declined',
  'expired',
  'list-closed',
  'taking-part',
  'completed',
  'not-completed',
  'withdrawn',
  'dropped-out',
  'erased',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** Who can cause a move; `date` is the passing of a date, `selection` the drawing of the cohorts. */
export const actors = [
  'applicant',
  'supervisor',
  'approver',
  'deputy',
  'office',
  'trainer',
  'selection',
  'date',
] as const;
export type Actor = (typeof actors)[number];

type Move = {
  readonly from: ApplicationStatus;
  readonly to: ApplicationStatus;
  readonly by: readonly Actor[];
};

const anyone: readonly Actor[] = ['applicant', 'supervisor', 'office'];

/**
 * The life of an application: every move that is allowed, and who can cause it.
 * What is not in this table does not happen. Before a decision is told, its approver can change it
 * (approved and rejected lead back); afterwards only the office can, with a reason.
 */
export const applicationMoves: readonly Move[] = [
  { from: 'unconfirmed', to: 'awaiting-endorsement', by: ['applicant'] },
  { from: 'unconfirmed', to: 'in-review', by: ['applicant'] },
  { from: 'unconfirmed', to: 'approved', by: ['applicant'] },
  { from: 'unconfirmed', to: 'withdrawn', by: ['office'] },
  { from: 'unconfirmed', to: 'erased', by: ['date', 'applicant'] },
  { from: 'awaiting-endorsement', to: 'in-review', by: ['supervisor', 'office', 'applicant'] },
  { from: 'awaiting-endorsement', to: 'approved', by: ['supervisor', 'office', 'applicant'] },
  { from: 'awaiting-endorsement', to: 'rejected', by: ['supervisor', 'office'] },
  { from: 'awaiting-endorsement', to: 'awaiting-endorsement', by: ['applicant', 'office', 'supervisor'] },
  { from: 'awaiting-endorsement', to: 'withdrawn', by: anyone },
  { from: 'in-review', to: 'awaiting-endorsement', by: ['applicant', 'supervisor', 'office'] },
  { from: 'in-review', to: 'in-review', by: ['applicant', 'office'] },
  { from: 'in-review', to: 'queried', by: ['approver', 'deputy'] },
  { from: 'in-review', to: 'approved', by: ['approver', 'deputy', 'office'] },
  { from: 'in-review', to: 'rejected', by: ['approver', 'deputy', 'office'] },
  { from: 'in-review', to: 'withdrawn', by: anyone },
  { from: 'queried', to: 'in-review', by: ['applicant', 'date', 'office'] },
  { from: 'queried', to: 'awaiting-endorsement', by: ['applicant', 'supervisor'] },
  { from: 'queried', to: 'approved', by: ['office'] },
  { from: 'queried', to: 'rejected', by: ['office'] },
  { from: 'queried', to: 'withdrawn', by: anyone },
  { from: 'approved', to: 'awaiting-endorsement', by: ['applicant', 'supervisor'] },
  { from: 'approved', to: 'in-review', by: ['applicant', 'office', 'approver', 'deputy'] },
  { from: 'approved', to: 'queried', by: ['approver', 'deputy'] },
  { from: 'approved', to: 'rejected', by: ['approver', 'deputy', 'office'] },
  { from: 'approved', to: 'seat-offered', by: ['selection', 'office'] },
  { from: 'approved', to: 'waiting-list', by: ['selection', 'date'] },
  { from: 'approved', to: 'list-closed', by: ['date'] },
  { from: 'approved', to: 'withdrawn', by: anyone },
  { from: 'rejected', to: 'awaiting-endorsement', by: ['applicant', 'supervisor'] },
  { from: 'rejected', to: 'in-review', by: ['applicant', 'supervisor', 'approver', 'deputy', 'office'] },
  { from: 'rejected', to: 'queried', by: ['approver', 'deputy'] },
  { from: 'rejected', to: 'approved', by: ['approver', 'deputy', 'office'] },
  { from: 'rejected', to: 'withdrawn', by: ['applicant', 'office'] },
  { from: 'waiting-list', to: 'seat-offered', by: ['selection', 'office'] },
  { from: 'waiting-list', to: 'rejected', by: ['office'] },
  { from: 'waiting-list', to: 'list-closed', by: ['date'] },
  { from: 'waiting-list', to: 'withdrawn', by: anyone },
  { from: 'seat-offered', to: 'accepted', by: ['applicant', 'office'] },
  { from: 'seat-offered', to: 'declined', by: ['applicant', 'office'] },
  { from: 'seat-offered', to: 'expired', by: ['date'] },
  { from: 'seat-offered', to: 'withdrawn', by: anyone },
  { from: 'accepted', to: 'taking-part', by: ['date'] },
  { from: 'accepted', to: 'withdrawn', by: anyone },
  { from: 'taking-part', to: 'completed', by: ['trainer', 'office', 'date'] },
  { from: 'taking-part', to: 'not-completed', by: ['trainer', 'office', 'date'] },
  { from: 'taking-part', to: 'dropped-out', by: anyone },
  ...(
    [
      'declined',
      'expired',
      'list-closed',
      'rejected',
      'withdrawn',
      'dropped-out',
      'completed',
      'not-completed',
    ] as const
  ).map((from): Move => ({ from, to: 'erased', by: ['date', 'applicant', 'office'] })),
];

/** True where the table allows `actor` to move an application from one state to the other. */
export function isAllowed(from: ApplicationStatus, to: ApplicationStatus, actor: Actor): boolean {
  return applicationMoves.some((move) => move.from === from && move.to === to && move.by.includes(actor));
}

/** States on which the selection still waits. Unconfirmed applications do not hold it back. */
export const undecidedStatuses: readonly ApplicationStatus[] = [
  'awaiting-endorsement',
  'in-review',
  'queried',
];

/** States in which nothing more can happen but erasure. */
export const endedStatuses: readonly ApplicationStatus[] = [
  'rejected',
  'declined',
  'expired',
  'list-closed',
  'completed',
  'not-completed',
  'withdrawn',
  'dropped-out',
  'erased',
];

/** States in which the application has a seat, offered or taken. */
export const seatedStatuses: readonly ApplicationStatus[] = ['seat-offered', 'accepted', 'taking-part'];

/** States in which somebody has a seat for good, whether the training lies ahead, goes on or is over. */
export const enrolledStatuses: readonly ApplicationStatus[] = [
  'accepted',
  'taking-part',
  'completed',
  'not-completed',
];

/** Live is: confirmed and not withdrawn (nor erased). One person has one live application in a round. */
export function isLive(status: ApplicationStatus): boolean {
  return (
    status !== 'unconfirmed' && status !== 'withdrawn' && status !== 'dropped-out' && status !== 'erased'
  );
}

const instant = z.string();

/** One line of an application's history: what happened, who caused it, when, and in which words. */
export const historyEntrySchema = z.strictObject({
  at: instant,
  who: z.string(),
  what: z.string(),
  name: z.optional(z.string()),
  words: z.optional(z.string()),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** What one approver (or the deputy for them) said about one version of an application. */
export const verdictSchema = z.strictObject({
  id: z.string(),
  approver: z.string(),
  by: z.enum(['approver', 'deputy', 'office']),
  /** The listed address through whose link it was given; for the office, of who is signed in. */
  email: z.optional(z.string()),
  choice: z.enum(['approve', 'reject', 'query']),
  reason: z.optional(z.string()),
  note: z.optional(z.string()),
  name: z.optional(z.string()),
  function: z.optional(z.string()),
  at: instant,
  version: z.number(),
  shown: z.optional(z.string()),
  link: z.optional(z.string()),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** The record of one application: one item of the table, the truth about where it stands. */
export const applicationSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('application'),
  id: z.string(),
  reference: z.string(),
  round: z.string(),
  status: z.enum(applicationStatuses),
  /** Version of what was submitted: rises with each correction, never with a move of the state. */
  version: z.number(),
  /** Rises with every write; the condition of each write is the revision it read. */
  revision: z.number(),
  /** Number of the execution that may act for this application; older ones find themselves superseded. */
  generation: z.number(),
  language: languageSchema,
  ...submittedShape,
  /**
   * Who answers for the administration in place of the supervisor, who forwarded the request; `earlier` holds the
   * addresses of those who forwarded it in their turn.
   */
  endorser: z.optional(
    z.strictObject({ name: z.string(), email: z.string(), earlier: z.optional(z.array(z.string())) }),
  ),
  /** Hash of the normalised address and name: who this is, for the one live application and the draw. */
  person: z.string(),
  /** A corrected address that its owner has not confirmed yet; until then the old one stays. */
  emailChange: z.optional(z.strictObject({ email: z.string(), at: instant })),
  submittedAt: instant,
  confirmedAt: z.optional(instant),
  endorsedAt: z.optional(instant),
  /** When the review of the present version began; the reminders to the approvers count from here. */
  reviewSince: z.optional(instant),
  /** Working days for which a query stopped that clock. */
  reviewPaused: z.optional(z.number()),
  verdicts: z.array(verdictSchema),
  query: z.optional(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      approver: z.string(),
      askedAt: instant,
      until: instant,
      answer: z.optional(z.string()),
      answeredAt: z.optional(instant),
      expiredAt: z.optional(instant),
    }),
  ),
  /** The outcome of the review, or of the endorsement that was refused. Told at `toldAt`. */
  decision: z.optional(
    z.strictObject({
      outcome: z.enum(['approve', 'reject']),
      by: z.string(),
      at: instant,
      reason: z.optional(z.string()),
      toldAt: z.optional(instant),
    }),
  ),
  /** The place in the list of those who wait: smaller is earlier. */
  waiting: z.optional(z.strictObject({ since: instant, order: z.number() })),
  seat: z.optional(
    z.strictObject({
      cohort: z.string(),
      number: z.number(),
      offeredAt: instant,
      until: instant,
      acceptedAt: z.optional(instant),
      expiredAt: z.optional(instant),
    }),
  ),
  draw: z.optional(z.number()),
  explanation: z.optional(bilingualSchema),
  attended: z.optional(z.array(z.string())),
  concludedAt: z.optional(instant),
  certificate: z.optional(
    z.strictObject({
      id: z.string(),
      number: z.string(),
      issuedAt: instant,
      revokedAt: z.optional(instant),
      /** Set by the office: another one is to be issued in its place. */
      reissueOrderedAt: z.optional(instant),
      /** The ids of those that stood in its place before. */
      earlier: z.optional(z.array(z.string())),
    }),
  ),
  alumniSince: z.optional(instant),
  withdrawnAt: z.optional(instant),
  substitutedAt: z.optional(instant),
  /** Kills the links to the case page that were sent before it rose. */
  caseLinkEpoch: z.number(),
  history: z.array(historyEntrySchema),
  /** Keys of the index by which the office finds applications. */
  oPk: z.string(),
  oSk: z.string(),
  name: z.string(),
  at: instant,
});
export type Application = z.infer<typeof applicationSchema>;

/** Reads a stored application; `row` is what lists show of it. @throws StoredRecordError */
export const readApplication = storedReader('application', applicationSchema, ['row']);

/** The name of a person as it is written on pages and in mails. */
export function fullName(person: Pick<Person, 'givenName' | 'familyName'>): string {
  return `${person.givenName} ${person.familyName}`;
}
