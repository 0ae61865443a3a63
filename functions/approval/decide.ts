import { randomBytes } from 'node:crypto';
import { now } from '../platform/clock.ts';
import { type Opened, openCase } from '../platform/cases.ts';
import { choice, field } from '../platform/forms.ts';
import { HttpError, html, httpFunction, type Request } from '../platform/http.ts';
import { approverOf } from '../domain/query.ts';
import { changeApplication } from '../platform/records.ts';
import { decidedPage, decisionPage, type Mistake } from './pages.tsx';
import { type Ballot, type Decider, decide, shownState } from './rules.ts';

const longest = 2000;

/** Who holds this link: an approver of the round, or the deputy of one. @throws HttpError 404 for who is none any more */
function deciderOf(opened: Opened): Decider & { readonly shared: boolean } {
  const { link, round } = opened;
  const address = link.person.role === 'deputy' ? link.person.standsInFor : link.person.email;
  const approver = approverOf(round, address ?? '');
  if (approver === undefined) throw new HttpError(404, 'There is no such page.');
  return {
    approver: approver.email,
    by: link.person.role === 'deputy' ? 'deputy' : 'approver',
    recipient: link.person,
    link: link.mail,
    shared: link.person.role === 'approver' && approver.shared,
  };
}

async function show(request: Request) {
  const opened = await openCase('/entscheidung', request.params['token']);
  const decider = deciderOf(opened);
  const language = request.chosen ?? 'de';
  return html(
    decisionPage({ opened, decider, language, at: now(), values: new URLSearchParams(), mistakes: [] }),
  );
}

/** What was sent, or what is missing in it. */
function readBallot(request: Request, shared: boolean): { ballot: Ballot | undefined; mistakes: Mistake[] } {
  const decision = choice(request.form, 'decision', ['approve', 'reject', 'query']);
  const reason = field(request.form, 'reason')?.trim();
  const note = field(request.form, 'note')?.trim();
  const mistakes: Mistake[] = [
    ...(decision === undefined ? (['decision'] as const) : []),
    ...(decision !== undefined && decision !== 'approve' && !reason ? (['reason'] as const) : []),
    ...((reason?.length ?? 0) > longest ? (['reason-long'] as const) : []),
    ...((note?.length ?? 0) > longest ? (['note-long'] as const) : []),
    ...(shared && !field(request.form, 'name')?.trim() ? (['name'] as const) : []),
    ...(shared && !field(request.form, 'function')?.trim() ? (['function'] as const) : []),
  ];
  if (decision === undefined || mistakes.length > 0) return { ballot: undefined, mistakes };
  return {
    ballot: {
      choice: decision,
      ...(reason ? { reason } : {}),
      ...(note ? { note } : {}),
      shown: field(request.form, 'shown') ?? '',
      version: Number(field(request.form, 'version') ?? '0'),
    },
    mistakes,
  };
}

async function act(request: Request) {
  const opened = await openCase('/entscheidung', request.params['token']);
  const { shared, ...decider } = deciderOf(opened);
  const language = request.chosen ?? 'de';
  const at = now();
  const { ballot, mistakes } = readBallot(request, shared);
  if (ballot === undefined) {
    return html(
      decisionPage({ opened, decider: { ...decider, shared }, language, at, values: request.form, mistakes }),
      422,
    );
  }
  const name = shared ? field(request.form, 'name')?.trim() : undefined;
  const role = shared ? field(request.form, 'function')?.trim() : undefined;
  const person = { ...(name ? { name: name.slice(0, 200) } : {}), ...(role ? { function: role.slice(0, 200) } : {}) };
  const version = opened.link.version ?? ballot.version;
  const id = randomBytes(9).toString('base64url');
  const result = await changeApplication(opened.round.id, opened.application.id, at, (fresh) =>
    decide(fresh, opened.round, { ...decider, ...person }, { ...ballot, version }, id, at),
  );
  const application = result?.application ?? opened.application;
  const answer = result?.answer ?? 'withdrawn';
  const fine = answer === 'recorded' || answer === 'changed' || answer === 'same-again';
  return html(
    decidedPage({
      opened: { ...opened, application },
      decider: { ...decider, shared },
      language,
      at,
      answer,
      shown: shownState(application),
    }),
    fine ? 200 : 409,
  );
}

/** The page on which an approver decides on one version of an application. */
export const handler = httpFunction({ '/entscheidung/{token}': { GET: show, POST: act } });
