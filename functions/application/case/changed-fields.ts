import type { Application } from '../../domain/application.ts';
import type { Bilingual } from '../../domain/text.ts';

/** What an applicant submitted, as a correction states it anew. */
export type Submitted = Pick<Application, 'administrations' | 'applicant' | 'motivation'> & {
  readonly supervisor?: Application['supervisor'];
  readonly cohorts?: Application['cohorts'];
  readonly sharedMailbox?: boolean | undefined;
};

/** The parts of a submission as people call them, and how each is read out of it. */
const fields: readonly { readonly name: Bilingual; readonly of: (submitted: Submitted) => unknown }[] = [
  { name: { de: 'Verwaltung', en: 'administration' }, of: ({ administrations }) => administrations },
  {
    name: { de: 'Name', en: 'name' },
    of: ({ applicant }) => [applicant.givenName, applicant.familyName],
  },
  { name: { de: 'E-Mail-Adresse', en: 'email address' }, of: ({ applicant }) => applicant.email },
  { name: { de: 'Funktion', en: 'function' }, of: ({ applicant }) => applicant.role },
  { name: { de: 'Telefon', en: 'phone' }, of: ({ applicant }) => applicant.phone },
  {
    name: { de: 'vorgesetzte Person', en: 'supervisor' },
    of: ({ supervisor }) => supervisor && [supervisor.givenName, supervisor.familyName, supervisor.email],
  },
  { name: { de: 'Motivation', en: 'motivation' }, of: ({ motivation }) => motivation },
  { name: { de: 'passende Termine', en: 'dates that suit' }, of: ({ cohorts }) => cohorts },
  {
    name: { de: 'gemeinsames Postfach', en: 'shared mailbox' },
    of: ({ sharedMailbox }) => sharedMailbox === true,
  },
];

/** The names of what differs between an application and what is submitted anew. */
export function changedFields(application: Application, given: Submitted): Bilingual[] {
  return fields
    .filter(({ of }) => JSON.stringify(of(application)) !== JSON.stringify(of(given)))
    .map(({ name }) => name);
}
