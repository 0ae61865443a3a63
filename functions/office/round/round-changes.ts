import type { Instant } from '../../domain/calendar.ts';
import { type Decision, roundMoved, roundNoted } from '../../domain/change.ts';
import type { Mistake } from '../../domain/mistake.ts';
import { type Notice, type Round, sessionsOf } from '../../domain/round.ts';
import { parseRoundFile, type RoundFile } from '../../domain/round-file.ts';

/** What the office is told after it changed the settings of a round. */
export type Changed =
  | { readonly kind: 'done' | 'nothing' | 'not-possible' }
  /** The file could not be like that; each with how to mend it. */
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] };

type ChangeDecision = Decision<Round, Changed>;

/**
 * What is wrong with a changed file that was not wrong before: dates that have passed meanwhile are no mistake of
 * this change.
 */
export function newMistakes(before: RoundFile, after: unknown, now: Instant): readonly Mistake[] {
  const parsed = parseRoundFile(after, now);
  if (parsed.ok) return [];
  const old = parseRoundFile(before, now);
  const known = new Set(old.ok ? [] : old.errors.map(({ pointer, message }) => `${pointer} ${message.en}`));
  return parsed.errors.filter(({ pointer, message }) => !known.has(`${pointer} ${message.en}`));
}

/** The deadlines and seats that a form can set; left out: as they are. Days are Berlin's. */
export type Deadlines = {
  readonly opens?: Instant;
  readonly closes?: Instant;
  readonly decisionsDue?: Instant;
  readonly seatsOfferedForWorkingDays?: number;
  readonly seats?: Readonly<Record<string, number>>;
};

/** Which of them can still be set: what has begun or been decided can't. */
export function openDeadlines(round: Round): readonly (keyof Deadlines)[] {
  switch (round.status) {
    case 'draft':
      return ['opens', 'closes', 'decisionsDue', 'seatsOfferedForWorkingDays', 'seats'];
    case 'open':
      return ['closes', 'decisionsDue', 'seatsOfferedForWorkingDays', 'seats'];
    case 'closed':
      return round.selection === undefined
        ? ['closes', 'decisionsDue', 'seatsOfferedForWorkingDays', 'seats']
        : ['seatsOfferedForWorkingDays'];
    case 'selected':
    case 'running':
      return ['seatsOfferedForWorkingDays'];
    default:
      return [];
  }
}

/** The file with other deadlines; what can no longer be set stays. */
export function withDeadlines(round: Round, wish: Deadlines): RoundFile {
  const { file } = round;
  const open = openDeadlines(round);
  const may = <Key extends keyof Deadlines>(key: Key): Deadlines[Key] | undefined =>
    open.includes(key) ? wish[key] : undefined;
  const seats = may('seats');
  return {
    ...file,
    applications: {
      opens: may('opens') ?? file.applications.opens,
      closes: may('closes') ?? file.applications.closes,
    },
    decisionsDue: may('decisionsDue') ?? file.decisionsDue,
    seatsOfferedForWorkingDays: may('seatsOfferedForWorkingDays') ?? file.seatsOfferedForWorkingDays,
    cohorts: file.cohorts.map((cohort) => ({ ...cohort, seats: seats?.[cohort.id] ?? cohort.seats })),
  };
}

/** Moves deadlines. A closed round whose new closing lies ahead takes applications again. */
export function moveDeadlines(round: Round, wish: Deadlines, by: string, now: Instant): ChangeDecision {
  if (openDeadlines(round).length === 0) return { answer: { kind: 'not-possible' } };
  const file = withDeadlines(round, wish);
  if (JSON.stringify(file) === JSON.stringify(round.file)) return { answer: { kind: 'nothing' } };
  const mistakes = newMistakes(round.file, file, now);
  if (mistakes.length > 0) return { answer: { kind: 'mistakes', mistakes } };
  const line = { at: now, who: 'office', name: by, what: 'dates-moved' };
  const reopens =
    round.status === 'closed' &&
    file.applications.closes > now &&
    file.applications.closes !== round.file.applications.closes;
  if (!reopens) return { answer: { kind: 'done' }, change: { record: roundNoted(round, line, { file }) } };
  const { closedAt: _closed, goOnWithoutUndecided: _go, goOnAt: _at, selectAt: _select, ...rest } = round;
  const record = roundMoved(rest, 'open', 'office', { ...line, what: 'reopened' }, { file });
  return { answer: { kind: 'done' }, change: { record } };
}

/** What is to become of one session. */
export type SessionWish =
  | { readonly action: 'move'; readonly starts: Instant; readonly ends: Instant; readonly reason?: string }
  | { readonly action: 'cancel'; readonly reason?: string };

/** Only a session that has not begun can be moved or called off. */
export function canMoveSession(round: Round, session: string, now: Instant): boolean {
  const found = sessionsOf(round.file).find((each) => each.id === session);
  return (
    found !== undefined &&
    found.starts > now &&
    ['draft', 'open', 'closed', 'selected', 'running'].includes(round.status)
  );
}

/** Moves one session, or calls it off; those who have a seat are told by the round's execution. */
export function changeSession(
  round: Round,
  session: string,
  wish: SessionWish,
  by: string,
  now: Instant,
): ChangeDecision {
  const found = sessionsOf(round.file).find((each) => each.id === session);
  if (found === undefined || !canMoveSession(round, session, now))
    return { answer: { kind: 'not-possible' } };
  if (wish.action === 'move' && wish.starts === found.starts && wish.ends === found.ends) {
    return { answer: { kind: 'nothing' } };
  }
  const file = withSession(round.file, session, wish);
  const mistakes = [
    ...newMistakes(round.file, file, now),
    ...(wish.action === 'move' && wish.starts <= now ? [inThePast] : []),
  ];
  if (mistakes.length > 0) return { answer: { kind: 'mistakes', mistakes } };
  const sequence = round.sequence + 1;
  const what = wish.action === 'move' ? 'session-moved' : 'session-cancelled';
  const notice: Notice = {
    about: what,
    session,
    cohort: found.cohort,
    sequence,
    starts: found.starts,
    ends: found.ends,
    title: found.module.title,
    ...(wish.reason === undefined ? {} : { reason: wish.reason }),
  };
  const line = {
    at: now,
    who: 'office',
    name: by,
    what,
    ...(wish.reason === undefined ? {} : { words: wish.reason }),
  };
  const record = roundNoted(round, line, { file, sequence, notices: [...(round.notices ?? []), notice] });
  return { answer: { kind: 'done' }, change: { record } };
}

const inThePast: Mistake = {
  pointer: '/starts',
  message: {
    de: 'Der neue Termin muss in der Zukunft liegen.',
    en: 'The new date must lie ahead.',
  },
};

/** The file with one session moved or gone; a module that loses its only session goes with it. */
function withSession(file: RoundFile, session: string, wish: SessionWish): RoundFile {
  return {
    ...file,
    cohorts: file.cohorts.map((cohort) => ({
      ...cohort,
      modules: cohort.modules
        .map((module) => ({
          ...module,
          sessions: module.sessions
            .flatMap((each) => {
              if (each.id !== session) return [each];
              return wish.action === 'cancel' ? [] : [{ ...each, starts: wish.starts, ends: wish.ends }];
            })
            .sort((a, b) => (a.starts < b.starts ? -1 : 1)),
        }))
        .filter((module) => module.sessions.length > 0),
    })),
  };
}

type Approver = RoundFile['approvers'][number];
type Contact = RoundFile['office'];

/** Who is involved in a round, as a form sets it. */
export type People = {
  readonly office: Contact;
  readonly approvers: readonly Approver[];
  /** By cohort. */
  readonly trainers: Readonly<Record<string, readonly Contact[]>>;
};

/** Replaces people. Who approves from now on is asked for what is in review; the links of those who left are dead. */
export function replacePeople(round: Round, wish: People, by: string, now: Instant): ChangeDecision {
  if (!canReplacePeople(round)) return { answer: { kind: 'not-possible' } };
  const { approvers } = round.file;
  const file: RoundFile = {
    ...round.file,
    office: wish.office,
    approvers: [...wish.approvers],
    approvalsNeeded: Math.max(1, Math.min(round.file.approvalsNeeded, Math.max(1, wish.approvers.length))),
    cohorts: round.file.cohorts.map((cohort) => ({
      ...cohort,
      trainers: [...(wish.trainers[cohort.id] ?? cohort.trainers)],
    })),
  };
  if (JSON.stringify(file) === JSON.stringify(round.file)) return { answer: { kind: 'nothing' } };
  const mistakes = newMistakes(round.file, file, now);
  if (approvers.length > 0 && wish.approvers.length === 0) {
    return { answer: { kind: 'mistakes', mistakes: [nobodyDecides, ...mistakes] } };
  }
  if (mistakes.length > 0) return { answer: { kind: 'mistakes', mistakes } };
  const known = new Set(approvers.map((approver) => approver.email.toLowerCase()));
  const added = wish.approvers.filter((approver) => !known.has(approver.email.toLowerCase()));
  const notices: Notice[] = added.map(({ email }) => ({ about: 'approver', email, since: now }));
  const line = { at: now, who: 'office', name: by, what: 'people-replaced' };
  const record = roundNoted(round, line, { file, notices: [...(round.notices ?? []), ...notices] });
  return { answer: { kind: 'done' }, change: { record } };
}

export function canReplacePeople(round: Round): boolean {
  return !['archived', 'erased', 'cancelled'].includes(round.status);
}

const nobodyDecides: Mistake = {
  pointer: '/approvers',
  message: {
    de: 'Mindestens eine entscheidende Stelle muss bleiben, weil Bewerbungen auf ihre Entscheidung warten können.',
    en: 'At least one approver must stay, as applications may wait for a decision.',
  },
};

/** Opens a round before its date. */
export function openNow(round: Round, by: string, now: Instant): ChangeDecision {
  if (round.status !== 'draft') return { answer: { kind: 'not-possible' } };
  const line = { at: now, what: 'opened', name: by };
  return {
    answer: { kind: 'done' },
    change: { record: roundMoved(round, 'open', 'office', line, { openedAt: now }) },
  };
}

/** Closes a round before its date. */
export function closeNow(round: Round, by: string, now: Instant): ChangeDecision {
  if (round.status !== 'open') return { answer: { kind: 'not-possible' } };
  const line = { at: now, what: 'closed', name: by };
  return {
    answer: { kind: 'done' },
    change: { record: roundMoved(round, 'closed', 'office', line, { closedAt: now }) },
  };
}
