import { type Mistake, mistake } from '../../domain/mistake.ts';
import { type Bilingual, longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { TextArea } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { changeApplication, ledgerOf } from '../../platform/store/records.ts';
import { field } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { actFormPage, unconfirmed } from '../shared/act-form.tsx';
import { casePath } from '../shared/places.ts';
import { goTo, type Page, type Visit } from '../shared/visit.ts';
import { decisionAct, endorsementAct, queryAct, seatAct } from './acts-answers.tsx';
import { reissueAct, revokeAct } from './acts-certificate.tsx';
import { addressAct, administrationAct, substituteAct } from './acts-data.tsx';
import { noteAct, resendAct, restartAct, withdrawAct } from './acts-file.tsx';
import { caseOf } from './case.ts';
import { type CaseAct, type Shown, tooLong, value } from './case-act.ts';
import type { CaseActed, Office } from './case-rules.ts';

/** The acts, in the order in which a case offers them. */
export const caseActs: readonly CaseAct[] = [
  seatAct,
  queryAct,
  endorsementAct,
  decisionAct,
  addressAct,
  administrationAct,
  substituteAct,
  reissueAct,
  resendAct,
  noteAct,
  restartAct,
  withdrawAct,
  revokeAct,
];

function NoteField({ shown, act }: { readonly shown: Shown; readonly act: CaseAct }) {
  const { language } = shown.visit;
  if (act.note === 'none') return null;
  return (
    <TextArea
      name="note"
      label={say(language, { de: 'Vermerk', en: 'Note' })}
      hint={say(language, {
        de: 'Wer hat sich wann gemeldet und was gesagt? Steht im Verlauf des Vorgangs.',
        en: 'Who got in touch, when, and what was said? Stands in the history of the case.',
      })}
      optional={act.note === 'welcome'}
      rows={3}
      maxLength={longestStatement}
      value={value(shown, 'note')}
      error={errorOf(shown.errors, 'note')}
    />
  );
}

function actPage(act: CaseAct, shown: Shown, status = 200): Answer {
  const { visit, found, errors, sent } = shown;
  const { language, at } = visit;
  const { application } = found;
  const isPossible = act.isPossible(found, at);
  return actFormPage(
    visit,
    {
      area: 'applications',
      title: act.title[language],
      preline: `${application.reference} – ${application.name}`,
      lead: act.lead?.[language],
      action: casePath(application, act.path),
      back: {
        href: casePath(application),
        label: say(language, { de: 'Zurück zum Vorgang', en: 'Back to the case' }),
      },
      isPossible,
      errors,
      sent,
      fields: isPossible && (
        <>
          {act.fields(shown)}
          <NoteField shown={shown} act={act} />
        </>
      ),
      confirm: say(language, { de: 'Ja, so eintragen.', en: 'Yes, do so.' }),
      button: act.title[language],
      danger: act.danger,
    },
    status,
  );
}

const refusals: Readonly<Record<Exclude<CaseActed, 'done' | 'nothing' | 'not-possible'>, Bilingual>> = {
  'too-late': {
    de: 'Dafür ist es zu spät: Die Frist ist abgelaufen.',
    en: 'It is too late: the time is over.',
  },
  'other-application': {
    de: 'Diese Person hat in diesem Durchgang schon eine andere Bewerbung.',
    en: 'This person has another application in this round.',
  },
  'bad-input': { de: 'Bitte begründen Sie das im Vermerk.', en: 'Please give the reason in the note.' },
};

function formErrors(act: CaseAct, visit: Visit): Mistake[] {
  const { request } = visit;
  const words = field(request.form, 'note')?.trim() ?? '';
  return [
    ...((act.note === 'needed' && words === '') || tooLong(words)
      ? [
          mistake('note', {
            de: 'Bitte vermerken Sie, wer sich gemeldet hat, mit höchstens 2000 Zeichen.',
            en: 'Please note who got in touch, in at most 2,000 characters.',
          }),
        ]
      : []),
    ...unconfirmed(request.form),
  ];
}

async function perform(act: CaseAct, visit: Visit): Promise<Answer> {
  const { request, session, at } = visit;
  const found = await caseOf(visit);
  const { application, round } = found;
  const ledger = await ledgerOf({ application: application.id });
  const shown = (errors: readonly Mistake[]): Shown => ({
    visit,
    found,
    ledger,
    sent: request.form,
    errors,
  });
  const read = act.read(request.form, visit, found, ledger);
  const errors = [...('errors' in read ? read.errors : []), ...formErrors(act, visit)];
  if (errors.length > 0 || 'errors' in read) return actPage(act, shown(errors), 422);
  const words = field(request.form, 'note')?.trim();
  const office: Office = {
    email: session.email,
    ...(words === undefined || words === '' ? {} : { note: words }),
  };
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    act.isPossible({ application: fresh, round }, at)
      ? read.decide({ application: fresh, round }, office, at)
      : { answer: 'not-possible' as const },
  );
  const answer = result?.answer ?? 'not-possible';
  if (answer === 'done' || answer === 'nothing') {
    return goTo(visit, `${casePath(application)}?getan=${answer === 'done' ? 'case-done' : 'nothing'}`);
  }
  if (answer === 'not-possible') {
    return actPage(
      act,
      { ...shown([]), found: { round, application: result?.application ?? application } },
      409,
    );
  }
  return actPage(act, shown([mistake('', refusals[answer])]), 409);
}

export const caseActPages: readonly Page[] = caseActs.map((act) => ({
  path: `/buero/vorgang/{round}/{id}/${act.path}`,
  about: act.title.en,
  GET: {
    for: 'office',
    handle: async (visit) => {
      const found = await caseOf(visit);
      const ledger = await ledgerOf({ application: found.application.id });
      return actPage(act, { visit, found, ledger, sent: undefined, errors: [] });
    },
  },
  POST: { for: 'office', handle: (visit) => perform(act, visit) },
}));
