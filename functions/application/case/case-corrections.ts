import { submittedOf } from '../../domain/form-fields/record.ts';
import { fieldOf, isFieldName } from '../../domain/form-fields/table.ts';
import { substitutesUntil } from '../../domain/lifecycle.ts';
import type { Bilingual } from '../../domain/text.ts';
import { deadline, say } from '../../platform/letter/wording.ts';

import { claimOf, personHash } from '../../platform/store/person.ts';
import { changeApplication } from '../../platform/store/records.ts';
import { type Answer, html } from '../../platform/web/http.ts';
import { checkSubmission } from '../form/check-submission.ts';
import { correctedFields, fieldsOf, formMistakes, submissionOf } from '../form/form-values.ts';
import { findRound, needsChange } from '../form/store-application.ts';
import { correct } from '../rules/case-rules.ts';
import { substitute } from '../rules/substitution.ts';
import { type Act, done, refused, shown, wrong } from './answer-query.ts';
import { substitutedPage } from './case-pages.tsx';

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

const otherApplication: Bilingual = {
  de: 'Diese Person hat für diesen Durchgang schon eine eigene Bewerbung.',
  en: 'This person already has an application of their own for this round.',
};

/** The applicant corrects what was submitted. */
export async function correctCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  const { application, round } = opened;
  const isOwnForm = form.get('step') === 'case';
  const fields = correctedFields(fieldsOf(application, opened.needs), form, isOwnForm);
  const { submission, mistakes } = await checked(act, fields, isOwnForm);
  if (submission === undefined) {
    return shown({ ...act, form: isOwnForm ? form : fields }, 422, { errors: mistakes });
  }
  const { needs } = submission;
  const given = submittedOf(submission);
  const person = personHash({ ...given.applicant, email: application.applicant.email });
  const version = Number(form.get('version') ?? '') || undefined;
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    const claimedBy = await claimOf(round.id, person);
    const decision = correct(fresh, round, given, person, claimedBy, version, at);
    const possible = decision.answer === 'corrected' || decision.answer === 'nothing-changed';
    if (!possible || needs === opened.needs) return decision;
    return {
      answer: 'corrected' as const,
      change: { ...(decision.change ?? { record: fresh }), writes: [needsChange(fresh, needs)] },
    };
  });
  switch (result?.answer) {
    case 'corrected':
      return done(
        act,
        say(language, { de: 'Ihre Angaben sind berichtigt.', en: 'What you submitted is corrected.' }),
        result.application.emailChange === undefined
          ? undefined
          : say(language, {
              de: `Die neue Adresse gilt, sobald sie bestätigt ist: Wir haben eine E-Mail an ${result.application.emailChange.email} geschickt.`,
              en: `The new address counts once it is confirmed: we have sent an email to ${result.application.emailChange.email}.`,
            }),
      );
    case 'nothing-changed':
      return done(act, say(language, { de: 'Es hat sich nichts geändert.', en: 'Nothing has changed.' }));
    case 'other-application':
      return wrong(act, 'applicant.familyName', otherApplication);
    case 'outdated':
      return refused(
        act,
        say(language, {
          de: 'Die Angaben wurden inzwischen anderswo geändert.',
          en: 'The data were changed elsewhere meanwhile.',
        }),
        say(language, {
          de: 'Hier sehen Sie den neuen Stand. Bitte berichtigen Sie noch einmal.',
          en: 'Here they are as they are now. Please correct them once more.',
        }),
      );
    default:
      return refused(
        act,
        say(language, { de: 'Das lässt sich nicht mehr ändern.', en: 'This can no longer be changed.' }),
      );
  }
}

/** The administration names another person for its seat. */
export async function substituteCase(act: Act): Promise<Answer> {
  const { opened, form, language, at } = act;
  const { application, round } = opened;
  const isTheirs = (name: string): boolean => isFieldName(name) && fieldOf(name).substituted === 'goes';
  const others = [...fieldsOf(application, undefined)].filter(([name]) => !isTheirs(name));
  const theirs = [...form].filter(([name, value]) => isTheirs(name) && value !== '');
  const { submission, mistakes } = await checked(act, new URLSearchParams([...others, ...theirs]), false);
  if (submission === undefined) return shown(act, 422, { errors: mistakes });
  const person = personHash(submission.applicant);
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    const claimedBy = await claimOf(round.id, person);
    const { answer, change } = substitute(fresh, round, submittedOf(submission), person, claimedBy, at);
    if (change === undefined) return { answer };
    return { answer, change: { ...change, writes: [needsChange(fresh, submission.needs)] } };
  });
  if (result?.answer === 'substituted') return html(substitutedPage(opened, language));
  if (result?.answer === 'other-application') return wrong(act, 'applicant.familyName', otherApplication);
  if (result?.answer === 'same-person') {
    return wrong(act, 'applicant.familyName', {
      de: 'Das sind Sie selbst. Bitte nennen Sie eine andere Person.',
      en: 'That is you. Please name another person.',
    });
  }
  return refused(
    act,
    say(language, { de: 'Dafür ist es zu spät.', en: 'It is too late for that.' }),
    tooLate(act),
  );
}

function tooLate({ opened, language }: Act): string {
  const { seat } = opened.application;
  if (seat === undefined)
    return say(language, {
      de: 'Es gibt noch keinen Platz zu übergeben.',
      en: 'There is no seat to hand over yet.',
    });
  const until = deadline(substitutesUntil(opened.round, seat.cohort), language);
  return say(language, {
    de: `Eine andere Person konnte bis ${until} benannt werden.`,
    en: `Another person could be named until ${until}.`,
  });
}
