import type { ComponentChildren } from 'preact';
import type { Bilingual } from '../../domain/text.ts';
import { useLanguage } from './context.ts';
import { fieldId } from './errors.tsx';
import { describedBy, FieldErrorText, type FieldProps, Hint, Optional } from './field.tsx';

const words = { de: { choose: 'Bitte wählen' }, en: { choose: 'Please choose' } } as const;

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
  error: Bilingual | undefined;
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
    /** What was typed into the search and led to nothing, to be shown again. */
    readonly typed?: string | undefined;
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
          data-typed={search && props.typed ? props.typed : undefined}
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
