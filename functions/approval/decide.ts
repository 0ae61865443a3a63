import { randomBytes } from 'node:crypto';
import type { Application } from '../domain/application.ts';
import { now } from '../platform/store/clock.ts';
import { allApplications, changeApplication, countedOf } from '../platform/store/records.ts';
import { choice, field } from '../platform/web/forms.ts';
import { type Answer, html, httpFunction, type Request } from '../platform/web/http.ts';
import { type Arranged, arrange } from './decision/arrange.ts';
import { decidedPage } from './decision/decided-page.tsx';
import { decisionPage } from './decision/decision-page.tsx';
import { type DecisionView, isRenewable, obstacleOf } from './decision/decision-view.ts';
import { mistakes as wrong } from './decision/mistakes.ts';
import { type CaseVisit, nextOpen, openOne, openVisit, type Visit } from './decision/open.ts';
import { isNeeded, readVerdict, readWho } from './decision/read-verdict.ts';
import { listPage } from './list/list-page.tsx';
import { type ListView, listObstacle, partPages } from './list/list-view.ts';
import { markedPage } from './list/marked-page.tsx';
import type { Decider, SubmittedVerdict } from './rules/decider.ts';
import { decide, type Verdicted, welcome } from './rules.ts';

/** Obstacles by which a link is gone for good, not for now. */
const gone: readonly (Verdicted | undefined)[] = ['no-approver', 'replaced', 'expired', 'link-expired'];

function chosenCase(request: Request): string | undefined {
  return request.query.get('bewerbung') ?? field(request.form, 'application');
}

async function listView(request: Request, visit: Visit, more: Partial<ListView> = {}): Promise<ListView> {
  const language = request.chosen ?? 'de';
  const all = await allApplications(visit.round.id);
  const pages = partPages(request.query);
  return { visit, all, language, at: now(), values: request.form, mistakes: [], pages, ...more };
}

async function caseView(
  request: Request,
  visit: CaseVisit,
  more: Partial<DecisionView> = {},
): Promise<DecisionView> {
  const language = request.chosen ?? 'de';
  const counted = await countedOf(visit.round.id);
  return { visit, counted, language, at: now(), values: request.form, mistakes: [], ...more };
}

function showList(view: ListView, status = 200): Answer {
  const why = listObstacle(view);
  return html(listPage(view), gone.includes(why) ? 410 : status);
}

function showCase(view: DecisionView, status = 200): Answer {
  const ended = view.mistakes.length === 0 && gone.includes(obstacleOf(view));
  return html(decisionPage(view), ended ? 410 : status);
}

async function show(request: Request): Promise<Answer> {
  const visit = await openVisit(request.params['token']);
  const chosen = chosenCase(request);
  if (visit.isList && chosen === undefined) return showList(await listView(request, visit));
  return showCase(await caseView(request, await openOne(visit, chosen)));
}

/** Decides on one application by what was submitted. @returns what counts then */
async function decideOn(
  visit: Visit,
  id: string,
  decider: Decider,
  submitted: SubmittedVerdict,
  at: string,
): Promise<{ answer: Verdicted; application: Application } | undefined> {
  const verdict = randomBytes(9).toString('base64url');
  return changeApplication(visit.round.id, id, at, (fresh) =>
    decide(fresh, visit.round, decider, submitted, verdict, at),
  );
}

async function decideOne(request: Request, visit: CaseVisit): Promise<Answer> {
  const before = await caseView(request, visit);
  const { submitted, mistakes } = readVerdict(request.form, visit.shared);
  if (submitted === undefined) {
    // Where nothing can be decided, the page says so rather than what is missing in a form that it doesn't show.
    const why = obstacleOf(before);
    const left = why === undefined ? mistakes : isRenewable(why) ? [wrong.action] : [];
    return showCase({ ...before, mistakes: left }, 422);
  }
  const decider = { ...visit.decider, ...readWho(request.form, visit.shared) };
  const version = visit.link.version ?? submitted.version;
  const result = await decideOn(visit, visit.application.id, decider, { ...submitted, version }, before.at);
  const application = result?.application ?? visit.application;
  const answer = result?.answer ?? 'withdrawn';
  const next = visit.isList ? await nextOpen(before) : undefined;
  const page = decidedPage({ ...before, visit: { ...visit, application }, answer, next });
  return html(page, welcome.includes(answer) ? 200 : gone.includes(answer) ? 410 : 409);
}

/** The version and the hash that a list showed for an application. */
function shownInList(form: URLSearchParams, id: string): { version: number; shown: string } {
  const [version = '', shown = ''] = (form.get(`shown.${id}`) ?? '').split('.');
  return { version: Number(version), shown };
}

/** "All marked: approve": each is a decision of its own, on the version that the list showed. */
async function decideMarked(request: Request, visit: Visit): Promise<Answer> {
  const before = await listView(request, visit);
  const marks = [...new Set(request.form.getAll('mark'))];
  const marked = before.all.filter(({ id, status }) => marks.includes(id) && status !== 'unconfirmed');
  const approves = choice(request.form, 'decision', ['approve']) !== undefined;
  const mistakes = [
    ...(marked.length === 0 ? [wrong.mark] : []),
    ...(approves ? [] : [wrong.decisionMarked]),
    ...isNeeded(request.form, visit.shared),
  ];
  if (mistakes.length > 0 || listObstacle(before) !== undefined)
    return showList({ ...before, mistakes }, 422);
  const decider = { ...visit.decider, ...readWho(request.form, visit.shared) };
  const results: { application: Application; answer: Verdicted }[] = [];
  for (const application of marked) {
    const submitted = { choice: 'approve', ...shownInList(request.form, application.id) } as const;
    const result = await decideOn(visit, application.id, decider, submitted, before.at);
    if (result !== undefined) results.push(result);
  }
  const fine = results.every(({ answer }) => welcome.includes(answer));
  return html(markedPage({ ...before, results }), fine ? 200 : 409);
}

async function act(request: Request): Promise<Answer> {
  const visit = await openVisit(request.params['token']);
  const chosen = chosenCase(request);
  const one = visit.isList && chosen === undefined ? undefined : await openOne(visit, chosen);
  if (request.form.has('action'))
    return afterArranging(request, visit, one, await arrange(request, visit, one));
  return one === undefined ? decideMarked(request, visit) : decideOne(request, one);
}

/** Shows the page again as it is after something was arranged. */
async function afterArranging(
  request: Request,
  visit: Visit,
  one: CaseVisit | undefined,
  arranged: Arranged,
): Promise<Answer> {
  if ('page' in arranged) return html(arranged.page, arranged.status);
  const status = arranged.mistakes.length > 0 ? 422 : 200;
  if (one !== undefined)
    return showCase(await caseView(request, one, { mistakes: arranged.mistakes }), status);
  return showList(await listView(request, visit, { mistakes: arranged.mistakes }), status);
}

/** The page on which an approver decides, on one version of one application or on a list of them. */
export const handler = httpFunction({ '/entscheidung/{token}': { GET: show, POST: act } });
