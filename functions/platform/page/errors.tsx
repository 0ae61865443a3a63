import { type Mistake, nameOf } from '../../domain/mistake.ts';
import type { Bilingual } from '../../domain/text.ts';
import { useLanguage } from './context.ts';

/** The id that a field's control has on the page; the error summary leads there. */
export const fieldId = (name: string): string => `feld-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;

/** The words for one field, if anything is wrong with it: the first, as a person mends one thing at a time. */
export const errorOf = (mistakes: readonly Mistake[], name: string): Bilingual | undefined =>
  mistakes.find((mistake) => nameOf(mistake) === name)?.message;

const words = {
  de: { one: 'Bitte prüfen Sie eine Angabe', many: (count: number) => `Bitte prüfen Sie ${count} Angaben` },
  en: { one: 'Please check one entry', many: (count: number) => `Please check ${count} entries` },
} as const;

/**
 * All mistakes of a form at its top, each a link to its field. It takes the focus when the page loads, so that
 * a screen reader begins there. Shows nothing where there are none.
 */
export function ErrorSummary({ errors }: { errors: readonly Mistake[] }) {
  const language = useLanguage();
  const word = words[language];
  if (errors.length === 0) return null;
  return (
    <div class="kern-alert kern-alert--danger k-errors" role="alert" tabIndex={-1} autofocus data-focus="">
      <div class="kern-alert__header">
        <span class="kern-icon kern-icon--danger" aria-hidden="true" />
        <h2 class="kern-title">{errors.length === 1 ? word.one : word.many(errors.length)}</h2>
      </div>
      <div class="kern-alert__body">
        <ul>
          {errors.map((mistake) => {
            const name = nameOf(mistake);
            const message = mistake.message[language];
            return (
              <li key={`${name} ${message}`}>
                {name ? <a href={`#${fieldId(name)}`}>{message}</a> : message}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
