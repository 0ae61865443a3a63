import type { InboxMail } from '../../program/host.ts';
import { moment } from '../berlin.ts';
import { page, safe } from './html.ts';
import { type Language, purposeName, say, time } from './words.ts';

/** Where a mail's page lies in the report's folder. */
export function mailPath(index: number): string {
  return `mails/${String(index + 1).padStart(4, '0')}.html`;
}

/** A file name that stays in its folder, whatever a mail calls it. */
export function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '');
  return plain === '' ? 'file' : plain;
}

/** A mail as a page: its head, how it looks (nothing in it can run or load), its text, its files. */
export function mailPage(mail: InboxMail, index: number, count: number, language: Language): string {
  const folder = String(index + 1).padStart(4, '0');
  const files = mail.attachments
    .map(
      ({ filename, contentType, size }) =>
        `<li><a href="${folder}/${encodeURIComponent(fileName(filename))}">${safe(filename)}</a> <span class="aside">${safe(contentType)}, ${size} Bytes</span></li>`,
    )
    .join('');
  const html = mail.html.replace(/\n/g, '&#10;');
  const link = (to: number, text: string): string =>
    to < 0 || to >= count ? '' : `<li><a href="../${mailPath(to)}">${text}</a></li>`;
  const fact = (label: string, value: string): string => `<dt>${label}</dt><dd>${safe(value)}</dd>`;
  return page(
    mail.subject,
    `<nav aria-label="${say(language, 'E-Mails', 'Mails')}"><ul><li><a href="../index.html">${say(language, 'Zum Bericht', 'Back to the report')}</a></li>${link(index - 1, say(language, 'Vorige E-Mail', 'Previous mail'))}${link(index + 1, say(language, 'Nächste E-Mail', 'Next mail'))}</ul></nav>
<h1>${safe(mail.subject)}</h1>
<p class="lead">${safe(purposeName(mail.purpose, language))}${mail.case === null ? '' : `, ${safe(mail.case)}`}</p>
<dl>${fact(say(language, 'Gesendet', 'Sent'), time(moment(mail.sentAt), language))}${fact(say(language, 'Von', 'From'), mail.from)}${fact(say(language, 'An', 'To'), mail.to.join(', '))}${fact(say(language, 'Zweck', 'Purpose'), mail.purpose)}${fact(say(language, 'Zustellung', 'Delivery'), mail.delivery)}</dl>
${files === '' ? '' : `<h2>${say(language, 'Anhänge', 'Attachments')}</h2><ul>${files}</ul>`}
<h2>${say(language, 'Wie sie aussieht', 'How it looks')}</h2>
<iframe sandbox title="${safe(mail.subject)}" srcdoc="${html.replace(/&(?!#10;)/g, '&amp;').replace(/"/g, '&quot;')}"></iframe>
<h2>${say(language, 'Als Text', 'As text')}</h2>
<pre>${safe(mail.text)}</pre>`,
    language,
    '../',
  );
}
