import type { Application } from '../../domain/application.ts';
import type { Place } from '../../domain/form-fields/field.ts';
import type { Register } from '../../domain/register/register.ts';
import type { Language } from '../../domain/text.ts';
import { type Line, type Shown, submittedLines } from '../../platform/letter/submitted.ts';
import { say } from '../../platform/letter/wording.ts';

/** A fact as letters and pages show it. */
type PlainFact = { readonly label: string; readonly value: string };

/** What was submitted, word for word: short answers as labels and values, long ones apart. */
export function submittedFacts(
  place: Place,
  given: Shown & { readonly emailChange?: Application['emailChange'] },
  register: Register,
  language: Language,
): { readonly facts: readonly PlainFact[]; readonly texts: readonly Line[] } {
  const { emailChange } = given;
  const lines = submittedLines(place, given, register, language);
  const facts = lines
    .filter(({ isLong }) => !isLong)
    .flatMap(({ label, value, names }): PlainFact[] =>
      emailChange !== undefined && names.includes('applicant.email')
        ? [
            { label, value },
            {
              label: say(language, {
                de: 'Neue E-Mail (noch zu bestätigen)',
                en: 'New email (to be confirmed)',
              }),
              value: emailChange.email,
            },
          ]
        : [{ label, value }],
    );
  return { facts, texts: lines.filter(({ isLong }) => isLong) };
}
