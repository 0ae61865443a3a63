import type { Application } from '../../domain/application.ts';
import { administration, publicName, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { compareDin5007 } from '../../domain/text.ts';
import { registerOf } from '../../platform/store/cases.ts';
import { eachApplication } from '../../platform/store/records.ts';

/** States in which an administration counts among those who take part. */
const taking = ['accepted', 'taking-part', 'completed', 'not-completed'];

/** The names of those who take part, alphabetical (DIN 5007), a joint place as one name. */
export function participantNames(applications: readonly Application[], register: Register): string[] {
  return applications
    .filter(({ status }) => taking.includes(status))
    .map(({ administrations }) =>
      administrations
        .map((key) => administration(register, key))
        .filter((found) => found !== undefined)
        .map(publicName)
        .sort(compareDin5007)
        .join(' / '),
    )
    .filter((name) => name !== '')
    .sort(compareDin5007);
}

/** The names of a round that the office has released; undefined before that. */
export async function participantsOf(round: Round): Promise<string[] | undefined> {
  if (round.releasedAt === undefined) return undefined;
  const applications: Application[] = [];
  for await (const application of eachApplication(round.id)) applications.push(application);
  return participantNames(applications, registerOf(round));
}
