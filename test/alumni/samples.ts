import type { Alumnus } from '../../functions/alumni/membership/alumnus.ts';
import { endPage, leavePage } from '../../functions/alumni/membership/end-pages.tsx';
import { membershipPage, type View } from '../../functions/alumni/membership/membership-pages.tsx';
import { formMistakes } from '../../functions/alumni/membership/mistakes.ts';
import { keys } from '../../functions/platform/store/keys.ts';

function alumnus(id: string, name: string, administration: string, topics?: string): Alumnus {
  return {
    ...keys.alumnus(id),
    kind: 'alumnus',
    application: id,
    round: '3',
    name,
    email: `${id}@verwaltung.example`,
    administrations: [administration],
    language: 'de',
    directory: { consentedAt: '2022-11-24T09:00:00.000Z', ...(topics === undefined ? {} : { topics }) },
    joinedAt: '2022-11-24T09:00:00.000Z',
  };
}

const aenne = alumnus('aenne', 'Änne Łukaszewska', 'Stadt Cottbus', 'Offene Daten, Beteiligung');
const { directory: _listed, ...unlisted } = aenne;
const guest: View = {
  language: 'de',
  path: '/alumni/secret',
  reference: 'SCM-3-0007',
  name: aenne.name,
  email: aenne.email,
  administrations: aenne.administrations,
  member: undefined,
  directory: [],
};
const member: View = {
  ...guest,
  member: aenne,
  directory: [aenne, alumnus('joerg', 'Jörg von der Wettern-Nuthequell', 'Amt Golzow')],
};

/** The page of a graduate in every state. */
export const alumniSamples: ReadonlyMap<string, string> = new Map([
  ['alumni-einladung', membershipPage(guest)],
  ['alumni-mitglied', membershipPage({ ...member, outcome: 'joined' })],
  ['alumni-ohne-eintrag', membershipPage({ ...guest, member: unlisted, language: 'en', outcome: 'updated' })],
  ['alumni-ausgetreten', membershipPage({ ...guest, outcome: 'left' })],
  [
    'alumni-fehler',
    membershipPage({
      ...guest,
      errors: formMistakes(undefined, 'Sehr viel Text. '.repeat(30), false),
      sent: { directory: true, topics: 'Sehr viel Text. '.repeat(30) },
    }),
  ],
  ['alumni-fremd', endPage('not-yours', 'de', '/alumni/secret')],
  ['alumni-abgelaufen', endPage('erased', 'en', '/alumni/secret')],
  ['alumni-nur-austritt', leavePage('de', '/alumni/secret', true)],
]);
