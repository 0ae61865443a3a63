import { roundNoted } from '../../domain/change.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import type { Round } from '../../domain/round.ts';
import { say } from '../../platform/letter/wording.ts';
import { RadioGroup, TextArea } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { choice } from '../../platform/web/forms.ts';
import { type ChangeForm, changePage, type FormState, shownValue } from '../shared/change-form.tsx';
import { type Row, rowsOf } from '../shared/overview.ts';
import type { Page } from '../shared/visit.ts';

/** Whether the office may still say what the selection must respect: until the candidates are frozen. */
export function canWish(round: Round): boolean {
  return round.frozen === undefined && ['draft', 'open', 'closed'].includes(round.status);
}

type Wishes = {
  readonly seedFrom: 'system' | 'office';
  readonly pins: readonly string[];
  readonly exclusions: readonly string[];
};

function references(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((each) => each.trim().toUpperCase())
    .filter(Boolean);
}

function wishFields(state: FormState, rows: readonly Row[]) {
  const { visit, round, errors, sent } = state;
  const { language } = visit;
  const name = new Map(rows.map((row) => [row.id, row.reference]));
  const { wishes } = round;
  const listOf = (ids: readonly string[]): string => ids.map((id) => name.get(id) ?? id).join('\n');
  return (
    <>
      <RadioGroup
        name="seedFrom"
        label={say(language, {
          de: 'Woher kommt der Startwert für das Los?',
          en: 'Where does the seed of the lottery come from?',
        })}
        value={sent === undefined ? wishes?.seedFrom : (sent.get('seedFrom') ?? undefined)}
        error={errorOf(errors, 'seedFrom')}
        choices={[
          {
            value: 'system',
            label: say(language, { de: 'Das System zieht ihn', en: 'The system draws it' }),
            hint: say(language, {
              de: 'Nachdem die Bewerbungen feststehen.',
              en: 'After the candidates are frozen.',
            }),
          },
          {
            value: 'office',
            label: say(language, { de: 'Das Büro trägt ihn ein', en: 'The office enters it' }),
            hint: say(language, {
              de: 'Zum Beispiel gewürfelt vor Zeugen oder aus einer öffentlichen Quelle; die Auswahl wartet darauf.',
              en: 'Such as dice before witnesses or a public beacon; the selection waits for it.',
            }),
          },
        ]}
      />
      <TextArea
        name="pins"
        label={say(language, {
          de: 'Diese Bewerbungen erhalten sicher einen Platz',
          en: 'These applications get a seat for certain',
        })}
        hint={say(language, { de: 'Vorgangsnummern, eine je Zeile', en: 'References, one a line' })}
        optional
        rows={3}
        value={shownValue(state, 'pins', listOf((wishes?.pins ?? []).map(({ application }) => application)))}
        error={errorOf(errors, 'pins')}
      />
      <TextArea
        name="exclusions"
        label={say(language, {
          de: 'Diese nehmen an der Auswahl nicht teil',
          en: 'These take no part in the selection',
        })}
        hint={say(language, { de: 'Vorgangsnummern, eine je Zeile', en: 'References, one a line' })}
        optional
        rows={3}
        value={shownValue(state, 'exclusions', listOf(wishes?.exclusions ?? []))}
        error={errorOf(errors, 'exclusions')}
      />
    </>
  );
}

const wishForm: ChangeForm<Wishes> = {
  path: 'auswahl/vorgaben',
  about: 'Set what the selection must respect',
  done: 'dates-moved',
  title: ({ visit }) =>
    say(visit.language, { de: 'Vorgaben für die Auswahl', en: 'What the selection must respect' }),
  lead: (language) =>
    say(language, {
      de: 'Nur bis die Bewerbungen feststehen. Jede Vorgabe steht im Verlauf und im Ergebnis, das jeder nachrechnen kann.',
      en: 'Only until the candidates are frozen. Each of them stands in the history and in the result that anybody can verify.',
    }),
  isPossible: canWish,
  load: ({ round }) => rowsOf(round.id),
  fields: (state) => wishFields(state, state.rows),
  read: (form, _round, _visit, rows) => {
    const seedFrom = choice(form, 'seedFrom', ['system', 'office']);
    const byReference = new Map(rows.map((row) => [row.reference.toUpperCase(), row.id]));
    const lists = {
      pins: references(form.get('pins') ?? ''),
      exclusions: references(form.get('exclusions') ?? ''),
    };
    const errors: Mistake[] = [
      ...(seedFrom === undefined
        ? [
            mistake('seedFrom', {
              de: 'Bitte wählen Sie, woher er kommt.',
              en: 'Please choose where it comes from.',
            }),
          ]
        : []),
      ...(['pins', 'exclusions'] as const).flatMap((name) =>
        lists[name]
          .filter((reference) => !byReference.has(reference))
          .map((reference) =>
            mistake(name, {
              de: `${reference} gibt es in diesem Durchgang nicht.`,
              en: `There is no ${reference} in this round.`,
            }),
          ),
      ),
      ...lists.pins
        .filter((reference) => lists.exclusions.includes(reference))
        .map((reference) =>
          mistake('exclusions', {
            de: `${reference} kann nicht in beiden Listen stehen.`,
            en: `${reference} cannot be in both lists.`,
          }),
        ),
    ];
    if (seedFrom === undefined || errors.length > 0) return { errors };
    const ids = (list: readonly string[]): string[] =>
      list.flatMap((reference) => byReference.get(reference) ?? []);
    return { wish: { seedFrom, pins: ids(lists.pins), exclusions: ids(lists.exclusions) } };
  },
  decide: (round, { seedFrom, pins, exclusions }, { session, at }) => {
    if (!canWish(round)) return { answer: { kind: 'not-possible' } };
    const line = { at, who: 'office', name: session.email, what: 'selection-wishes' };
    const wishes = {
      seedFrom,
      pins: pins.map((application) => ({ application })),
      exclusions: [...exclusions],
    };
    return { answer: { kind: 'done' }, change: { record: roundNoted(round, line, { wishes }) } };
  },
  fieldOf: () => undefined,
  confirm: (language) => say(language, { de: 'Ja, so vorgeben.', en: 'Yes, set this.' }),
};

/** The page on which the office says what the selection must respect. */
export const wishPage: Page = changePage(wishForm);
