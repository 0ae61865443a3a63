import { formatDateTime, formatNumber } from '../../../functions/domain/calendar.ts';
import type { Language } from '../../../functions/domain/text.ts';
import type { Mail } from '../ses/store.ts';
import { address, frame } from './frame.ts';
import { type Html, html, linked } from './html.ts';
import { otherLanguage, words } from './words.ts';

/** One mail for people: its head, and its formatted part, apart from the page in a sandboxed frame, or its text. */
export function mailPage(mail: Mail, language: Language, asText: boolean): string {
  const path = `/_local/inbox/${encodeURIComponent(mail.id)}`;
  const file = `/_local/mails/${encodeURIComponent(mail.id)}`;
  const text = asText || mail.html === '';
  const field = (name: string, value: string | Html | undefined) =>
    value !== undefined && value !== '' && html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const tab = (name: string, part: string, current: boolean) =>
    html`<a href="${address(path, language, { part })}"${current && html` aria-current="page"`}>${name}</a>`;
  return frame({
    language,
    view: undefined,
    title: mail.subject,
    otherLanguage: address(path, otherLanguage[language], { part: asText ? 'text' : '' }),
    body: html`<p><a href="${address('/_local', language, { view: 'inbox' })}">← ${words.back[language]}</a></p>
<article class="card mail" aria-labelledby="subject">
<h1 id="subject">${mail.subject}</h1>
<dl>
${field(words.from[language], mail.fromName === '' ? mail.from : `${mail.fromName} <${mail.from}>`)}
${field(words.to[language], mail.to.filter((it) => !mail.cc.includes(it)).join(', '))}
${field(words.copy[language], mail.cc.join(', '))}
${field(words.replyTo[language], mail.replyTo.join(', '))}
${field(words.sent[language], html`<time datetime="${mail.sentAt}">${formatDateTime(mail.sentAt, language)}</time>`)}
${field(
  words.purpose[language],
  html`<span class="chip">${mail.purpose ?? '–'}</span>${
    mail.delivery === 'possibly-doubled' && html` <span class="chip bad">${words.doubled[language]}</span>`
  }`,
)}
${
  mail.case !== null &&
  field(
    words.case[language],
    html`<a href="${address('/_local', language, { view: 'inbox', q: mail.case })}">${mail.case}</a>`,
  )
}
${
  mail.attachments.length > 0 &&
  field(
    words.attachments[language],
    html`<ul class="attachments">${mail.attachments.map(
      (it, at) =>
        html`<li><a href="${file}/attachments/${at}" download="${it.filename}">${it.filename}</a> <span class="quiet">${it.contentType}, ${size(it.size, language)}</span></li>`,
    )}</ul>`,
  )
}
</dl>
<p class="tabs">${mail.html !== '' && tab(words.formatted[language], '', !text)}${mail.html !== '' && tab(words.plain[language], 'text', text)}<a href="${file}/raw">${words.raw[language]}</a></p>
${
  text
    ? html`<div class="text">${linked(mail.text)}</div>`
    : html`<iframe title="${words.formatted[language]}: ${mail.subject}" src="${path}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
}
</article>`,
  });
}

/** The formatted part of a mail for the frame: as it is, but its links open in a new tab. */
export function mailBody(mail: Mail): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(mail.html)
    ? mail.html.replace(/<head[^>]*>/i, (head) => `${head}${base}`)
    : `${base}${mail.html}`;
}

function size(bytes: number, language: Language): string {
  return bytes < 1000 ? `${bytes} B` : `${formatNumber(bytes / 1000, language, bytes < 10_000 ? 1 : 0)} kB`;
}
