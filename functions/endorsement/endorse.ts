import { now } from '../platform/clock.ts';
import { openCase } from '../platform/cases.ts';
import { choice, field } from '../platform/forms.ts';
import { html, httpFunction, type Request } from '../platform/http.ts';
import { changeApplication } from '../platform/records.ts';
import { answeredPage, endorsePage } from './pages.tsx';
import { endorse } from './rules.ts';

const longestReason = 2000;

async function show(request: Request) {
  const opened = await openCase('/freigabe', request.params['token']);
  const language = request.chosen ?? opened.application.language;
  if (opened.application.status !== 'awaiting-endorsement') return html(answeredPage(undefined, opened, language));
  return html(endorsePage(opened, language, { values: new URLSearchParams(), mistake: undefined }));
}

async function act(request: Request) {
  const opened = await openCase('/freigabe', request.params['token']);
  const { application, round } = opened;
  const language = request.chosen ?? application.language;
  const decision = choice(request.form, 'decision', ['endorse', 'refuse']);
  const reason = field(request.form, 'reason')?.trim();
  if (application.status === 'awaiting-endorsement') {
    const mistake =
      decision === undefined
        ? 'decision'
        : decision === 'refuse' && (reason === undefined || reason === '' || reason.length > longestReason)
          ? 'reason'
          : undefined;
    if (mistake !== undefined) {
      return html(endorsePage(opened, language, { values: request.form, mistake }), 422);
    }
  }
  const at = now();
  const answer =
    decision === 'refuse' ? ({ choice: 'refuse', reason: reason ?? '' } as const) : ({ choice: 'endorse' } as const);
  if (decision === undefined) return html(answeredPage(undefined, opened, language));
  const result = await changeApplication(round.id, application.id, at, (fresh) => endorse(fresh, round, answer, at));
  const refused = result?.answer === 'answered-otherwise' || result?.answer === 'settled';
  return html(
    answeredPage(result?.answer, { ...opened, application: result?.application ?? application }, language),
    refused ? 409 : 200,
  );
}

/** The page on which the supervisor agrees that the person may take part, or refuses. */
export const handler = httpFunction({ '/freigabe/{token}': { GET: show, POST: act } });
