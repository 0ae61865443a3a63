import { formatNumber, formatShortDateTime } from '../../../functions/domain/calendar.ts';
import { actorNames, historySentence } from '../../../functions/domain/history.ts';
import type { Language } from '../../../functions/domain/text.ts';
import { type ApplicationLine, type ExecutionLine, glanceSize, type PageData, pageSize } from './data.ts';
import { address, card } from './frame.ts';
import { type Html, html } from './html.ts';
import { pages, searchForm } from './inbox.ts';
import { viewNames, words } from './words.ts';

/** Applications with status and history, the last touched first. */
export function applicationsCard(data: PageData): Html {
  const { language, view, search } = data;
  const alone = view === 'applications';
  const wanted = alone ? search.toLowerCase().split(/\s+/).filter(Boolean) : [];
  const found = data.applications
    .filter((it) => wanted.every((word) => JSON.stringify(it).toLowerCase().includes(word)))
    .toSorted((a, b) => compare(lastTouched(b), lastTouched(a)));
  const shown = alone
    ? found.slice((data.page - 1) * pageSize, data.page * pageSize)
    : found.slice(0, glanceSize);
  const lines = html`<ul class="lines">${shown.map((it) => application(it, language))}</ul>`;
  const empty =
    search !== '' && alone ? `${words.noHits[language]} „${search}“.` : words.noApplications[language];
  return card(
    'applications',
    viewNames.applications[language],
    [
      alone &&
        data.applications.length > 0 &&
        searchForm(data, 'applications', words.searchApplications[language]),
      found.length === 0 ? html`<p class="empty">${empty}</p>` : lines,
      alone && pages(data, found.length),
    ],
    !alone &&
      found.length > shown.length && {
        href: address('/_local', language, { view: 'applications' }),
        text: `${words.all[language]} (${found.length})`,
      },
  );
}

function application(it: ApplicationLine, language: Language): Html {
  return html`<li><details><summary><span class="name">${it.reference}</span> ${chip(it.status)}
<span class="quiet detail">${words.round[language]} ${it.round}${it.version > 1 && `, ${words.version[language]} ${it.version}`}</span></summary>
<ol class="history">${it.history.map(
    (one) =>
      html`<li><time datetime="${one.at}">${formatShortDateTime(one.at, language)}</time> <span>${historySentence(one.what)[language]}</span> <span class="quiet">${actorNames[one.who]?.[language] ?? one.who}</span></li>`,
  )}</ol>
<p><a href="${address('/_local', language, { view: 'inbox', q: it.reference })}">${words.mailsOfCase[language]}</a></p>
</details></li>
`;
}

/** Executions with state and next due instant: failed ones first, then those that run, by what is due next. */
export function executionsCard(data: PageData): Html {
  const { language, view } = data;
  const alone = view === 'executions';
  const sorted = data.executions.toSorted(
    (a, b) =>
      rank(a.status) - rank(b.status) ||
      compare(a.nextDueAt ?? '9', b.nextDueAt ?? '9') ||
      compare(b.startedAt, a.startedAt),
  );
  const shown = alone
    ? sorted.slice((data.page - 1) * pageSize, data.page * pageSize)
    : sorted.slice(0, glanceSize);
  return card(
    'executions',
    viewNames.executions[language],
    [
      shown.length === 0
        ? html`<p class="empty">${words.noExecutions[language]}</p>`
        : html`<ul class="lines">${shown.map((it) => execution(it, language))}</ul>`,
      alone && pages(data, sorted.length),
    ],
    !alone &&
      sorted.length > shown.length && {
        href: address('/_local', language, { view: 'executions' }),
        text: `${words.all[language]} (${sorted.length})`,
      },
  );
}

function execution(it: ExecutionLine, language: Language): Html {
  const times = [
    it.nextDueAt !== null && `${words.due[language]} ${formatShortDateTime(it.nextDueAt, language)}`,
    `${words.since[language]} ${formatShortDateTime(it.startedAt, language)}`,
  ].filter((part) => part !== false);
  return html`<li class="execution" title="${it.id}"><span class="name">${it.workflow}${it.case !== null && html` · ${it.case}`}</span> ${chip(
    it.status,
  )}${it.state !== null && html` <span class="state">${it.state}</span>`}
<span class="quiet">${times.join(', ')}</span></li>
`;
}

/** What AWS would have been asked for, and for how much. */
export function usageCard(data: PageData): Html {
  const { language, view, usage } = data;
  const alone = view === 'usage';
  const total = usage.calls.reduce((sum, it) => sum + it.count, 0);
  const summary = html`<p class="price"><strong>${formatNumber(usage.priceUsd, language, 4)} ${words.usd[language]}</strong>
<span class="quiet">${formatNumber(total, language)} ${words.calls[language]}</span></p>
<p class="quiet">${words.price[language]}. ${words.priceHelp[language]}</p>`;
  const costs = html`<div class="scroll"><table><thead><tr><th scope="col">${words.item[language]}</th><th scope="col" class="number">${words.units[language]}</th><th scope="col" class="number">${words.usd[language]}</th></tr></thead>
<tbody>${usage.costs.map(
    (it) =>
      html`<tr><td>${it.item}</td><td class="number">${formatNumber(it.units, language, 2)}</td><td class="number">${formatNumber(it.usd, language, 6)}</td></tr>`,
  )}</tbody></table></div>`;
  const calls = html`<div class="scroll"><table><thead><tr><th scope="col">${words.service[language]}</th><th scope="col">${words.operation[language]}</th><th scope="col">${words.function[language]}</th><th scope="col" class="number">${words.count[language]}</th></tr></thead>
<tbody>${usage.calls.map(
    (it) =>
      html`<tr><td>${it.service}</td><td>${it.operation}</td><td>${it.function}</td><td class="number">${formatNumber(it.count, language)}</td></tr>`,
  )}</tbody></table></div>
<p><a href="/_local/usage">${words.asJson[language]}</a></p>`;
  return card(
    'usage',
    viewNames.usage[language],
    total === 0
      ? html`<p class="empty">${words.noUsage[language]}</p>`
      : [summary, alone && costs, alone && calls],
    !alone &&
      total > 0 && { href: address('/_local', language, { view: 'usage' }), text: words.all[language] },
  );
}

const good = new Set(['RUNNING', 'approved', 'seat-offered', 'accepted', 'taking-part', 'completed']);
const bad = new Set(['FAILED', 'TIMED_OUT', 'ABORTED', 'rejected', 'expired', 'list-closed', 'dropped-out']);

function chip(status: string): Html {
  return html`<span class="chip${good.has(status) && ' good'}${bad.has(status) && ' bad'}">${status}</span>`;
}

function rank(status: string): number {
  return status === 'RUNNING' ? 1 : bad.has(status) ? 0 : 2;
}

function lastTouched(it: ApplicationLine): string {
  return it.history.at(-1)?.at ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
