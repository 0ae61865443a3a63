import { certificatePage } from '../../functions/certificate/verification/verification-pages.tsx';
import { type Certificate, replaced, revoked, withoutPerson } from '../../functions/domain/certificate.ts';
import { keys } from '../../functions/platform/store/keys.ts';

const id = 'Xq3vPz1L0aB9cD8eF7gH6i';
const now = '2023-01-10T09:00:00.000Z';

/** A certificate of an invented person whose name has combining letters. */
export const sampleCertificate: Certificate = {
  ...keys.certificate(id),
  kind: 'certificate',
  id,
  number: 'SCM-3-Z-0007',
  status: 'valid',
  printed: {
    name: 'K\u035fha\u0304n <Łukaszewska>',
    programme: 'Smart City Manager:in',
    round: '3. Schulungsdurchgang',
    administrations: ['Stadt Cottbus'],
    modules: [
      { number: 2, title: 'Daten & Plattformen', hours: 7.5 },
      { number: 5, title: 'Vom Vorhaben zur Umsetzung', hours: 8 },
    ],
    hours: 15.5,
    hoursOfRound: 24,
    from: '2022-11-08',
    until: '2022-11-23',
    issuedAt: '2022-11-23T12:05:00.000Z',
    place: 'Potsdam',
    signatory: 'Dr. Ilse Woltersdorf',
    signatoryFunction: { de: 'Leiterin der Abteilung', en: 'Head of the department' },
    authority: 'Ministerium für Infrastruktur und Landesplanung',
  },
  application: 'the-id-of-an-application',
  round: '3',
  revision: 1,
  issuedAt: '2022-11-23T12:05:00.000Z',
};

const origin = 'https://kohorte.example';
const erased = withoutPerson(sampleCertificate, { salt: 'salt', hash: 'hash' }, now);

/** The page of a certificate in every state. */
export const certificateSamples: ReadonlyMap<string, string> = new Map([
  ['zertifikat-gueltig', certificatePage(sampleCertificate, 'de', origin)],
  ['zertifikat-englisch', certificatePage(sampleCertificate, 'en', origin)],
  ['zertifikat-zurueckgezogen', certificatePage(revoked(sampleCertificate, 'Irrtum', now), 'de', origin)],
  [
    'zertifikat-ersetzt',
    certificatePage(replaced(sampleCertificate, 'abcdefghijklmnopqrstuv', now), 'en', origin),
  ],
  ['zertifikat-geloescht', certificatePage(erased, 'de', origin)],
  ['zertifikat-verglichen', certificatePage(erased, 'de', origin, { name: 'Änne Łukaszewska', same: true })],
  ['zertifikat-anders', certificatePage(erased, 'en', origin, { name: 'Änne Łukaszewska', same: false })],
]);
