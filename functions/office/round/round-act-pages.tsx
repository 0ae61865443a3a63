import { type Mistake, mistake } from '../../domain/mistake.ts';
import type { Round } from '../../domain/round.ts';
import { lengthOf, longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { TextArea } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { changeRound } from '../../platform/store/records.ts';
import { field } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { actFormPage, unconfirmed } from '../shared/act-form.tsx';
import { roundOf, roundPath } from '../shared/places.ts';
import { goTo, type Page, type Visit } from '../shared/visit.ts';
import { type RoundAct, roundActs } from './round-act-list.ts';

/** The page of an act; also for one that is not possible now, which it says. */
function actPage(
  visit: Visit,
  act: RoundAct,
  round: Round,
  errors: readonly Mistake[],
  status = 200,
): Answer {
  const { language, request } = visit;
  const { reason } = act;
  return actFormPage(
    visit,
    {
      area: 'rounds',
      title: act.title[language],
      preline: round.file.title,
      lead: act.text[language],
      action: roundPath(round, act.path),
      back: {
        href: roundPath(round),
        label: say(language, { de: 'Zurück zum Durchgang', en: 'Back to the round' }),
      },
      isPossible: act.isPossible(round),
      errors,
      sent: request.form,
      fields: reason && (
        <TextArea
          name="reason"
          label={reason.label[language]}
          hint={reason.hint[language]}
          maxLength={longestStatement}
          value={request.form.get('reason') ?? ''}
          error={errorOf(errors, 'reason')}
        />
      ),
      confirm: act.confirm[language],
      button: act.button[language],
      danger: act.danger,
    },
    status,
  );
}

function actErrors(visit: Visit, act: RoundAct): Mistake[] {
  const { request } = visit;
  const reason = field(request.form, 'reason')?.trim() ?? '';
  return [
    ...(act.reason !== undefined && reason === ''
      ? [mistake('reason', { de: 'Bitte nennen Sie den Grund.', en: 'Please give the reason.' })]
      : []),
    ...(lengthOf(reason) > longestStatement
      ? [mistake('reason', { de: 'Bitte kürzen Sie die Begründung.', en: 'Please shorten the reason.' })]
      : []),
    ...unconfirmed(request.form),
  ];
}

async function perform(visit: Visit, act: RoundAct): Promise<Answer> {
  const round = await roundOf(visit);
  const errors = actErrors(visit, act);
  if (errors.length > 0) return actPage(visit, act, round, errors, 422);
  const against = await act.check?.(round);
  if (against !== undefined) return actPage(visit, act, round, [mistake('', against)], 409);
  const reason = field(visit.request.form, 'reason')?.trim() ?? '';
  const result = await changeRound(round.id, visit.at, (fresh) =>
    act.decide(fresh, visit.session.email, visit.at, reason),
  );
  if (result === undefined || result.answer === 'not-possible') {
    return actPage(visit, act, result?.round ?? round, [], 409);
  }
  return goTo(visit, `${roundPath(round)}?getan=${act.done}`);
}

export const roundActPages: readonly Page[] = roundActs.map((act) => ({
  path: `/buero/durchgang/{round}/${act.path}`,
  about: act.title.en,
  GET: { for: 'office', handle: async (visit) => actPage(visit, act, await roundOf(visit), []) },
  POST: { for: 'office', handle: (visit) => perform(visit, act) },
}));
