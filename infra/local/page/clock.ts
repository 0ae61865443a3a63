import {
  addDaysToDate,
  atBerlin,
  berlinDate,
  formatDateTime,
  formatLongDate,
  formatTime,
  isPlainDate,
} from '../../../functions/domain/calendar.ts';
import type { Bilingual, Language } from '../../../functions/domain/text.ts';
import type { ClockState, View } from './data.ts';
import { type Html, html } from './html.ts';
import { words } from './words.ts';

/**
 * The clock with the ways to move it; each is a plain form that leads back to where it was sent from. Above a
 * single part it is short, so that the part stays in sight on a phone.
 */
export function clockCard(clock: ClockState, language: Language, view: View): Html {
  const { now, nextDueAt } = clock;
  const hidden = html`<input type="hidden" name="lang" value="${language}"><input type="hidden" name="view" value="${view}">`;
  const by = (duration: string, text: string) =>
    html`<button name="advanceBy" value="${duration}">${text}</button>`;
  const planned =
    nextDueAt === undefined
      ? words.nothingDue[language]
      : `${words.nextDue[language]}: ${formatDateTime(nextDueAt, language)}.`;
  const tomorrow = addDaysToDate(berlinDate(now), 1);
  const exactly = html`<form method="post" action="/_local/page/clock" class="until">${hidden}
<label for="until">${words.until[language]}</label>
<input id="until" name="until" type="datetime-local" required value="${tomorrow}T08:00">
<button>${words.go[language]}</button></form>
<p class="quiet">${planned} ${words.clockHelp[language]}</p>`;
  return html`<section class="card clock" aria-labelledby="clock">
<div class="face"><h2 id="clock">${words.clock[language]}</h2>
<p class="time"><time datetime="${now}">${formatTime(now, language)}</time></p>
<p class="date">${formatLongDate(now, language)}</p></div>
<div class="moves">
<form method="post" action="/_local/page/clock" class="buttons">${hidden}
${by('PT1H', words.hour[language])}${by('P1D', words.day[language])}${by('P7D', words.week[language])}
${
  nextDueAt !== undefined &&
  html`<button class="main" name="advanceTo" value="${nextDueAt}">${words.next[language]}</button>`
}</form>
${view === 'overview' && exactly}
</div>
</section>
`;
}

/**
 * What a form of the clock asks for: a duration, an instant, or a time as Berlin's clocks show it
 * (`2022-11-01T09:00`); undefined where it is none of them.
 */
export function readMove(
  form: URLSearchParams,
): { readonly advanceTo: string } | { readonly advanceBy: string } | undefined {
  const advanceBy = form.get('advanceBy');
  if (advanceBy !== null) return { advanceBy };
  const advanceTo = form.get('advanceTo');
  if (advanceTo !== null) return { advanceTo };
  const [date = '', time = ''] = (form.get('until') ?? '').split('T');
  if (!isPlainDate(date) || !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) return undefined;
  return { advanceTo: atBerlin(date, time) };
}

/** What a move of the clock did, in a sentence. */
export function moved(now: string, fired: number, language: Language): string {
  const when = formatDateTime(now, language);
  const nothing: Bilingual = { de: 'nichts war fällig', en: 'nothing was due' };
  const one: Bilingual = { de: 'ein Termin fiel an', en: 'one timer fell due' };
  const many: Bilingual = { de: `${fired} Termine fielen an`, en: `${fired} timers fell due` };
  const what = fired === 0 ? nothing : fired === 1 ? one : many;
  return { de: `Es ist jetzt ${when}; ${what.de}.`, en: `It is now ${when}; ${what.en}.` }[language];
}
