import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import type { FieldError } from '../../platform/page/errors.tsx';

/** What is missing in an answer, or stands in its way. */
export type Mistake =
  | 'decision'
  | 'reason'
  | 'confirm'
  | 'forward.name'
  | 'forward.email'
  | 'forward.applicant'
  | 'forward.often';

/** What was sent, and what is wrong with it. */
export type Sent = { readonly values: URLSearchParams; readonly mistakes: readonly Mistake[] };

/** The words of each mistake, and the field that it is about. */
export function errorsOf(mistakes: readonly Mistake[], language: Language): FieldError[] {
  const words: Record<Mistake, FieldError> = {
    decision: {
      name: 'decision',
      message: say(language, 'Bitte wählen Sie eine Antwort aus.', 'Please choose an answer.'),
    },
    reason: {
      name: 'reason',
      message: say(
        language,
        'Bitte nennen Sie den Grund (höchstens 2 000 Zeichen). Die Bewerberin oder der Bewerber liest ihn wörtlich.',
        'Please give the reason (at most 2,000 characters). The applicant reads it word for word.',
      ),
    },
    confirm: {
      name: 'confirm',
      message: say(
        language,
        'Bitte bestätigen Sie mit dem Häkchen, dass Sie sicher sind.',
        'Please tick the box to confirm that you are sure.',
      ),
    },
    'forward.name': {
      name: 'forward.name',
      message: say(
        language,
        'Bitte nennen Sie die Person, die zuständig ist.',
        'Please name the person who is in charge.',
      ),
    },
    'forward.email': {
      name: 'forward.email',
      message: say(
        language,
        'Bitte geben Sie die vollständige E-Mail-Adresse der Person an, die zuständig ist.',
        'Please give the full email address of the person who is in charge.',
      ),
    },
    'forward.applicant': {
      name: 'forward.email',
      message: say(
        language,
        'Das ist die Adresse der Person, die sich bewirbt. Bitte nennen Sie jemand anderen.',
        'That is the address of the person who applies. Please name somebody else.',
      ),
    },
    'forward.often': {
      name: 'forward.email',
      message: say(
        language,
        'Die Bitte wurde schon mehrmals weitergeleitet. Bitte schreiben Sie dem Programmbüro.',
        'The request has been forwarded several times. Please write to the programme office.',
      ),
    },
  };
  return mistakes.map((mistake) => words[mistake]);
}
