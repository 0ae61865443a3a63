import { type Mistake, mistake } from '../../domain/mistake.ts';

/** What was sent, and what is wrong with it. */
export type Sent = { readonly values: URLSearchParams; readonly mistakes: readonly Mistake[] };

/** What can be missing in an answer, or stand in its way. */
export const mistakes = {
  decision: mistake('decision', { de: 'Bitte wählen Sie eine Antwort aus.', en: 'Please choose an answer.' }),
  reason: mistake('reason', {
    de: 'Bitte nennen Sie den Grund (höchstens 2 000 Zeichen). Die Bewerberin oder der Bewerber liest ihn wörtlich.',
    en: 'Please give the reason (at most 2,000 characters). The applicant reads it word for word.',
  }),
  confirm: mistake('confirm', {
    de: 'Bitte bestätigen Sie mit dem Häkchen, dass Sie sicher sind.',
    en: 'Please tick the box to confirm that you are sure.',
  }),
  forwardName: mistake('forward.name', {
    de: 'Bitte nennen Sie die Person, die zuständig ist.',
    en: 'Please name the person who is in charge.',
  }),
  forwardEmail: mistake('forward.email', {
    de: 'Bitte geben Sie die vollständige E-Mail-Adresse der Person an, die zuständig ist.',
    en: 'Please give the full email address of the person who is in charge.',
  }),
  forwardApplicant: mistake('forward.email', {
    de: 'Das ist die Adresse der Person, die sich bewirbt. Bitte nennen Sie jemand anderen.',
    en: 'That is the address of the person who applies. Please name somebody else.',
  }),
  forwardOften: mistake('forward.email', {
    de: 'Die Bitte wurde schon mehrmals weitergeleitet. Bitte schreiben Sie dem Programmbüro.',
    en: 'The request has been forwarded several times. Please write to the programme office.',
  }),
} as const;
