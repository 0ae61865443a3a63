import type { Language } from '../../../domain/text.ts';

/** The language of the page, by its root; German where the words know no such language. */
export function pageLanguage(words: Readonly<Record<Language, unknown>>): Language {
  const { lang } = document.documentElement;
  const isKnown = (name: string): name is Language => Object.hasOwn(words, name);
  return isKnown(lang) ? lang : 'de';
}
