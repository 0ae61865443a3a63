import { formatPeriod } from '../../domain/calendar.ts';
import type { MailOrder } from '../../domain/mail.ts';
import { cohortOf, sessionsOf } from '../../domain/round.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import { changeRound } from '../../platform/store/records.ts';
import { ticked } from '../../platform/web/forms.ts';
import { type Answer, HttpError, json } from '../../platform/web/http.ts';
import { actFormPage, unconfirmed } from '../shared/act-form.tsx';
import { roundOf, roundPath } from '../shared/places.ts';
import { goTo, type Page, type Visit } from '../shared/visit.ts';

/** The round's own file, for a next round or another installation. */
async function downloadFile(visit: Visit): Promise<Answer> {
  const round = await roundOf(visit);
  const answer = json(round.file, 200, {
    'content-disposition': `attachment; filename="durchgang-${round.id}.json"`,
  });
  return { ...answer, body: `${JSON.stringify(round.file, null, 2)}\n` };
}

async function remindPage(visit: Visit, untouched = false): Promise<Answer> {
  const round = await roundOf(visit);
  const { language, params, at } = visit;
  const session = sessionsOf(round.file).find((each) => each.id === params['session']);
  if (session === undefined || session.starts > at) throw new HttpError(404, 'There is no such session.');
  const trainers = cohortOf(round.file, session.cohort).trainers;
  return actFormPage(
    visit,
    {
      area: 'rounds',
      title: say(language, { de: 'Schulungsteam erinnern', en: 'Remind the trainers' }),
      preline: round.file.title,
      action: visit.request.path,
      back: {
        href: roundPath(round),
        label: say(language, { de: 'Zurück zum Durchgang', en: 'Back to the round' }),
      },
      isPossible: true,
      errors: untouched ? unconfirmed(visit.request.form) : [],
      sent: undefined,
      fields: (
        <>
          <p>
            {cohortName(session.cohort, language)}, {session.module.title}:{' '}
            {formatPeriod(session.starts, session.ends, language)}
          </p>
          <p>
            {say(language, {
              de: 'Eine neue Abfrage der Anwesenheit geht an: ',
              en: 'A new request for attendance goes to: ',
            })}
            {trainers.map(({ name, email }) => `${name} (${email})`).join(', ')}.
          </p>
        </>
      ),
      confirm: say(language, { de: 'Ja, noch einmal schicken.', en: 'Yes, send it again.' }),
      button: say(language, { de: 'Abfrage schicken', en: 'Send the request' }),
    },
    untouched ? 422 : 200,
  );
}

async function remind(visit: Visit): Promise<Answer> {
  const { request, params, at } = visit;
  if (!ticked(request.form, 'confirm', 'yes')) return remindPage(visit, true);
  const round = await roundOf(visit);
  const result = await changeRound(round.id, at, (fresh) => {
    const session = sessionsOf(fresh.file).find((each) => each.id === params['session']);
    if (session === undefined || session.starts > at) return { answer: false };
    const mails = cohortOf(fresh.file, session.cohort).trainers.map(
      ({ name, email }): MailOrder => ({
        purpose: 'attendance-request',
        to: { role: 'trainer', name, email },
        occasion: `${session.id}-again-${at}`,
        data: { session: session.id, cohort: session.cohort },
      }),
    );
    return { answer: true, change: { record: fresh, mails } };
  });
  if (result?.answer !== true) throw new HttpError(404, 'There is no such session.');
  return goTo(visit, `${roundPath(round)}?getan=reminded`);
}

export const roundExtraPages: readonly Page[] = [
  {
    path: '/buero/durchgang/{round}/datei.json',
    about: 'Download the file of a round',
    GET: { for: 'signed-in', handle: downloadFile },
  },
  {
    path: '/buero/durchgang/{round}/anwesenheit/{session}',
    about: 'Ask the trainers for attendance again',
    GET: { for: 'office', handle: (visit) => remindPage(visit) },
    POST: { for: 'office', handle: remind },
  },
];
