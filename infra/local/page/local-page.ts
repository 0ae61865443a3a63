import { clockCard } from './clock.ts';
import type { PageData } from './data.ts';
import { address, card, frame } from './frame.ts';
import { type Html, html } from './html.ts';
import { inboxCard } from './inbox.ts';
import { applicationsCard, executionsCard, usageCard } from './lists.ts';
import { otherLanguage, viewNames, words } from './words.ts';

/** The page for people at `GET /_local`: the clock, and one or all of its parts. */
export function localPage(data: PageData): string {
  const { language, view } = data;
  return frame({
    language,
    view,
    title:
      view === 'overview' ? words.title[language] : `${viewNames[view][language]} – ${words.title[language]}`,
    otherLanguage: address('/_local', otherLanguage[language], {
      view: view === 'overview' ? '' : view,
      q: data.search,
      page: data.page === 1 ? '' : String(data.page),
    }),
    counts: {
      inbox: view === 'inbox' && data.search !== '' ? undefined : data.inbox.total,
      applications: data.applications.length,
      executions: data.executions.length,
    },
    body: [
      html`<h1 class="aside">${words.title[language]}</h1>`,
      data.notice && html`<p class="notice ${data.notice.kind}" role="status">${data.notice.text}</p>`,
      data.relaysTo !== undefined &&
        html`<p class="notice wrong">${words.relay[language]} ${data.relaysTo}.</p>`,
      data.disturbed.length > 0 && faultsLine(data),
      clockCard(data.clock, language, view),
      parts(data),
    ],
  });
}

function parts(data: PageData): Html {
  switch (data.view) {
    case 'inbox':
      return inboxCard(data);
    case 'applications':
      return applicationsCard(data);
    case 'executions':
      return executionsCard(data);
    case 'usage':
      return usageCard(data);
    case 'overview':
      return html`<div class="columns"><div>${data.rounds.length === 0 && roundsCard(data)}${inboxCard(data)}</div>
<div>${data.rounds.length > 0 && roundsCard(data)}${applicationsCard(data)}${executionsCard(data)}${usageCard(data)}</div></div>`;
  }
}

function faultsLine({ disturbed, language }: PageData): Html {
  return html`<form method="post" action="/_local/page/faults" class="notice wrong"><input type="hidden" name="lang" value="${language}">
${words.faultsOn[language]} ${disturbed.join(', ')}. <button>${words.endFaults[language]}</button></form>`;
}

function roundsCard({ rounds, language }: PageData): Html {
  const lines = html`<ul class="lines rounds">${rounds.map(
    (it) =>
      html`<li><span class="name">${it.title}</span> <a href="${address(`/bewerbung/${encodeURIComponent(it.id)}`, language)}">${words.apply[language]}</a></li>`,
  )}</ul>`;
  const offer = html`<p>${words.noRounds[language]}</p>
<form method="post" action="/_local/page/example"><input type="hidden" name="lang" value="${language}">
<button class="main">${words.makeExample[language]}</button></form>`;
  return card('rounds', words.rounds[language], [
    rounds.length === 0 ? offer : lines,
    html`<p class="ways"><a href="${address('/', language)}">${words.public[language]}</a> <a href="${address('/buero', language)}">${words.office[language]}</a></p>`,
  ]);
}
