import type { ComponentChildren } from 'preact';
import { formatNumber } from '../../domain/calendar.ts';
import { inLanguage, useLanguage } from './context.ts';
import { fieldId } from './errors.tsx';

const words = {
  de: {
    optional: 'freiwillig',
    error: 'Fehler:',
    choose: 'Bitte wählen',
    atMost: (count: number) => `Höchstens ${formatNumber(count, 'de')} Zeichen`,
  },
  en: {
    optional: 'optional',
    error: 'Error:',
    choose: 'Please choose',
    atMost: (count: number) => `At most ${formatNumber(count, 'en')} characters`,
  },
} as const;

/** What every field has: the form field's name, its label, a hint, what is wrong with it. */
export type FieldProps = {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** Says what is wrong and how to mend it. */
  readonly error?: string | undefined;
  /** Marked as optional; all other fields are needed, and are not marked. */
  readonly optional?: boolean;
};

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

const describedBy = (id: string, hint: unknown, error: string | undefined, more?: string) =>
  [hint ? `${id}-hinweis` : '', more ?? '', error ? `${id}-fehler` : ''].filter(Boolean).join(' ') ||
  undefined;

function Optional() {
  return <span class="kern-label__optional"> ({words[useLanguage()].optional})</span>;
}

function Hint({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <div class="kern-hint" id={`${id}-hinweis`}>
      {children}
    </div>
  );
}

function FieldErrorText({ id, error }: { id: string; error: string | undefined }) {
  const word = words[useLanguage()];
  if (!error) return null;
  return (
    <p class="kern-error" id={`${id}-fehler`}>
      <span class="kern-icon kern-icon--danger kern-icon--small" aria-hidden="true" />
      <span class="kern-body">
        <span class="kern-sr-only">{word.error} </span>
        {error}
      </span>
    </p>
  );
}

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

/** One choice of several. */
export type Choice = {
  readonly value: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** Part of the page that belongs to this choice, such as a reason for a refusal; always visible. */
  readonly more?: ComponentChildren;
};

function Check(props: {
  kind: 'radio' | 'checkbox';
  name: string;
  id: string;
  choice: Choice;
  checked: boolean;
  error: string | undefined;
  describedBy?: string | undefined;
}) {
  const { kind, name, id, choice, checked, error } = props;
  const hintId = choice.hint ? `${id}-hinweis` : '';
  return (
    <div class="k-choice">
      <div class="kern-form-check">
        <input
          class={`kern-form-check__${kind}${error ? ` kern-form-check__${kind}--error` : ''}`}
          type={kind}
          id={id}
          name={name}
          value={choice.value}
          checked={checked}
          aria-describedby={[hintId, props.describedBy].filter(Boolean).join(' ') || undefined}
          aria-invalid={error && kind === 'checkbox' ? 'true' : undefined}
        />
        <label class="kern-label" for={id}>
          {choice.label}
        </label>
      </div>
      {choice.hint && (
        <div class="kern-hint k-choice__hint" id={hintId}>
          {choice.hint}
        </div>
      )}
      {choice.more && <div class="k-choice__more">{choice.more}</div>}
    </div>
  );
}

type GroupProps = FieldProps & {
  readonly choices: readonly Choice[];
  readonly inline?: boolean;
};

function Group(props: GroupProps & { kind: 'radio' | 'checkbox'; selected: readonly string[] }) {
  const { name, label, hint, error, optional, choices, inline, kind, selected } = props;
  const id = fieldId(name);
  return (
    <fieldset
      class={`kern-fieldset${error ? ' kern-fieldset--error' : ''}`}
      aria-describedby={describedBy(id, hint, error)}
    >
      <legend class="kern-label">
        {label}
        {optional && <Optional />}
      </legend>
      {hint && <Hint id={id}>{hint}</Hint>}
      <div class={`kern-fieldset__body${inline ? ' kern-fieldset__body--horizontal' : ''}`}>
        {choices.map((choice, index) => (
          <Check
            key={choice.value}
            kind={kind}
            name={name}
            id={index === 0 ? id : `${id}-${index + 1}`}
            choice={choice}
            checked={selected.includes(choice.value)}
            error={error}
          />
        ))}
      </div>
      <FieldErrorText id={id} error={error} />
    </fieldset>
  );
}

/** One of several, nothing chosen unless `value` says so. */
export function RadioGroup({ value, ...props }: GroupProps & { readonly value?: string | undefined }) {
  return <Group {...props} kind="radio" selected={value === undefined ? [] : [value]} />;
}

/** Any of several, nothing ticked unless `values` says so. */
export function CheckboxGroup({
  values = [],
  ...props
}: GroupProps & { readonly values?: readonly string[] }) {
  return <Group {...props} kind="checkbox" selected={values} />;
}

/** A single box. */
export function Checkbox(
  props: Omit<FieldProps, 'optional'> & { readonly value: string; readonly checked?: boolean },
) {
  const { name, label, hint, error, value, checked = false } = props;
  const id = fieldId(name);
  return (
    <div class={error ? 'kern-form-check--error' : undefined}>
      <Check
        kind="checkbox"
        name={name}
        id={id}
        choice={{ value, label, hint }}
        checked={checked}
        error={error}
        describedBy={error ? `${id}-fehler` : undefined}
      />
      <FieldErrorText id={id} error={error} />
    </div>
  );
}

/** An entry of a list to choose from. */
export type Option = {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
  /** Other names by which a searchable list finds it, such as an administration's municipalities. */
  readonly names?: readonly string[];
};

/**
 * A list to choose one from, grouped where options name a group. Nothing is chosen unless `value` says so.
 * With `search` the list can be searched by typing where scripts run.
 */
export function Select(
  props: FieldProps & {
    readonly options: readonly Option[];
    readonly value?: string | undefined;
    /** The entry that stands for "nothing chosen"; `false` where the list has such an entry of its own. */
    readonly placeholder?: string | false;
    readonly search?: boolean;
  },
) {
  const { name, label, hint, error, optional, options, value, search } = props;
  const id = fieldId(name);
  const placeholder = props.placeholder ?? words[useLanguage()].choose;
  const groups = [...new Set(options.map((option) => option.group))];
  const entries = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option
          key={option.value}
          value={option.value}
          selected={option.value === value}
          data-words={search && option.names ? option.names.join('|') : undefined}
        >
          {option.label}
        </option>
      ));
  return (
    <div class={`kern-form-input${error ? ' kern-form-input--error' : ''}`}>
      <label class="kern-label" for={id}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      <div class="kern-form-input__select-wrapper">
        <select
          class={`kern-form-input__select${error ? ' kern-form-input__select--error' : ''}`}
          id={id}
          name={name}
          data-search={search ? '' : undefined}
          aria-describedby={describedBy(id, hint, error)}
          aria-invalid={error ? 'true' : undefined}
        >
          {placeholder !== false && <option value="">{placeholder}</option>}
          {groups.map((group) =>
            group === undefined ? (
              entries(undefined)
            ) : (
              <optgroup key={group} label={group}>
                {entries(group)}
              </optgroup>
            ),
          )}
        </select>
      </div>
      <FieldErrorText id={id} error={error} />
    </div>
  );
}

/** Fields that belong together, under a heading of their own. */
export function Fieldset(props: {
  readonly legend: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <fieldset class="kern-fieldset k-section">
      <legend class="k-section__legend">{props.legend}</legend>
      {props.hint && <p class="k-section__hint">{props.hint}</p>}
      <div class="kern-fieldset__body">{props.children}</div>
    </fieldset>
  );
}

type ButtonKind = 'primary' | 'secondary' | 'tertiary' | 'danger';

const buttonClass = (kind: ButtonKind, small: boolean | undefined) =>
  `kern-btn kern-btn--${kind === 'danger' ? 'primary k-btn--danger' : kind}${small ? ' kern-btn--x-small' : ''}`;

/**
 * Sends the form it stands in. A choice is never a button's value: what a form says stands in its fields. A
 * button may only say which page comes next (`step`), such as a look at everything before it is sent.
 */
export function Button(props: {
  readonly children: ComponentChildren;
  readonly kind?: ButtonKind;
  readonly small?: boolean;
  readonly step?: string;
}) {
  return (
    <button
      class={buttonClass(props.kind ?? 'primary', props.small)}
      type="submit"
      name={props.step === undefined ? undefined : 'step'}
      value={props.step}
    >
      <span class="kern-label">{props.children}</span>
    </button>
  );
}

/** A link that looks like a button. It leads to a page and changes nothing. */
export function LinkButton(props: {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly kind?: ButtonKind;
  readonly small?: boolean;
}) {
  const language = useLanguage();
  return (
    <a class={buttonClass(props.kind ?? 'secondary', props.small)} href={ownOrOther(props.href, language)}>
      <span class="kern-label">{props.children}</span>
    </a>
  );
}

const ownOrOther = (href: string, language: 'de' | 'en') =>
  href.startsWith('/') && !href.startsWith('/assets/') ? inLanguage(href, language) : href;

/** Buttons side by side, one below the other where the screen is narrow. */
export function Buttons({ children }: { readonly children: ComponentChildren }) {
  return <div class="kern-btn-wrapper k-buttons">{children}</div>;
}

/** A hidden field. */
export function Hidden({ name, value }: { readonly name: string; readonly value: string }) {
  return <input type="hidden" name={name} value={value} />;
}

/**
 * A form that is sent by POST and checked by the server alone, so that its own words show (`novalidate`).
 * `method="get"` is for searching and filtering only.
 */
export function Form(props: {
  readonly action: string;
  readonly children: ComponentChildren;
  readonly method?: 'post' | 'get';
  readonly id?: string;
  /** Names the form where a page has several. */
  readonly label?: string;
}) {
  const language = useLanguage();
  const { action, children, method = 'post', id, label } = props;
  const search = method === 'get';
  return (
    <form
      class="k-form"
      method={method}
      action={search ? action : inLanguage(action, language)}
      id={id}
      aria-label={label}
      noValidate
      acceptCharset="utf-8"
    >
      {search && language !== 'de' && <Hidden name="lang" value={language} />}
      {children}
    </form>
  );
}
