import { atBerlin, berlinDate, isPlainDate } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { say } from '../../platform/letter/wording.ts';
import { Button, Buttons, Checkbox, LinkButton, TextField } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { field, ticked } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { formWords } from '../shared/form-words.ts';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import { goTo, type Page, type Visit } from '../shared/visit.ts';
import { sendAllAgain } from './send-again.ts';

/** The form; the date of today stands in it until another was sent. */
async function showForm(visit: Visit, errors: readonly Mistake[] = []): Promise<Answer> {
  const { language, request, at } = visit;
  return officePage(
    visit,
    {
      area: 'mails',
      title: say(language, { de: 'Abgelehnte E-Mails neu senden', en: 'Send refused mails again' }),
      lead: say(language, {
        de: 'Alle E-Mails, die der Mailversand seit einem Tag abgelehnt hat oder die nicht erstellt werden konnten, gehen mit neuen Links noch einmal hinaus. Wofür es zu spät ist, bleibt in der Liste stehen.',
        en: 'All mails that the mail service has refused since a day, or that could not be made, go out once more with new links. What it is too late for stays in the list.',
      }),
      width: 'reading',
      hasErrors: errors.length > 0,
      body: (
        <>
          <ErrorSummary errors={errors} />
          <OfficeForm visit={visit} action={request.path}>
            <TextField
              name="since"
              type="date"
              size="medium"
              label={say(language, { de: 'Fällig seit', en: 'Due since' })}
              value={field(request.form, 'since') ?? berlinDate(at)}
              error={errorOf(errors, 'since')}
            />
            <Checkbox
              name="confirm"
              value="yes"
              label={say(language, {
                de: 'Ja, die Ursache ist behoben. Alle neu senden.',
                en: 'Yes, the cause is mended. Send all again.',
              })}
              error={errorOf(errors, 'confirm')}
            />
            <Buttons>
              <Button>{say(language, { de: 'Neu senden', en: 'Send again' })}</Button>
              <LinkButton href="/buero/mails">{say(language, { de: 'Zurück', en: 'Back' })}</LinkButton>
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    errors.length > 0 ? 422 : 200,
  );
}

async function act(visit: Visit): Promise<Answer> {
  const { request, session, at } = visit;
  const since = field(request.form, 'since') ?? '';
  const errors = [
    ...(isPlainDate(since)
      ? []
      : [mistake('since', { de: 'Bitte geben Sie den Tag an.', en: 'Please give the day.' })]),
    ...(ticked(request.form, 'confirm', 'yes') ? [] : [mistake('confirm', formWords.tick)]),
  ];
  if (errors.length > 0 || !isPlainDate(since)) return showForm(visit, errors);
  const count = await sendAllAgain(atBerlin(since, '00:00'), { email: session.email }, at);
  return goTo(visit, `/buero/mails?getan=${count === 0 ? 'nothing' : 'sent-again'}`);
}

export const sendAgainPage: Page = {
  path: '/buero/mails/erneut',
  about: 'Send again all mails that were refused since a day',
  GET: { for: 'office', handle: (visit) => showForm(visit) },
  POST: { for: 'office', handle: act },
};
