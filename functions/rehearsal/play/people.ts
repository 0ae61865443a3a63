import { atBerlin, berlinDate } from '../../domain/calendar.ts';
import type { Administration, Register } from '../../domain/register/register.ts';
import { publicName } from '../../domain/register/register.ts';
import type { RoundFile } from '../../domain/round-file.ts';

const givenNames = [
  'Änne',
  'Jonas',
  'Mira',
  'Uwe',
  'Søren',
  'Fatma',
  'Pawel',
  'Grit',
  'Lukáš',
  'Ines',
  'Timo',
  'Birgül',
];
const familyNames = [
  'Lehmann',
  'Noack',
  'Kühn',
  'Schulz-Brandt',
  'Wojcik',
  'Yıldız',
  'Krüger',
  'Paulick',
  'Große',
  'Hoffmann',
  'Jänicke',
  'Böttcher',
  'Stein',
];
const roles = [
  'Digitalisierung',
  'Stadtplanung',
  'Bauamt',
  'Organisation',
  'Wirtschaftsförderung',
  'Ordnungsamt',
];

/** What becomes of somebody’s application, so that each kind of mail is seen. */
export type Fate =
  | 'plain'
  | 'confirms-late'
  | 'never-confirms'
  | 'head'
  | 'refused'
  | 'rejected'
  | 'queried'
  | 'silent'
  | 'reminded'
  | 'escalated'
  | 'english';

/** The first ones, who apply early enough for what is slow about them. */
const fates: readonly Fate[] = [
  'plain',
  'escalated',
  'silent',
  'reminded',
  'confirms-late',
  'queried',
  'english',
  'refused',
  'rejected',
  'head',
  'never-confirms',
];

/** An invented person who applies in the rehearsal, and when. */
export type Applicant = {
  readonly number: number;
  readonly fate: Fate;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Among so many people every seat of most rounds is taken and somebody waits; more take too long to play. */
export const mostApplicants = 60;

/** So many apply: half as many again as there are seats, and at least enough for every fate. */
export function applicantsFor(file: RoundFile): number {
  const seats = file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
  return Math.min(mostApplicants, Math.max(Math.ceil(seats * 1.5), seats + fates.length));
}

/** A place of an address, such as `bad-belzig`. */
function place(administration: Administration): string {
  const plain = publicName(administration)
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'verwaltung';
}

function local(given: string, family: string): string {
  const plain = `${given}.${family}`.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .replaceAll(/[^a-z.-]/g, '');
}

/** One of a list; the lists are walked through again where they end. */
function one<Item>(list: readonly Item[], index: number): Item {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('the list is empty');
  return item;
}

function person(index: number, domain: string) {
  const givenName = one(givenNames, index);
  const familyName = one(familyNames, index);
  return { givenName, familyName, email: `${local(givenName, familyName)}@${domain}` };
}

/** An instant of the window, so far along it, in the hours in which offices work where that is within the window. */
function hourOf(file: RoundFile, share: number, number: number): string {
  const { opens, closes } = file.applications;
  const evenly = new Date(Date.parse(opens) + (Date.parse(closes) - Date.parse(opens)) * share).toISOString();
  const hour = String(9 + (number % 8)).padStart(2, '0');
  const minute = String((number * 17) % 60).padStart(2, '0');
  const atWork = atBerlin(berlinDate(evenly), `${hour}:${minute}`);
  return atWork > opens && atWork < closes ? atWork : evenly;
}

/** Applicants from all over the Land, spread over the window; their addresses are of `.example`, which nobody has. */
export function inventApplicants(file: RoundFile, register: Register): Applicant[] {
  const count = applicantsFor(file);
  const { administrations } = register;
  // A step without a common divisor with the length visits each once.
  const step = administrations.length % 7 === 0 ? 11 : 7;
  return Array.from({ length: count }, (_, number) => {
    const administration = one(administrations, number * step);
    const domain = `${place(administration)}.example`;
    const fate = fates[number] ?? 'plain';
    return {
      number,
      fate,
      at: hourOf(file, (number + 0.5) / (count + 1), number),
      body: {
        round: file.id,
        administrations: [administration.key],
        applicant: { ...person(number, domain), role: one(roles, number) },
        ...(fate === 'head' ? {} : { supervisor: person(number + 5, domain) }),
        motivation: 'Das ist eine Probe. Wir möchten unsere Verwaltung digitaler machen.',
        language: fate === 'english' ? 'en' : 'de',
        privacyNoticeRead: true,
      },
    };
  });
}
