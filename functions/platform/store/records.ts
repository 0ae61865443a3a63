import { setTimeout as pause } from 'node:timers/promises';
import { type Application, readApplication } from '../../domain/application.ts';
import type { Counted } from '../../domain/balance.ts';
import type { Change, Effect } from '../../domain/change.ts';
import { type LedgerEntry, readLedgerEntry } from '../../domain/mail.ts';
import { type Round, readRound } from '../../domain/round.ts';
import { countsOf } from '../observe/application-counts.ts';
import { count } from '../observe/observer.ts';
import { type ApplicationRow, readRow, writeRow } from './application-row.ts';
import { keys, waitTarget } from './keys.ts';
import { ledgerCase, type MailSubject, owe, startApplication, startRound, wake } from './outbox.ts';
import { ConflictError, TableBusyError, type Write } from './port.ts';
import { get, pages, query, transact } from './table.ts';

/** A change, and what a room writes beside it that is no word of the domain (a document's bytes). */
export type WrittenChange<Record> = Change<Record> & { readonly writes?: readonly Write[] };

/** A decision whose change may write more. */
export type WrittenDecision<Record, Answer> = {
  readonly answer: Answer;
  readonly change?: WrittenChange<Record>;
};

function claimWrites(effect: Extract<Effect, { claim: unknown }>, application: Application): Write[] {
  const { round, id, person } = application;
  const take = (who: string): Write => ({
    create: { ...keys.claim(round, who), kind: 'claim', application: id },
  });
  const release: Write = { remove: keys.claim(round, person), equals: { application: id } };
  switch (effect.claim) {
    case 'take':
      return [take(person)];
    case 'release':
      return [release];
    case 'move':
      return [release, take(effect.to)];
  }
}

function effectWrites(effect: Effect, application: Application, at: string): Write[] {
  if ('claim' in effect) return claimWrites(effect, application);
  return [seatWrite(effect, application, at)];
}

function seatWrite(effect: Extract<Effect, { seat: unknown }>, application: Application, at: string): Write {
  const { cohort, number } = effect;
  const seat = { ...keys.seat(application.round, cohort, number), kind: 'seat', cohort, number };
  const holder = { holder: application.id };
  switch (effect.seat) {
    case 'free':
      return { put: { ...seat, state: 'free', revision: Date.parse(at), offerFrom: effect.offerFrom } };
    case 'offer':
      return {
        replace: { ...seat, state: 'offered', revision: effect.revision + 1, ...holder },
        revision: effect.revision,
      };
    case 'take':
      return { put: { ...seat, state: 'taken', revision: Date.parse(at), ...holder } };
  }
}

export async function loadApplication(round: string, id: string): Promise<Application | undefined> {
  const item = await get(keys.application(round, id));
  return item === undefined ? undefined : readApplication(item);
}

export async function loadRound(id: string): Promise<Round | undefined> {
  const item = await get(keys.round(id));
  return item === undefined ? undefined : readRound(item);
}

/** The round of that id. @throws where there is none: something points to a round that was erased */
export async function requireRound(id: string): Promise<Round> {
  const round = await loadRound(id);
  if (round === undefined) throw new Error('there is no such round');
  return round;
}

/** All applications of a round, consistently, page by page; erased ones are left out. */
export async function* eachApplication(round: string): AsyncGenerator<Application> {
  for await (const page of pages(`ROUND#${round}`, { startsWith: 'APPLICATION#' })) {
    for (const item of page) {
      const application = readApplication(item);
      if (application.status !== 'erased') yield application;
    }
  }
}

/** All applications of a round at once, consistently; erased ones are left out. */
export async function allApplications(round: string): Promise<Application[]> {
  return Array.fromAsync(eachApplication(round));
}

/**
 * All applications of a round as lists show them, from the index: few bytes each, and perhaps a moment old. Erased
 * ones are left out.
 * @param startsWith only those whose references start so
 */
export async function applicationRows(round: string, startsWith = ''): Promise<ApplicationRow[]> {
  const items = await query(`ROUND#${round}`, {
    index: 'overview',
    attributes: ['row'],
    ...(startsWith === '' ? {} : { startsWith }),
  });
  return items.map((item) => readRow(String(item['row']))).filter(({ status }) => status !== 'erased');
}

/** What is needed to count the applications of a round. Unconfirmed and erased ones are left out. */
export async function countedOf(round: string): Promise<Counted[]> {
  return (await applicationRows(round)).filter(({ status }) => status !== 'unconfirmed');
}

/** All rounds, in the order of their ids. */
export async function allRounds(): Promise<Round[]> {
  const listed = await query('ROUNDS');
  const rounds = await Promise.all(
    listed.map((item) => loadRound(String(item['sk']).slice('ROUND#'.length))),
  );
  return rounds.filter((round) => round !== undefined);
}

/** The mails of a case, or of a round as a whole. */
export async function ledgerOf(about: MailSubject): Promise<LedgerEntry[]> {
  const items = await query(`CASE#${ledgerCase(about)}`, { startsWith: 'MAIL#' });
  return items.map((item) => readLedgerEntry(item));
}

/** Only an execution's own task leaves out the wake: its return value tells the execution already. */
type Manner = { readonly byExecution?: boolean };

/** A restart is the generation after the one that the change names, which may have passed over some. */
function generationAfter<Record extends Application | Round>(
  before: Record,
  { record, restart }: WrittenChange<Record>,
): number {
  return restart === true ? record.generation + 1 : before.generation;
}

/** The writes of one change of an application, in one transaction. */
export function applicationWrites(
  before: Application,
  change: WrittenChange<Application>,
  at: string,
  manner: Manner = {},
): Write[] {
  const generation = generationAfter(before, change);
  const after: Application & { readonly row: string } = {
    ...change.record,
    generation,
    revision: before.revision + 1,
    oPk: `ROUND#${before.round}`,
    oSk: change.record.reference,
    row: writeRow(change.record),
    name: `${change.record.applicant.familyName}, ${change.record.applicant.givenName}`,
  };
  const about = { round: before.round, application: before.id };
  return [
    { replace: after, revision: before.revision },
    ...(change.mails ?? []).flatMap((order) => owe(order, about, at)),
    ...(change.effects ?? []).flatMap((effect) => effectWrites(effect, before, at)),
    ...(change.writes ?? []),
    // The wake first: once the new execution waits, nothing leads to the token of the one before any more.
    ...(manner.byExecution === true ? [] : [wake(waitTarget.application(before.round, before.id), at)]),
    ...(change.restart === true ? [startApplication(after, at), { remove: keys.stuck(before.id) }] : []),
    ...(change.wakeRound === true ? [wake(waitTarget.round(before.round), at)] : []),
  ];
}

function roundWrites(before: Round, change: WrittenChange<Round>, at: string, manner: Manner): Write[] {
  const generation = generationAfter(before, change);
  const after: Round = { ...change.record, generation, revision: before.revision + 1 };
  return [
    { replace: after, revision: before.revision },
    ...(change.mails ?? []).flatMap((order) => owe(order, { round: before.id }, at)),
    ...(change.writes ?? []),
    // The wake first, as above.
    ...(manner.byExecution === true ? [] : [wake(waitTarget.round(before.id), at)]),
    ...(change.restart === true
      ? [startRound(after, at), { remove: keys.stuck(ledgerCase({ round: before.id })) }]
      : []),
  ];
}

/** So many writes are tried before it gives up: a hundred people at the same instant find their turn. */
const mostTries = 40;

/**
 * Runs `once` again after each conflict, and where the table was busy, a little later each time. What the table has
 * tried by itself while it was busy counts, so that a table that is out of reach is not asked hundreds of times.
 */
export async function untilAgreed<Answer>(once: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; ) {
    try {
      return await once();
    } catch (error) {
      const isBusy = error instanceof TableBusyError;
      tries += isBusy ? error.tries : 1;
      if (!(isBusy || error instanceof ConflictError) || tries >= mostTries) throw error;
      await pause(Math.random() * Math.min(10 * tries, 150));
    }
  }
}

/**
 * Reads an application, lets a pure rule decide, and writes what it wants, in one transaction that
 * holds only if nobody wrote in between; else the rule decides again on what is true then.
 * @returns the rule's answer, or undefined where there is no such application
 */
export async function changeApplication<Answer>(
  round: string,
  id: string,
  at: string,
  rule: (
    application: Application,
  ) => WrittenDecision<Application, Answer> | Promise<WrittenDecision<Application, Answer>>,
  manner: Manner = {},
): Promise<{ answer: Answer; application: Application } | undefined> {
  return untilAgreed(async () => {
    const before = await loadApplication(round, id);
    if (before === undefined) return undefined;
    const { answer, change } = await rule(before);
    if (change === undefined) return { answer, application: before };
    await transact(applicationWrites(before, change, at, manner));
    count(...countsOf(before, change.record));
    return { answer, application: { ...change.record, revision: before.revision + 1 } };
  });
}

/** The same for a round. */
export async function changeRound<Answer>(
  id: string,
  at: string,
  rule: (round: Round) => WrittenDecision<Round, Answer> | Promise<WrittenDecision<Round, Answer>>,
  manner: Manner = {},
): Promise<{ answer: Answer; round: Round } | undefined> {
  return untilAgreed(async () => {
    const before = await loadRound(id);
    if (before === undefined) return undefined;
    const { answer, change } = await rule(before);
    if (change === undefined) return { answer, round: before };
    await transact(roundWrites(before, change, at, manner));
    return { answer, round: { ...change.record, revision: before.revision + 1 } };
  });
}
