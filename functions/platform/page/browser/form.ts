/*
 * What forms gain where scripts run; without them everything works as plain HTML.
 * Loaded once for all pages, deferred.
 */

import type { Language } from '../../../domain/text.ts';
import { pageLanguage } from './page-language.ts';
import { searchable } from './search.ts';

const words: Readonly<
  Record<
    Language,
    {
      readonly group: string;
      readonly left: (count: string) => string;
      readonly over: (count: string) => string;
    }
  >
> = {
  de: {
    group: '\u202f',
    left: (count) => `Noch ${count} Zeichen frei`,
    over: (count) => `${count} Zeichen zu viel`,
  },
  en: {
    group: ',',
    left: (count) => `${count} characters left`,
    over: (count) => `${count} characters too many`,
  },
};
const word = words[pageLanguage(words)];

/** The error summary takes the focus, also in browsers that ignore `autofocus` on it. */
function focusSummary(): void {
  window.addEventListener('load', () => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('[data-focus]')?.focus();
  });
}

/** Says how many characters are left, at once to the eye and with a pause to the ear. */
function count(area: HTMLTextAreaElement): void {
  const limit = Number(area.dataset['limit']);
  const output = document.getElementById(`${area.id}-umfang`);
  if (!limit || !output) return;
  const spoken = document.createElement('span');
  spoken.className = 'kern-sr-only';
  spoken.setAttribute('aria-live', 'polite');
  output.after(spoken);
  const first = output.textContent;
  const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, word.group);
  let pause = 0;
  const show = () => {
    const left = limit - [...area.value.replace(/\r\n?/g, '\n')].length;
    const text = left >= 0 ? word.left(number(left)) : word.over(number(-left));
    output.textContent = area.value === '' ? first : text;
    output.classList.toggle('k-count--over', left < 0);
    window.clearTimeout(pause);
    pause = window.setTimeout(() => {
      if (left < limit / 10) spoken.textContent = text;
    }, 1000);
  };
  area.addEventListener('input', show);
  show();
}

/** A second press of the button does not send the form again; coming back to the page allows it again. */
function sendOnce(form: HTMLFormElement): void {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
    window.setTimeout(() => {
      sent = false;
    }, 5000);
  });
  window.addEventListener('pageshow', () => {
    sent = false;
  });
}

/** Who fills in what belongs to a choice means that choice; it is marked as if it had been clicked. */
function meansItsChoice(part: HTMLElement): void {
  part.addEventListener('input', () => {
    const radio = part.closest('.k-choice')?.querySelector<HTMLInputElement>('input[type=radio]');
    if (radio) radio.checked = true;
  });
}

/** Once a link is followed whose page takes some seconds, says so, to the eye and to the ear. */
function saysItIsBusy(link: HTMLAnchorElement): void {
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  (link.closest('.k-buttons') ?? link).after(said);
  link.addEventListener('click', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) said.textContent = link.dataset['busy'] ?? '';
  });
  window.addEventListener('pageshow', () => {
    said.textContent = '';
  });
}

focusSummary();
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-busy]')) saysItIsBusy(link);
for (const part of document.querySelectorAll<HTMLElement>('.k-choice__more')) meansItsChoice(part);
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]')) count(area);
for (const form of document.querySelectorAll<HTMLFormElement>('form[method=post]')) sendOnce(form);
for (const list of document.querySelectorAll<HTMLSelectElement>('select[data-search]')) searchable(list);
