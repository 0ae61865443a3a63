import { berlinDate, formatDateTime } from '../../domain/calendar.ts';
import type { Mistake } from '../../domain/mistake.ts';
import { sessionsOf } from '../../domain/round.ts';
import type { ParsedRoundFile, RoundFile } from '../../domain/round-file.ts';
import { say } from '../../platform/letter/wording.ts';
import { FactList, Notice } from '../../platform/page/content.tsx';
import {
  Button,
  Buttons,
  Checkbox,
  Fieldset,
  Hidden,
  LinkButton,
  TextField,
} from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { field } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { timeValue } from '../shared/change-form.tsx';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import { Timeline } from '../shared/timeline.tsx';
import type { Visit } from '../shared/visit.ts';
import { selectionWords } from '../shared/words.ts';

type Draft = {
  readonly path: string;
  readonly draft: unknown;
  readonly parsed: ParsedRoundFile;
  readonly errors: readonly Mistake[];
  readonly seatWarnings: (file: RoundFile) => readonly Mistake[];
};

/** Problems as a list, each with the place in the file where a person finds it. */
function ProblemList({
  visit: { language },
  problems,
}: {
  readonly visit: Visit;
  readonly problems: readonly Mistake[];
}) {
  return (
    <ul>
      {problems.map(({ pointer, message }) => (
        <li key={`${pointer} ${message.en}`}>
          {message[language]} {pointer !== '' && <code>{pointer}</code>}
        </li>
      ))}
    </ul>
  );
}

function Sessions({
  visit,
  file,
  errors,
}: {
  readonly visit: Visit;
  readonly file: RoundFile;
  readonly errors: readonly Mistake[];
}) {
  const { language, request } = visit;
  const sent = (name: string): string | undefined => field(request.form, name);
  return (
    <>
      {file.cohorts.map((cohort) => (
        <Fieldset
          key={cohort.id}
          legend={say(language, {
            de: `Termine der Gruppe ${cohort.id.toUpperCase()}`,
            en: `Sessions of group ${cohort.id.toUpperCase()}`,
          })}
        >
          {sessionsOf(file, cohort.id).map(({ id, starts, ends, module }) => (
            <div class="k-row" key={id}>
              <TextField
                name={`date-${id}`}
                type="date"
                label={`${module.title}: ${say(language, { de: 'Tag', en: 'day' })}`}
                value={sent(`date-${id}`) ?? berlinDate(starts)}
                error={errorOf(errors, `date-${id}`)}
              />
              <TextField
                name={`from-${id}`}
                type="time"
                label={say(language, { de: 'von', en: 'from' })}
                value={sent(`from-${id}`) ?? timeValue(starts)}
              />
              <TextField
                name={`until-${id}`}
                type="time"
                label={say(language, { de: 'bis', en: 'until' })}
                value={sent(`until-${id}`) ?? timeValue(ends)}
              />
            </div>
          ))}
        </Fieldset>
      ))}
    </>
  );
}

/** A round before it is made: all of it, what is wrong, what is worth a second look. */
export function draftPage(visit: Visit, made: Draft, status: number): Answer {
  const { language, at, request } = visit;
  const { parsed, errors, draft, path } = made;
  const frame = {
    area: 'rounds',
    title: say(language, { de: 'Durchgang prüfen und anlegen', en: 'Check and create the round' }),
    hasErrors: errors.length > 0 || !parsed.ok,
  } as const;
  const back = <LinkButton href={path}>{say(language, { de: 'Neu beginnen', en: 'Start over' })}</LinkButton>;
  if (!parsed.ok) {
    return officePage(
      visit,
      {
        ...frame,
        width: 'reading',
        body: (
          <>
            <Notice
              tone="danger"
              title={say(language, {
                de: 'So kann der Durchgang nicht angelegt werden',
                en: 'The round can’t be created like this',
              })}
            >
              <ProblemList visit={visit} problems={parsed.errors} />
            </Notice>
            <p>
              {say(language, {
                de: 'Bitte gehen Sie zurück, und ändern Sie die genannten Stellen. Es wurde nichts angelegt.',
                en: 'Please go back and mend these places. Nothing was created.',
              })}
            </p>
            <Buttons>{back}</Buttons>
          </>
        ),
      },
      422,
    );
  }
  const { file } = parsed;
  const warnings = [...parsed.warnings, ...made.seatWarnings(file)];
  return officePage(
    visit,
    {
      ...frame,
      body: (
        <>
          <ErrorSummary errors={errors} />
          {warnings.length > 0 && (
            <Notice
              tone="warning"
              title={say(language, { de: 'Bitte sehen Sie noch einmal hin', en: 'Please look again' })}
            >
              <ProblemList visit={visit} problems={warnings} />
            </Notice>
          )}
          <Timeline file={file} now={at} language={language} />
          <FactList
            facts={[
              {
                label: say(language, { de: 'Bewerbung', en: 'Applications' }),
                value: `${formatDateTime(file.applications.opens, language)} – ${formatDateTime(file.applications.closes, language)}`,
              },
              {
                label: say(language, { de: 'Entscheidungen bis', en: 'Decisions due' }),
                value: formatDateTime(file.decisionsDue, language),
              },
              {
                label: say(language, { de: 'Auswahl', en: 'Selection' }),
                value: selectionWords(file, language),
              },
              {
                label: say(language, { de: 'Beteiligte', en: 'People' }),
                value: [...file.approvers, ...file.cohorts.flatMap((cohort) => cohort.trainers), file.office]
                  .map(({ name, email }) => `${name} (${email})`)
                  .join('; '),
              },
            ]}
          />
          <OfficeForm visit={visit} action={path}>
            <Hidden name="step" value="check" />
            <Hidden name="draft" value={JSON.stringify(draft)} />
            <TextField
              name="id"
              size="short"
              label={say(language, { de: 'Kennung', en: 'Id' })}
              value={field(request.form, 'id') ?? file.id}
              error={errorOf(errors, 'id')}
            />
            <TextField
              name="title"
              size="medium"
              label={say(language, { de: 'Titel', en: 'Title' })}
              value={field(request.form, 'title') ?? file.title}
              error={errorOf(errors, 'title')}
            />
            <Sessions visit={visit} file={file} errors={errors} />
            <Checkbox
              name="confirm"
              value="yes"
              label={say(language, {
                de: 'Ja, alles stimmt. Den Durchgang so anlegen.',
                en: 'Yes, all is right. Create the round.',
              })}
              hint={say(language, {
                de: 'Er ist dann in Vorbereitung und öffnet von selbst an seinem Datum. Bis dahin können Sie alles ändern und ihn proben.',
                en: 'It is then in preparation and opens by itself on its date. Until then you can change everything and rehearse it.',
              })}
              error={errorOf(errors, 'confirm')}
            />
            <Buttons>
              <Button>{say(language, { de: 'Durchgang anlegen', en: 'Create the round' })}</Button>
              {back}
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    status,
  );
}
