import type { Application } from '../../domain/application.ts';
import type { Submitted } from '../../domain/form-fields/record.ts';
import { submittedNames } from '../../domain/form-fields/submitted.ts';
import { type FieldName, fieldOf, valueAt } from '../../domain/form-fields/table.ts';
import type { Bilingual } from '../../domain/text.ts';

/** An answer as something to compare; a box that was not ticked is one that was left out. */
function comparable(given: Submitted, name: FieldName): string {
  const value = valueAt(given, name);
  return JSON.stringify(fieldOf(name).kind === 'boolean' ? value === true : (value ?? null));
}

/** The names of what differs between an application and what is submitted anew, each once. */
export function changedFields(application: Application, given: Submitted): Bilingual[] {
  const called = submittedNames.flatMap((name) => {
    const { corrected } = fieldOf(name);
    const isSame = comparable(application, name) === comparable(given, name);
    return isSame || 'not' in corrected ? [] : [corrected.called];
  });
  return [...new Map(called.map((each) => [each.de, each])).values()];
}

/** What the agreement of the administration was given to: whoever of this changes asks for it anew. */
export function agreedTo(given: Submitted): string {
  const asked = submittedNames.filter((name) => {
    const { corrected } = fieldOf(name);
    return !('not' in corrected) && corrected.asksAgain;
  });
  return JSON.stringify(asked.map((name) => comparable(given, name)));
}
