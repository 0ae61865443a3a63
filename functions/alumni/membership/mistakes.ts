import { type Mistake, mistake } from '../../domain/mistake.ts';
import { type Bilingual, lengthOf } from '../../domain/text.ts';
import { longestTopics } from './alumnus.ts';

/** A member chose nothing. */
export const chooseWhat: Bilingual = {
  de: 'Bitte wählen Sie, was Sie möchten.',
  en: 'Please choose what you would like.',
};

const chooseWhether: Bilingual = {
  de: 'Bitte wählen Sie, ob Sie beitreten möchten.',
  en: 'Please choose whether you would like to join.',
};

const tooLong: Bilingual = {
  de: `Bitte kürzen Sie Ihren Text auf ${longestTopics} Zeichen.`,
  en: `Please shorten your text to ${longestTopics} characters.`,
};

/** What is wrong with a form; nothing where it can be done. */
export function formMistakes(action: string | undefined, topics: string, isMember: boolean): Mistake[] {
  return [
    ...(action === undefined ? [mistake('action', isMember ? chooseWhat : chooseWhether)] : []),
    ...(lengthOf(topics) > longestTopics ? [mistake('topics', tooLong)] : []),
  ];
}
