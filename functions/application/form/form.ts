import type { Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { type Bilingual, isEmail, type Language, normaliseEmail } from '../../domain/text.ts';
import { explainedLinkPage } from '../../platform/page/messages.tsx';
import { settings } from '../../platform/settings.ts';
import { now } from '../../platform/store/clock.ts';
import { personHash } from '../../platform/store/person.ts';
import { ConflictError } from '../../platform/store/port.ts';
import { changeApplication, loadApplication } from '../../platform/store/records.ts';
import { field } from '../../platform/web/forms.ts';
import { type Answer, HttpError, html, type Request } from '../../platform/web/http.ts';
import { within } from '../../platform/web/limits.ts';
import { correctAddress } from '../rules.ts';
import { checkSubmission } from './check-submission.ts';
import { formPage, windowPage } from './form-page.tsx';
import { asTyped, formMistakes, submissionOf } from './form-values.ts';
import { type Admission, admission, lateField, lateMistakes, useUp, wasUsedUp } from './late.ts';
import { holdToLimits } from './limits.ts';
import { reviewPage } from './review-page.tsx';
import { alreadyConfirmedPage, sentPage } from './sent-page.tsx';
import { findRound, submit } from './store-application.ts';
import { isDoubtful } from './traps.ts';

/** So often the address of one application can be corrected: enough for two typing mistakes, not for a flood. */
const correctionsPerAddress = 5;

type Place = { readonly round: Round; readonly register: Register; readonly language: Language };

async function placeOf(request: Request): Promise<Place> {
  const found = await findRound(request.params['round'] ?? '');
  if (found === undefined) throw new HttpError(404, 'There is no such round.');
  return { ...found, language: request.chosen ?? 'de' };
}

/** No application can be sent now: the window is closed, or the late link is used or over. */
function outside(
  { round, language }: Place,
  { end }: Extract<Admission, { as: 'nobody' }>,
  secret: string | undefined,
  at: string,
  status: number,
): Answer {
  if (end === undefined) return html(windowPage(round, language, at), status);
  const path = `/bewerbung/${round.id}?${lateField}=${secret}`;
  return html(explainedLinkPage(language, { kind: end, path }), 410);
}

/** Until when a late link stands; undefined where everybody may apply. */
function lateUntil(admitted: Admission): string | undefined {
  return admitted.as === 'late' ? admitted.link.validUntil : undefined;
}

/** The form, empty. */
export async function showForm(request: Request): Promise<Answer> {
  const place = await placeOf(request);
  const at = now();
  const secret = request.query.get(lateField) ?? undefined;
  const admitted = await admission(place.round, secret, at);
  if (admitted.as === 'nobody') return outside(place, admitted, secret, at, 200);
  const values = new URLSearchParams(
    admitted.as === 'late' && secret !== undefined
      ? { [lateField]: secret, administrations: admitted.link.administration }
      : {},
  );
  return html(formPage({ ...place, values, mistakes: [], at, lateUntil: lateUntil(admitted) }));
}

/**
 * What is sent to the form's address: the filled form for a look at everything, that look for changing or for
 * sending, or a corrected address. Without a `step`, as plain clients send it, the application is sent.
 */
export async function postForm(request: Request): Promise<Answer> {
  const place = await placeOf(request);
  const { round, language } = place;
  const at = now();
  const values = asTyped(request.form);
  if (field(values, 'application') !== undefined) return correctSentAddress(place, values, at);
  const secret = field(values, lateField) ?? request.query.get(lateField) ?? undefined;
  const admitted = await admission(round, secret, at);
  if (admitted.as === 'nobody') return outside(place, admitted, secret, at, 403);
  const form = { ...place, values, at, lateUntil: lateUntil(admitted) };
  const step = values.get('step');
  if (step === 'edit') return html(formPage({ ...form, mistakes: [] }));
  const looked = values.get('looked') !== null;
  const input = { ...submissionOf(values), round: round.id, language };
  const checked = await checkSubmission(input, findRound);
  const mistakes = [
    ...(checked.ok ? lateMistakes(admitted, checked.submission) : checked.mistakes),
    ...formMistakes(values, step === 'review' || looked),
  ];
  if (!checked.ok || mistakes.length > 0) return html(formPage({ ...form, mistakes }), 422);
  if (step === 'review')
    return html(reviewPage({ ...place, values, submission: checked.submission, doubtful: false, at }));
  if (isDoubtful(values, at)) {
    return html(reviewPage({ ...place, values, submission: checked.submission, doubtful: true, at }));
  }
  await holdToLimits(request, checked.submission.applicant.email, at);
  const application = await untilUsed(admitted, () =>
    submit(checked.submission, round, at, {
      writes: (sent) => useUp(admitted, sent, at),
      late: admitted.as === 'late',
    }),
  );
  if (application === undefined) return outside(place, { as: 'nobody', end: 'used' }, secret, at, 410);
  return html(
    sentPage({
      ...place,
      application,
      needs: checked.submission.needs,
      corrected: undefined,
      error: undefined,
    }),
    201,
  );
}

/** Undefined where another application was sent by the same late link at the same instant. */
async function untilUsed<Sent>(admitted: Admission, send: () => Promise<Sent>): Promise<Sent | undefined> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof ConflictError && (await wasUsedUp(admitted))) return undefined;
    throw error;
  }
}

/** The waiting page: a mistyped address is corrected, as long as nobody has confirmed it. */
async function correctSentAddress(place: Place, values: URLSearchParams, at: string): Promise<Answer> {
  const { round, language } = place;
  const id = field(values, 'application') ?? '';
  // No key of the table is longer than 1,024 bytes: what is no id is not even looked for.
  const application = /^[A-Za-z0-9_-]{22}$/.test(id) ? await loadApplication(round.id, id) : undefined;
  if (application === undefined || application.status === 'erased')
    throw new HttpError(404, 'There is no such page.');
  if (application.status !== 'unconfirmed')
    return html(alreadyConfirmedPage(application, round, language), 409);
  const email = field(values, 'email')?.trim() ?? '';
  const wrong = (error: Bilingual): Answer =>
    html(sentPage({ ...place, application, needs: undefined, corrected: email, error }), 422);
  if (!isEmail(email)) {
    return wrong({
      de: 'Bitte geben Sie die richtige E-Mail-Adresse vollständig an.',
      en: 'Please give the right email address in full.',
    });
  }
  if (normaliseEmail(email) === normaliseEmail(application.supervisor?.email ?? '')) {
    return wrong({
      de: 'Das ist die Adresse der vorgesetzten Person. Bitte geben Sie Ihre eigene an.',
      en: 'That is the supervisor’s address. Please give your own.',
    });
  }
  if (!(await within(`address of ${application.id}`, correctionsPerAddress, 86_400, at))) {
    return wrong({
      de: 'Die Adresse wurde schon mehrmals geändert. Bitte senden Sie die Bewerbung neu, oder schreiben Sie uns.',
      en: 'The address was changed several times already. Please send the application anew, or write to us.',
    });
  }
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    correctAddress(fresh, email, personHash({ ...fresh.applicant, email }), settings.retention, at),
  );
  if (result?.answer !== 'corrected') return html(alreadyConfirmedPage(application, round, language), 409);
  return html(
    sentPage({
      ...place,
      application: result.application,
      needs: undefined,
      corrected: undefined,
      error: undefined,
    }),
  );
}
