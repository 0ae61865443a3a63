import type { ComponentChildren } from 'preact';
import type { Bilingual } from '../../domain/text.ts';
import { useLanguage } from './context.ts';

const words = {
  de: { optional: 'freiwillig', error: 'Fehler:' },
  en: { optional: 'optional', error: 'Error:' },
} as const;

/** What every field has: the form field's name, its label, a hint, what is wrong with it. */
export type FieldProps = {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** Says what is wrong and how to mend it. */
  readonly error?: Bilingual | undefined;
  /** Marked as optional; all other fields are needed, and are not marked. */
  readonly optional?: boolean;
};

/** The ids of what describes a control: its hint, something more, its error. */
export const describedBy = (id: string, hint: unknown, error: Bilingual | undefined, more?: string) =>
  [hint ? `${id}-hinweis` : '', more ?? '', error ? `${id}-fehler` : ''].filter(Boolean).join(' ') ||
  undefined;

/** Marks a label whose field may stay empty. */
export function Optional() {
  return <span class="kern-label__optional"> ({words[useLanguage()].optional})</span>;
}

/** A hint under a label, found by `describedBy`. */
export function Hint({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <div class="kern-hint" id={`${id}-hinweis`}>
      {children}
    </div>
  );
}

/** What is wrong with a field, found by `describedBy`. */
export function FieldErrorText({ id, error }: { id: string; error: Bilingual | undefined }) {
  const language = useLanguage();
  if (!error) return null;
  return (
    <p class="kern-error" id={`${id}-fehler`}>
      <span class="kern-icon kern-icon--danger kern-icon--small" aria-hidden="true" />
      <span class="kern-body">
        <span class="kern-sr-only">{words[language].error} </span>
        {error[language]}
      </span>
    </p>
  );
}
