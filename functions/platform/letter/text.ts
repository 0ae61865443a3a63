import type { Block, Letter, LetterFrame } from './letter.ts';
import { dayAndTime, frameWords, pageUrl, salutation, signature } from './words.ts';

/** Width of the plain text part: short enough to be quoted in an answer. */
const columns = 76;

const width = (text: string) => [...text].length;

/**
 * Breaks a paragraph into lines of at most 76 columns. Breaks stand at plain spaces only, so an address is never
 * cut, even if it is longer than a line.
 * @param indent stands before every line but the first
 */
export function wrap(text: string, first = '', indent = first): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && width(line) + 1 + width(word) > columns) {
      lines.push(line.trimEnd());
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line.trimEnd());
  return lines.join('\n');
}

const paragraphs = (text: string, first = '', indent = first) =>
  text
    .split('\n')
    .map((line, index) => wrap(line, index === 0 ? first : indent, indent))
    .join('\n');

function facts(list: readonly { label: string; value: string }[]): string {
  const labels = Math.max(...list.map(({ label }) => width(label))) + 2;
  // Long labels leave too little room beside them; then values stand below.
  if (labels > 30) return list.map(({ label, value }) => `${label}:\n${paragraphs(value, '  ')}`).join('\n');
  return list
    .map(({ label, value }) =>
      paragraphs(value, `${label}:${' '.repeat(labels - 1 - width(label))}`, ' '.repeat(labels)),
    )
    .join('\n');
}

function blockText(block: Block, frame: LetterFrame): string {
  switch (block.kind) {
    case 'text':
      return paragraphs(block.text);
    case 'heading':
      return `${wrap(block.text)}\n${'-'.repeat(Math.min(columns, width(block.text)))}`;
    case 'list':
      return block.items
        .map((item, index) => {
          const mark = block.numbered ? `${index + 1}. ` : '- ';
          return paragraphs(item, mark, ' '.repeat(mark.length));
        })
        .join('\n');
    case 'facts':
      return facts(block.facts);
    case 'sessions':
      return block.sessions
        .map(({ starts, ends, title, note, joinUrl }) => {
          const { day, time } = dayAndTime(starts, ends, frame.language);
          const more = [title, note, joinUrl].filter((line) => line !== undefined);
          return [wrap(`${day}, ${time}`, '- ', '  '), ...more.map((line) => paragraphs(line, '  '))].join(
            '\n',
          );
        })
        .join('\n');
    case 'quote':
      return [paragraphs(block.text, '> '), ...(block.by ? [wrap(`(${block.by})`)] : [])].join('\n');
    case 'link':
      return `${wrap(`${block.label}:`)}\n${block.url}`;
  }
}

/** A letter as plain text. */
export function letterText(letter: Letter, frame: LetterFrame): string {
  const word = frameWords[frame.language];
  const { action } = letter;
  const { contact } = frame;
  const parts = [salutation(letter.greeting.name, frame.language)];
  parts.push(...letter.blocks.map((block) => blockText(block, frame)));
  if (action) {
    parts.push(`${wrap(`${action.label}:`)}\n${action.url}`);
    if (action.note) parts.push(paragraphs(action.note));
    if (action.code) parts.push(wrap(word.codeInText(action.code, `${frame.baseUrl}/code`)));
  }
  parts.push(...(letter.after ?? []).map((block) => blockText(block, frame)));
  parts.push([word.regards, ...signature(frame)].join('\n'));
  const reach = [contact.email, contact.phone].filter(Boolean).join(', ');
  const footer = [
    `${word.questions} ${reach}`,
    ...(frame.address ? [frame.address] : []),
    `${word.imprint}: ${pageUrl(frame, '/impressum')}`,
    `${word.privacy}: ${pageUrl(frame, '/datenschutz')}`,
    '',
    wrap(word.automatic),
  ];
  parts.push(`-- \n${footer.join('\n')}`);
  return `${parts.join('\n\n')}\n`;
}
