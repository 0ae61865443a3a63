import { fullName } from '../domain/application.ts';
import { sessionsOf, totalMinutes } from '../domain/round.ts';
import type { Language } from '../domain/text.ts';
import type { Opened } from '../platform/cases.ts';
import { DateList, FactList, Notice } from '../platform/page/content.tsx';
import { Button, Form, RadioGroup, TextArea } from '../platform/page/controls.tsx';
import { ErrorSummary } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { settings } from '../platform/settings.ts';
import { administrationNames, cohortName, hours, say } from '../platform/wording.ts';
import type { Endorsed } from './rules.ts';

/** Who would like to take part, all dates and hours, and two answers, none chosen beforehand. */
export function endorsePage(
  opened: Opened,
  language: Language,
  sent: { readonly values: URLSearchParams; readonly mistake: 'decision' | 'reason' | undefined },
): string {
  const { application, round, register, secret } = opened;
  const name = fullName(application.applicant);
  const messages = {
    decision: say(language, 'Bitte wählen Sie eine Antwort aus.', 'Please choose an answer.'),
    reason: say(
      language,
      'Bitte nennen Sie den Grund (höchstens 2 000 Zeichen). Die Bewerberin oder der Bewerber liest ihn wörtlich.',
      'Please give the reason (at most 2,000 characters). The applicant reads it word for word.',
    ),
  };
  const error = (field: 'decision' | 'reason') => (sent.mistake === field ? messages[field] : undefined);
  const cohorts = round.file.cohorts.filter(({ id }) => application.cohorts?.includes(id) ?? true);
  return page({
    title: say(language, 'Zustimmung der Verwaltung', 'Agreement of the administration'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/freigabe/${secret}`,
    personal: true,
    hasErrors: sent.mistake !== undefined,
    lead: say(
      language,
      `${name} möchte an „${settings.title}“ teilnehmen. Stimmt die Verwaltung zu?`,
      `${name} would like to take part in "${settings.title}". Does the administration agree?`,
    ),
    body: (
      <>
        <ErrorSummary
          errors={sent.mistake === undefined ? [] : [{ name: sent.mistake, message: messages[sent.mistake] }]}
        />
        <FactList
          facts={[
            { label: say(language, 'Name', 'Name'), value: name },
            { label: say(language, 'Funktion', 'Function'), value: application.applicant.role },
            { label: say(language, 'Verwaltung', 'Administration'), value: administrationNames(application, register) },
            {
              label: say(language, 'Kosten', 'Costs'),
              value: say(language, 'keine; online, während der Arbeitszeit', 'none; online, during working hours'),
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
        <Form action={`/freigabe/${secret}`}>
          <RadioGroup
            name="decision"
            label={say(language, 'Ihre Antwort', 'Your answer')}
            value={sent.values.get('decision') ?? undefined}
            error={error('decision')}
            choices={[
              { value: 'endorse', label: say(language, 'Die Verwaltung stimmt zu', 'The administration agrees') },
              {
                value: 'refuse',
                label: say(language, 'Die Verwaltung stimmt nicht zu', 'The administration does not agree'),
                hint: say(
                  language,
                  'Die Bewerbung endet damit. Das wird am nächsten Arbeitstag mitgeteilt.',
                  'This ends the application. The applicant is told on the next working day.',
                ),
              },
            ]}
          />
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
            value={sent.values.get('reason') ?? ''}
            error={error('reason')}
          />
          <Button>{say(language, 'Antwort senden', 'Send answer')}</Button>
        </Form>
      </>
    ),
  });
}

/** What was answered, or why nothing is to be answered any more. */
export function answeredPage(answer: Endorsed | undefined, opened: Opened, language: Language): string {
  const { application, round, secret } = opened;
  const refused = application.decision?.by === 'supervisor';
  const endorsed = application.endorsedAt !== undefined;
  const text = refused
    ? say(
        language,
        'Die Verwaltung hat nicht zugestimmt. Das wird am nächsten Arbeitstag mitgeteilt.',
        'The administration did not agree. The applicant is told on the next working day.',
      )
    : endorsed
      ? say(
          language,
          'Die Verwaltung hat zugestimmt. Vielen Dank; Sie müssen nichts weiter tun.',
          'The administration agreed. Thank you; there is nothing more for you to do.',
        )
      : say(
          language,
          'Zu dieser Bewerbung ist keine Zustimmung mehr nötig.',
          'No agreement is needed for this application any more.',
        );
  return page({
    title:
      answer === 'answered-otherwise'
        ? say(language, 'Es gilt die erste Antwort', 'The first answer counts')
        : say(language, 'Zustimmung der Verwaltung', 'Agreement of the administration'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/freigabe/${secret}`,
    personal: true,
    body: (
      <Notice
        tone={answer === 'answered-otherwise' ? 'warning' : endorsed ? 'success' : 'info'}
        title={text}
        live={answer !== undefined}
      >
        {answer === 'answered-otherwise' && (
          <p>
            {say(
              language,
              'Soll sich daran etwas ändern, schreiben Sie bitte dem Programmbüro.',
              'If this is to change, please write to the programme office.',
            )}
          </p>
        )}
      </Notice>
    ),
  });
}
