import {
  type Actor,
  type Application,
  type ApplicationStatus,
  type HistoryEntry,
  isAllowed,
} from './application.ts';
import type { MailOrder } from './mail.ts';
import { isRoundMoveAllowed, type Round, type RoundStatus } from './round.ts';

/** What must agree with a record and is written in the same transaction. */
export type Effect =
  /** The person's one live application in the round is this one, or no longer this one. */
  | { readonly claim: 'take' | 'release' }
  /** The claim goes over to another person: the one whose hash is `to`, who must not have one. */
  | { readonly claim: 'move'; readonly to: string }
  /** The seat falls free and may be offered to the next from `offerFrom` on. */
  | { readonly seat: 'free'; readonly cohort: string; readonly number: number; readonly offerFrom: string }
  /** The seat goes to this application, if it is as free as it was seen (`revision`). */
  | { readonly seat: 'offer'; readonly cohort: string; readonly number: number; readonly revision: number }
  /** The seat is this application's for good. */
  | { readonly seat: 'take'; readonly cohort: string; readonly number: number };

/** What a rule wants changed: the record as it is to be, the mails this causes, and what must agree with it. */
export type Change<Record> = {
  readonly record: Record;
  readonly mails?: readonly MailOrder[];
  readonly effects?: readonly Effect[];
  /** Wakes the round's execution as well. */
  readonly wakeRound?: boolean;
  /** Ends the say of the present execution; a new one goes on from the record. */
  readonly restart?: boolean;
};

/** What a rule says: an answer for the person, and perhaps a change. */
export type Decision<Record, Answer> = { readonly answer: Answer; readonly change?: Change<Record> };

type Line = Omit<HistoryEntry, 'who'> & { readonly who?: string };

/** Next state of an application, with its line of history. @throws where the table of moves forbids it */
export function moved(
  application: Application,
  to: ApplicationStatus,
  actor: Actor,
  line: Line,
  set: Partial<Application> = {},
): Application {
  if (!isAllowed(application.status, to, actor)) {
    throw new Error(`the move from ${application.status} to ${to} by ${actor} is not in the table of moves`);
  }
  return {
    ...application,
    ...set,
    status: to,
    history: [...application.history, { ...line, who: line.who ?? actor }],
  };
}

/** A line of history without a move of the state. */
export function noted(
  application: Application,
  line: HistoryEntry,
  set: Partial<Application> = {},
): Application {
  return { ...application, ...set, history: [...application.history, line] };
}

/** Next state of a round, with its line of history. @throws where the table of moves forbids it */
export function roundMoved(
  round: Round,
  to: RoundStatus,
  by: 'date' | 'office',
  line: Line,
  set: Partial<Round> = {},
): Round {
  if (!isRoundMoveAllowed(round.status, to, by)) {
    throw new Error(
      `the move of a round from ${round.status} to ${to} by ${by} is not in the table of moves`,
    );
  }
  return { ...round, ...set, status: to, history: [...round.history, { ...line, who: line.who ?? by }] };
}

/** A line of a round's history without a move of the state. */
export function roundNoted(round: Round, line: HistoryEntry, set: Partial<Round> = {}): Round {
  return { ...round, ...set, history: [...round.history, line] };
}
