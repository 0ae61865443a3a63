import { isPreviewSeed } from '../../cohort/rules.ts';
import { roundNoted } from '../../domain/change.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import type { Round } from '../../domain/round.ts';
import { say } from '../../platform/letter/wording.ts';
import { TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { field } from '../../platform/web/forms.ts';
import { type ChangeForm, changePage, shownValue } from '../shared/change-form.tsx';
import type { Page } from '../shared/visit.ts';

/** Whether the selection waits for the seed that the office brings. */
export function needsSeed(round: Round): boolean {
  return (
    round.frozen !== undefined &&
    round.wishes?.seedFrom === 'office' &&
    round.seed === undefined &&
    round.selection === undefined
  );
}

const seedForm: ChangeForm<{ readonly text: string; readonly origin: string }> = {
  path: 'auswahl/startwert',
  about: 'Enter the seed of the lottery',
  done: 'selection-called',
  title: ({ visit }) =>
    say(visit.language, { de: 'Startwert für das Los eintragen', en: 'Enter the seed of the lottery' }),
  lead: (language) =>
    say(language, {
      de: 'Die Bewerbungen stehen fest und sind nachprüfbar festgehalten. Mit dem Startwert läuft die Auswahl sofort; er lässt sich danach nicht mehr ändern.',
      en: 'The candidates are frozen and recorded so that anybody can check. With the seed the selection runs at once; it cannot be changed afterwards.',
    }),
  isPossible: needsSeed,
  fields: (state) => (
    <>
      <TextField
        name="text"
        label={say(state.visit.language, { de: 'Startwert', en: 'Seed' })}
        hint={say(state.visit.language, {
          de: 'Zum Beispiel die gewürfelten Zahlen, 8 bis 200 Zeichen',
          en: 'Such as the numbers thrown, 8 to 200 characters',
        })}
        value={shownValue(state, 'text', '')}
        error={errorOf(state.errors, 'text')}
      />
      <TextField
        name="origin"
        label={say(state.visit.language, { de: 'Woher er stammt', en: 'Where it is from' })}
        hint={say(state.visit.language, {
          de: 'Wer war dabei, welche Quelle, wann?',
          en: 'Who was there, which source, when?',
        })}
        value={shownValue(state, 'origin', '')}
        error={errorOf(state.errors, 'origin')}
      />
    </>
  ),
  read: (form) => {
    const text = field(form, 'text')?.trim() ?? '';
    const origin = field(form, 'origin')?.trim() ?? '';
    const errors: Mistake[] = [
      ...(text.length < 8 || text.length > 200
        ? [
            mistake('text', {
              de: 'Bitte geben Sie 8 bis 200 Zeichen ein.',
              en: 'Please enter 8 to 200 characters.',
            }),
          ]
        : []),
      ...(isPreviewSeed(text)
        ? [
            mistake('text', {
              de: 'Das ist der Startwert eines Probelaufs. Sein Ergebnis war schon zu sehen; bitte nehmen Sie einen anderen.',
              en: 'This is the seed of a preview. Its result has been seen; please take another one.',
            }),
          ]
        : []),
      ...(origin === '' || origin.length > 200
        ? [mistake('origin', { de: 'Bitte sagen Sie, woher er stammt.', en: 'Please say where it is from.' })]
        : []),
    ];
    return errors.length > 0 ? { errors } : { wish: { text, origin } };
  },
  decide: (round, { text, origin }, { session, at }) => {
    if (!needsSeed(round)) return { answer: { kind: 'not-possible' } };
    const line = { at, who: 'office', name: session.email, what: 'seed-entered', words: origin };
    return {
      answer: { kind: 'done' },
      change: { record: roundNoted(round, line, { seed: { text, origin, at } }) },
    };
  },
  fieldOf: () => undefined,
  confirm: (language) =>
    say(language, { de: 'Ja, mit diesem Startwert auswählen.', en: 'Yes, select with this seed.' }),
};

/** The page on which the office enters the seed of the lottery. */
export const seedPage: Page = changePage(seedForm);
