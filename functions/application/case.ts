import { answerQuery } from '../approval/rules.ts';
import { withdraw } from '../domain/lifecycle.ts';
import { isStatement } from '../domain/text.ts';
import { say } from '../platform/letter/wording.ts';
import { isReplaced, openCase } from '../platform/store/cases.ts';
import { loadCertificate } from '../platform/store/certificates.ts';
import { now } from '../platform/store/clock.ts';
import { eraseMails, ownWrites } from '../platform/store/erasure.ts';
import { changeApplication, ledgerOf } from '../platform/store/records.ts';
import { choice, field, ticked } from '../platform/web/forms.ts';
import { type Answer, HttpError, html, httpFunction, type Request } from '../platform/web/http.ts';
import { within } from '../platform/web/limits.ts';
import { type Act, done, refused, shown, withKept, wrong } from './case/answer-query.ts';
import { correctCase, substituteCase } from './case/case-corrections.ts';
import { erasedPage, newLinkPage, replacedPage } from './case/case-pages.tsx';
import { documentOf, download } from './case/documents.ts';
import { ownData } from './case/own-data.ts';
import { ownDataPage } from './case/own-data-page.tsx';
import { asTyped } from './form/form-values.ts';
import { type CaseAction, caseActions, eraseOwn, newLink } from './rules/case-rules.ts';

/** So many links may be asked for in an hour: a mailbox is not to be flooded. */
const linksPerHour = 5;

async function show(request: Request): Promise<Answer> {
  const opened = await openCase('/vorgang', request.params['token']);
  const language = request.chosen ?? opened.application.language;
  if (isReplaced(opened)) return html(replacedPage(opened, language), 410);
  const document = request.query.has('document') ? await documentOf(opened.application) : undefined;
  if (document !== undefined) return download(document);
  return shown({ opened: await withKept(opened), form: new URLSearchParams(), language, at: now() }, 200);
}

async function answer(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  const text = field(form, 'text')?.trim() ?? '';
  if (!isStatement(text)) {
    return wrong(act, 'text', {
      de: 'Bitte schreiben Sie eine Antwort (höchstens 2 000 Zeichen).',
      en: 'Please write an answer (at most 2,000 characters).',
    });
  }
  const { round, application } = opened;
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    answerQuery(fresh, round, text, at),
  );
  if (result?.answer === 'too-late') {
    return refused(
      act,
      say(language, {
        de: 'Zu dieser Frage ist keine Antwort mehr möglich.',
        en: 'This question can no longer be answered.',
      }),
      say(language, { de: 'Die Prüfung geht weiter.', en: 'The review goes on.' }),
    );
  }
  return done(
    act,
    say(language, { de: 'Ihre Antwort ist angekommen.', en: 'Your answer has arrived.' }),
    say(language, { de: 'Die Prüfung geht weiter.', en: 'The review goes on.' }),
  );
}

const unsure = (act: Act): Answer =>
  wrong(act, 'confirm', {
    de: 'Bitte bestätigen Sie mit dem Häkchen, dass Sie sicher sind.',
    en: 'Please tick the box to confirm that you are sure.',
  });

async function withdrawCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  if (!ticked(form, 'confirm', 'yes')) return unsure(act);
  const { application, round } = opened;
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    withdraw(fresh, 'applicant', at),
  );
  if (result?.answer === 'not-possible') {
    return refused(
      act,
      say(language, { de: 'Der Vorgang ist schon beendet.', en: 'The case is closed already.' }),
    );
  }
  return done(
    act,
    result?.application.status === 'dropped-out'
      ? say(language, { de: 'Ihre Teilnahme ist beendet.', en: 'Your participation has ended.' })
      : say(language, { de: 'Ihre Bewerbung ist zurückgezogen.', en: 'Your application is withdrawn.' }),
    say(language, { de: 'Sie bekommen das auch per E-Mail.', en: 'You get this by email, too.' }),
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
      say(language, { de: 'Der Vorgang läuft noch.', en: 'The case is still under way.' }),
      say(language, {
        de: 'Bitte ziehen Sie die Bewerbung zuerst zurück. Danach können Sie Ihre Daten löschen.',
        en: 'Please withdraw the application first. Then you can erase your data.',
      }),
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
    opened: await withKept(opened),
    form: asTyped(request.form),
    language,
    at: now(),
  };
  const action = choice(request.form, 'action', caseActions);
  if (action === undefined) {
    return wrong(wanted, 'action', {
      de: 'Bitte wählen Sie aus, was Sie tun möchten.',
      en: 'Please choose what you would like to do.',
    });
  }
  return acts[action](wanted);
}

/** The page of a case: opening it changes nothing, sending its form does what was chosen in it. */
export const handler = httpFunction({ '/vorgang/{token}': { GET: show, POST: act } });
