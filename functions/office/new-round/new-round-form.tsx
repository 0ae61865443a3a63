import type { Mistake } from '../../domain/mistake.ts';
import type { Bilingual } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
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
} from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { settings } from '../../platform/settings.ts';
import { allRounds } from '../../platform/store/records.ts';
import { ticked } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import type { Visit } from '../shared/visit.ts';
import { firstOutline } from './proposal.ts';

/** The address of both pages on which a round is made. */
export const newRoundPath = '/buero/durchgaenge/neu';

/** How a new round comes about: the first page. */
export async function startPage(
  visit: Visit,
  errors: readonly Mistake[] = [],
  status = 200,
): Promise<Answer> {
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
      title: say(language, { de: 'Neuen Durchgang anlegen', en: 'Create a round' }),
      width: 'reading',
      hasErrors: errors.length > 0,
      lead: say(language, {
        de: 'Auf der nächsten Seite sehen Sie den ganzen Durchgang mit allen Terminen, bevor etwas angelegt wird.',
        en: 'The next page shows the whole round with all its dates before anything is created.',
      }),
      body: (
        <>
          <ErrorSummary errors={errors} />
          <OfficeForm visit={visit} action={newRoundPath}>
            <Hidden name="step" value="outline" />
            <RadioGroup
              name="origin"
              label={say(language, { de: 'Woraus soll er entstehen?', en: 'What is it to be made from?' })}
              value={sent?.get('origin') ?? undefined}
              error={errorOf(errors, 'origin')}
              choices={[
                {
                  value: 'outline',
                  label: say(language, { de: 'Aus den Angaben unten', en: 'From what is entered below' }),
                },
                ...(rounds.length === 0
                  ? []
                  : [
                      {
                        value: 'earlier',
                        label: say(language, {
                          de: 'Aus einem früheren Durchgang',
                          en: 'From an earlier round',
                        }),
                        more: (
                          <div class="k-flow">
                            <Select
                              name="earlier"
                              label={say(language, { de: 'Früherer Durchgang', en: 'Earlier round' })}
                              options={rounds.map((round) => ({ value: round.id, label: round.file.title }))}
                              value={sent?.get('earlier') ?? undefined}
                              error={errorOf(errors, 'earlier')}
                            />
                            <Checkbox
                              name="preferWaitingList"
                              value="yes"
                              label={say(language, {
                                de: 'Wer dort auf der Warteliste blieb, kommt im Los zuerst',
                                en: 'Who was left on its waiting list comes first in the draw',
                              })}
                              hint={say(language, {
                                de: 'Nur wer sich wieder bewirbt und genehmigt wird. Der Querschnitt gilt auch dann.',
                                en: 'Only those who apply again and are approved. The cross-section holds all the same.',
                              })}
                              checked={sent !== undefined && ticked(sent, 'preferWaitingList', 'yes')}
                            />
                          </div>
                        ),
                      },
                    ]),
                {
                  value: 'file',
                  label: say(language, { de: 'Aus einer Datei', en: 'From a file' }),
                  more: (
                    <TextArea
                      name="file"
                      label={say(language, {
                        de: 'Inhalt der Datei (JSON)',
                        en: 'Content of the file (JSON)',
                      })}
                      hint={say(language, {
                        de: 'Öffnen Sie die Datei in einem Texteditor, kopieren Sie alles und fügen Sie es hier ein.',
                        en: 'Open the file in a text editor, copy all of it and paste it here.',
                      })}
                      rows={6}
                      value={sent?.get('file') ?? ''}
                      error={errorOf(errors, 'file')}
                    />
                  ),
                },
              ]}
            />
            <Fieldset legend={say(language, { de: 'Eckdaten', en: 'Outline' })}>
              {text('id', { de: 'Kennung', en: 'Id' }, proposal.id, {
                size: 'short',
                hint: say(language, {
                  de: 'Steht in Adressen und Vorgangsnummern.',
                  en: 'Stands in addresses and references.',
                }),
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
                {
                  type: 'url',
                  hint: say(language, { de: 'Beginnt mit https://', en: 'Begins with https://' }),
                },
              )}
            </Fieldset>
            <Fieldset legend={say(language, { de: 'Beteiligte', en: 'People' })}>
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
                    label={`${label[language]}: ${say(language, { de: 'Name', en: 'name' })}`}
                    size="medium"
                    optional={optional}
                    value={value(`${name}.name`, person.name)}
                    error={errorOf(errors, `${name}.name`)}
                  />
                  <EmailField
                    name={`${name}.email`}
                    label={`${label[language]}: ${say(language, { de: 'E-Mail-Adresse', en: 'email address' })}`}
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
              <Button>{say(language, { de: 'Weiter zur Prüfung', en: 'Continue to check' })}</Button>
              <LinkButton href="/buero/durchgaenge">
                {say(language, { de: 'Abbrechen', en: 'Cancel' })}
              </LinkButton>
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    status,
  );
}
