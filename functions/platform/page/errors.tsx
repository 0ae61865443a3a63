import { useLanguage } from './context.ts';

/** What is wrong with a field, in words that say how to mend it. `name` is the form field's name. */
export type FieldError = { readonly name: string; readonly message: string };

/** The id that a field's control has on the page; the error summary leads there. */
export const fieldId = (name: string): string => `feld-${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;

/**
 * Turns errors with RFC 6901 pointers, as the JSON interface gives them, into errors of form fields:
 * `/applicant/email` becomes `applicant.email`, `/administrations/1` becomes `administrations`.
 */
export function fieldErrors(errors: readonly { pointer: string; message: string }[]): FieldError[] {
  return errors.map(({ pointer, message }) => ({
    name: pointer
      .split('/')
      .slice(1)
      .filter((part) => !/^\d+$/.test(part))
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .join('.'),
    message,
  }));
}

/** The message for one field, if there is any: the first, as a person mends one thing at a time. */
export const errorOf = (errors: readonly FieldError[], name: string): string | undefined =>
  errors.find((error) => error.name === name)?.message;

const words = {
  de: { one: 'Bitte prüfen Sie eine Angabe', many: (count: number) => `Bitte prüfen Sie ${count} Angaben` },
  en: { one: 'Please check one entry', many: (count: number) => `Please check ${count} entries` },
} as const;

/**
 * All errors of a form at its top, each a link to its field. It takes the focus when the page loads, so that
 * a screen reader begins there. Shows nothing where there are no errors.
 */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const word = words[useLanguage()];
  if (errors.length === 0) return null;
  return (
    <div class="kern-alert kern-alert--danger k-errors" role="alert" tabIndex={-1} autofocus data-focus="">
      <div class="kern-alert__header">
        <span class="kern-icon kern-icon--danger" aria-hidden="true" />
        <h2 class="kern-title">{errors.length === 1 ? word.one : word.many(errors.length)}</h2>
      </div>
      <div class="kern-alert__body">
        <ul>
          {errors.map(({ name, message }) => (
            <li key={`${name} ${message}`}>{name ? <a href={`#${fieldId(name)}`}>{message}</a> : message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
