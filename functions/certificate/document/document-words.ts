import { formatDate, formatLongDate, formatNumber } from '../../domain/calendar.ts';
import { enumerate, type Language } from '../../domain/text.ts';

/** A day without its weekday, as documents have it: `8. November 2022`, `8 November 2022`, never broken in two. */
function day(date: string, language: Language): string {
  const text = {
    de: formatLongDate(date, 'de').replace(/^\p{L}+, /u, ''),
    en: formatDate(date, 'en'),
  }[language];
  return text.replaceAll(' ', '\u00a0');
}

/** Hours as people read them. */
function hoursOf(value: number, language: Language): string {
  const number = formatNumber(value, language, 2);
  return {
    de: `${number} ${value === 1 ? 'Stunde' : 'Stunden'}`,
    en: `${number} ${value === 1 ? 'hour' : 'hours'}`,
  }[language];
}

/** The words of the documents, in both languages. */
export const documentWords = {
  de: {
    title: { certificate: 'Zertifikat', confirmation: 'Teilnahmebescheinigung' },
    number: (number: string) => `Nr. ${number}`,
    sentence: {
      certificate: (programme: string) =>
        `hat an der Weiterbildung ${programme} teilgenommen und sie erfolgreich abgeschlossen.`,
      confirmation: (programme: string) => `hat an der Weiterbildung ${programme} teilgenommen.`,
    },
    round: 'Durchgang',
    period: 'Zeitraum',
    hours: 'Besucht',
    from: (from: string, until: string) => `${day(from, 'de')} bis ${day(until, 'de')}`,
    hoursOf: (attended: number, all: number) =>
      attended === all ? hoursOf(all, 'de') : `${formatNumber(attended, 'de', 2)} von ${hoursOf(all, 'de')}`,
    modules: 'Besuchte Module',
    more: 'Die weiteren Module stehen auf der Anlage.',
    annex: 'Anlage: besuchte Module',
    moduleHours: (hours: number) => hoursOf(hours, 'de'),
    placeAndDate: (place: string, issuedAt: string) => `${place}, ${day(issuedAt, 'de')}`,
    noSignature: 'Elektronisch ausgestellt, ohne Unterschrift gültig',
    check: 'Echtheit prüfen',
    qr: (url: string) => `QR-Code zur Prüfseite ${url}`,
    noStateDegree: {
      certificate: 'Dieses Zertifikat bescheinigt eine Weiterbildung. Es ist kein staatlicher Abschluss.',
      confirmation:
        'Diese Bescheinigung bestätigt die Teilnahme an den genannten Modulen. Sie ist kein Zertifikat und kein staatlicher Abschluss.',
    },
    administrations: (names: readonly string[]) => enumerate(names, 'de'),
  },
  en: {
    title: { certificate: 'Certificate', confirmation: 'Confirmation of participation' },
    number: (number: string) => `No. ${number}`,
    sentence: {
      certificate: (programme: string) =>
        `took part in the training programme ${programme} and completed it successfully.`,
      confirmation: (programme: string) => `took part in the training programme ${programme}.`,
    },
    round: 'Round',
    period: 'Period',
    hours: 'Attended',
    from: (from: string, until: string) => `${day(from, 'en')} to ${day(until, 'en')}`,
    hoursOf: (attended: number, all: number) =>
      attended === all ? hoursOf(all, 'en') : `${formatNumber(attended, 'en', 2)} of ${hoursOf(all, 'en')}`,
    modules: 'Modules attended',
    more: 'The other modules are listed on the annex.',
    annex: 'Annex: modules attended',
    moduleHours: (hours: number) => hoursOf(hours, 'en'),
    placeAndDate: (place: string, issuedAt: string) => `${place}, ${day(issuedAt, 'en')}`,
    noSignature: 'Issued electronically, valid without a signature',
    check: 'Verify',
    qr: (url: string) => `QR code leading to the verification page ${url}`,
    noStateDegree: {
      certificate: 'This certificate confirms further training. It is not a state qualification.',
      confirmation:
        'This document confirms participation in the modules listed. It is neither a certificate nor a state qualification.',
    },
    administrations: (names: readonly string[]) => enumerate(names, 'en'),
  },
} as const;
