import type { ComponentChildren } from 'preact';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import { Button, Buttons, Checkbox, LinkButton } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { ticked } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { formWords } from './form-words.ts';
import { type Area, OfficeForm, officePage } from './frame.tsx';
import type { Visit } from './visit.ts';

/** A page on which the office does one thing, by a form with a box that must be ticked. */
type ActForm = {
  readonly area: Area;
  readonly title: string;
  readonly preline?: string;
  readonly lead?: string | undefined;
  /** Where the form goes. */
  readonly action: string;
  readonly back: { readonly href: string; readonly label: string };
  /** False: the page says that it is not possible now, and has no form. */
  readonly isPossible: boolean;
  readonly errors: readonly Mistake[];
  /** What was sent; undefined when the form is shown first. */
  readonly sent: URLSearchParams | undefined;
  readonly fields?: ComponentChildren;
  /** What stands at the box. */
  readonly confirm: string;
  readonly button: string;
  readonly danger?: boolean | undefined;
};

/** The form of an act, or the word that it is not possible now. */
export function actFormPage(visit: Visit, form: ActForm, status = 200): Answer {
  const { language } = visit;
  const { errors, sent } = form;
  const back = <LinkButton href={form.back.href}>{form.back.label}</LinkButton>;
  const frame = {
    area: form.area,
    title: form.title,
    ...(form.preline === undefined ? {} : { preline: form.preline }),
    width: 'reading',
    hasErrors: errors.length > 0,
  } as const;
  if (!form.isPossible) {
    const title = say(language, {
      de: 'Das ist jetzt nicht (mehr) möglich.',
      en: 'This is not possible now.',
    });
    const body = (
      <>
        <Notice title={title} />
        <Buttons>{back}</Buttons>
      </>
    );
    return officePage(visit, { ...frame, body }, status);
  }
  return officePage(
    visit,
    {
      ...frame,
      lead: form.lead,
      body: (
        <>
          <ErrorSummary errors={errors} />
          <OfficeForm visit={visit} action={form.action}>
            {form.fields}
            <Checkbox
              name="confirm"
              value="yes"
              label={form.confirm}
              error={errorOf(errors, 'confirm')}
              checked={sent !== undefined && ticked(sent, 'confirm', 'yes')}
            />
            <Buttons>
              <Button kind={form.danger ? 'danger' : 'primary'}>{form.button}</Button>
              {back}
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    status,
  );
}

/** The mistake of a form whose box was not ticked. */
export function unconfirmed(form: URLSearchParams): Mistake[] {
  if (ticked(form, 'confirm', 'yes')) return [];
  return [mistake('confirm', formWords.tick)];
}
