import type { Language } from '../domain/text.ts';
import { explainedLinkPage } from '../platform/page/messages.tsx';
import { isReplaced, type Opened, openCase } from '../platform/store/cases.ts';
import { now } from '../platform/store/clock.ts';
import { changeApplication } from '../platform/store/records.ts';
import { choice } from '../platform/web/forms.ts';
import { html, httpFunction, type Request } from '../platform/web/http.ts';
import { answerOffer } from './rules/offer.ts';
import { answeredPage, isOpen, offerPage } from './seat/seat-pages.tsx';

/** The administration named somebody else for its seat: the links of the person before end. */
function replacedPage({ secret, application }: Opened, language: Language) {
  return html(
    explainedLinkPage(language, {
      kind: 'replaced',
      path: `/platz/${secret}`,
      reference: application.reference,
    }),
    410,
  );
}

async function show(request: Request) {
  const opened = await openCase('/platz', request.params['token']);
  const language = request.chosen ?? opened.application.language;
  if (isReplaced(opened)) return replacedPage(opened, language);
  if (!isOpen(opened.application, now())) return html(answeredPage(undefined, opened, language, now()));
  return html(offerPage(opened, language, false));
}

async function act(request: Request) {
  const opened = await openCase('/platz', request.params['token']);
  const language = request.chosen ?? opened.application.language;
  if (isReplaced(opened)) return replacedPage(opened, language);
  const answer = choice(request.form, 'answer', ['accept', 'decline']);
  const at = now();
  if (answer === undefined) {
    if (!isOpen(opened.application, at)) return html(answeredPage(undefined, opened, language, at));
    return html(offerPage(opened, language, true), 422);
  }
  const result = await changeApplication(opened.round.id, opened.application.id, at, (fresh) =>
    answerOffer(fresh, answer, 'applicant', at),
  );
  const application = result?.application ?? opened.application;
  const told = result?.answer;
  const refused = told === 'answered-otherwise' || told === 'too-late' || told === 'settled';
  return html(answeredPage(told, { ...opened, application }, language, at), refused ? 409 : 200);
}

/** The page on which a seat is accepted or declined. */
export const handler = httpFunction({ '/platz/{token}': { GET: show, POST: act } });
