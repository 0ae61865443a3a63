import { type Application, fullName } from '../../domain/application.ts';
import { formatDateTime, formatPeriod } from '../../domain/calendar.ts';
import { mistake } from '../../domain/mistake.ts';
import type { Round, ScheduledSession } from '../../domain/round.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import { administrationNames, cohortName, say } from '../../platform/letter/wording.ts';
import { Notice, Table } from '../../platform/page/content.tsx';
import { Button, Checkbox, CheckboxGroup, Form } from '../../platform/page/controls.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import type { Attendance } from '../rules.ts';

type List = {
  readonly secret: string;
  readonly round: Round;
  readonly session: ScheduledSession;
  readonly people: readonly Application[];
  readonly marked: Attendance | undefined;
  readonly language: Language;
  readonly state: 'open' | 'saved' | 'nothing' | 'both' | 'early';
  readonly ticked?: readonly string[];
};

function heading(round: Round, session: ScheduledSession, language: Language) {
  return {
    title: say(language, { de: 'Anwesenheit', en: 'Attendance' }),
    preline: `${round.file.title} · ${cohortName(session.cohort, language)} · ${say(language, { de: 'Modul', en: 'Module' })} ${session.module.number}`,
    lead: formatPeriod(session.starts, session.ends, language),
  };
}

const nothing: Bilingual = {
  de: 'Es ist niemand angehakt. Bitte haken Sie an, wer da ist, oder „Niemand war da“.',
  en: 'Nobody is ticked. Please tick who is there, or "Nobody was there".',
};

const both: Bilingual = {
  de: '„Niemand war da“ passt nicht zu den angehakten Personen. Bitte nehmen Sie eines davon weg.',
  en: '"Nobody was there" does not go with the people you ticked. Please remove one of the two.',
};

/** The list, with what was marked last. */
export function markPage(list: List): string {
  const { secret, round, session, people, marked, language, state } = list;
  const error = state === 'nothing' ? nothing : state === 'both' ? both : undefined;
  const register = registerOf(round);
  return page({
    ...heading(round, session, language),
    language,
    path: `/anwesenheit/${secret}`,
    personal: true,
    hasErrors: error !== undefined,
    body: (
      <>
        <ErrorSummary errors={error === undefined ? [] : [mistake('present', error)]} />
        {state === 'saved' && marked !== undefined && (
          <Notice
            tone="success"
            live
            title={say(language, {
              de: `Gespeichert: ${marked.present.length} von ${people.length} waren da.`,
              en: `Saved: ${marked.present.length} of ${people.length} were there.`,
            })}
          >
            <p>
              {say(language, {
                de: 'Stimmt etwas nicht, ändern Sie die Liste und senden Sie sie noch einmal.',
                en: 'If something is wrong, change the list and send it again.',
              })}
            </p>
          </Notice>
        )}
        {state === 'early' && (
          <Notice
            tone="warning"
            title={say(language, {
              de: `Der Termin hat noch nicht begonnen (${formatDateTime(session.starts, language)}).`,
              en: `The session has not begun yet (${formatDateTime(session.starts, language)}).`,
            })}
          />
        )}
        {state === 'open' && marked !== undefined && (
          <Notice
            title={say(language, {
              de: `Zuletzt gespeichert am ${formatDateTime(marked.markedAt, language)}.`,
              en: `Last saved on ${formatDateTime(marked.markedAt, language)}.`,
            })}
          />
        )}
        {people.length === 0 ? (
          <p>
            {say(language, {
              de: 'In dieser Gruppe ist noch niemand.',
              en: 'There is nobody in this group yet.',
            })}
          </p>
        ) : (
          <Form action={`/anwesenheit/${secret}`}>
            <CheckboxGroup
              name="present"
              label={say(language, { de: 'Wer ist da?', en: 'Who is there?' })}
              error={error}
              choices={people.map((person) => ({
                value: person.id,
                label: fullName(person.applicant),
                hint: administrationNames(person, register),
              }))}
              values={list.ticked ?? marked?.present ?? []}
            />
            <Checkbox
              name="nobody"
              value="yes"
              label={say(language, { de: 'Niemand war da', en: 'Nobody was there' })}
              checked={state === 'saved' && marked?.present.length === 0}
            />
            <Button>{say(language, { de: 'Liste speichern', en: 'Save list' })}</Button>
          </Form>
        )}
      </>
    ),
  });
}

/** The list when it can no longer be changed by its link. */
export function settledPage(
  opened: { readonly secret: string; readonly round: Round; readonly session: ScheduledSession },
  people: readonly Application[],
  marked: Attendance | undefined,
  language: Language,
): string {
  const { round, session, secret } = opened;
  return page({
    ...heading(round, session, language),
    language,
    path: `/anwesenheit/${secret}`,
    personal: true,
    body: (
      <>
        <Notice
          title={say(language, {
            de: 'Die Zertifikate sind ausgestellt; die Liste ist abgeschlossen.',
            en: 'The certificates are issued; the list is closed.',
          })}
        >
          <p>
            {say(language, {
              de: 'Muss etwas berichtigt werden, schreiben Sie bitte dem Programmbüro.',
              en: 'If something has to be corrected, please write to the programme office.',
            })}
          </p>
        </Notice>
        <Table
          caption={say(language, { de: 'Anwesenheit', en: 'Attendance' })}
          rows={people}
          columns={[
            {
              header: say(language, { de: 'Name', en: 'Name' }),
              rowHeader: true,
              cell: (row) => fullName(row.applicant),
            },
            {
              header: say(language, { de: 'Anwesend', en: 'Present' }),
              cell: (row) =>
                marked?.present.includes(row.id) === true
                  ? say(language, { de: 'ja', en: 'yes' })
                  : say(language, { de: 'nein', en: 'no' }),
            },
          ]}
        />
      </>
    ),
  });
}
