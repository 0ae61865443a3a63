import { formatShortDateTime } from '../../../functions/domain/calendar.ts';
import { defaultLanguage, type Language } from '../../../functions/domain/text.ts';
import type { MailHead } from '../ses/store.ts';
import { glanceSize, type PageData, pageSize } from './data.ts';
import { address, card } from './frame.ts';
import { type Html, html } from './html.ts';
import { viewNames, words } from './words.ts';

/** The inbox, newest first: a glance beside the other parts, or all of it with search and pages. */
export function inboxCard(data: PageData): Html {
  const { language, view, inbox, search } = data;
  const alone = view === 'inbox';
  const mails = alone ? inbox.mails : inbox.mails.slice(0, glanceSize * 2);
  const more = !alone && inbox.total > mails.length;
  return card(
    'inbox',
    viewNames.inbox[language],
    [
      (inbox.total > 0 || search !== '') && searchForm(data, 'inbox', words.searchMails[language]),
      inbox.total === 0
        ? nothing(data)
        : html`<ul class="mails">${mails.map((it) => line(it, language))}</ul>`,
      alone && pages(data, inbox.total),
    ],
    more && {
      href: address('/_local', language, { view: 'inbox' }),
      text: `${words.all[language]} (${inbox.total})`,
    },
  );
}

function line(mail: MailHead, language: Language): Html {
  return html`<li><a href="${address(`/_local/inbox/${encodeURIComponent(mail.id)}`, language)}">
<span class="subject">${mail.subject}</span>
<time datetime="${mail.sentAt}">${formatShortDateTime(mail.sentAt, language)}</time>
<span class="recipients">${mail.to.join(', ')}</span>
<span class="chips"><span class="chip">${mail.purpose ?? '–'}</span>${
    mail.delivery === 'possibly-doubled' && html` <span class="chip bad">${words.doubled[language]}</span>`
  }${mail.attachments.length > 0 && html` <span class="chip plain">${words.withAttachments[language]}</span>`}</span>
</a></li>
`;
}

function nothing({ search, language }: PageData): Html {
  if (search !== '') return html`<p class="empty">${words.noHits[language]} „${search}“.</p>`;
  return html`<p class="empty"><strong>${words.noMails[language]}.</strong> ${words.noMailsHelp[language]}</p>`;
}

/** A search over one part of the page. */
export function searchForm(data: PageData, view: 'inbox' | 'applications', label: string): Html {
  const { language, search } = data;
  return html`<form class="search" role="search" action="/_local">
<input type="hidden" name="view" value="${view}">${
    language !== defaultLanguage && html`<input type="hidden" name="lang" value="${language}">`
  }
<label class="aside" for="search-${view}">${label}</label>
<input type="search" id="search-${view}" name="q" value="${data.view === view ? search : ''}" placeholder="${words.searchFor[language]}">
<button>${words.search[language]}</button>${
    search !== '' &&
    data.view === view &&
    html` <a href="${address('/_local', language, { view })}">${words.clear[language]}</a>`
  }</form>
`;
}

/** Links to newer and older lines of a part that is shown alone. */
export function pages(data: PageData, total: number): Html | false {
  const { language, view, search, page } = data;
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return false;
  const to = (at: number) =>
    address('/_local', language, { view, q: search, page: at === 1 ? '' : String(at) });
  return html`<p class="pages">${page > 1 ? html`<a href="${to(page - 1)}">← ${words.newer[language]}</a>` : html`<span></span>`}
<span>${(page - 1) * pageSize + 1}–${Math.min(total, page * pageSize)} / ${total}</span>
${page < last ? html`<a href="${to(page + 1)}">${words.older[language]} →</a>` : html`<span></span>`}</p>
`;
}
