import { askedFirst } from '../../domain/approvers.ts';
import { formatDateTime } from '../../domain/calendar.ts';
import type { MailOrder } from '../../domain/mail.ts';
import type { Mistake } from '../../domain/mistake.ts';
import type { Round } from '../../domain/round.ts';
import { say } from '../../platform/letter/wording.ts';
import { now } from '../../platform/store/clock.ts';
import { owe } from '../../platform/store/outbox.ts';
import { changeRound, loadApplication } from '../../platform/store/records.ts';
import { transact } from '../../platform/store/table.ts';
import { choice, field } from '../../platform/web/forms.ts';
import { HttpError, type Request } from '../../platform/web/http.ts';
import { within } from '../../platform/web/limits.ts';
import { handOver, preferList, takeBack } from '../rules/absence.ts';
import { decidingEnds } from '../rules.ts';
import { arrangedPage } from './arranged-page.tsx';
import { mistakes as wrong } from './mistakes.ts';
import type { CaseVisit, Visit } from './open.ts';

/** What became of it: a page that says so, or what was wrong. */
export type Arranged =
  | { readonly page: string; readonly status: number }
  | { readonly mistakes: readonly Mistake[] };

const actions = ['new-link', 'list', 'morning-list', 'single-mails', 'hand-over', 'take-back'] as const;

/** So many links can be asked for in an hour, by one person in one round. */
const linksAnHour = 6;

/** A fresh link goes to the address that the round lists now, whoever asks for it. */
async function sendLink(
  visit: Visit,
  order: MailOrder,
  application: string | undefined,
  at: string,
): Promise<void> {
  const { round } = visit;
  if (!(await within(`decision link ${round.id} ${order.to.email}`, linksAnHour, 3600, at))) {
    throw new HttpError(429, 'Too many links were asked for.', { 'retry-after': '3600' });
  }
  await transact(owe(order, { round: round.id, ...(application === undefined ? {} : { application }) }, at));
}

async function freshLink(visit: Visit, one: CaseVisit | undefined, at: string): Promise<boolean> {
  const { round, approver, decider } = visit;
  if (approver === undefined || at >= decidingEnds(round)) return false;
  const occasion = `new-link-${at}`;
  if (one === undefined) {
    await sendLink(
      visit,
      { purpose: 'review-list', to: decider.recipient, occasion, data: { why: 'asked' } },
      undefined,
      at,
    );
    return true;
  }
  const application = await loadApplication(round.id, one.application.id);
  if (application === undefined || askedFirst(application, round, approver, at) === undefined) return false;
  const { version } = application;
  await sendLink(
    visit,
    { purpose: 'review-request', to: decider.recipient, occasion, version },
    application.id,
    at,
  );
  return true;
}

/** Does what an approver asked for besides deciding. A form without a choice changes nothing. */
export async function arrange(request: Request, visit: Visit, one: CaseVisit | undefined): Promise<Arranged> {
  const at = now();
  const action = choice(request.form, 'action', actions);
  const { approver, decider, round } = visit;
  if (action === undefined) return { mistakes: [wrong.action] };
  if (approver === undefined) return { mistakes: [] };
  const language = request.chosen ?? 'de';
  const said = (title: string, text: string): Arranged => ({
    page: arrangedPage(visit, one, language, title, text),
    status: 200,
  });
  const mailed = say(language, { de: 'Der Link ist unterwegs', en: 'The link is on its way' });
  const listed = say(language, {
    de: 'Er geht an die Adresse, die für den Durchgang hinterlegt ist.',
    en: 'It goes to the address that is listed for the round.',
  });
  const change = async <Answer>(
    rule: Parameters<typeof changeRound<Answer>>[2],
  ): Promise<{ answer: Answer; round: Round }> => {
    const result = await changeRound(round.id, at, rule);
    if (result === undefined) throw new HttpError(404, 'There is no such page.');
    return result;
  };
  switch (action) {
    case 'new-link':
      return (await freshLink(visit, one, at)) ? said(mailed, listed) : { mistakes: [] };
    case 'list':
      await sendLink(
        visit,
        { purpose: 'review-list', to: decider.recipient, occasion: `asked-${at}`, data: { why: 'asked' } },
        undefined,
        at,
      );
      return said(mailed, listed);
    case 'morning-list':
    case 'single-mails': {
      const wants = action === 'morning-list';
      await change((fresh) => preferList(fresh, decider.recipient.email, wants));
      return wants
        ? said(
            say(language, {
              de: 'Ab jetzt eine E-Mail am Morgen',
              en: 'One mail in the morning from now on',
            }),
            say(language, {
              de: 'An Arbeitstagen um 08:00 Uhr kommt der Link zur Liste, solange etwas auf Sie wartet.',
              en: 'At 08:00 of working days the link to the list arrives, as long as something waits for you.',
            }),
          )
        : said(
            say(language, {
              de: 'Ab jetzt für jede Bewerbung eine E-Mail',
              en: 'A mail for each application from now on',
            }),
            say(language, {
              de: 'Sie kommt, sobald eine Bewerbung auf Sie wartet.',
              en: 'It comes as soon as one waits for you.',
            }),
          );
    }
    case 'hand-over': {
      if (decider.by !== 'approver') return { mistakes: [wrong.action] };
      const until = field(request.form, 'until') ?? '';
      const { answer, round: after } = await change((fresh) => handOver(fresh, approver.email, until, at));
      if (answer === 'no-deputy') return { mistakes: [wrong.noDeputy] };
      if (answer !== 'handed-over') return { mistakes: [wrong.until] };
      const end = after.arrangements?.[approver.email.toLowerCase()]?.absence?.until ?? at;
      return said(
        say(language, { de: 'Übergeben', en: 'Handed over' }),
        say(language, {
          de: `Bis ${formatDateTime(end, language)} wird Ihre Vertretung gefragt. Sie hat die Liste bekommen. Ihre eigenen Links gelten weiter.`,
          en: `Until ${formatDateTime(end, language)} your deputy is asked, and has been sent the list. Your own links stay valid.`,
        }),
      );
    }
    case 'take-back': {
      if (decider.by !== 'approver') return { mistakes: [wrong.action] };
      await change((fresh) => takeBack(fresh, approver.email, at));
      return said(
        say(language, { de: 'Sie entscheiden wieder selbst', en: 'You decide again' }),
        say(language, {
          de: 'Neue Bewerbungen kommen ab jetzt zu Ihnen.',
          en: 'New applications come to you from now on.',
        }),
      );
    }
  }
}
