import type { ApplicationStatus } from '../../domain/application.ts';
import type { Round } from '../../domain/round.ts';
import { eachApplication } from '../../platform/store/records.ts';

/** Left on the list: it closed, or it is still open, and nobody offered them a seat. */
const leftOver: readonly ApplicationStatus[] = ['list-closed', 'waiting-list'];

/**
 * The people who come first in the draw of a round: those left on the waiting list of the earlier round that it names
 * (`selection.preferWaitingListOf`). They are known by the same key as in the draw; whoever has been erased meanwhile
 * is nobody any more and has no preference.
 */
export async function preferredPeople(round: Round): Promise<ReadonlySet<string>> {
  const earlier = round.file.selection.preferWaitingListOf;
  const people = new Set<string>();
  if (earlier === undefined) return people;
  for await (const { status, person } of eachApplication(earlier)) {
    if (leftOver.includes(status) && person !== '') people.add(person);
  }
  return people;
}
