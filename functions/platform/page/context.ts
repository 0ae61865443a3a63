import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { defaultLanguage, type Language } from '../../domain/text.ts';

/** The language of the page that is being rendered; components take their own words from it. */
export const LanguageContext = createContext<Language>(defaultLanguage);

/** The language of the page that is being rendered. */
export const useLanguage = (): Language => useContext(LanguageContext);

/**
 * A link to a page of ours that keeps the language: the default needs nothing, another is named in the query.
 * @param path path with or without query and fragment
 */
export function inLanguage(path: string, language: Language): string {
  const [beforeFragment = '', fragment] = path.split('#', 2);
  const [pathname = '', query] = beforeFragment.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.delete('lang');
  if (language !== defaultLanguage) parameters.set('lang', language);
  const text = parameters.toString();
  return `${pathname}${text ? `?${text}` : ''}${fragment === undefined ? '' : `#${fragment}`}`;
}
