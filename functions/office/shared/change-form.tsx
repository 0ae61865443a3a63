import type { ComponentChildren } from 'preact';
import { formatTime } from '../../domain/calendar.ts';
import type { Decision } from '../../domain/change.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import type { Round } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { changeRound } from '../../platform/store/records.ts';
import type { Answer } from '../../platform/web/http.ts';
import type { Changed } from '../round/round-changes.ts';
import { actFormPage, unconfirmed } from './act-form.tsx';
import type { Row } from './overview.ts';
import { roundOf, roundPath } from './places.ts';
import { goTo, type Page, type Visit } from './visit.ts';

/** What a form shows: the fields as they stand in the record, or as they were sent. */
export type FormState = {
  readonly visit: Visit;
  readonly round: Round;
  /** What was sent; undefined when the form is shown first. */
  readonly sent: URLSearchParams | undefined;
  readonly errors: readonly Mistake[];
  /** The applications of the round, for forms that ask for them. */
  readonly rows: readonly Row[];
};

/** A form that changes the settings of a round. */
export type ChangeForm<Wish> = {
  /** Path after the round's. */
  readonly path: string;
  readonly about: string;
  readonly done: string;
  readonly title: (state: FormState) => string;
  readonly lead: (language: Language) => string;
  readonly isPossible: (round: Round, visit: Visit) => boolean;
  /** Loads the applications of the round, where the form needs them. */
  readonly load?: (about: { readonly round: Round }) => Promise<readonly Row[]>;
  readonly fields: (state: FormState) => ComponentChildren;
  /** Reads what was sent, or says what is wrong with it. */
  readonly read: (
    form: URLSearchParams,
    round: Round,
    visit: Visit,
    rows: readonly Row[],
  ) => { readonly wish: Wish } | { readonly errors: readonly Mistake[] };
  readonly decide: (round: Round, wish: Wish, visit: Visit) => Decision<Round, Changed>;
  /** The field that a problem of the round file belongs to; undefined: the form as a whole. */
  readonly fieldOf: (pointer: string, round: Round) => string | undefined;
  readonly confirm: (language: Language) => string;
};

/** The value of a field: as sent, else as it stands. */
export function shownValue({ sent }: FormState, name: string, stands: string): string {
  return sent === undefined ? stands : (sent.get(name) ?? '');
}

/** Mistakes in a round file as those of a form's fields. */
export function inForm(
  mistakes: readonly Mistake[],
  fieldOf: (pointer: string) => string | undefined,
): Mistake[] {
  return mistakes.map(({ pointer, message }) => mistake(fieldOf(pointer) ?? '', message));
}

/** `09:00` of an instant, in Berlin, as time fields have it. */
export function timeValue(instant: string): string {
  return formatTime(instant, 'en');
}

/** The page of a form, with a box that must be ticked. */
function formPage<Wish>(form: ChangeForm<Wish>, state: FormState, status = 200): Answer {
  const { visit, round, errors, sent } = state;
  const { language, request } = visit;
  const isPossible = form.isPossible(round, visit);
  return actFormPage(
    visit,
    {
      area: 'rounds',
      title: form.title(state),
      preline: round.file.title,
      lead: form.lead(language),
      action: request.path,
      back: {
        href: roundPath(round),
        label: say(language, { de: 'Zurück zum Durchgang', en: 'Back to the round' }),
      },
      isPossible,
      errors,
      sent,
      fields: isPossible ? form.fields(state) : undefined,
      confirm: form.confirm(language),
      button: say(language, { de: 'Änderung speichern', en: 'Save the change' }),
    },
    status,
  );
}

async function perform<Wish>(form: ChangeForm<Wish>, visit: Visit): Promise<Answer> {
  const round = await roundOf(visit);
  const { request, at } = visit;
  const sent = request.form;
  const rows = (await form.load?.({ round })) ?? [];
  const state = (errors: readonly Mistake[]): FormState => ({ visit, round, sent, errors, rows });
  const read = form.read(sent, round, visit, rows);
  const errors = [...('errors' in read ? read.errors : []), ...unconfirmed(sent)];
  if (errors.length > 0 || 'errors' in read) return formPage(form, state(errors), 422);
  const result = await changeRound(round.id, at, (fresh) => form.decide(fresh, read.wish, visit));
  const answer = result?.answer ?? { kind: 'not-possible' };
  switch (answer.kind) {
    case 'mistakes':
      return formPage(form, state(inForm(answer.mistakes, (pointer) => form.fieldOf(pointer, round))), 422);
    case 'not-possible':
      return formPage(form, { ...state([]), round: result?.round ?? round }, 409);
    default:
      return goTo(visit, `${roundPath(round)}?getan=${answer.kind === 'nothing' ? 'nothing' : form.done}`);
  }
}

/** The page of the office that shows a form and does what it says. */
export function changePage<Wish>(form: ChangeForm<Wish>): Page {
  return {
    path: `/buero/durchgang/{round}/${form.path}`,
    about: form.about,
    GET: {
      for: 'office',
      handle: async (visit) => {
        const round = await roundOf(visit);
        const rows = (await form.load?.({ round })) ?? [];
        return formPage(form, { visit, round, sent: undefined, errors: [], rows });
      },
    },
    POST: { for: 'office', handle: (visit) => perform(form, visit) },
  };
}
