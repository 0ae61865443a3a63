import { mistake } from '../../domain/mistake.ts';
import { say } from '../../platform/letter/wording.ts';
import { errorFields, log } from '../../platform/observe/log.ts';
import { Button, Buttons, Checkbox, LinkButton } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { changeApplication, changeRound } from '../../platform/store/records.ts';
import { ticked } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { startAnew } from '../case/case-rules.ts';
import { startAnew as startRoundAnew } from '../round/round-acts.ts';
import { formWords } from '../shared/form-words.ts';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import { goTo, type Page, type Visit } from '../shared/visit.ts';
import { type Stuck, stuck } from './troubles.ts';

/** Where all that has stopped is taken up again. */
export const continuePath = '/buero/weiterfuehren';

/** So many are started at the same time: thousands within the time that a page may take. */
const sideBySide = 16;

async function continuePage(visit: Visit, untouched = false): Promise<Answer> {
  const { language } = visit;
  const found = await stuck();
  const errors = untouched ? [mistake('confirm', formWords.tick)] : [];
  const back = <LinkButton href="/buero">{say(language, { de: 'Zurück', en: 'Back' })}</LinkButton>;
  return officePage(
    visit,
    {
      area: 'today',
      title: say(language, { de: 'Alle Vorgänge weiterführen', en: 'Continue all cases' }),
      width: 'reading',
      hasErrors: untouched,
      body:
        found.length === 0 ? (
          <>
            <p class="k-empty">{say(language, { de: 'Kein Vorgang steht.', en: 'No case has stopped.' })}</p>
            <Buttons>{back}</Buttons>
          </>
        ) : (
          <>
            <p>
              {say(language, {
                de: `${found.length === 1 ? 'Ein Vorgang geht' : `${found.length} Vorgänge gehen`} nicht von selbst weiter. Nichts davon ist verloren: Jeder geht dort weiter, wo seine Akte steht. Was inzwischen fällig war, wird nachgeholt.`,
                en: `${found.length === 1 ? 'One case does' : `${found.length} cases do`} not go on without help. Nothing of it is lost: each goes on from where its record stands. What has fallen due meanwhile is made up for.`,
              })}
            </p>
            <ErrorSummary errors={errors} />
            <OfficeForm visit={visit} action={continuePath}>
              <Checkbox
                name="confirm"
                value="yes"
                label={say(language, {
                  de: 'Ja, die Ursache ist behoben.',
                  en: 'Yes, the cause has been mended.',
                })}
                error={errorOf(errors, 'confirm')}
              />
              <Buttons>
                <Button>{say(language, { de: 'Alle weiterführen', en: 'Continue all' })}</Button>
                {back}
              </Buttons>
            </OfficeForm>
          </>
        ),
    },
    untouched ? 422 : 200,
  );
}

async function continueOne({ round, application }: Stuck, email: string, at: string): Promise<void> {
  if (application === undefined) await changeRound(round, at, (found) => startRoundAnew(found, email, at));
  else await changeApplication(round, application, at, (found) => startAnew(found, { email }, at));
}

async function continueAll(visit: Visit): Promise<Answer> {
  if (!ticked(visit.request.form, 'confirm', 'yes')) return continuePage(visit, true);
  const open = await stuck();
  const worker = async (): Promise<void> => {
    for (let each = open.pop(); each !== undefined; each = open.pop()) {
      try {
        await continueOne(each, visit.session.email, visit.at);
      } catch (error) {
        // It stays in the list, and the others go on.
        log.error('a case was not started anew', { round: each.round, ...errorFields(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return goTo(visit, '/buero?getan=continued');
}

export const continueAllPage: Page = {
  path: continuePath,
  about: 'Continue all cases that have stopped',
  GET: { for: 'office', handle: continuePage },
  POST: { for: 'office', handle: continueAll },
};
