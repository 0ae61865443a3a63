import type { FormField, LabelledLine, Showing } from './field.ts';
import { onOwnPages, toNoApprover } from './showing.ts';

const supervisor = { de: 'Vorgesetzte Person', en: 'Supervisor' };
const line: LabelledLine = { label: supervisor };

const shownAlike = {
  ...onOwnPages({
    label: supervisor,
    ifNone: { de: 'keine: leitet die Verwaltung', en: 'none: heads the administration' },
  }),
  receivedMail: { label: { de: 'Fachvorgesetzte oder Fachvorgesetzter', en: 'Supervisor' } },
  endorsement: { not: 'It is the reader of that page.' },
  ...toNoApprover('Approvers see whether the administration has agreed, not who said so.'),
  office: line,
  participants: { not: 'The sheet is of those who take part.' },
} as const;

const alike = {
  optional: false,
  kept: 'submitted',
  corrected: { called: { de: 'vorgesetzte Person', en: 'supervisor' }, asksAgain: true },
  substituted: 'stays',
  erased: 'removed',
  ownData: { told: true },
} as const;

const nameColumn: Showing = { label: supervisor };

/** The supervisor: needed as a whole, unless the applicant heads the administration. */
export const supervisorFields = {
  'supervisor.givenName': {
    ...alike,
    kind: 'name',
    most: 100,
    description: 'As the person writes it; letters of DIN 91379.',
    sentence: { de: 'Der Vorname der vorgesetzten Person', en: 'The supervisor’s given name' },
    form: {
      section: 'supervisor',
      label: { de: 'Vorname', en: 'Given name' },
      autocomplete: 'off',
    },
    shown: { ...shownAlike, applications: nameColumn },
    privacy: { de: 'Name', en: 'name' },
  },
  'supervisor.familyName': {
    ...alike,
    kind: 'name',
    most: 100,
    description: 'As the person writes it; letters of DIN 91379.',
    sentence: { de: 'Der Nachname der vorgesetzten Person', en: 'The supervisor’s family name' },
    form: {
      section: 'supervisor',
      label: { de: 'Nachname', en: 'Family name' },
      autocomplete: 'off',
    },
    shown: { ...shownAlike, applications: nameColumn },
    privacy: { de: 'Name', en: 'name' },
  },
  'supervisor.email': {
    ...alike,
    kind: 'email',
    most: 254,
    description: 'Never the same as the applicant’s.',
    sentence: { de: 'Die E-Mail-Adresse der vorgesetzten Person', en: 'The supervisor’s email address' },
    form: {
      section: 'supervisor',
      label: { de: 'Dienstliche E-Mail-Adresse', en: 'Office email address' },
      autocomplete: 'off',
    },
    shown: {
      ...shownAlike,
      applications: { label: { de: 'E-Mail der vorgesetzten Person', en: 'Supervisor’s email' } },
    },
    privacy: { de: 'dienstliche Adresse', en: 'office address' },
  },
} as const satisfies Readonly<Record<string, FormField>>;
