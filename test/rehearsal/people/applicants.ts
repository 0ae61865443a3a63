import type { ApplicationBody } from '../inputs.ts';

// Invented people. Any likeness to the staff of an administration is chance.

const givenNames = [
  'Jördis',
  'Mateusz',
  'Annika',
  'Thore',
  'Şirin',
  'Wojciech',
  'Lene',
  'Konrad',
  'Marija',
  'Ole',
  'Friederike',
  'Dáša',
  'Henning',
  'Zoë',
  'Ragna',
  'Björn',
  'Ümit',
  'Katarzyna',
  'Malte',
  'Ýrsa',
];

const familyNames = [
  'Łukaszewicz',
  'Brüggemann',
  'von der Lühe',
  'Kossack',
  'Demirtaş',
  'Noack',
  'Schultze-Wendt',
  'Lehnigk',
  'Żeleński',
  'Petersohn',
  'Rätzel',
  'Čapek',
  'Großmann',
  'Nowotny',
  'Þórsdóttir',
  'Wiśniewska',
];

const roles = [
  'Sachbearbeitung Digitalisierung',
  'Leitung Hauptamt',
  'Stadtentwicklung',
  'Referat der Bürgermeisterin',
  'Bauamt',
  'Organisation und IT',
];

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

function ascii(text: string): string {
  const folded = text
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/þ/g, 'th')
    .normalize('NFD');
  return folded.replace(/[^a-z]+/g, '');
}

/** The nth invented applicant (from 0) of a round, from an administration. No two have the same name and address. */
export function inventApplicant(round: string, administration: string, index: number): ApplicationBody {
  const givenName = pick(givenNames, index);
  const familyName = pick(familyNames, index + Math.floor(index / givenNames.length));
  const boss = pick(familyNames, index * 7 + 5);
  return {
    round,
    administrations: [administration],
    applicant: {
      givenName,
      familyName,
      email: `${ascii(givenName)}.${ascii(familyName)}@verwaltung-${index + 1}.example`,
      role: pick(roles, index),
    },
    supervisor: {
      givenName: pick(givenNames, index * 3 + 11),
      familyName: boss,
      email: `leitung@verwaltung-${index + 1}.example`,
    },
    motivation:
      'Wir möchten unsere Dienste so gestalten, dass alle sie gern nutzen, und von anderen Verwaltungen lernen.',
    language: index % 8 === 7 ? 'en' : 'de',
    privacyNoticeRead: true,
  };
}
