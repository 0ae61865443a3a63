import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';

/** What is missing or wrong in what was sent. */
export type Mistake =
  | 'decision'
  | 'reason'
  | 'reason-long'
  | 'note-long'
  | 'name'
  | 'name-long'
  | 'function'
  | 'function-long'
  | 'mark'
  | 'decision-marked'
  | 'action'
  | 'until'
  | 'no-deputy';

/** The words of a mistake, and the field that it is about. */
export function mistakeWords(mistake: Mistake, language: Language): { name: string; message: string } {
  const words = (name: string, de: string, en: string) => ({ name, message: say(language, de, en) });
  switch (mistake) {
    case 'decision':
      return words('decision', 'Bitte wählen Sie eine Entscheidung aus.', 'Please choose a decision.');
    case 'reason':
      return words(
        'reason',
        'Bitte schreiben Sie den Grund oder die Frage. Die Bewerberin oder der Bewerber liest den Text wörtlich.',
        'Please write the reason or the question. The applicant reads the text word for word.',
      );
    case 'reason-long':
      return words('reason', 'Bitte höchstens 2 000 Zeichen.', 'At most 2,000 characters, please.');
    case 'note-long':
      return words('note', 'Bitte höchstens 2 000 Zeichen.', 'At most 2,000 characters, please.');
    case 'name':
      return words('name', 'Bitte nennen Sie Ihren Namen.', 'Please give your name.');
    case 'name-long':
      return words('name', 'Bitte höchstens 100 Zeichen.', 'At most 100 characters, please.');
    case 'function':
      return words('function', 'Bitte nennen Sie Ihre Funktion.', 'Please give your function.');
    case 'function-long':
      return words('function', 'Bitte höchstens 100 Zeichen.', 'At most 100 characters, please.');
    case 'mark':
      return words(
        'mark',
        'Bitte markieren Sie mindestens eine Bewerbung.',
        'Please mark at least one application.',
      );
    case 'decision-marked':
      return words(
        'decision',
        'Bitte bestätigen Sie, was für die markierten Bewerbungen gelten soll.',
        'Please confirm what is to count for the marked applications.',
      );
    case 'action':
      return words(
        'action',
        'Bitte wählen Sie aus, was geschehen soll.',
        'Please choose what is to be done.',
      );
    case 'until':
      return words(
        'until',
        'Bitte nennen Sie den letzten Tag Ihrer Abwesenheit, heute oder in den nächsten 60 Tagen.',
        'Please give the last day of your absence, today or within the next 60 days.',
      );
    case 'no-deputy':
      return words(
        'action',
        'Es ist keine Vertretung benannt. Bitte wenden Sie sich an das Programmbüro.',
        'No deputy is named. Please contact the programme office.',
      );
  }
}

/** Errors as the summary and the fields take them. */
export type Errors = readonly { readonly name: string; readonly message: string }[];
