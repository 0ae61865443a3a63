import { atBerlin, isPlainDate, isTimeOfDay } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { type Bilingual, lengthOf, multiLine, singleLine } from '../../domain/text.ts';
import { field } from '../../platform/web/forms.ts';
import type { Visit } from '../shared/visit.ts';
import type { WorkshopWords } from './workshop.ts';

const longestTitle = 200;
/** So long may the text of an invitation be, in characters as people count them. */
export const longestText = 4000;

/** Reads the form of an invitation: what it says, or all that is wrong with it. */
export function readWorkshop({
  request,
  at,
}: Visit): { readonly words: WorkshopWords } | { readonly errors: readonly Mistake[] } {
  const { form } = request;
  const title = singleLine(field(form, 'title') ?? '');
  const date = field(form, 'date') ?? '';
  const [from, until] = [field(form, 'from') ?? '', field(form, 'until') ?? ''];
  const place = singleLine(field(form, 'place') ?? '');
  const text = multiLine(field(form, 'text') ?? '');
  const starts = isPlainDate(date) && isTimeOfDay(from) ? atBerlin(date, from) : '';
  const ends = isPlainDate(date) && isTimeOfDay(until) ? atBerlin(date, until) : undefined;
  const wrong = (name: string, is: boolean, message: Bilingual): Mistake[] =>
    is ? [mistake(name, message)] : [];
  const fits = (line: string): boolean => line !== '' && lengthOf(line) <= longestTitle;
  const errors = [
    ...wrong('title', !fits(title), { de: 'Bitte nennen Sie das Thema.', en: 'Please name the topic.' }),
    ...wrong('date', !isPlainDate(date), { de: 'Bitte geben Sie den Tag an.', en: 'Please give the day.' }),
    ...wrong('from', !isTimeOfDay(from), {
      de: 'Bitte geben Sie an, wann sie beginnt.',
      en: 'Please say when it begins.',
    }),
    ...wrong('date', starts !== '' && starts <= at, {
      de: 'Bitte geben Sie einen Tag an, der noch kommt.',
      en: 'Please give a day that is still to come.',
    }),
    ...wrong('until', until !== '' && (ends === undefined || ends <= starts), {
      de: 'Bitte geben Sie ein Ende nach dem Beginn an, oder lassen Sie das Feld leer.',
      en: 'Please give an end after the beginning, or leave the field empty.',
    }),
    ...wrong('place', !fits(place), {
      de: 'Bitte geben Sie Ort oder Link an.',
      en: 'Please give the place or link.',
    }),
    ...wrong('text', lengthOf(text) > longestText, {
      de: 'Bitte kürzen Sie den Text auf 4000 Zeichen.',
      en: 'Please shorten the text to 4,000 characters.',
    }),
  ];
  if (errors.length > 0) return { errors };
  const words = { title, starts, place };
  return {
    words: { ...words, ...(ends === undefined ? {} : { ends }), ...(text === '' ? {} : { text }) },
  };
}
