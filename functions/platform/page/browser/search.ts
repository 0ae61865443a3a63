/*
 * A long list that can be searched by typing: a combobox by the pattern of ARIA 1.2 in place of a native list.
 * The native list stays in the form and is what is sent; without scripts it is what people see. The library minds roles
 * and keys; what is found, what is said of it and what is sent is decided here.
 */

import Combobox from '@github/combobox-nav';
import type { Language } from '../../../domain/text.ts';
import { pageLanguage } from './page-language.ts';

type Entry = { value: string; label: string; detail: string; words: { text: string; plain: string }[] };

const words: Readonly<
  Record<
    Language,
    { readonly matches: string; readonly none: string; readonly found: (count: number) => string }
  >
> = {
  de: {
    matches: 'Treffer',
    none: 'Kein Treffer. Bitte versuchen Sie einen anderen Namen.',
    found: (count) => `${count} Treffer`,
  },
  en: {
    matches: 'Matches',
    none: 'No match. Please try another name.',
    found: (count) => `${count} ${count === 1 ? 'match' : 'matches'}`,
  },
};
const word = words[pageLanguage(words)];
const most = 12;

/** Letters without marks and case, so that "Lubben" finds Lübben/Spreewald; "ue" for "ü" is taken as well. */
const plain = (text: string) =>
  text.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, '');
const spelled = (text: string) =>
  text.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss');

function entriesOf(list: HTMLSelectElement): Entry[] {
  return [...list.options]
    .filter((option) => option.value !== '')
    .map((option) => {
      const group = option.parentElement instanceof HTMLOptGroupElement ? option.parentElement.label : '';
      const names = [option.label, ...(option.dataset['words'] ?? '').split('|').filter(Boolean)];
      return {
        value: option.value,
        label: option.label,
        detail: group,
        words: names.map((text) => ({ text, plain: ` ${plain(text)} ${spelled(text)}` })),
      };
    });
}

/** Where in an entry the typed words begin a word: 0 its own name, 1 and up another one; -1 nowhere. */
function found(entry: Entry, typed: string): number {
  const parts = plain(typed)
    .split(/[\s,()/-]+/)
    .filter(Boolean);
  return entry.words.findIndex(({ plain: text }) =>
    parts.every((part) => new RegExp(`[\\s,()/-]${part.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`, 'u').test(text)),
  );
}

/** Puts a search field in the place of a native list. */
export function searchable(list: HTMLSelectElement): void {
  const wrapper = list.parentElement;
  if (!wrapper) return;
  const entries = entriesOf(list);
  const { id } = list;

  const box = document.createElement('div');
  box.className = 'k-search';
  const input = document.createElement('input');
  input.className = list.classList.contains('kern-form-input__select--error')
    ? 'kern-form-input__input kern-form-input__input--error'
    : 'kern-form-input__input';
  input.type = 'text';
  input.autocomplete = 'off';
  input.spellcheck = false;
  for (const name of ['aria-describedby', 'aria-invalid']) {
    const value = list.getAttribute(name);
    if (value !== null) input.setAttribute(name, value);
  }
  const options = document.createElement('ul');
  options.className = 'k-search__list';
  options.id = `${id}-treffer`;
  options.setAttribute('role', 'listbox');
  options.setAttribute('aria-label', word.matches);
  options.hidden = true;
  const spoken = document.createElement('span');
  spoken.className = 'kern-sr-only';
  spoken.setAttribute('role', 'status');

  // The field takes the list's id: its label and the error summary's link lead to it.
  list.id = `${id}-wert`;
  input.id = id;
  box.append(input, options, spoken);
  wrapper.before(box);
  wrapper.hidden = true;

  const combobox = new Combobox(input, options, { tabInsertsSuggestions: false });

  let matches: Entry[] = [];

  const chosen = () => entries.find(({ value }) => value === list.value);
  /** What was typed and led to nothing is sent along, so that the page can show it again. */
  const keepTyped = () => {
    if (list.value === '') input.name = `typed-${list.name}`;
    else input.removeAttribute('name');
  };
  const close = () => {
    options.hidden = true;
    combobox.stop();
  };
  const choose = (entry: Entry) => {
    list.value = entry.value;
    input.value = entry.label;
    keepTyped();
    list.dispatchEvent(new Event('change', { bubbles: true }));
    close();
  };
  const show = () => {
    const typed = input.value.trim();
    const hits = entries
      .map((entry) => ({ entry, at: found(entry, typed) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => Math.min(a.at, 1) - Math.min(b.at, 1));
    matches = hits.slice(0, most).map(({ entry }) => entry);
    options.replaceChildren(
      ...hits.slice(0, most).map(({ entry, at }, index) => {
        const item = document.createElement('li');
        item.id = `${options.id}-${String(index)}`;
        item.className = 'k-search__option';
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', 'false');
        item.append(entry.label);
        const name = at > 0 ? entry.words[at]?.text : undefined;
        const detail = [name, entry.detail].filter(Boolean).join(', ');
        if (detail) {
          const small = document.createElement('small');
          small.textContent = detail;
          item.append(' ', small);
        }
        // Before the field loses the focus, which would close the list under the pointer.
        item.addEventListener('pointerdown', (event) => event.preventDefault());
        item.addEventListener('combobox-commit', () => choose(entry));
        return item;
      }),
    );
    options.hidden = matches.length === 0;
    if (options.hidden) combobox.stop();
    else combobox.start();
    // Who sees the list needs no number; that there is none has to be seen as well.
    spoken.className = hits.length === 0 ? 'k-search__none' : 'kern-sr-only';
    spoken.textContent = hits.length === 0 ? word.none : word.found(hits.length);
  };

  input.value = chosen()?.label ?? list.dataset['typed'] ?? '';
  keepTyped();
  input.addEventListener('input', () => {
    list.value = '';
    keepTyped();
    show();
  });
  input.addEventListener('click', show);
  input.addEventListener('keydown', (event) => {
    const open = !options.hidden;
    if (!open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      show();
      combobox.navigate(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && (open || (list.value === '' && input.value.trim() !== ''))) {
      // Chooses, and does not send the form: that would be a surprise in the middle of searching.
      event.preventDefault();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener('blur', () => {
    // What was typed in full counts as chosen; so does the only match.
    if (list.value === '' && input.value.trim() !== '') {
      const typed = plain(input.value.trim());
      const same = entries.filter(({ words }) => words.some(({ text }) => plain(text) === typed));
      const only = same.length === 1 ? same[0] : matches.length === 1 ? matches[0] : undefined;
      if (only) choose(only);
    }
    close();
  });
  input.form?.addEventListener('reset', () => {
    window.setTimeout(() => {
      input.value = chosen()?.label ?? '';
    });
  });
}
