import { formatNumber } from '../../domain/calendar.ts';
import { useLanguage } from './context.ts';
import { fieldId } from './errors.tsx';
import { describedBy, FieldErrorText, type FieldProps, Hint, Optional } from './field.tsx';

const words = {
  de: { atMost: (count: number) => `Höchstens ${formatNumber(count, 'de')} Zeichen` },
  en: { atMost: (count: number) => `At most ${formatNumber(count, 'en')} characters` },
} as const;

type TextFieldProps = FieldProps & {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'time' | 'datetime-local' | 'number' | 'search';
  /** What the browser may fill in, such as `given-name`. */
  readonly autocomplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url';
  readonly spellcheck?: boolean;
  /** Width by the expected answer: `short` for dates and numbers, `medium` for names, otherwise full. */
  readonly size?: 'short' | 'medium';
  /** Id of a `<datalist>` with proposals. */
  readonly list?: string;
};

/** A field of one line. The value is shown exactly as it was typed. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, error, optional, value = '', type = 'text', size, spellcheck, ...rest } = props;
  const id = fieldId(name);
  return (
    <div class={`kern-form-input${error ? ' kern-form-input--error' : ''}`}>
      <label class="kern-label" for={id}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      <input
        {...rest}
        class={`kern-form-input__input${error ? ' kern-form-input__input--error' : ''}${size ? ` k-size-${size}` : ''}`}
        id={id}
        name={name}
        type={type}
        value={value}
        spellcheck={spellcheck}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? 'true' : undefined}
      />
      <FieldErrorText id={id} error={error} />
    </div>
  );
}

/** A field for a mail address. */
export function EmailField(props: Omit<TextFieldProps, 'type' | 'inputMode' | 'spellcheck'>) {
  return <TextField autocomplete="email" {...props} type="email" inputMode="email" spellcheck={false} />;
}

/**
 * A field of several lines. With `maxLength` a hint names the limit, and where scripts run the count goes with
 * the typing; longer text is never cut off, the server answers with an error instead.
 */
export function TextArea(
  props: FieldProps & {
    readonly value?: string | undefined;
    readonly rows?: number;
    readonly maxLength?: number;
  },
) {
  const { name, label, hint, error, optional, value = '', rows = 5, maxLength } = props;
  const id = fieldId(name);
  const word = words[useLanguage()];
  return (
    <div class={`kern-form-input${error ? ' kern-form-input--error' : ''}`}>
      <label class="kern-label" for={id}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      <textarea
        class={`kern-form-input__input${error ? ' kern-form-input__input--error' : ''}`}
        id={id}
        name={name}
        rows={rows}
        data-limit={maxLength}
        aria-describedby={describedBy(id, hint, error, maxLength ? `${id}-umfang` : undefined)}
        aria-invalid={error ? 'true' : undefined}
      >
        {/* HTML drops a line break right after the tag; one of its own keeps a text that begins with one. */}
        {value.startsWith('\n') ? `\n${value}` : value}
      </textarea>
      {maxLength && (
        <p class="k-count" id={`${id}-umfang`}>
          {word.atMost(maxLength)}
        </p>
      )}
      <FieldErrorText id={id} error={error} />
    </div>
  );
}
