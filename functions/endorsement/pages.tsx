import { fullName } from '../domain/application.ts';
import { formatLongDate } from '../domain/calendar.ts';
import { sessionsOf, totalMinutes } from '../domain/round.ts';
import type { Language } from '../domain/text.ts';
import type { Opened } from '../platform/cases.ts';
import { DateList, Details, FactList, Notice } from '../platform/page/content.tsx';
import {
  Button,
  Checkbox,
  EmailField,
  Form,
  RadioGroup,
  TextArea,
  TextField,
} from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { OfficeContact } from '../platform/page/messages.tsx';
import { settings } from '../platform/settings.ts';
import { administrationNames, cohortName, hours, say } from '../platform/wording.ts';
import { type Endorsed, mayTakeBack } from './rules.ts';

/** What is missing in an answer, or stands in its way. */
export type Mistake =
  | 'decision'
  | 'reason'
  | 'confirm'
  | 'forward.name'
  | 'forward.email'
  | 'forward.applicant'
  | 'forward.often';

/** What was sent, and what is wrong with it. */
export type Sent = { readonly values: URLSearchParams; readonly mistakes: readonly Mistake[] };

function errorsOf(mistakes: readonly Mistake[], language: Language): FieldError[] {
  const words: Record<Mistake, FieldError> = {
    decision: {
      name: 'decision',
      message: say(language, 'Bitte wählen Sie eine Antwort aus.', 'Please choose an answer.'),
    },
    reason: {
      name: 'reason',
      message: say(
        language,
        'Bitte nennen Sie den Grund (höchstens 2 000 Zeichen). Die Bewerberin oder der Bewerber liest ihn wörtlich.',
        'Please give the reason (at most 2,000 characters). The applicant reads it word for word.',
      ),
    },
    confirm: {
      name: 'confirm',
      message: say(
        language,
        'Bitte bestätigen Sie mit dem Häkchen, dass Sie sicher sind.',
        'Please tick the box to confirm that you are sure.',
      ),
    },
    'forward.name': {
      name: 'forward.name',
      message: say(
        language,
        'Bitte nennen Sie die Person, die zuständig ist.',
        'Please name the person who is in charge.',
      ),
    },
    'forward.email': {
      name: 'forward.email',
      message: say(
        language,
        'Bitte geben Sie die vollständige E-Mail-Adresse der Person an, die zuständig ist.',
        'Please give the full email address of the person who is in charge.',
      ),
    },
    'forward.applicant': {
      name: 'forward.email',
      message: say(
        language,
        'Das ist die Adresse der Person, die sich bewirbt. Bitte nennen Sie jemand anderen.',
        'That is the address of the person who applies. Please name somebody else.',
      ),
    },
    'forward.often': {
      name: 'forward.email',
      message: say(
        language,
        'Die Bitte wurde schon mehrmals weitergeleitet. Bitte schreiben Sie dem Programmbüro.',
        'The request has been forwarded several times. Please write to the programme office.',
      ),
    },
  };
  return mistakes.map((mistake) => words[mistake]);
}

/** Who would like to take part, and at which dates. */
function Request({ opened, language }: { readonly opened: Opened; readonly language: Language }) {
  const { application, round, register } = opened;
  const cohorts = round.file.cohorts.filter(({ id }) => application.cohorts?.includes(id) ?? true);
  return (
    <>
      <FactList
        facts={[
          { label: say(language, 'Name', 'Name'), value: fullName(application.applicant) },
          { label: say(language, 'Funktion', 'Function'), value: application.applicant.role },
          {
            label: say(language, 'Verwaltung', 'Administration'),
            value: administrationNames(application, register),
          },
          {
            label: say(language, 'Kosten', 'Costs'),
            value: say(
              language,
              'keine; online, während der Arbeitszeit',
              'none; online, during working hours',
            ),
          },
          {
            label: say(language, 'Entscheidung bis', 'Decision by'),
            value: formatLongDate(round.file.decisionsDue, language),
          },
        ]}
      />
      {cohorts.map(({ id }) => (
        <section key={id}>
          <h2>
            {cohorts.length > 1 ? `${cohortName(id, language)}: ` : ''}
            {say(
              language,
              `Termine (${hours(totalMinutes(round.file, id), language)} Stunden)`,
              `Dates (${hours(totalMinutes(round.file, id), language)} hours)`,
            )}
          </h2>
          <DateList
            dates={sessionsOf(round.file, id).map(({ starts, ends, module }) => ({
              starts,
              ends,
              title: `${say(language, 'Modul', 'Module')} ${module.number}: ${module.title}`,
            }))}
          />
        </section>
      ))}
    </>
  );
}

/** Who would like to take part, all dates and hours, and the possible answers, none chosen beforehand. */
export function endorsePage(opened: Opened, language: Language, { values, mistakes }: Sent): string {
  const { application, round, secret } = opened;
  const errors = errorsOf(mistakes, language);
  const name = fullName(application.applicant);
  return page({
    title: say(language, 'Zustimmung der Verwaltung', 'Agreement of the administration'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/freigabe/${secret}`,
    personal: true,
    hasErrors: errors.length > 0,
    lead: say(
      language,
      `${name} möchte an „${settings.title}“ teilnehmen. Stimmt die Verwaltung zu?`,
      `${name} would like to take part in "${settings.title}". Does the administration agree?`,
    ),
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Request opened={opened} language={language} />
        <Form action={`/freigabe/${secret}`}>
          <RadioGroup
            name="decision"
            label={say(language, 'Ihre Antwort', 'Your answer')}
            value={values.get('decision') ?? undefined}
            error={errorOf(errors, 'decision')}
            choices={[
              {
                value: 'endorse',
                label: say(language, 'Die Verwaltung stimmt zu', 'The administration agrees'),
              },
              {
                value: 'refuse',
                label: say(language, 'Die Verwaltung stimmt nicht zu', 'The administration does not agree'),
                hint: say(
                  language,
                  'Die Bewerbung endet damit. Das wird am nächsten Arbeitstag mitgeteilt.',
                  'This ends the application. The applicant is told on the next working day.',
                ),
                more: (
                  <TextArea
                    name="reason"
                    rows={3}
                    maxLength={2000}
                    label={say(language, 'Grund, falls Sie nicht zustimmen', 'Reason, if you do not agree')}
                    hint={say(
                      language,
                      'Die Bewerberin oder der Bewerber liest ihn wörtlich.',
                      'The applicant reads it word for word.',
                    )}
                    value={values.get('reason') ?? ''}
                    error={errorOf(errors, 'reason')}
                  />
                ),
              },
              {
                value: 'forward',
                label: say(language, 'Jemand anderes ist zuständig', 'Somebody else is in charge'),
                hint: say(
                  language,
                  'Wir schicken die Bitte an diese Person; Ihr eigener Link gilt dann nicht mehr.',
                  'We send the request to that person; your own link then ends.',
                ),
                more: (
                  <>
                    <TextField
                      name="forward.name"
                      label={say(language, 'Name der zuständigen Person', 'Name of the person in charge')}
                      autocomplete="off"
                      value={values.get('forward.name') ?? ''}
                      error={errorOf(errors, 'forward.name')}
                    />
                    <EmailField
                      name="forward.email"
                      autocomplete="off"
                      label={say(language, 'Ihre dienstliche E-Mail-Adresse', 'Their office email address')}
                      value={values.get('forward.email') ?? ''}
                      error={errorOf(errors, 'forward.email')}
                    />
                  </>
                ),
              },
            ]}
          />
          <Button>{say(language, 'Antwort senden', 'Send answer')}</Button>
        </Form>
      </>
    ),
  });
}

function summary(opened: Opened, language: Language): { readonly text: string; readonly good: boolean } {
  const { application } = opened;
  const takenBack = application.history.some(({ what }) => what === 'endorsement-taken-back');
  if (takenBack) {
    return {
      good: false,
      text: say(
        language,
        'Die Verwaltung hat ihre Zustimmung zurückgenommen. Die Bewerbung ist damit beendet.',
        'The administration took its agreement back. This ended the application.',
      ),
    };
  }
  if (application.decision?.by === 'supervisor') {
    return {
      good: false,
      text: say(
        language,
        'Die Verwaltung hat nicht zugestimmt. Das wird am nächsten Arbeitstag mitgeteilt.',
        'The administration did not agree. The applicant is told on the next working day.',
      ),
    };
  }
  if (application.endorsedAt !== undefined) {
    return {
      good: true,
      text: say(
        language,
        'Die Verwaltung hat zugestimmt. Vielen Dank; Sie müssen nichts weiter tun.',
        'The administration agreed. Thank you; there is nothing more for you to do.',
      ),
    };
  }
  return {
    good: false,
    text: say(
      language,
      'Zu dieser Bewerbung ist keine Zustimmung mehr nötig.',
      'No agreement is needed for this application any more.',
    ),
  };
}

/** What was answered, or why nothing is to be answered any more; an agreement can be taken back here. */
export function answeredPage(
  answer: Endorsed | undefined,
  opened: Opened,
  language: Language,
  { values, mistakes }: Sent,
): string {
  const { application, round, secret } = opened;
  const errors = errorsOf(mistakes, language);
  const { text, good } = summary(opened, language);
  const otherwise = answer === 'answered-otherwise';
  return page({
    title: otherwise
      ? say(language, 'Es gilt die erste Antwort', 'The first answer counts')
      : say(language, 'Zustimmung der Verwaltung', 'Agreement of the administration'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/freigabe/${secret}`,
    personal: true,
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Notice
          tone={otherwise ? 'warning' : good ? 'success' : 'info'}
          title={text}
          live={answer !== undefined}
        >
          {otherwise && !mayTakeBack(application) && (
            <p>
              {say(
                language,
                'Soll sich daran etwas ändern, schreiben Sie bitte dem Programmbüro.',
                'If this is to change, please write to the programme office.',
              )}
            </p>
          )}
        </Notice>
        <Request opened={opened} language={language} />
        {mayTakeBack(application) && (
          <Details
            summary={say(language, 'Zustimmung zurücknehmen', 'Take the agreement back')}
            open={errors.length > 0 || otherwise}
          >
            <p>
              {say(
                language,
                'Die Bewerbung endet damit sofort; ein Platz fällt frei und geht an die nächste Verwaltung. Die Bewerberin oder der Bewerber bekommt eine E-Mail mit Ihrem Grund.',
                'This ends the application at once; a seat falls free and goes to the next administration. The applicant gets an email with your reason.',
              )}
            </p>
            <Form action={`/freigabe/${secret}`}>
              <RadioGroup
                name="decision"
                label={say(language, 'Ihre Antwort', 'Your answer')}
                value={values.get('decision') === 'take-back' ? 'take-back' : undefined}
                error={errorOf(errors, 'decision')}
                choices={[
                  {
                    value: 'take-back',
                    label: say(
                      language,
                      'Die Verwaltung nimmt ihre Zustimmung zurück',
                      'The administration takes its agreement back',
                    ),
                  },
                ]}
              />
              <TextArea
                name="reason"
                rows={3}
                maxLength={2000}
                label={say(language, 'Grund', 'Reason')}
                value={values.get('reason') ?? ''}
                error={errorOf(errors, 'reason')}
              />
              <Checkbox
                name="confirm"
                value="yes"
                label={say(language, 'Ja, ich bin sicher.', 'Yes, I am sure.')}
                error={errorOf(errors, 'confirm')}
              />
              <Button kind="danger">
                {say(language, 'Zustimmung zurücknehmen', 'Take the agreement back')}
              </Button>
            </Form>
          </Details>
        )}
        <p>
          {say(language, 'Fragen beantwortet: ', 'Questions are answered by: ')}
          <OfficeContact />
        </p>
      </>
    ),
  });
}

/** The request was handed on: this link has ended. */
export function forwardedPage(opened: Opened, language: Language, to: string): string {
  const { application, round, secret } = opened;
  return page({
    title: say(language, 'Die Bitte ist weitergeleitet', 'The request was forwarded'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/freigabe/${secret}`,
    personal: true,
    body: (
      <>
        <Notice
          tone="success"
          live
          title={say(
            language,
            `Für die Verwaltung antwortet jetzt: ${to}.`,
            `The answer for the administration now comes from: ${to}.`,
          )}
        >
          <p>{say(language, 'Sie müssen nichts weiter tun.', 'There is nothing more for you to do.')}</p>
        </Notice>
        <p>
          {say(language, 'Fragen beantwortet: ', 'Questions are answered by: ')}
          <OfficeContact />
        </p>
      </>
    ),
  });
}
