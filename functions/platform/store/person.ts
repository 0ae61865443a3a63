import { normaliseEmail, normaliseName } from '../../domain/text.ts';
import { keys, sha256 } from './keys.ts';
import { get } from './table.ts';

/** Who somebody is in a round: the hash of normalised address and name. */
export function personHash(person: { givenName: string; familyName: string; email: string }): string {
  return sha256(
    [normaliseEmail(person.email), normaliseName(person.givenName), normaliseName(person.familyName)].join(
      '|',
    ),
  );
}

/** The id of the application that is the one live application of this person in the round, if there is one. */
export async function claimOf(round: string, person: string): Promise<string | undefined> {
  const claim = await get(keys.claim(round, person));
  return claim === undefined ? undefined : String(claim['application']);
}
