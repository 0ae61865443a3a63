import type { FormField, Showing } from './field.ts';
import { onOwnPages, toNoApprover } from './showing.ts';

const officeLine: Showing = { label: { de: 'Bewerberin oder Bewerber', en: 'Applicant' } };
const nameLine: Showing = { label: { de: 'Name', en: 'Name' } };
const personOnPaper: Showing = { label: { de: 'Bewerbung von', en: 'Application by' } };

const inTheLead = { within: 'the sentence under the heading: who applies, with the function' };
const fewByMail = {
  not: 'A mail to an approver holds few personal data; the page behind its link says who it is.',
};
const onlyForMails = { not: 'It decides how mails are worded, and nothing else.' };
const noAddress = toNoApprover('Approvers see no address and no phone number.');
const knownToThem = { not: 'Whoever answers for the administration knows how to reach their own people.' };

const given = { de: 'Vorname', en: 'Given name' };
const family = { de: 'Nachname', en: 'Family name' };
const email = { de: 'E-Mail', en: 'Email' };
const role = { de: 'Funktion', en: 'Function' };
const phone = { de: 'Telefon', en: 'Phone' };

const called = { called: { de: 'Name', en: 'name' }, asksAgain: true };
const officeAddress = { de: 'dienstliche Adresse', en: 'office address' };

/** Who applies: these go with the person where another one is named for the seat. */
export const applicantFields = {
  'applicant.givenName': {
    kind: 'name',
    most: 100,
    optional: false,
    description: 'As the person writes it; letters of DIN 91379.',
    sentence: { de: 'Ihr Vorname', en: 'Your given name' },
    form: { section: 'person', label: given, autocomplete: 'given-name' },
    kept: 'submitted',
    corrected: called,
    substituted: 'goes',
    erased: 'emptied',
    shown: {
      ...onOwnPages({ label: given }),
      receivedMail: nameLine,
      endorsement: nameLine,
      requestMail: fewByMail,
      decision: inTheLead,
      paper: personOnPaper,
      office: officeLine,
      applications: { label: given },
      participants: { label: given },
    },
    ownData: { told: true },
    privacy: { de: 'Name', en: 'name' },
  },
  'applicant.familyName': {
    kind: 'name',
    most: 100,
    optional: false,
    description: 'As the person writes it; letters of DIN 91379.',
    sentence: { de: 'Ihr Nachname', en: 'Your family name' },
    form: { section: 'person', label: family, autocomplete: 'family-name' },
    kept: 'submitted',
    corrected: called,
    substituted: 'goes',
    erased: 'emptied',
    shown: {
      ...onOwnPages({ label: family }),
      receivedMail: nameLine,
      endorsement: nameLine,
      requestMail: fewByMail,
      decision: inTheLead,
      paper: personOnPaper,
      office: officeLine,
      applications: { label: family },
      participants: { label: family },
    },
    ownData: { told: true },
    privacy: { de: 'Name', en: 'name' },
  },
  'applicant.email': {
    kind: 'email',
    most: 254,
    optional: false,
    description: 'Office address; it is asked to confirm.',
    sentence: { de: 'Ihre E-Mail-Adresse', en: 'Your email address' },
    form: {
      section: 'person',
      label: { de: 'Dienstliche E-Mail-Adresse', en: 'Office email address' },
      hint: {
        de: 'Dorthin schicken wir den Link zum Bestätigen und alle Nachrichten.',
        en: 'The link for confirming and all messages go there.',
      },
    },
    kept: 'submitted',
    corrected: { called: { de: 'E-Mail-Adresse', en: 'email address' }, asksAgain: false },
    substituted: 'goes',
    erased: 'emptied',
    shown: {
      ...onOwnPages({ label: email }),
      receivedMail: { label: email },
      endorsement: knownToThem,
      ...noAddress,
      office: officeLine,
      applications: { label: email },
      participants: { label: email },
    },
    ownData: { told: true },
    privacy: officeAddress,
  },
  sharedMailbox: {
    kind: 'boolean',
    optional: true,
    description: 'Others read the applicant’s mailbox, too: mails to it carry no result, only a link.',
    sentence: { not: 'A box has a message of its own.' },
    form: {
      section: 'person',
      label: { de: 'Dieses Postfach lesen auch andere.', en: 'Others read this mailbox, too.' },
      hint: {
        de: 'Dann steht in unseren E-Mails kein Ergebnis, nur ein Link dorthin.',
        en: 'Our emails then state no result, only a link to it.',
      },
    },
    kept: 'submitted',
    corrected: { called: { de: 'gemeinsames Postfach', en: 'shared mailbox' }, asksAgain: false },
    substituted: 'goes',
    erased: 'removed',
    shown: {
      ...onOwnPages({
        label: { de: 'Postfach', en: 'Mailbox' },
        ifYes: { de: 'wird von mehreren gelesen', en: 'is read by several people' },
      }),
      receivedMail: onlyForMails,
      endorsement: onlyForMails,
      ...toNoApprover(onlyForMails.not),
      office: onlyForMails,
      applications: onlyForMails,
      participants: onlyForMails,
    },
    ownData: { told: true },
    privacy: officeAddress,
  },
  'applicant.role': {
    kind: 'text',
    most: 100,
    optional: false,
    description: 'Function in the administration.',
    sentence: { de: 'Ihre Funktion', en: 'Your function' },
    form: {
      section: 'person',
      label: { de: 'Ihre Funktion in der Verwaltung', en: 'Your function in the administration' },
      hint: {
        de: 'Zum Beispiel: Leiterin Hauptamt',
        en: 'For example: head of administration services',
      },
      autocomplete: 'organization-title',
    },
    kept: 'submitted',
    corrected: { called: { de: 'Funktion', en: 'function' }, asksAgain: false },
    substituted: 'goes',
    erased: 'emptied',
    shown: {
      ...onOwnPages({ label: role }),
      receivedMail: { label: role },
      endorsement: { label: role },
      requestMail: { label: role },
      decision: inTheLead,
      paper: { label: role },
      office: officeLine,
      applications: { label: role },
      participants: { label: role },
    },
    ownData: { told: true },
    privacy: { de: 'Funktion', en: 'function' },
  },
  'applicant.phone': {
    kind: 'phone',
    most: 40,
    optional: true,
    description: 'Phone number.',
    sentence: { de: 'Ihre Telefonnummer', en: 'Your phone number' },
    form: { section: 'person', label: phone, autocomplete: 'tel', size: 'medium' },
    kept: 'submitted',
    corrected: { called: { de: 'Telefon', en: 'phone' }, asksAgain: false },
    substituted: 'goes',
    erased: 'removed',
    shown: {
      ...onOwnPages({ label: phone }),
      receivedMail: { label: phone },
      endorsement: knownToThem,
      ...noAddress,
      office: officeLine,
      applications: { label: phone },
      participants: { label: phone },
    },
    ownData: { told: true },
    privacy: { de: 'Telefon', en: 'phone' },
  },
} as const satisfies Readonly<Record<string, FormField>>;
