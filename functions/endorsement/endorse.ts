import type { Mistake } from '../domain/mistake.ts';
import { isEmail, isName, isStatement, type Language, singleLine } from '../domain/text.ts';
import { explainedLinkPage } from '../platform/page/messages.tsx';
import { type Opened, openCase } from '../platform/store/cases.ts';
import { now } from '../platform/store/clock.ts';
import { changeApplication } from '../platform/store/records.ts';
import { choice, field, ticked } from '../platform/web/forms.ts';
import { type Answer as HttpAnswer, html, httpFunction, type Request } from '../platform/web/http.ts';
import { answeredPage } from './answer/answered-page.tsx';
import { endorsePage, forwardedPage } from './answer/endorsement-pages.tsx';
import { mistakes as wrong } from './answer/mistakes.ts';
import { type Answer, answersFor, endorse } from './rules.ts';

/** A page that this link shows in place of the question: it was handed on, or asked anew since. */
function elsewhere(opened: Opened, language: Language): HttpAnswer | undefined {
  const { application, link, secret } = opened;
  if (answersFor(application, link.person)) {
    const outdated = link.version !== undefined && link.version < application.version;
    if (!outdated || application.status !== 'awaiting-endorsement') return undefined;
  } else if (application.endorser !== undefined) {
    return html(forwardedPage(opened, language, application.endorser.name));
  }
  return html(
    explainedLinkPage(language, {
      kind: 'replaced',
      path: `/freigabe/${secret}`,
      reference: application.reference,
    }),
    410,
  );
}

async function show(request: Request): Promise<HttpAnswer> {
  const opened = await openCase('/freigabe', request.params['token']);
  const language = request.chosen ?? opened.application.language;
  const instead = elsewhere(opened, language);
  if (instead !== undefined) return instead;
  const empty = { values: new URLSearchParams(), mistakes: [] };
  if (opened.application.status === 'awaiting-endorsement') return html(endorsePage(opened, language, empty));
  return html(answeredPage(undefined, opened, language, empty));
}

/** What was answered, or what is missing in it. */
function readAnswer(form: URLSearchParams): { answer: Answer | undefined; mistakes: Mistake[] } {
  const decision = choice(form, 'decision', ['endorse', 'refuse', 'forward', 'take-back']);
  const reason = field(form, 'reason')?.trim() ?? '';
  switch (decision) {
    case undefined:
      return { answer: undefined, mistakes: [wrong.decision] };
    case 'endorse':
      return { answer: { choice: 'endorse' }, mistakes: [] };
    case 'forward': {
      const name = singleLine(field(form, 'forward.name') ?? '');
      const email = field(form, 'forward.email')?.trim() ?? '';
      const mistakes: Mistake[] = [
        ...(isName(name) ? [] : [wrong.forwardName]),
        ...(isEmail(email) ? [] : [wrong.forwardEmail]),
      ];
      return { answer: mistakes.length > 0 ? undefined : { choice: 'forward', name, email }, mistakes };
    }
    case 'refuse':
    case 'take-back': {
      const fits = isStatement(reason);
      const sure = decision === 'refuse' || ticked(form, 'confirm', 'yes');
      const mistakes: Mistake[] = [...(fits ? [] : [wrong.reason]), ...(sure ? [] : [wrong.confirm])];
      return { answer: mistakes.length > 0 ? undefined : { choice: decision, reason }, mistakes };
    }
  }
}

async function act(request: Request): Promise<HttpAnswer> {
  const opened = await openCase('/freigabe', request.params['token']);
  const { application, round } = opened;
  const language = request.chosen ?? application.language;
  const instead = elsewhere(opened, language);
  if (instead !== undefined) return instead;
  const { answer, mistakes } = readAnswer(request.form);
  const sent = { values: request.form, mistakes };
  if (answer === undefined) {
    const waits = application.status === 'awaiting-endorsement';
    return html(
      waits ? endorsePage(opened, language, sent) : answeredPage(undefined, opened, language, sent),
      422,
    );
  }
  const at = now();
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    endorse(fresh, round, answer, at),
  );
  const after = { ...opened, application: result?.application ?? application };
  if (result?.answer === 'applicant' || result?.answer === 'too-often') {
    const mistake = result.answer === 'applicant' ? wrong.forwardApplicant : wrong.forwardOften;
    return html(endorsePage(after, language, { values: request.form, mistakes: [mistake] }), 422);
  }
  if (result?.answer === 'forwarded') {
    return html(forwardedPage(after, language, answer.choice === 'forward' ? answer.name : ''));
  }
  const refused = result?.answer === 'answered-otherwise' || result?.answer === 'settled';
  return html(
    answeredPage(result?.answer, after, language, { values: new URLSearchParams(), mistakes: [] }),
    refused ? 409 : 200,
  );
}

/** The page on which the administration agrees that the person may take part, refuses, hands on or takes back. */
export const handler = httpFunction({ '/freigabe/{token}': { GET: show, POST: act } });
