import type { Bilingual } from '../../domain/text.ts';

/** What several forms of the office say where something is missing. */
export const formWords = {
  address: {
    de: 'Bitte geben Sie eine vollständige E-Mail-Adresse an.',
    en: 'Please give a complete email address.',
  },
  administration: {
    de: 'Bitte wählen Sie eine Verwaltung aus der Liste.',
    en: 'Please choose an administration from the list.',
  },
  givenName: { de: 'Bitte geben Sie den Vornamen an.', en: 'Please give the given name.' },
  familyName: { de: 'Bitte geben Sie den Nachnamen an.', en: 'Please give the family name.' },
  time: {
    de: 'Bitte geben Sie eine Uhrzeit an, zum Beispiel 09:00.',
    en: 'Please give a time, such as 09:00.',
  },
  tick: { de: 'Bitte bestätigen Sie mit dem Häkchen.', en: 'Please confirm by ticking the box.' },
} as const satisfies Record<string, Bilingual>;
