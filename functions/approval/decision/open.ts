import type { Application } from '../../domain/application.ts';
import { type Approver, approverOf, standingOf } from '../../domain/approvers.ts';
import type { Counted } from '../../domain/balance.ts';
import { addDays } from '../../domain/calendar.ts';
import type { Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { registerOf } from '../../platform/store/cases.ts';
import { findLink, type Link } from '../../platform/store/links.ts';
import { loadApplication, loadRound } from '../../platform/store/records.ts';
import { HttpError } from '../../platform/web/http.ts';
import type { Decider } from '../rules/decider.ts';
import { isNamed, obstacle } from '../rules.ts';

/** After so many days a link to decisions doesn't act any more, and offers a fresh one. */
export const linkDays = 90;

/** What a link to decisions opens, and for whom. */
export type Visit = {
  readonly link: Link;
  readonly secret: string;
  readonly round: Round;
  readonly register: Register;
  /** The approver of the round for whom it counts; undefined where the round names them no more. */
  readonly approver: Approver | undefined;
  readonly decider: Decider;
  /** Name and function are asked for. */
  readonly shared: boolean;
  /** A list of the round's applications, or one application. */
  readonly isList: boolean;
};

/** A visit to one application. */
export type CaseVisit = Visit & { readonly application: Application; readonly version: number };

const unknown = (): HttpError => new HttpError(404, 'There is no such page.');

/**
 * Opens what is behind a link to decisions.
 * @throws HttpError 404 for guessed, altered and misplaced secrets alike
 */
export async function openVisit(secret: string | undefined): Promise<Visit> {
  const link = await findLink('/entscheidung', secret);
  if (secret === undefined || link?.round === undefined) throw unknown();
  const round = await loadRound(link.round);
  if (round === undefined || round.status === 'erased') throw unknown();
  const { person } = link;
  const by = person.role === 'deputy' ? 'deputy' : 'approver';
  const approver = approverOf(round, (by === 'deputy' ? person.standsInFor : person.email) ?? '');
  const decider: Decider = {
    approver: approver?.email ?? '',
    by,
    recipient: person,
    link: link.mail,
    until: addDays(link.mintedAt, linkDays),
  };
  const named = approver !== undefined && isNamed(round, approver, decider);
  return {
    link,
    secret,
    round,
    register: registerOf(round),
    approver: named ? approver : undefined,
    decider,
    shared: by === 'approver' && approver?.shared === true,
    isList: link.purpose === 'review-list',
  };
}

/**
 * The one application that a link is for, or that was chosen from a list.
 * @throws HttpError 404 where there is none
 */
export async function openOne(visit: Visit, chosen: string | undefined): Promise<CaseVisit> {
  const id = visit.isList ? chosen : visit.link.application;
  if (id === undefined) throw unknown();
  const application = await loadApplication(visit.round.id, id);
  const hidden: readonly string[] = [
    'erased',
    'unconfirmed',
    ...(visit.isList ? ['awaiting-endorsement'] : []),
  ];
  if (application === undefined || hidden.includes(application.status)) throw unknown();
  return { ...visit, application, version: visit.link.version ?? application.version };
}

/** So many are looked at for the next open one; the list tells the rest. */
const looks = 50;

/**
 * The next application of a list that waits for this approver, by reference.
 * @param counted the applications of the round in the order of their references
 */
export async function nextOpen(view: {
  readonly visit: CaseVisit;
  readonly counted: readonly Counted[];
  readonly at: string;
}): Promise<string | undefined> {
  const { visit, counted, at } = view;
  const { round, approver, decider, application } = visit;
  if (approver === undefined) return undefined;
  const candidates = counted.filter(({ id, status }) => id !== application.id && status === 'in-review');
  for (const { id } of candidates.slice(0, looks)) {
    const other = await loadApplication(round.id, id);
    if (other === undefined || standingOf(other, approver) !== undefined) continue;
    if (obstacle(other, round, decider, other.version, at) === undefined) return id;
  }
  return undefined;
}
