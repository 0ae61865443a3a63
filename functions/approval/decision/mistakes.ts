import { mistake } from '../../domain/mistake.ts';
import { longestAbsence } from '../rules/absence.ts';

/** What can be missing or wrong in what an approver sent. */
export const mistakes = {
  decision: mistake('decision', {
    de: 'Bitte wählen Sie eine Entscheidung aus.',
    en: 'Please choose a decision.',
  }),
  reason: mistake('reason', {
    de: 'Bitte schreiben Sie den Grund oder die Frage. Die Bewerberin oder der Bewerber liest den Text wörtlich.',
    en: 'Please write the reason or the question. The applicant reads the text word for word.',
  }),
  reasonLong: mistake('reason', {
    de: 'Bitte höchstens 2 000 Zeichen.',
    en: 'At most 2,000 characters, please.',
  }),
  noteLong: mistake('note', {
    de: 'Bitte höchstens 2 000 Zeichen.',
    en: 'At most 2,000 characters, please.',
  }),
  name: mistake('name', { de: 'Bitte nennen Sie Ihren Namen.', en: 'Please give your name.' }),
  nameLong: mistake('name', { de: 'Bitte höchstens 100 Zeichen.', en: 'At most 100 characters, please.' }),
  function: mistake('function', { de: 'Bitte nennen Sie Ihre Funktion.', en: 'Please give your function.' }),
  functionLong: mistake('function', {
    de: 'Bitte höchstens 100 Zeichen.',
    en: 'At most 100 characters, please.',
  }),
  mark: mistake('mark', {
    de: 'Bitte markieren Sie mindestens eine Bewerbung.',
    en: 'Please mark at least one application.',
  }),
  decisionMarked: mistake('decision', {
    de: 'Bitte bestätigen Sie, was für die markierten Bewerbungen gelten soll.',
    en: 'Please confirm what is to count for the marked applications.',
  }),
  action: mistake('action', {
    de: 'Bitte wählen Sie aus, was geschehen soll.',
    en: 'Please choose what is to be done.',
  }),
  until: mistake('until', {
    de: `Bitte nennen Sie den letzten Tag Ihrer Abwesenheit, heute oder in den nächsten ${longestAbsence} Tagen.`,
    en: `Please give the last day of your absence, today or within the next ${longestAbsence} days.`,
  }),
  noDeputy: mistake('action', {
    de: 'Es ist keine Vertretung benannt. Bitte wenden Sie sich an das Programmbüro.',
    en: 'No deputy is named. Please contact the programme office.',
  }),
} as const;
