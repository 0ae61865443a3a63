import { type Application, enrolledStatuses } from '../../domain/application.ts';
import { administration, publicName, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { compareDin5007 } from '../../domain/text.ts';
import { registerOf } from '../../platform/store/cases.ts';
import { allApplications } from '../../platform/store/records.ts';

/** The names of those who take part, alphabetical (DIN 5007), a joint place as one name. */
export function participantNames(applications: readonly Application[], register: Register): string[] {
  return applications
    .filter(({ status }) => enrolledStatuses.includes(status))
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
  const applications = await allApplications(round.id);
  return participantNames(applications, registerOf(round));
}
