import type { Letter, LetterFrame } from '../../../functions/platform/letter/letter.ts';

/** Letters of invented people, for tests and pictures. */

const secret = 'Vq3yXw0m8t2kLr9fJd7sHbNcEaPuGiZo5x1TgYlWvRk';

export const germanFrame: LetterFrame = {
  language: 'de',
  reference: 'SCM-3-0007',
  contact: {
    name: 'Jette Lindow',
    email: 'programmbuero@smart-city.example',
    phone: '+49 331 555 01 20',
  },
  programme: 'Smart City Manager:in',
  baseUrl: 'https://smart-city.example',
  address: 'Programmbüro Smart City Manager:in, Am Speicher 4, 14467 Potsdam',
};

export const englishFrame: LetterFrame = { ...germanFrame, language: 'en' };

export const seatOffer: Letter = {
  subject: 'Ihr Platz im 3. Schulungsdurchgang: Antwort nötig bis Freitag, 28. Oktober 2022',
  greeting: { name: 'Đorđe Łęcki' },
  blocks: [
    {
      kind: 'text',
      text: 'wir freuen uns, Ihnen einen Platz anbieten zu können. Die Teilnahme ist kostenfrei. Bitte sagen Sie uns, ob Sie ihn annehmen.',
    },
    {
      kind: 'facts',
      facts: [
        { label: 'Durchgang', value: '3. Schulungsdurchgang, Gruppe A' },
        { label: 'Verwaltung', value: 'Amt Brück' },
        { label: 'Antwort nötig bis', value: 'Freitag, 28. Oktober 2022, 23:59 Uhr' },
      ],
    },
    { kind: 'heading', text: 'Alle Termine' },
    {
      kind: 'sessions',
      sessions: [
        {
          starts: '2022-11-08T08:00:00.000Z',
          ends: '2022-11-08T12:00:00.000Z',
          title: 'Modul 1: Grundlagen der digitalen Stadt',
        },
        {
          starts: '2022-11-10T08:00:00.000Z',
          ends: '2022-11-10T12:00:00.000Z',
          title: 'Modul 1: Grundlagen der digitalen Stadt',
          note: 'Bitte bringen Sie ein Beispiel aus Ihrer Verwaltung mit.',
        },
        {
          starts: '2022-11-15T08:00:00.000Z',
          ends: '2022-11-15T12:00:00.000Z',
          title: 'Modul 2: Daten und Datenschutz',
          joinUrl: 'https://online.smart-city.example/sitzung/gruppe-a-modul-2-daten-und-datenschutz-2022',
        },
      ],
    },
  ],
  action: {
    label: 'Platz annehmen oder ablehnen',
    url: `https://smart-city.example/platz/${secret}`,
    note: 'Ihre Antwort ist erst auf der folgenden Seite wirksam.',
    code: 'K7QM-24XD',
  },
  after: [
    {
      kind: 'text',
      text: 'Ohne Ihre Antwort geht der Platz nach dieser Frist an die nächste Person auf der Warteliste.',
    },
  ],
};

export const query: Letter = {
  subject: 'Rückfrage zu Ihrer Bewerbung',
  greeting: { name: 'Jördis Köhn-Nowakowski' },
  blocks: [
    { kind: 'text', text: 'zu Ihrer Bewerbung gibt es eine Rückfrage:' },
    {
      kind: 'quote',
      text: 'Sie schreiben, dass Sie ab Dezember in einem anderen Amt arbeiten.\nKönnen Sie trotzdem an allen zehn Vormittagen teilnehmen?',
      by: 'Ministerium für Infrastruktur und Landesplanung',
    },
    {
      kind: 'text',
      text: 'Bitte antworten Sie bis Dienstag, 11. Oktober 2022. Ohne Antwort wird mit dem entschieden, was vorliegt. Alles andere bleibt, wie es ist.',
    },
  ],
  action: { label: 'Rückfrage beantworten', url: `https://smart-city.example/vorgang/${secret}` },
};

export const englishReceipt: Letter = {
  subject: 'Your application has arrived',
  greeting: { name: 'Jördis Köhn-Nowakowski' },
  blocks: [
    { kind: 'text', text: 'Thank you. Your application has arrived. This is not yet a promise of a seat.' },
    {
      kind: 'list',
      numbered: true,
      items: [
        'Your supervisor is asked to agree.',
        'The ministry decides.',
        'Seats are drawn on 17 October 2022.',
      ],
    },
  ],
  action: { label: 'Open my application', url: `https://smart-city.example/vorgang/${secret}` },
};

export const reviewRequest: Letter = {
  subject: 'Bewerbung zur Entscheidung: Amt Brück',
  greeting: {},
  blocks: [
    { kind: 'text', text: 'Bitte entscheiden Sie über diese Bewerbung.' },
    {
      kind: 'facts',
      facts: [
        { label: 'Verwaltung', value: 'Amt Brück, Landkreis Potsdam-Mittelmark' },
        { label: 'Einwohnerinnen und Einwohner', value: '11 204' },
      ],
    },
  ],
  action: {
    label: 'Bewerbung ansehen',
    url: `https://smart-city.example/entscheidung/${secret}`,
    note: 'Die Entscheidung wird erst auf der folgenden Seite wirksam.',
  },
};
