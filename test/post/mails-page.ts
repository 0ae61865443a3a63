import {
  factsOf,
  type Purpose,
  type PurposeFacts,
  purposeSchema,
  roles,
} from '../../functions/domain/mail.ts';

/** Whether, and how long, the office can send a mail again, in words. */
function again({ again }: PurposeFacts['sent']): string {
  switch (again) {
    case 'always':
      return 'at any time';
    case 'each':
      return 'at any time, each of them';
    case 'until-told':
      return 'until the decision is told';
    case 'not-of-a-case':
      return 'no: it is about no case';
    default:
      return `while the case is \`${again}\``;
  }
}

/** What stands in a mailbox that others read, in words. */
const discreet: Readonly<Record<PurposeFacts['written']['tells'], string>> = {
  nothing: 'the mail itself',
  end: 'only that the case ended',
  result: 'only that there is news',
  document: 'only that there is news, no document',
};

function row(purpose: Purpose): string {
  const { name, when, sent, written } = factsOf(purpose);
  const languages = new Set(sent.to.map((role) => roles[role].language));
  const cells = [
    `**${name.de}**<br>${name.en}<br>\`${purpose}\``,
    when.en,
    [
      sent.to.map((role) => roles[role].name.en.toLowerCase()).join(', '),
      ...(sent.copy === undefined ? [] : [`copy: ${roles[sent.copy].name.en.toLowerCase()}`]),
    ].join('; '),
    [...languages].map((language) => (language === 'chosen' ? 'the applicant’s' : 'German')).join(', '),
    sent.link === 'none' ? '–' : `\`${sent.link}\``,
    sent.to.includes('applicant') ? discreet[written.tells] : '–',
    again(sent),
  ];
  return `| ${cells.join(' | ')} |`;
}

const parts = [
  ['course', 'By the course of a round: a date, or what those concerned do'],
  ['office', 'By the office'],
  ['request', 'When somebody asks for it'],
] as const;

/** The page docs/mails.md: every mail of the programme, by what sets it off. */
export function mailsPage(): string {
  const tables = parts.map(([by, title]) =>
    [
      `## ${title}`,
      '',
      '| mail | when | to | language | link | in a mailbox that others read | the office can send it again |',
      '|---|---|---|---|---|---|---|',
      ...purposeSchema.options.filter((purpose) => factsOf(purpose).sent.by === by).map(row),
      '',
    ].join('\n'),
  );
  return [
    '# What is mailed when',
    '',
    'Every mail of the programme, with the names that the office reads, and the one in its header',
    '`X-Kohorte-Purpose`. Made from the table of mails (`functions/domain/mail/data/purposes.ts`) by',
    '`npm run test:only -- test/post/mail-table.test.ts -u`; a test holds it current.',
    '',
    ...tables,
  ].join('\n');
}
