import { type Application, undecidedStatuses } from '../../domain/application.ts';
import { approvedStatuses } from '../../domain/balance.ts';
import type { Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { previewSeed } from '../rules/preview-seed.ts';
import { compareResults, type Difference, type PreviewRow, previewRows } from '../selection/preview.ts';
import { type Reserve, reserve } from '../selection/reserve.ts';
import { select } from '../selection/select.ts';
import type { Input, Result } from '../selection/types.ts';
import { inputOf } from './selection-input.ts';

/**
 * What the office sees of this room beside its pages: the selection, run without effect. It stores nothing, and its
 * seed is its own, so that it says nothing about the lottery that counts.
 */

export { preferredPeople } from './preferred-people.ts';

/** What the office asks a preview. */
export type PreviewWish = {
  /** As if everything that is still undecided were approved. */
  readonly withUndecided: boolean;
  /** Id of an application that is to have a seat for certain. */
  readonly pin?: string | undefined;
  /** Number of the preview: each has a draw of its own. */
  readonly trial: number;
};

export type Preview = {
  readonly seed: string;
  /** Those whom it chose from. */
  readonly candidates: readonly Application[];
  /** As asked: with the pin, where there is one. */
  readonly result: Result;
  readonly rows: readonly PreviewRow[];
  readonly reserve: readonly Reserve[];
  /** What the pin changes, against the same preview without it; left out where nobody is pinned. */
  readonly change?: Difference;
};

/** The applications that a preview chooses from: approved and not gone, on demand also the undecided. */
export function previewCandidates(
  applications: readonly Application[],
  withUndecided: boolean,
): Application[] {
  return applications.filter(
    ({ status }) =>
      approvedStatuses.includes(status) || (withUndecided && undecidedStatuses.includes(status)),
  );
}

/**
 * Runs the selection of a round on today's applications, without effect.
 * @param preferred people who come first in the draw (`preferredPeople`)
 * @returns undefined where there is nobody to choose from
 */
export async function previewOf(
  round: Round,
  applications: readonly Application[],
  register: Register,
  preferred: ReadonlySet<string>,
  wish: PreviewWish,
): Promise<Preview | undefined> {
  const candidates = previewCandidates(applications, wish.withUndecided);
  if (candidates.length === 0) return undefined;
  const seed = { text: previewSeed(round.id, wish.trial), origin: 'preview' };
  const input = inputOf(round, candidates, register, preferred);
  const before = await select(input, seed);
  const pinned = withPin(input, candidates, wish.pin);
  const result = pinned === undefined ? before : await select(pinned, seed);
  const asked = pinned ?? input;
  return {
    seed: seed.text,
    candidates,
    result,
    rows: previewRows(asked, result),
    reserve: reserve(asked, { seated: seatsOf(result), gone: [] }),
    ...(pinned === undefined ? {} : { change: compareResults(before, result) }),
  };
}

/** The input with one more pin; undefined where nobody is asked for, or somebody who is no candidate. */
function withPin(
  input: Input,
  candidates: readonly Application[],
  pin: string | undefined,
): Input | undefined {
  const person = candidates.find(({ id }) => id === pin)?.person;
  if (person === undefined) return undefined;
  if (input.pins.some((each) => each.person === person)) return input;
  return { ...input, pins: [...input.pins, { person }] };
}

function seatsOf(result: Result): { person: string; cohort: string }[] {
  return result.cohorts.flatMap(({ id, members }) => members.map((person) => ({ person, cohort: id })));
}
