import { substitutesUntil, withdraw } from '../domain/lifecycle.ts';
import { answerQuery } from '../domain/query.ts';
import { substitute } from '../domain/substitution.ts';
import type { Language } from '../domain/text.ts';
import { isReplaced, type Opened, openCase } from '../platform/cases.ts';
import { loadCertificate } from '../platform/certificates.ts';
import { now } from '../platform/clock.ts';
import { eraseMails, ownWrites } from '../platform/erasure.ts';
import { choice, field, ticked } from '../platform/forms.ts';
import { type Answer, HttpError, html, httpFunction, type Request } from '../platform/http.ts';
import { keys } from '../platform/keys.ts';
import { within } from '../platform/limits.ts';
import { type FieldError, fieldErrors } from '../platform/page/errors.tsx';
import { claimOf, personHash } from '../platform/person.ts';
import { changeApplication, ledgerOf } from '../platform/records.ts';
import { get } from '../platform/table.ts';
import { deadline, say } from '../platform/wording.ts';
import {
  casePage,
  erasedPage,
  newLinkPage,
  ownDataPage,
  replacedPage,
  type Said,
  substitutedPage,
} from './case-pages.tsx';
import {
  type CaseAction,
  caseActions,
  correct,
  eraseOwn,
  longestAnswer,
  newLink,
  possibleActions,
} from './case-rules.ts';
import { ownData } from './own-data.ts';
import { checkSubmission } from './submission.ts';
import { findRound, needsWrite } from './submit.ts';
import { asTyped, correctedFields, fieldsOf, formMistakes, submissionOf } from './typed.ts';

/** So many links may be asked for in an hour: a mailbox is not to be flooded. */
const linksPerHour = 5;

/** What an act works with: the case, the form, the language, the time. */
type Act = {
  readonly opened: Opened & { readonly needs: string | undefined };
  readonly form: URLSearchParams;
  readonly language: Language;
  readonly at: string;
};

async function needsOf({ application }: Opened): Promise<string | undefined> {
  const item = await get(keys.needs(application.round, application.id));
  const text = item?.['text'];
  return typeof text === 'string' ? text : undefined;
}

/** The page, with what was typed where something is wrong with it, else as the record is. */
function shown(act: Act, status: number, more: { said?: Said; errors?: readonly FieldError[] } = {}): Answer {
  const { opened, form, language, at } = act;
  const actions = possibleActions(opened.application, opened.round, at);
  const errors = more.errors ?? [];
  const present = actions.includes('correct')
    ? fieldsOf(opened.application, opened.needs)
    : new URLSearchParams();
  const values =
    errors.length === 0 ? present : form.size > 3 ? form : new URLSearchParams([...present, ...form]);
  return html(casePage(opened, language, { actions, values, errors }, at, more.said), status);
}

async function show(request: Request): Promise<Answer> {
  const opened = await openCase('/vorgang', request.params['token']);
  const language = request.chosen ?? opened.application.language;
  if (isReplaced(opened)) return html(replacedPage(opened, language), 410);
  const needs = await needsOf(opened);
  return shown({ opened: { ...opened, needs }, form: new URLSearchParams(), language, at: now() }, 200);
}

/** The case as it is after an act. */
async function after(act: Act): Promise<Act> {
  const opened = await openCase('/vorgang', act.opened.secret);
  return { ...act, opened: { ...opened, needs: await needsOf(opened) } };
}

async function done(act: Act, title: string, text?: string): Promise<Answer> {
  return shown(await after(act), 200, {
    said: { tone: 'success', title, ...(text === undefined ? {} : { text }) },
  });
}

async function refused(act: Act, title: string, text?: string): Promise<Answer> {
  return shown(await after(act), 409, {
    said: { tone: 'warning', title, ...(text === undefined ? {} : { text }) },
  });
}

const wrong = (act: Act, name: string, message: string): Answer =>
  shown(act, 422, { errors: [{ name, message }] });

async function answer(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  const text = field(form, 'text')?.trim() ?? '';
  if (text === '' || [...text].length > longestAnswer) {
    return wrong(
      act,
      'text',
      say(
        language,
        'Bitte schreiben Sie eine Antwort (höchstens 2 000 Zeichen).',
        'Please write an answer (at most 2,000 characters).',
      ),
    );
  }
  const { round, application } = opened;
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    answerQuery(fresh, round, text, at),
  );
  if (result?.answer === 'too-late') {
    return refused(
      act,
      say(
        language,
        'Zu dieser Frage ist keine Antwort mehr möglich.',
        'This question can no longer be answered.',
      ),
      say(language, 'Die Prüfung geht weiter.', 'The review goes on.'),
    );
  }
  return done(
    act,
    say(language, 'Ihre Antwort ist angekommen.', 'Your answer has arrived.'),
    say(language, 'Die Prüfung geht weiter.', 'The review goes on.'),
  );
}

/** Checks the fields as a whole submission, by the rules of applying. */
async function checked(act: Act, fields: URLSearchParams, asksWhoLeads: boolean) {
  const { application, round } = act.opened;
  const input = {
    ...submissionOf(fields),
    round: round.id,
    language: application.language,
    privacyNoticeRead: true,
  };
  const result = await checkSubmission(input, findRound);
  const mistakes = [...(result.ok ? [] : result.mistakes), ...formMistakes(fields, asksWhoLeads)];
  return { submission: result.ok && mistakes.length === 0 ? result.submission : undefined, mistakes };
}

const errorsOf = (
  mistakes: Awaited<ReturnType<typeof checked>>['mistakes'],
  language: Language,
): FieldError[] =>
  fieldErrors(mistakes.map(({ pointer, message }) => ({ pointer, message: message[language] })));

const otherApplication = (language: Language): string =>
  say(
    language,
    'Diese Person hat für diesen Durchgang schon eine eigene Bewerbung.',
    'This person already has an application of their own for this round.',
  );

async function correctCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  const { application, round } = opened;
  const isOwnForm = form.get('step') === 'case';
  const fields = correctedFields(fieldsOf(application, opened.needs), form, isOwnForm);
  const { submission, mistakes } = await checked(act, fields, isOwnForm);
  if (submission === undefined) {
    return shown({ ...act, form: isOwnForm ? form : fields }, 422, { errors: errorsOf(mistakes, language) });
  }
  const { needs, round: _round, language: _language, privacyNoticeRead: _read, ...given } = submission;
  const person = personHash({ ...given.applicant, email: application.applicant.email });
  const version = Number(form.get('version') ?? '') || undefined;
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    const claimedBy = await claimOf(round.id, person);
    const decision = correct(fresh, round, given, person, claimedBy, version, at);
    const possible = decision.answer === 'corrected' || decision.answer === 'nothing-changed';
    if (!possible || needs === opened.needs) return decision;
    const write = needs === undefined ? { remove: keys.needs(round.id, fresh.id) } : needsWrite(fresh, needs);
    return {
      answer: 'corrected' as const,
      change: { ...(decision.change ?? { record: fresh }), writes: [write] },
    };
  });
  switch (result?.answer) {
    case 'corrected':
      return done(
        act,
        say(language, 'Ihre Angaben sind berichtigt.', 'What you submitted is corrected.'),
        result.application.emailChange === undefined
          ? undefined
          : say(
              language,
              `Die neue Adresse gilt, sobald sie bestätigt ist: Wir haben eine E-Mail an ${result.application.emailChange.email} geschickt.`,
              `The new address counts once it is confirmed: we have sent an email to ${result.application.emailChange.email}.`,
            ),
      );
    case 'nothing-changed':
      return done(act, say(language, 'Es hat sich nichts geändert.', 'Nothing has changed.'));
    case 'other-application':
      return wrong(act, 'applicant.familyName', otherApplication(language));
    case 'outdated':
      return refused(
        act,
        say(
          language,
          'Die Angaben wurden inzwischen anderswo geändert.',
          'The data were changed elsewhere meanwhile.',
        ),
        say(
          language,
          'Hier sehen Sie den neuen Stand. Bitte berichtigen Sie noch einmal.',
          'Here they are as they are now. Please correct them once more.',
        ),
      );
    default:
      return refused(
        act,
        say(language, 'Das lässt sich nicht mehr ändern.', 'This can no longer be changed.'),
      );
  }
}

async function substituteCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  const { application, round } = opened;
  const others = [...fieldsOf(application, undefined)].filter(
    ([name]) => !name.startsWith('applicant.') && name !== 'sharedMailbox',
  );
  const theirs = [...form].filter(([name, value]) => name.startsWith('applicant.') && value !== '');
  const { submission, mistakes } = await checked(act, new URLSearchParams([...others, ...theirs]), false);
  if (submission === undefined) return shown(act, 422, { errors: errorsOf(mistakes, language) });
  const shared = form.get('sharedMailbox') === 'true';
  const person = personHash(submission.applicant);
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    const decision = substitute(
      fresh,
      round,
      submission.applicant,
      person,
      await claimOf(round.id, person),
      at,
    );
    if (decision.change === undefined) return decision;
    const { record } = decision.change;
    const change = {
      ...decision.change,
      record: shared ? { ...record, sharedMailbox: true } : record,
      writes: [{ remove: keys.needs(round.id, fresh.id) }],
    };
    return { answer: decision.answer, change };
  });
  if (result?.answer === 'substituted') return html(substitutedPage(opened, language));
  if (result?.answer === 'other-application')
    return wrong(act, 'applicant.familyName', otherApplication(language));
  if (result?.answer === 'same-person') {
    return wrong(
      act,
      'applicant.familyName',
      say(
        language,
        'Das sind Sie selbst. Bitte nennen Sie eine andere Person.',
        'That is you. Please name another person.',
      ),
    );
  }
  return refused(act, say(language, 'Dafür ist es zu spät.', 'It is too late for that.'), tooLate(act));
}

function tooLate({ opened, language }: Act): string {
  const { seat } = opened.application;
  if (seat === undefined)
    return say(language, 'Es gibt noch keinen Platz zu übergeben.', 'There is no seat to hand over yet.');
  const until = deadline(substitutesUntil(opened.round, seat.cohort), language);
  return say(
    language,
    `Eine andere Person konnte bis ${until} benannt werden.`,
    `Another person could be named until ${until}.`,
  );
}

const unsure = (act: Act): Answer =>
  wrong(
    act,
    'confirm',
    say(
      act.language,
      'Bitte bestätigen Sie mit dem Häkchen, dass Sie sicher sind.',
      'Please tick the box to confirm that you are sure.',
    ),
  );

async function withdrawCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  if (!ticked(form, 'confirm', 'yes')) return unsure(act);
  const { application, round } = opened;
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    withdraw(fresh, 'applicant', at),
  );
  if (result?.answer === 'not-possible') {
    return refused(act, say(language, 'Der Vorgang ist schon beendet.', 'The case is closed already.'));
  }
  return done(
    act,
    result?.application.status === 'dropped-out'
      ? say(language, 'Ihre Teilnahme ist beendet.', 'Your participation has ended.')
      : say(language, 'Ihre Bewerbung ist zurückgezogen.', 'Your application is withdrawn.'),
    say(language, 'Sie bekommen das auch per E-Mail.', 'You get this by email, too.'),
  );
}

async function sendNewLink(act: Act): Promise<Answer> {
  const { opened, language, at } = act;
  const { application, round } = opened;
  if (!(await within(`new-link ${application.id}`, linksPerHour, 3600, at))) {
    throw new HttpError(429, 'Too many links were asked for. Please try again in an hour.', {
      'retry-after': '3600',
    });
  }
  await changeApplication(round.id, application.id, at, (fresh) => ({
    answer: true,
    change: newLink(fresh, at),
  }));
  return html(newLinkPage(opened, language));
}

async function exportCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  const { application, round, register, needs } = opened;
  const ledger = await ledgerOf({ application: application.id });
  const certificate = await loadCertificate(application.certificate?.id);
  const data = ownData(application, { round, register, ledger, needs, certificate }, language, at);
  if (form.get('format') === 'html') return html(ownDataPage(opened, data, language));
  return {
    status: 200,
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(data, null, 2),
    headers: {
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${application.reference}.json"`,
    },
  };
}

async function eraseCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  if (!ticked(form, 'confirm', 'yes')) return unsure(act);
  const { application, round } = opened;
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    const { answer, change } = eraseOwn(fresh, at);
    if (change === undefined) return { answer };
    return { answer, change: { ...change, writes: await ownWrites(fresh, at) } };
  });
  if (result?.answer !== 'erased') {
    return refused(
      act,
      say(language, 'Der Vorgang läuft noch.', 'The case is still under way.'),
      say(
        language,
        'Bitte ziehen Sie die Bewerbung zuerst zurück. Danach können Sie Ihre Daten löschen.',
        'Please withdraw the application first. Then you can erase your data.',
      ),
    );
  }
  await eraseMails(application);
  return html(erasedPage(opened, language));
}

const acts: Readonly<Record<CaseAction, (act: Act) => Answer | Promise<Answer>>> = {
  answer,
  correct: correctCase,
  substitute: substituteCase,
  withdraw: withdrawCase,
  'new-link': sendNewLink,
  export: exportCase,
  erase: eraseCase,
};

async function act(request: Request): Promise<Answer> {
  const opened = await openCase('/vorgang', request.params['token']);
  const language = request.chosen ?? opened.application.language;
  if (isReplaced(opened)) return html(replacedPage(opened, language), 410);
  const wanted: Act = {
    opened: { ...opened, needs: await needsOf(opened) },
    form: asTyped(request.form),
    language,
    at: now(),
  };
  const action = choice(request.form, 'action', caseActions);
  if (action === undefined) {
    return wrong(
      wanted,
      'action',
      say(language, 'Bitte wählen Sie aus, was Sie tun möchten.', 'Please choose what you would like to do.'),
    );
  }
  return acts[action](wanted);
}

/** The page of a case: opening it changes nothing, sending its form does what was chosen in it. */
export const handler = httpFunction({ '/vorgang/{token}': { GET: show, POST: act } });
