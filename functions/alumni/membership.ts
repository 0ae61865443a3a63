import type { Application } from '../domain/application.ts';
import { fullName } from '../domain/application.ts';
import { administration } from '../domain/register/register.ts';
import { type Language, multiLine } from '../domain/text.ts';
import { registerOf } from '../platform/store/cases.ts';
import { now } from '../platform/store/clock.ts';
import { eraseMails } from '../platform/store/erasure.ts';
import { keys } from '../platform/store/keys.ts';
import { findLink, type Link } from '../platform/store/links.ts';
import { changeApplication, loadApplication, requireRound } from '../platform/store/records.ts';
import { get, query, transact } from '../platform/store/table.ts';
import { choice, field, ticked } from '../platform/web/forms.ts';
import { type Answer, HttpError, html, httpFunction, type Request } from '../platform/web/http.ts';
import { type Alumnus, readAlumnus } from './membership/alumnus.ts';
import { endPage, leavePage } from './membership/end-pages.tsx';
import { membershipPage, type View } from './membership/membership-pages.tsx';
import { formMistakes } from './membership/mistakes.ts';
import { actions, decide, directory, type LinkEnd, linkEnd, type Outcome, type Wish } from './rules.ts';

/** What a link opens: the graduate's case, or why it does not open it. */
type Opened = {
  readonly id: string;
  readonly path: string;
  readonly language: Language;
  readonly application: Application | undefined;
  readonly member: Alumnus | undefined;
  readonly end: LinkEnd | undefined;
};

/** @throws HttpError 404 where nothing of the kind was ever mailed */
async function genuine(request: Request): Promise<{ link: Link; round: string; id: string; path: string }> {
  const token = request.params['token'];
  const link = await findLink('/alumni', token);
  if (link?.application === undefined || link.round === undefined) {
    throw new HttpError(404, 'There is nothing here.');
  }
  return { link, round: link.round, id: link.application, path: `/alumni/${token}` };
}

async function loadMember(id: string): Promise<Alumnus | undefined> {
  const item = await get(keys.alumnus(id));
  return item === undefined ? undefined : readAlumnus(item);
}

async function open(request: Request): Promise<Opened> {
  const { link, round, id, path } = await genuine(request);
  const application = await loadApplication(round, id);
  return {
    id,
    path,
    language: request.chosen ?? application?.language ?? 'de',
    application,
    member: await loadMember(id),
    end: linkEnd(link, application),
  };
}

async function membership(
  opened: Opened,
  application: Application,
  member: Alumnus | undefined,
  more: Pick<View, 'sent' | 'errors' | 'outcome'> = {},
  status = 200,
): Promise<Answer> {
  const edition = registerOf(await requireRound(application.round));
  const members = member === undefined ? [] : (await query('ALUMNI')).map((item) => readAlumnus(item));
  const { path, language } = opened;
  return html(
    membershipPage({
      language,
      path,
      reference: application.reference,
      name: fullName(application.applicant),
      email: application.applicant.email,
      administrations: application.administrations.map((key) => administration(edition, key)?.name ?? key),
      member,
      directory: directory(members),
      ...more,
    }),
    status,
  );
}

/** A link that opens no case: explained, and where the entry outlived the case, it can still be ended. */
function ended({ end = 'erased', member, language, path }: Opened, missing = false): Answer {
  if (end === 'erased' && member !== undefined)
    return html(leavePage(language, path, missing), missing ? 422 : 200);
  return html(endPage(end, language, path), end === 'not-yours' ? 200 : 410);
}

async function show(request: Request): Promise<Answer> {
  const opened = await open(request);
  const { application, member } = opened;
  if (application === undefined || opened.end !== undefined) return ended(opened);
  return membership(opened, application, member);
}

async function act(request: Request): Promise<Answer> {
  const opened = await open(request);
  const { application, member, id } = opened;
  const action = choice(request.form, 'action', actions);
  if (application === undefined || opened.end !== undefined) {
    if (opened.end !== 'erased' || member === undefined) return ended(opened);
    if (action !== 'leave') return ended(opened, true);
    await transact([{ remove: keys.alumnus(id) }]);
    // What was mailed to a member since the application was erased goes with the membership.
    if (application !== undefined) await eraseMails(application);
    return html(endPage('erased', opened.language, opened.path));
  }
  const topics = multiLine(field(request.form, 'topics') ?? '');
  const consent = ticked(request.form, 'directory', 'yes');
  const errors = formMistakes(action, topics, member !== undefined);
  if (action === undefined || errors.length > 0) {
    return membership(
      opened,
      application,
      member,
      { sent: { action, directory: consent, topics }, errors },
      422,
    );
  }
  const wish: Wish = { action, directory: consent, ...(topics === '' ? {} : { topics }) };
  return settle(opened, application, wish);
}

async function settle(opened: Opened, application: Application, wish: Wish): Promise<Answer> {
  const at = now();
  const edition = registerOf(await requireRound(application.round));
  const result = await changeApplication<Outcome>(application.round, application.id, at, async (fresh) =>
    decide(fresh, edition, wish, await loadMember(fresh.id), at),
  );
  const outcome = result?.answer ?? 'was-no-member';
  return membership(opened, result?.application ?? application, await loadMember(application.id), {
    outcome,
  });
}

/** A graduate joins the alumni network, changes the entry or leaves: opening the page changes nothing. */
export const handler = httpFunction({ '/alumni/{token}': { GET: show, POST: act } });
