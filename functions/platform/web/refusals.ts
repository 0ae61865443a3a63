import type { Bilingual, Language } from '../../domain/text.ts';
import { errorPage } from '../page/messages.tsx';

const problems: Readonly<Record<number, Bilingual>> = {
  403: { de: 'Das ist zurzeit nicht möglich', en: 'This is not possible at present' },
  405: { de: 'So lässt sich diese Seite nicht aufrufen', en: 'This page cannot be called that way' },
  413: { de: 'Das ist zu viel auf einmal', en: 'That is too much at once' },
  415: { de: 'Dieses Format verstehen wir nicht', en: 'We do not understand this format' },
  429: { de: 'Das waren sehr viele Anfragen', en: 'Those were very many requests' },
  503: { de: 'Das geht gerade nicht', en: 'This does not work at the moment' },
};

/** The page of a request that is refused: what happened, and that nothing of what was entered is lost. */
export function problemPage(status: number, language: Language): string {
  const title = problems[status] ?? {
    de: 'Das haben wir nicht verstanden',
    en: 'We did not understand that',
  };
  return errorPage(language, {
    title: title[language],
    text: (status === 503 ? away : again)[language],
  });
}

const again: Bilingual = {
  de: 'Bitte gehen Sie zurück und versuchen Sie es noch einmal. Was Sie eingegeben haben, ist dort noch da.',
  en: 'Please go back and try again. What you entered is still there.',
};
const away: Bilingual = {
  de: 'Zurzeit lässt sich nichts speichern. Es liegt nicht an Ihrer Eingabe. Bitte gehen Sie in ein paar Minuten zurück und versuchen Sie es noch einmal. Was Sie eingegeben haben, ist dort noch da.',
  en: 'Nothing can be saved at present. It is not because of what you entered. Please go back in a few minutes and try again. What you entered is still there.',
};

/** The titles of problem documents, by status. */
export const problemTitles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Content too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  503: 'Service unavailable',
};
