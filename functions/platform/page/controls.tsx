import type { ComponentChildren } from 'preact';
import { defaultLanguage, type Language } from '../../domain/text.ts';
import { inLanguage, useLanguage } from './context.ts';

export { Checkbox, CheckboxGroup, type Choice, type Option, RadioGroup, Select } from './choices.tsx';
export { EmailField, TextArea, TextField } from './text-fields.tsx';

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
  /** Said once the link is followed, where the next page takes some seconds. */
  readonly busy?: string;
}) {
  const language = useLanguage();
  return (
    <a
      class={buttonClass(props.kind ?? 'secondary', props.small)}
      href={ownOrOther(props.href, language)}
      data-busy={props.busy}
    >
      <span class="kern-label">{props.children}</span>
    </a>
  );
}

const ownOrOther = (href: string, language: Language) =>
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
      {search && language !== defaultLanguage && <Hidden name="lang" value={language} />}
      {children}
    </form>
  );
}
