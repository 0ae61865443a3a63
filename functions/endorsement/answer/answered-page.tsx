import { type Language, longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Details, Notice } from '../../platform/page/content.tsx';
import { Button, Checkbox, Form, RadioGroup, TextArea } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { OfficeContact } from '../../platform/page/messages.tsx';
import type { Opened } from '../../platform/store/cases.ts';
import { type Endorsed, mayTakeBack } from '../rules.ts';
import type { Sent } from './mistakes.ts';
import { Request } from './request.tsx';

function summary(opened: Opened, language: Language): { readonly text: string; readonly good: boolean } {
  const { application } = opened;
  const takenBack = application.history.some(({ what }) => what === 'endorsement-taken-back');
  if (takenBack) {
    return {
      good: false,
      text: say(language, {
        de: 'Die Verwaltung hat ihre Zustimmung zurückgenommen. Die Bewerbung ist damit beendet.',
        en: 'The administration took its agreement back. This ended the application.',
      }),
    };
  }
  if (application.decision?.by === 'supervisor') {
    return {
      good: false,
      text: say(language, {
        de: 'Die Verwaltung hat nicht zugestimmt. Das wird am nächsten Arbeitstag mitgeteilt.',
        en: 'The administration did not agree. The applicant is told on the next working day.',
      }),
    };
  }
  if (application.endorsedAt !== undefined) {
    return {
      good: true,
      text: say(language, {
        de: 'Die Verwaltung hat zugestimmt. Vielen Dank; Sie müssen nichts weiter tun.',
        en: 'The administration agreed. Thank you; there is nothing more for you to do.',
      }),
    };
  }
  return {
    good: false,
    text: say(language, {
      de: 'Zu dieser Bewerbung ist keine Zustimmung mehr nötig.',
      en: 'No agreement is needed for this application any more.',
    }),
  };
}

/** What was answered, or why nothing is to be answered any more; an agreement can be taken back here. */
export function answeredPage(
  answer: Endorsed | undefined,
  opened: Opened,
  language: Language,
  { values, mistakes: errors }: Sent,
): string {
  const { application, round, secret } = opened;
  const { text, good } = summary(opened, language);
  const otherwise = answer === 'answered-otherwise';
  return page({
    title: otherwise
      ? say(language, { de: 'Es gilt die erste Antwort', en: 'The first answer counts' })
      : say(language, { de: 'Zustimmung der Verwaltung', en: 'Agreement of the administration' }),
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
              {say(language, {
                de: 'Soll sich daran etwas ändern, schreiben Sie bitte dem Programmbüro.',
                en: 'If this is to change, please write to the programme office.',
              })}
            </p>
          )}
        </Notice>
        <Request opened={opened} language={language} />
        {mayTakeBack(application) && (
          <Details
            summary={say(language, { de: 'Zustimmung zurücknehmen', en: 'Take the agreement back' })}
            open={errors.length > 0 || otherwise}
          >
            <p>
              {say(language, {
                de: 'Die Bewerbung endet damit sofort; ein Platz fällt frei und geht an die nächste Verwaltung. Die Bewerberin oder der Bewerber bekommt eine E-Mail mit Ihrem Grund.',
                en: 'This ends the application at once; a seat falls free and goes to the next administration. The applicant gets an email with your reason.',
              })}
            </p>
            <Form action={`/freigabe/${secret}`}>
              <RadioGroup
                name="decision"
                label={say(language, { de: 'Ihre Antwort', en: 'Your answer' })}
                value={values.get('decision') === 'take-back' ? 'take-back' : undefined}
                error={errorOf(errors, 'decision')}
                choices={[
                  {
                    value: 'take-back',
                    label: say(language, {
                      de: 'Die Verwaltung nimmt ihre Zustimmung zurück',
                      en: 'The administration takes its agreement back',
                    }),
                  },
                ]}
              />
              <TextArea
                name="reason"
                rows={3}
                maxLength={longestStatement}
                label={say(language, { de: 'Grund', en: 'Reason' })}
                value={values.get('reason') ?? ''}
                error={errorOf(errors, 'reason')}
              />
              <Checkbox
                name="confirm"
                value="yes"
                label={say(language, { de: 'Ja, ich bin sicher.', en: 'Yes, I am sure.' })}
                error={errorOf(errors, 'confirm')}
              />
              <Button kind="danger">
                {say(language, { de: 'Zustimmung zurücknehmen', en: 'Take the agreement back' })}
              </Button>
            </Form>
          </Details>
        )}
        <p>
          {say(language, { de: 'Fragen beantwortet: ', en: 'Questions are answered by: ' })}
          <OfficeContact />
        </p>
      </>
    ),
  });
}
