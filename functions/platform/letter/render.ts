import { letterHtml } from './html.tsx';
import type { Letter, LetterFrame, RenderedLetter } from './letter.ts';
import { letterText } from './text.ts';
import { subjectLine } from './words.ts';

/** Makes a letter ready to be sent: subject with reference, plain text and HTML, both saying the same. */
export function renderLetter(letter: Letter, frame: LetterFrame): RenderedLetter {
  const subject = subjectLine(letter.subject, frame.reference);
  return { subject, text: letterText(letter, frame), html: letterHtml(letter, frame, subject) };
}
