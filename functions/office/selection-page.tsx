import { formatDateTime } from '../domain/calendar.ts';
import { roundNoted } from '../domain/change.ts';
import type { Round } from '../domain/round.ts';
import { registerOf } from '../platform/cases.ts';
import { choice, field } from '../platform/forms.ts';
import { type Answer, HttpError, json } from '../platform/http.ts';
import { Card, Details, FactList, Link, Notice, Table } from '../platform/page/content.tsx';
import { Buttons, LinkButton, RadioGroup, TextArea, TextField } from '../platform/page/controls.tsx';
import { errorOf, type FieldError } from '../platform/page/errors.tsx';
import { administrationNames, cohortName, say } from '../platform/wording.ts';
import { casePath } from './applications.tsx';
import { type ChangeForm, changePage, type FormState, shownValue } from './change-form.tsx';
import { officePage } from './frame.tsx';
import { type Row, rowsOf } from './overview.ts';
import { roundOf, roundPath } from './round-act-pages.tsx';
import { canConfirmSelection } from './round-acts.ts';
import type { Page, Visit } from './router.ts';
import {
  type Chosen,
  chosenPeople,
  type SelectionResult,
  selectionFile,
  selectionResult,
} from './selection-result.ts';
import { dimensionNames, selectionWords } from './words.ts';

/** So many of those who wait are shown, the first first. */
const shownWaiting = 50;

function Members({
  visit,
  round,
  result,
  people,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly result: SelectionResult;
  readonly people: ReadonlyMap<string, Chosen>;
}) {
  const { language } = visit;
  const register = registerOf(round);
  const seated = new Set(result.cohorts.flatMap(({ members }) => members));
  const waiting = [...result.order]
    .sort((a, b) => a.number - b.number)
    .filter(({ person }) => !seated.has(person));
  const table = (caption: string, members: readonly string[]) => (
    <Table
      caption={caption}
      rows={members}
      rowKey={(person) => person}
      columns={[
        {
          header: say(language, 'Name', 'Name'),
          rowHeader: true,
          cell: (person) => {
            const found = people.get(person);
            return found === undefined ? (
              say(language, 'nicht mehr dabei', 'no longer there')
            ) : (
              <Link href={casePath({ round: round.id, id: found.id })}>{found.name}</Link>
            );
          },
        },
        {
          header: say(language, 'Verwaltung', 'Administration'),
          cell: (person) => {
            const found = people.get(person);
            return found === undefined
              ? '–'
              : administrationNames({ administrations: [...found.administrations] }, register);
          },
        },
      ]}
    />
  );
  return (
    <>
      {result.cohorts.map(({ id, seats, members }) => (
        <section key={id}>
          {table(
            say(
              language,
              `${cohortName(id, language)}: ${members.length} von ${seats} Plätzen`,
              `${cohortName(id, language)}: ${members.length} of ${seats} seats`,
            ),
            members,
          )}
        </section>
      ))}
      <Details summary={say(language, `Warteliste (${waiting.length})`, `Waiting list (${waiting.length})`)}>
        {table(
          say(language, `Die ersten ${shownWaiting}`, `The first ${shownWaiting}`),
          waiting.slice(0, shownWaiting).map(({ person }) => person),
        )}
      </Details>
    </>
  );
}

function Balance({ visit, result }: { readonly visit: Visit; readonly result: SelectionResult }) {
  const { language } = visit;
  const lines = Object.entries(result.counts).flatMap(([cohort, byDimension]) =>
    Object.entries(byDimension).flatMap(([dimension, byValue]) =>
      Object.entries(byValue).map(([value, count]) => ({
        cohort,
        dimension,
        value,
        count,
        target: result.targets?.[cohort]?.[dimension]?.[value],
      })),
    ),
  );
  const named: Readonly<Record<string, { de: string; en: string }>> = dimensionNames;
  return (
    <Table
      caption={say(language, 'Querschnitt', 'Cross-section')}
      rows={lines}
      rowKey={({ cohort, dimension, value }) => `${cohort} ${dimension} ${value}`}
      columns={[
        { header: say(language, 'Gruppe', 'Group'), cell: ({ cohort }) => cohort.toUpperCase() },
        {
          header: say(language, 'Merkmal', 'Dimension'),
          cell: ({ dimension }) => named[dimension]?.[language] ?? dimension,
        },
        { header: say(language, 'Ausprägung', 'Value'), rowHeader: true, cell: ({ value }) => value },
        { header: say(language, 'Plätze', 'Seats'), numeric: true, cell: ({ count }) => count },
        {
          header: say(language, 'Ziel', 'Target'),
          numeric: true,
          cell: ({ target }) =>
            target === undefined
              ? '–'
              : target.min === target.max
                ? target.min
                : `${target.min}–${target.max}`,
        },
      ]}
    />
  );
}

/** The selection of a round: how it is done, and once it has run, what it says. */
async function showSelection(visit: Visit): Promise<Answer> {
  const { language, session } = visit;
  const round = await roundOf(visit);
  const result = await selectionResult(round.id);
  const time = (at: string): string => formatDateTime(at, language);
  const people =
    result === undefined
      ? new Map<string, Chosen>()
      : await chosenPeople(round.id, [
          ...new Set([
            ...result.cohorts.flatMap(({ members }) => members),
            ...result.order.slice(0, shownWaiting * 2).map(({ person }) => person),
          ]),
        ]);
  const isOffice = session.role === 'office';
  const violations = result?.violations ?? [];
  return officePage(visit, {
    area: 'rounds',
    title: say(language, 'Auswahl', 'Selection'),
    preline: round.file.title,
    body: (
      <>
        {canConfirmSelection(round) && (
          <Card>
            <p>
              {say(
                language,
                'Diese Auswahl ist ein Vorschlag. Erst wenn das Büro sie bestätigt, erfährt jemand davon.',
                'This selection is a proposal. Nobody learns of it before the office confirms it.',
              )}
            </p>
            {isOffice && (
              <LinkButton href={roundPath(round, 'auswahl-bestaetigen')} kind="primary">
                {say(language, 'Zur Bestätigung', 'To the confirmation')}
              </LinkButton>
            )}
          </Card>
        )}
        {violations.length > 0 && (
          <Notice
            tone="warning"
            title={say(
              language,
              'Der Querschnitt war nicht ganz zu erreichen',
              'The cross-section could not be reached in full',
            )}
          >
            <ul>
              {violations.map(({ text }) => (
                <li key={text.de}>{text[language]}</li>
              ))}
            </ul>
          </Notice>
        )}
        <FactList
          facts={[
            { label: say(language, 'Verfahren', 'Method'), value: selectionWords(round.file, language) },
            ...(round.frozen === undefined
              ? []
              : [
                  {
                    label: say(language, 'Bewerbungen festgestellt', 'Candidates frozen'),
                    value: (
                      <>
                        {time(round.frozen.at)} <code>{round.frozen.inputHash}</code>
                      </>
                    ),
                  },
                ]),
            ...(result === undefined
              ? []
              : [
                  {
                    label: say(language, 'Startwert des Loses', 'Seed of the lottery'),
                    value: (
                      <>
                        <code>{result.seed.text}</code> ({result.seed.origin})
                      </>
                    ),
                  },
                ]),
          ]}
        />
        {isOffice && (
          <Buttons>
            {canWish(round) && (
              <LinkButton href={roundPath(round, 'auswahl/vorgaben')}>
                {say(language, 'Vorgaben machen', 'Set what it must respect')}
              </LinkButton>
            )}
            {needsSeed(round) && (
              <LinkButton href={roundPath(round, 'auswahl/startwert')} kind="primary">
                {say(language, 'Startwert eintragen', 'Enter the seed')}
              </LinkButton>
            )}
            {result !== undefined && (
              <LinkButton href={roundPath(round, 'auswahl.json')} kind="tertiary">
                {say(
                  language,
                  'Ergebnis zum Nachrechnen herunterladen',
                  'Download the result for verification',
                )}
              </LinkButton>
            )}
          </Buttons>
        )}
        {result === undefined ? (
          <p class="k-empty">
            {say(language, 'Die Auswahl ist noch nicht gelaufen.', 'The selection has not run yet.')}
          </p>
        ) : (
          <>
            <Members visit={visit} round={round} result={result} people={people} />
            <Balance visit={visit} result={result} />
          </>
        )}
      </>
    ),
  });
}

async function downloadSelection(visit: Visit): Promise<Answer> {
  const round = await roundOf(visit);
  const file = await selectionFile(round.id);
  if (file === undefined) throw new HttpError(404, 'The selection has not run yet.');
  return json(file, 200, { 'content-disposition': `attachment; filename="auswahl-${round.id}.json"` });
}

function canWish(round: Round): boolean {
  return round.frozen === undefined && ['draft', 'open', 'closed'].includes(round.status);
}

function needsSeed(round: Round): boolean {
  return (
    round.frozen !== undefined &&
    round.wishes?.seedFrom === 'office' &&
    round.seed === undefined &&
    round.selection === undefined
  );
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
        label={say(
          language,
          'Woher kommt der Startwert für das Los?',
          'Where does the seed of the lottery come from?',
        )}
        value={sent === undefined ? wishes?.seedFrom : (sent.get('seedFrom') ?? undefined)}
        error={errorOf(errors, 'seedFrom')}
        choices={[
          {
            value: 'system',
            label: say(language, 'Das System zieht ihn', 'The system draws it'),
            hint: say(language, 'Nachdem die Bewerbungen feststehen.', 'After the candidates are frozen.'),
          },
          {
            value: 'office',
            label: say(language, 'Das Büro trägt ihn ein', 'The office enters it'),
            hint: say(
              language,
              'Zum Beispiel gewürfelt vor Zeugen oder aus einer öffentlichen Quelle; die Auswahl wartet darauf.',
              'Such as dice before witnesses or a public beacon; the selection waits for it.',
            ),
          },
        ]}
      />
      <TextArea
        name="pins"
        label={say(
          language,
          'Diese Bewerbungen erhalten sicher einen Platz',
          'These applications get a seat for certain',
        )}
        hint={say(language, 'Vorgangsnummern, eine je Zeile', 'References, one a line')}
        optional
        rows={3}
        value={shownValue(state, 'pins', listOf((wishes?.pins ?? []).map(({ application }) => application)))}
        error={errorOf(errors, 'pins')}
      />
      <TextArea
        name="exclusions"
        label={say(language, 'Diese nehmen an der Auswahl nicht teil', 'These take no part in the selection')}
        hint={say(language, 'Vorgangsnummern, eine je Zeile', 'References, one a line')}
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
  title: ({ visit }) => say(visit.language, 'Vorgaben für die Auswahl', 'What the selection must respect'),
  lead: (language) =>
    say(
      language,
      'Nur bis die Bewerbungen feststehen. Jede Vorgabe steht im Verlauf und im Ergebnis, das jeder nachrechnen kann.',
      'Only until the candidates are frozen. Each of them stands in the history and in the result that anybody can verify.',
    ),
  isPossible: canWish,
  load: ({ round }) => rowsOf(round.id),
  fields: (state) => wishFields(state, state.rows),
  read: (form, _round, { language }, rows) => {
    const seedFrom = choice(form, 'seedFrom', ['system', 'office']);
    const byReference = new Map(rows.map((row) => [row.reference.toUpperCase(), row.id]));
    const lists = {
      pins: references(form.get('pins') ?? ''),
      exclusions: references(form.get('exclusions') ?? ''),
    };
    const errors: FieldError[] = [
      ...(seedFrom === undefined
        ? [
            {
              name: 'seedFrom',
              message: say(
                language,
                'Bitte wählen Sie, woher er kommt.',
                'Please choose where it comes from.',
              ),
            },
          ]
        : []),
      ...(['pins', 'exclusions'] as const).flatMap((name) =>
        lists[name]
          .filter((reference) => !byReference.has(reference))
          .map((reference) => ({
            name,
            message: say(
              language,
              `${reference} gibt es in diesem Durchgang nicht.`,
              `There is no ${reference} in this round.`,
            ),
          })),
      ),
      ...lists.pins
        .filter((reference) => lists.exclusions.includes(reference))
        .map((reference) => ({
          name: 'exclusions',
          message: say(
            language,
            `${reference} kann nicht in beiden Listen stehen.`,
            `${reference} cannot be in both lists.`,
          ),
        })),
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
  confirm: (language) => say(language, 'Ja, so vorgeben.', 'Yes, set this.'),
};

const seedForm: ChangeForm<{ readonly text: string; readonly origin: string }> = {
  path: 'auswahl/startwert',
  about: 'Enter the seed of the lottery',
  done: 'selection-called',
  title: ({ visit }) =>
    say(visit.language, 'Startwert für das Los eintragen', 'Enter the seed of the lottery'),
  lead: (language) =>
    say(
      language,
      'Die Bewerbungen stehen fest und sind nachprüfbar festgehalten. Mit dem Startwert läuft die Auswahl sofort; er lässt sich danach nicht mehr ändern.',
      'The candidates are frozen and recorded so that anybody can check. With the seed the selection runs at once; it cannot be changed afterwards.',
    ),
  isPossible: needsSeed,
  fields: (state) => (
    <>
      <TextField
        name="text"
        label={say(state.visit.language, 'Startwert', 'Seed')}
        hint={say(
          state.visit.language,
          'Zum Beispiel die gewürfelten Zahlen, 8 bis 200 Zeichen',
          'Such as the numbers thrown, 8 to 200 characters',
        )}
        value={shownValue(state, 'text', '')}
        error={errorOf(state.errors, 'text')}
      />
      <TextField
        name="origin"
        label={say(state.visit.language, 'Woher er stammt', 'Where it is from')}
        hint={say(
          state.visit.language,
          'Wer war dabei, welche Quelle, wann?',
          'Who was there, which source, when?',
        )}
        value={shownValue(state, 'origin', '')}
        error={errorOf(state.errors, 'origin')}
      />
    </>
  ),
  read: (form, _round, { language }) => {
    const text = field(form, 'text')?.trim() ?? '';
    const origin = field(form, 'origin')?.trim() ?? '';
    const errors: FieldError[] = [
      ...(text.length < 8 || text.length > 200
        ? [
            {
              name: 'text',
              message: say(
                language,
                'Bitte geben Sie 8 bis 200 Zeichen ein.',
                'Please enter 8 to 200 characters.',
              ),
            },
          ]
        : []),
      ...(origin === '' || origin.length > 200
        ? [
            {
              name: 'origin',
              message: say(language, 'Bitte sagen Sie, woher er stammt.', 'Please say where it is from.'),
            },
          ]
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
  confirm: (language) => say(language, 'Ja, mit diesem Startwert auswählen.', 'Yes, select with this seed.'),
};

export const selectionPages: readonly Page[] = [
  {
    path: '/buero/durchgang/{round}/auswahl',
    about: 'The selection of a round',
    GET: { for: 'signed-in', handle: showSelection },
  },
  {
    path: '/buero/durchgang/{round}/auswahl.json',
    about: 'Download the result of a selection',
    GET: { for: 'signed-in', handle: downloadSelection },
  },
  changePage(wishForm),
  changePage(seedForm),
];
