import { type ApplicationStatus, undecidedStatuses } from '../../domain/application.ts';
import { addDays, addWorkingDays, berlinDate } from '../../domain/calendar.ts';
import { type Round, sessionsOf } from '../../domain/round.ts';

/** Why a person is needed, the most pressing first. */
export const needKinds = [
  'mail-paused',
  'failed',
  'outbox-set-aside',
  'seed-needed',
  'selection-proposed',
  'undecided-late',
  'mail-trouble',
  'offer-ends',
  'unmarked',
  'to-archive',
] as const;
export type NeedKind = (typeof needKinds)[number];

/** One thing that needs a person of the office. */
export type Need =
  | {
      readonly kind: 'selection-proposed' | 'seed-needed' | 'to-archive';
      readonly round: string;
      readonly since: string;
    }
  | {
      readonly kind: 'mail-paused' | 'outbox-set-aside';
      readonly round: string;
      readonly since: string;
      /** How many mails wait, or messages lie aside. */
      readonly count: number;
    }
  | {
      readonly kind: 'undecided-late';
      readonly round: string;
      readonly since: string;
      readonly count: number;
    }
  | {
      readonly kind: 'offer-ends';
      readonly round: string;
      readonly application: string;
      readonly reference: string;
      readonly name: string;
      readonly until: string;
    }
  | {
      readonly kind: 'unmarked';
      readonly round: string;
      readonly session: string;
      readonly cohort: string;
      readonly starts: string;
      readonly title: string;
    }
  | {
      readonly kind: 'mail-trouble';
      readonly round: string;
      readonly application?: string;
      readonly reference?: string;
      readonly email: string;
      readonly purpose: string;
      readonly trouble: string;
    }
  | {
      readonly kind: 'failed';
      readonly round: string;
      readonly application?: string;
      readonly reference?: string;
    };

/** What the needs of a round are seen from. */
export type Sight = {
  readonly round: Round;
  readonly statuses: readonly ApplicationStatus[];
  /** The applications with an offer that is not answered. */
  readonly offers: readonly {
    readonly id: string;
    readonly reference: string;
    readonly name: string;
    readonly until: string;
  }[];
  /** Ids of the sessions that are marked. */
  readonly marked: ReadonlySet<string>;
};

/** An offer is worth a call when it ends within so many working days. */
const callWithin = 2;

/** What in a round needs a person now. */
export function needsOf(sight: Sight, now: string): Need[] {
  const { round, statuses, offers, marked } = sight;
  const { id } = round;
  const undecided = statuses.filter((status) => undecidedStatuses.includes(status)).length;
  const waits =
    round.status === 'closed' && round.selection === undefined && round.goOnWithoutUndecided !== true;
  const callUntil = addWorkingDays(berlinDate(now), callWithin);
  const isSeedMissing =
    round.wishes?.seedFrom === 'office' && round.seed === undefined && round.selection === undefined;
  return [
    ...(round.status === 'closed' && isSeedMissing && round.frozen !== undefined
      ? [{ kind: 'seed-needed', round: id, since: round.frozen.at } as const]
      : []),
    ...(round.status === 'closed' && round.selection?.state === 'proposed'
      ? [{ kind: 'selection-proposed', round: id, since: round.selection.at } as const]
      : []),
    ...(waits && undecided > 0 && now >= round.file.decisionsDue
      ? [{ kind: 'undecided-late', round: id, since: round.file.decisionsDue, count: undecided } as const]
      : []),
    ...offers
      .filter(({ until }) => now < until && berlinDate(until) <= callUntil)
      .map(
        ({ id: application, ...offer }) =>
          ({ kind: 'offer-ends', round: id, application, ...offer }) as const,
      ),
    ...(round.status === 'running'
      ? sessionsOf(round.file)
          // Trainers mark on the day; one day later the office may ask.
          .filter((session) => addDays(session.ends, 1) <= now && !marked.has(session.id))
          .map(({ id: session, cohort, starts, module }) => ({
            kind: 'unmarked' as const,
            round: id,
            session,
            cohort,
            starts,
            title: module.title,
          }))
      : []),
    ...(round.status === 'finished'
      ? [{ kind: 'to-archive', round: id, since: round.history.at(-1)?.at ?? now } as const]
      : []),
  ];
}

/** The most pressing first; within a kind the order given. */
export function byPressure(needs: readonly Need[]): Need[] {
  return [...needs].sort((a, b) => needKinds.indexOf(a.kind) - needKinds.indexOf(b.kind));
}
