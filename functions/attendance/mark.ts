import { type Application, enrolledStatuses } from '../domain/application.ts';
import { type Round, type ScheduledSession, sessionsOf } from '../domain/round.ts';
import { now } from '../platform/store/clock.ts';
import { keys, waitTarget } from '../platform/store/keys.ts';
import { findLink, type Link } from '../platform/store/links.ts';
import { wake } from '../platform/store/outbox.ts';
import { allApplications, requireRound, untilAgreed } from '../platform/store/records.ts';
import { get, transact } from '../platform/store/table.ts';
import { choice } from '../platform/web/forms.ts';
import { HttpError, html, httpFunction, type Request } from '../platform/web/http.ts';
import { markPage, settledPage } from './list/attendance-pages.tsx';
import { type Attendance, readAttendance } from './rules.ts';

type Opened = {
  readonly link: Link;
  readonly secret: string;
  readonly round: Round;
  readonly session: ScheduledSession;
};

async function open(request: Request): Promise<Opened> {
  const secret = request.params['token'];
  const link = await findLink('/anwesenheit', secret);
  if (link?.round === undefined || secret === undefined) throw new HttpError(404, 'There is no such page.');
  const round = await requireRound(link.round);
  const session = sessionsOf(round.file).find(({ id }) => id === link.data?.['session']);
  if (session === undefined) throw new HttpError(404, 'There is no such page.');
  return { link, secret, round, session };
}

/** Those who have a seat in the cohort for good; who left during the training stays on the earlier lists. */
async function participants(round: Round, cohort: string): Promise<Application[]> {
  const found = (await allApplications(round.id)).filter(
    ({ seat, status }) => seat?.cohort === cohort && enrolledStatuses.includes(status),
  );
  return found.sort((a, b) => (a.applicant.familyName < b.applicant.familyName ? -1 : 1));
}

async function marked(round: Round, session: ScheduledSession): Promise<Attendance | undefined> {
  const item = await get(keys.attendance(round.id, session.id));
  return item === undefined ? undefined : readAttendance(item);
}

/** When the certificates are out, the list is fixed; the office can still correct it. */
function isSettled(people: readonly Application[]): boolean {
  return people.some(({ status }) => status === 'completed' || status === 'not-completed');
}

async function show(request: Request) {
  const opened = await open(request);
  const language = request.chosen ?? 'de';
  const people = await participants(opened.round, opened.session.cohort);
  const before = await marked(opened.round, opened.session);
  if (isSettled(people)) return html(settledPage(opened, people, before, language));
  return html(markPage({ ...opened, people, marked: before, language, state: 'open' }));
}

async function act(request: Request) {
  const opened = await open(request);
  const { round, session, link } = opened;
  const language = request.chosen ?? 'de';
  const people = await participants(round, session.cohort);
  const known = new Set(people.map(({ id }) => id));
  const present = request.form.getAll('present').filter((id) => known.has(id));
  const nobody = choice(request.form, 'nobody', ['yes']) === 'yes';
  const before = await marked(round, session);
  if (isSettled(people)) return html(settledPage(opened, people, before, language), 409);
  if (now() < session.starts) {
    return html(markPage({ ...opened, people, marked: before, language, state: 'early' }), 409);
  }
  if (present.length === 0 && !nobody) {
    return html(markPage({ ...opened, people, marked: before, language, state: 'nothing' }), 422);
  }
  if (present.length > 0 && nobody) {
    return html(
      markPage({ ...opened, people, marked: before, language, state: 'both', ticked: present }),
      422,
    );
  }
  const at = now();
  const saved = await untilAgreed(async () => {
    const last = await marked(round, session);
    const key = keys.attendance(round.id, session.id);
    const item: Attendance = {
      kind: 'attendance',
      session: session.id,
      cohort: session.cohort,
      present,
      markedAt: at,
      by: link.person.email,
      revision: (last?.revision ?? 0) + 1,
    };
    await transact([
      last === undefined
        ? { create: { ...key, ...item } }
        : { replace: { ...key, ...item }, revision: last.revision },
      wake(waitTarget.round(round.id), at),
    ]);
    return item;
  });
  return html(markPage({ ...opened, people, marked: saved, language, state: 'saved' }));
}

/** The list on which a trainer marks who is there; sent again it replaces what was sent before. */
export const handler = httpFunction({ '/anwesenheit/{token}': { GET: show, POST: act } });
