import type { FormField, Showing } from './field.ts';
import { nowhere, onOwnPages, toNoApprover } from './showing.ts';

const administration: Showing = { label: { de: 'Verwaltung', en: 'Administration' } };
const registerFacts = { within: 'what the register says of it: kind, district, size, planning region' };
const dates = { de: 'Passende Termine', en: 'Dates that suit' };
const yourMotivation: Showing = { label: { de: 'Ihre Motivation', en: 'Your motivation' } };
const longText = { not: 'A long text is read on the page of the case.' };
const ofTheSelection = { not: 'Wishes are for the selection, whose export holds them.' };
const officeAlone = 'The programme office alone reads it, on the page of the case.';
const noMessage = { not: 'It has a message of its own.' };

/** What somebody applies for, and why. */
export const participationFields = {
  round: {
    kind: 'text',
    most: 60,
    optional: false,
    description: 'Id of the round.',
    sentence: { de: 'Der Durchgang', en: 'The round' },
    form: { not: 'It stands in the address of the form.' },
    kept: 'fixed',
    corrected: { not: 'Another round is another application.' },
    substituted: 'stays',
    erased: { kept: 'The record lies in its round.' },
    shown: nowhere('Every page and mail of a case is headed by its round.'),
    ownData: { not: 'The file is headed by the round, with its title.' },
    privacy: { not: 'It is no data on a person.' },
  },
  administrations: {
    kind: 'administrations',
    optional: false,
    description: 'Keys of the register: one, or two for a joint place.',
    sentence: noMessage,
    form: {
      section: 'administrations',
      label: {
        de: 'Bei welcher Verwaltung arbeiten Sie?',
        en: 'Which administration do you work for?',
      },
      hint: {
        de: 'Stadt, Gemeinde, Amt oder Verbandsgemeinde, keine Ortsteile. Sie finden ein Amt auch unter dem Namen seiner Gemeinden.',
        en: 'Town, municipality or association of municipalities (Amt), no parts of towns. An Amt is also found by the names of its municipalities.',
      },
      second: {
        label: {
          de: 'Gemeinsamer Platz: mit welcher zweiten Verwaltung?',
          en: 'Joint place: with which second administration?',
        },
        hint: {
          de: 'Nur wenn sich zwei Verwaltungen einen Platz teilen.',
          en: 'Only where two administrations share one place.',
        },
      },
    },
    kept: 'submitted',
    corrected: { called: { de: 'Verwaltung', en: 'administration' }, asksAgain: true },
    substituted: 'stays',
    erased: { kept: 'An administration is no person, and the figures of a round count it.' },
    shown: {
      review: { within: 'a card for each: kind, district, population, municipalities' },
      receipt: administration,
      casePage: administration,
      receivedMail: administration,
      endorsement: administration,
      requestMail: registerFacts,
      decision: registerFacts,
      paper: registerFacts,
      office: administration,
      applications: administration,
      participants: administration,
    },
    ownData: { told: true },
    privacy: { de: 'Verwaltung', en: 'administration' },
  },
  motivation: {
    kind: 'multi-line',
    most: 2000,
    optional: false,
    description: 'Why the person would like to take part.',
    sentence: { de: 'Ihre Motivation', en: 'Your motivation' },
    form: {
      section: 'participation',
      label: { de: 'Warum möchten Sie teilnehmen?', en: 'Why would you like to take part?' },
      hint: {
        de: 'Ein paar Sätze genügen: Was haben Sie vor Ort vor?',
        en: 'A few sentences will do: what are your plans locally?',
      },
      rows: 7,
    },
    kept: 'submitted',
    corrected: { called: { de: 'Motivation', en: 'motivation' }, asksAgain: false },
    substituted: 'stays',
    erased: 'emptied',
    shown: {
      review: { label: { de: 'Warum Sie teilnehmen möchten', en: 'Why you would like to take part' } },
      receipt: yourMotivation,
      casePage: yourMotivation,
      receivedMail: yourMotivation,
      endorsement: { not: 'The administration agrees to the absence; the words are for the ministry.' },
      requestMail: { not: 'A mail to an approver holds few personal data; the page behind its link has it.' },
      decision: { label: { de: 'Motivation', en: 'Motivation' } },
      paper: { not: 'The file holds what was decided; the words of applicants stay in the case.' },
      office: { label: { de: 'Motivation', en: 'Motivation' } },
      applications: longText,
      participants: longText,
    },
    ownData: { told: true },
    privacy: { de: 'Motivation', en: 'motivation' },
  },
  cohorts: {
    kind: 'cohorts',
    optional: true,
    description: 'Cohorts whose dates suit; all if left out.',
    sentence: noMessage,
    form: {
      section: 'cohorts',
      label: { de: 'Welche Termine passen Ihnen?', en: 'Which dates suit you?' },
      hint: {
        de: 'Ohne Auswahl gelten alle als passend.',
        en: 'If you choose none, all are taken to suit.',
      },
    },
    kept: 'submitted',
    corrected: { called: { de: 'passende Termine', en: 'dates that suit' }, asksAgain: true },
    substituted: 'stays',
    erased: 'removed',
    shown: {
      ...onOwnPages({ label: dates }),
      receivedMail: { label: dates },
      endorsement: { within: 'the dates and hours of each cohort that suits' },
      ...toNoApprover('Which dates suit is no reason for or against somebody.'),
      office: { label: { de: 'Passende Gruppen', en: 'Groups that suit' } },
      applications: ofTheSelection,
      participants: ofTheSelection,
    },
    ownData: { told: true, ifNone: { de: 'alle', en: 'all' } },
    privacy: { de: 'passende Termine', en: 'dates that suit' },
  },
  needs: {
    kind: 'multi-line',
    most: 1000,
    optional: true,
    description: 'Kept apart, for the programme office alone. Never a diagnosis.',
    sentence: { de: 'Was Sie brauchen', en: 'What you need' },
    form: {
      section: 'participation',
      label: {
        de: 'Was brauchen Sie, um teilnehmen zu können?',
        en: 'What do you need in order to take part?',
      },
      hint: {
        de: 'Zum Beispiel Untertitel, Gebärdensprache oder längere Pausen. Bitte keine Diagnosen. Das liest nur das Programmbüro; auf die Auswahl hat es keinen Einfluss.',
        en: 'For example captions, sign language or longer breaks. Please give no diagnoses. Only the programme office reads this; it does not affect the selection.',
      },
      rows: 3,
    },
    kept: 'apart',
    corrected: { not: 'Nobody but the office learns of it, so it has no line and makes no new version.' },
    substituted: 'goes',
    erased: 'removed',
    shown: {
      ...nowhere(officeAlone),
      review: {
        label: { de: 'Was Sie brauchen', en: 'What you need' },
        note: { de: 'Liest nur das Programmbüro', en: 'Read by the programme office only' },
      },
      receipt: {
        label: {
          de: 'Was Sie brauchen; liest nur das Programmbüro',
          en: 'What you need; read by the programme office only',
        },
      },
      casePage: {
        label: { de: 'Was Sie brauchen, um teilzunehmen', en: 'What you need in order to take part' },
        note: { de: 'Das liest nur das Programmbüro.', en: 'Only the programme office reads this.' },
      },
      office: { label: { de: 'Was gebraucht wird', en: 'What is needed' } },
    },
    ownData: { told: true },
    privacy: { not: 'The notice has a paragraph on it alone.' },
  },
  language: {
    kind: 'language',
    optional: false,
    description: 'Language of pages and mails.',
    sentence: noMessage,
    form: { not: 'It is the language of the page.' },
    kept: 'fixed',
    corrected: { not: 'Each page can be read in either language.' },
    substituted: 'stays',
    erased: { kept: 'It tells nothing of a person.' },
    shown: nowhere('Pages and mails are in it.'),
    ownData: { told: true },
    privacy: { not: 'It tells nothing of a person.' },
  },
  privacyNoticeRead: {
    kind: 'agreement',
    optional: false,
    description: 'The privacy notice was taken note of.',
    sentence: noMessage,
    form: {
      section: 'agreement',
      label: {
        de: 'Ich habe den Datenschutzhinweis zur Kenntnis genommen.',
        en: 'I have read the privacy notice.',
      },
      hint: {
        de: 'Ihre Angaben verarbeitet das Ministerium, um über die Teilnahme zu entscheiden und das Programm durchzuführen (Art. 6 Abs. 1 Buchst. e DSGVO). Bitte sagen Sie der Person, die Sie als vorgesetzt nennen, Bescheid.',
        en: 'The ministry processes your data to decide who takes part and to run the programme (Art. 6(1)(e) GDPR). Please tell the person you name as supervisor.',
      },
      link: { words: { de: 'Datenschutzhinweis', en: 'privacy notice' }, href: '/datenschutz' },
    },
    kept: { not: 'Without it nothing is sent, so that every application has it.' },
    corrected: { not: 'It was taken note of once and for all.' },
    substituted: 'stays',
    erased: { not: 'It is not kept.' },
    shown: nowhere('It is a condition of sending, no data.'),
    ownData: { not: 'It is not kept.' },
    privacy: { not: 'It is not kept.' },
  },
} as const satisfies Readonly<Record<string, FormField>>;
