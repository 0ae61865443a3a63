import { atBerlin, isPlainDate } from '../domain/calendar.ts';
import { currentEdition, dimensions, dimensionValue, register } from '../domain/register/register.ts';
import { type Problem, parseRoundFile, type RoundFile } from '../domain/round-file.ts';
import type { Bilingual } from '../domain/text.ts';
import { choice, field, ticked } from '../platform/forms.ts';
import type { Answer } from '../platform/http.ts';
import {
  Button,
  Buttons,
  Checkbox,
  EmailField,
  Fieldset,
  Hidden,
  LinkButton,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../platform/page/errors.tsx';
import { allRounds, loadRound } from '../platform/records.ts';
import { settings } from '../platform/settings.ts';
import { say } from '../platform/wording.ts';
import { createRound } from './create-round.ts';
import { draftPage } from './draft-page.tsx';
import { OfficeForm, officePage } from './frame.tsx';
import { fileFrom, firstOutline, nextFrom, type Outline } from './proposal.ts';
import { roundPath } from './round-act-pages.tsx';
import { goTo, type Page, type Visit } from './router.ts';

const path = '/buero/durchgaenge/neu';

/** How a new round comes about. */
async function startPage(visit: Visit, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const { language, at, request } = visit;
  const rounds = await allRounds();
  const proposal = firstOutline(rounds, settings, at);
  const sent = request.method === 'POST' ? request.form : undefined;
  const value = (name: string, stands: string | number): string => sent?.get(name) ?? String(stands);
  const text = (
    name: string,
    label: Bilingual,
    stands: string | number,
    more: Partial<Parameters<typeof TextField>[0]> = {},
  ) => (
    <TextField
      {...more}
      name={name}
      label={label[language]}
      value={value(name, stands)}
      error={errorOf(errors, name)}
    />
  );
  return officePage(
    visit,
    {
      area: 'rounds',
      title: say(language, 'Neuen Durchgang anlegen', 'Create a round'),
      width: 'reading',
      hasErrors: errors.length > 0,
      lead: say(
        language,
        'Auf der nächsten Seite sehen Sie den ganzen Durchgang mit allen Terminen, bevor etwas angelegt wird.',
        'The next page shows the whole round with all its dates before anything is created.',
      ),
      body: (
        <>
          <ErrorSummary errors={errors} />
          <OfficeForm visit={visit} action={path}>
            <Hidden name="step" value="outline" />
            <RadioGroup
              name="origin"
              label={say(language, 'Woraus soll er entstehen?', 'What is it to be made from?')}
              value={sent?.get('origin') ?? undefined}
              error={errorOf(errors, 'origin')}
              choices={[
                {
                  value: 'outline',
                  label: say(language, 'Aus den Angaben unten', 'From what is entered below'),
                },
                ...(rounds.length === 0
                  ? []
                  : [
                      {
                        value: 'earlier',
                        label: say(language, 'Aus einem früheren Durchgang', 'From an earlier round'),
                        more: (
                          <div class="k-flow">
                            <Select
                              name="earlier"
                              label={say(language, 'Früherer Durchgang', 'Earlier round')}
                              options={rounds.map((round) => ({ value: round.id, label: round.file.title }))}
                              value={sent?.get('earlier') ?? undefined}
                              error={errorOf(errors, 'earlier')}
                            />
                            <Checkbox
                              name="preferWaitingList"
                              value="yes"
                              label={say(
                                language,
                                'Wer dort auf der Warteliste blieb, kommt im Los zuerst',
                                'Who was left on its waiting list comes first in the draw',
                              )}
                              hint={say(
                                language,
                                'Nur wer sich wieder bewirbt und genehmigt wird. Der Querschnitt gilt auch dann.',
                                'Only those who apply again and are approved. The cross-section holds all the same.',
                              )}
                              checked={sent !== undefined && ticked(sent, 'preferWaitingList', 'yes')}
                            />
                          </div>
                        ),
                      },
                    ]),
                {
                  value: 'file',
                  label: say(language, 'Aus einer Datei', 'From a file'),
                  more: (
                    <TextArea
                      name="file"
                      label={say(language, 'Inhalt der Datei (JSON)', 'Content of the file (JSON)')}
                      hint={say(
                        language,
                        'Öffnen Sie die Datei in einem Texteditor, kopieren Sie alles und fügen Sie es hier ein.',
                        'Open the file in a text editor, copy all of it and paste it here.',
                      )}
                      rows={6}
                      value={sent?.get('file') ?? ''}
                      error={errorOf(errors, 'file')}
                    />
                  ),
                },
              ]}
            />
            <Fieldset legend={say(language, 'Eckdaten', 'Outline')}>
              {text('id', { de: 'Kennung', en: 'Id' }, proposal.id, {
                size: 'short',
                hint: say(
                  language,
                  'Steht in Adressen und Vorgangsnummern.',
                  'Stands in addresses and references.',
                ),
              })}
              {text('title', { de: 'Titel', en: 'Title' }, proposal.title, { size: 'medium' })}
              {text('opens', { de: 'Bewerbung öffnet am', en: 'Applications open on' }, proposal.opens, {
                type: 'date',
                size: 'short',
              })}
              {text('closes', { de: 'Bewerbung endet am', en: 'Applications close on' }, proposal.closes, {
                type: 'date',
                size: 'short',
              })}
              {text('begins', { de: 'Erster Termin am', en: 'First session on' }, proposal.begins, {
                type: 'date',
                size: 'short',
              })}
              {text('from', { de: 'Termine beginnen um', en: 'Sessions start at' }, proposal.from, {
                type: 'time',
                size: 'short',
              })}
              {text('until', { de: 'und enden um', en: 'and end at' }, proposal.until, {
                type: 'time',
                size: 'short',
              })}
              {text('modules', { de: 'Module', en: 'Modules' }, proposal.modules, {
                type: 'number',
                size: 'short',
              })}
              {text(
                'sessionsPerModule',
                { de: 'Termine je Modul', en: 'Sessions per module' },
                proposal.sessionsPerModule,
                { type: 'number', size: 'short' },
              )}
              {text(
                'daysBetweenModules',
                { de: 'Tage von Modul zu Modul', en: 'Days from module to module' },
                proposal.daysBetweenModules,
                { type: 'number', size: 'short' },
              )}
              {text('groups', { de: 'Gruppen', en: 'Groups' }, proposal.groups, {
                type: 'number',
                size: 'short',
              })}
              {text('seats', { de: 'Plätze je Gruppe', en: 'Seats per group' }, proposal.seats, {
                type: 'number',
                size: 'short',
              })}
              {text(
                'joinUrl',
                { de: 'Link zur Videokonferenz', en: 'Link to the video conference' },
                proposal.joinUrl,
                { type: 'url', hint: say(language, 'Beginnt mit https://', 'Begins with https://') },
              )}
            </Fieldset>
            <Fieldset legend={say(language, 'Beteiligte', 'People')}>
              {(
                [
                  [
                    'approver',
                    { de: 'Ministerium (entscheidet)', en: 'Ministry (decides)' },
                    proposal.approver,
                    false,
                  ],
                  ['deputy', { de: 'Vertretung', en: 'Deputy' }, proposal.deputy, true],
                  ['trainer', { de: 'Schulungsteam', en: 'Trainers' }, proposal.trainer, false],
                  ['office', { de: 'Programmbüro', en: 'Programme office' }, proposal.office, false],
                ] as const
              ).map(([name, label, person, optional]) => (
                <div key={name} class="k-flow">
                  <TextField
                    name={`${name}.name`}
                    label={`${label[language]}: ${say(language, 'Name', 'name')}`}
                    size="medium"
                    optional={optional}
                    value={value(`${name}.name`, person.name)}
                    error={errorOf(errors, `${name}.name`)}
                  />
                  <EmailField
                    name={`${name}.email`}
                    label={`${label[language]}: ${say(language, 'E-Mail-Adresse', 'email address')}`}
                    size="medium"
                    autocomplete="off"
                    optional={optional}
                    value={value(`${name}.email`, person.email)}
                    error={errorOf(errors, `${name}.email`)}
                  />
                </div>
              ))}
            </Fieldset>
            <Buttons>
              <Button>{say(language, 'Weiter zur Prüfung', 'Continue to check')}</Button>
              <LinkButton href="/buero/durchgaenge">{say(language, 'Abbrechen', 'Cancel')}</LinkButton>
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    status,
  );
}

function readOutline(form: URLSearchParams): {
  readonly outline: Outline;
  readonly wrong: readonly string[];
} {
  const text = (name: string): string => form.get(name)?.trim() ?? '';
  const number = (name: string): number => Number(text(name) === '' ? Number.NaN : text(name));
  const person = (name: string) => ({ name: text(`${name}.name`), email: text(`${name}.email`) });
  const isCount = (name: string, most: number): boolean => {
    const value = number(name);
    return Number.isInteger(value) && value >= 1 && value <= most;
  };
  const wrong = [
    ...(['opens', 'closes', 'begins'] as const).filter((name) => !isPlainDate(text(name))),
    ...(['from', 'until'] as const).filter((name) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(text(name))),
    ...(
      [
        ['modules', 20],
        ['sessionsPerModule', 10],
        ['daysBetweenModules', 60],
        ['groups', 10],
        ['seats', 500],
      ] as const
    )
      .filter(([name, most]) => !isCount(name, most))
      .map(([name]) => name),
  ];
  return {
    wrong,
    outline: {
      id: text('id'),
      title: text('title'),
      opens: text('opens'),
      closes: text('closes'),
      begins: text('begins'),
      modules: number('modules'),
      sessionsPerModule: number('sessionsPerModule'),
      daysBetweenModules: number('daysBetweenModules'),
      from: text('from'),
      until: text('until'),
      groups: number('groups'),
      seats: number('seats'),
      approver: person('approver'),
      deputy: person('deputy'),
      trainer: person('trainer'),
      office: person('office'),
      joinUrl: text('joinUrl'),
    },
  };
}

/** The outline's field that a problem of the file made from it belongs to. */
function outlineField(pointer: string): string {
  const [, first, second, ...rest] = pointer.split('/');
  if (first === 'applications') return second ?? '';
  if (first === 'decisionsDue') return 'closes';
  if (first === 'approvers')
    return rest[0] === 'deputy' ? `deputy.${rest[1] ?? 'name'}` : `approver.${rest[0] ?? 'name'}`;
  if (first === 'office') return `office.${second ?? 'name'}`;
  if (first === 'cohorts') {
    if (rest[0] === 'trainers') return `trainer.${rest[2] ?? 'name'}`;
    if (rest[0] === 'seats') return 'seats';
    return pointer.endsWith('joinUrl') ? 'joinUrl' : pointer.endsWith('ends') ? 'until' : 'begins';
  }
  return first ?? '';
}

const mistakeWords: Readonly<Record<string, Bilingual>> = {
  opens: { de: 'Bitte geben Sie an, wann die Bewerbung öffnet.', en: 'Please say when applications open.' },
  closes: { de: 'Bitte geben Sie an, wann die Bewerbung endet.', en: 'Please say when applications close.' },
  begins: {
    de: 'Bitte geben Sie den Tag des ersten Termins an.',
    en: 'Please give the day of the first session.',
  },
  from: {
    de: 'Bitte geben Sie eine Uhrzeit an, zum Beispiel 09:00.',
    en: 'Please give a time, such as 09:00.',
  },
  until: {
    de: 'Bitte geben Sie eine Uhrzeit an, zum Beispiel 13:00.',
    en: 'Please give a time, such as 13:00.',
  },
  modules: { de: 'Bitte geben Sie 1 bis 20 Module an.', en: 'Please give 1 to 20 modules.' },
  sessionsPerModule: {
    de: 'Bitte geben Sie 1 bis 10 Termine je Modul an.',
    en: 'Please give 1 to 10 sessions per module.',
  },
  daysBetweenModules: { de: 'Bitte geben Sie 1 bis 60 Tage an.', en: 'Please give 1 to 60 days.' },
  groups: { de: 'Bitte geben Sie 1 bis 10 Gruppen an.', en: 'Please give 1 to 10 groups.' },
  seats: { de: 'Bitte geben Sie 1 bis 500 Plätze an.', en: 'Please give 1 to 500 seats.' },
};

/** The draft that the first page asks for, or what is wrong with it. */
async function draftOf(
  visit: Visit,
): Promise<{ readonly draft: unknown } | { readonly errors: readonly FieldError[] }> {
  const { request, language, at } = visit;
  const { form } = request;
  const fail = (name: string, de: string, en: string) => ({
    errors: [{ name, message: say(language, de, en) }],
  });
  switch (choice(form, 'origin', ['outline', 'earlier', 'file'])) {
    case 'outline': {
      const { outline, wrong } = readOutline(form);
      if (wrong.length > 0) {
        return { errors: wrong.map((name) => ({ name, message: mistakeWords[name]?.[language] ?? name })) };
      }
      const draft = fileFrom(outline);
      const parsed = parseRoundFile(draft, at);
      if (parsed.ok) return { draft };
      const errors = parsed.errors.map(({ pointer, message }) => ({
        name: outlineField(pointer),
        message: message[language],
      }));
      // Many sessions can have the same fault; a person mends it once.
      return {
        errors: [...new Map(errors.map((error) => [`${error.name} ${error.message}`, error])).values()],
      };
    }
    case 'earlier': {
      const earlier = await loadRound(field(form, 'earlier') ?? '');
      if (earlier === undefined) {
        return fail('earlier', 'Bitte wählen Sie einen Durchgang aus.', 'Please choose a round.');
      }
      const prefers = ticked(form, 'preferWaitingList', 'yes');
      return { draft: nextFrom(earlier, await allRounds(), settings, at, prefers) };
    }
    case 'file':
      try {
        return { draft: JSON.parse(form.get('file') ?? '') };
      } catch {
        return fail(
          'file',
          'Das ist kein gültiges JSON. Bitte kopieren Sie die ganze Datei, von der ersten bis zur letzten geschweiften Klammer.',
          'This is no valid JSON. Please copy the whole file, from the first to the last curly bracket.',
        );
      }
    default:
      return fail(
        'origin',
        'Bitte wählen Sie, woraus er entstehen soll.',
        'Please choose what it is made from.',
      );
  }
}

/** What is worth a second look beyond the file's own warnings: a cross-section needs seats for its parts. */
export function seatWarnings(file: RoundFile): Problem[] {
  const edition = register(currentEdition);
  if (edition === undefined) return [];
  const seats = file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
  return dimensions
    .filter((dimension) => file.selection.dimensions.includes(dimension))
    .flatMap((dimension) => {
      const parts = new Set(edition.administrations.map((each) => dimensionValue(each, dimension))).size;
      if (seats >= parts) return [];
      return [
        {
          pointer: '/cohorts/0/seats',
          message: {
            de: `${seats} Plätze sind zu wenige für einen Querschnitt: Das Merkmal hat ${parts} Ausprägungen. Planen Sie mindestens ${parts} Plätze, oder nehmen Sie das Merkmal aus der Auswahl.`,
            en: `${seats} seats are too few for a cross-section: the dimension has ${parts} values. Plan at least ${parts} seats, or leave the dimension out of the selection.`,
          },
        },
      ];
    });
}

/** The draft with what was changed on the second page. */
function edited(draft: unknown, form: URLSearchParams): unknown {
  const copy: unknown = structuredClone(draft);
  const at = (instant: unknown): string | undefined => (typeof instant === 'string' ? instant : undefined);
  walk(copy, (session) => {
    const id = at(Reflect.get(session, 'id'));
    const date = form.get(`date-${id}`) ?? '';
    const [from, until] = [form.get(`from-${id}`) ?? '', form.get(`until-${id}`) ?? ''];
    const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
    if (!isPlainDate(date) || !isTime(from) || !isTime(until)) return;
    Object.assign(session, { starts: atBerlin(date, from), ends: atBerlin(date, until) });
  });
  if (typeof copy !== 'object' || copy === null) return copy;
  const id = field(form, 'id')?.trim();
  const title = field(form, 'title')?.trim();
  return { ...copy, ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) };
}

/** Calls back for each session of a draft, whatever else is in it. */
function walk(draft: unknown, found: (session: object) => void): void {
  const list = (value: unknown, name: string): unknown[] => {
    const inner = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return Array.isArray(inner) ? inner : [];
  };
  for (const cohort of list(draft, 'cohorts')) {
    for (const module of list(cohort, 'modules')) {
      for (const session of list(module, 'sessions')) {
        if (typeof session === 'object' && session !== null) found(session);
      }
    }
  }
}

/** Problems of a draft as errors of the fields by which its sessions, id and title can be changed. */
function sessionErrors(problems: readonly Problem[], file: RoundFile, language: 'de' | 'en'): FieldError[] {
  return problems.map(({ pointer, message }) => {
    const [, , cohort, , module, , session] = pointer.split('/');
    const id = file.cohorts[Number(cohort)]?.modules[Number(module)]?.sessions[Number(session)]?.id;
    return { name: id === undefined ? pointer.slice(1) : `date-${id}`, message: message[language] };
  });
}

/** The second page: the whole round before it is made. */
function check(visit: Visit, draft: unknown, errors: readonly FieldError[], status: number): Answer {
  return draftPage(
    visit,
    { path, draft, parsed: parseRoundFile(draft, visit.at), errors, seatWarnings },
    status,
  );
}

async function post(visit: Visit): Promise<Answer> {
  const { request, language, at } = visit;
  const { form } = request;
  if (form.get('step') !== 'check') {
    const made = await draftOf(visit);
    return 'errors' in made ? startPage(visit, made.errors, 422) : check(visit, made.draft, [], 200);
  }
  let given: unknown;
  try {
    given = JSON.parse(form.get('draft') ?? '');
  } catch {
    return startPage(visit, [], 422);
  }
  const draft = edited(given, form);
  const parsed = parseRoundFile(draft, at);
  const before = parseRoundFile(given, at);
  // What was changed here is mended here; the draft as it was keeps the page.
  if (!parsed.ok && before.ok) {
    return check(visit, given, sessionErrors(parsed.errors, before.file, language), 422);
  }
  if (!ticked(form, 'confirm', 'yes')) {
    const message = say(
      language,
      'Bitte bestätigen Sie mit dem Häkchen, dass alles stimmt.',
      'Please confirm by ticking the box that all is right.',
    );
    return check(visit, draft, [{ name: 'confirm', message }], 422);
  }
  const created = await createRound(draft, at, visit.session.email);
  if (created.statusCode === 409) {
    const message = say(
      language,
      'Diese Kennung trägt schon ein anderer Durchgang. Bitte wählen Sie eine andere.',
      'Another round has this id. Please choose another one.',
    );
    return check(visit, draft, [{ name: 'id', message }], 409);
  }
  if (created.statusCode >= 300 || !parsed.ok) return check(visit, draft, [], 422);
  return goTo(visit, `${roundPath(parsed.file)}?getan=created`);
}

export const newRoundPage: Page = {
  path,
  about: 'Create a round',
  GET: { for: 'office', handle: (visit) => startPage(visit) },
  POST: { for: 'office', handle: post },
};
