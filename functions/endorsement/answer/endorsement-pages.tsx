import { fullName } from '../../domain/application.ts';
import { type Language, longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import { Button, EmailField, Form, RadioGroup, TextArea, TextField } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { OfficeContact } from '../../platform/page/messages.tsx';
import { settings } from '../../platform/settings.ts';
import type { Opened } from '../../platform/store/cases.ts';
import type { Sent } from './mistakes.ts';
import { Request } from './request.tsx';

/** Who would like to take part, all dates and hours, and the possible answers, none chosen beforehand. */
export function endorsePage(opened: Opened, language: Language, { values, mistakes: errors }: Sent): string {
  const { application, round, secret } = opened;
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
                    maxLength={longestStatement}
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
                      label={say(
                        language,
                        'Dienstliche E-Mail-Adresse der zuständigen Person',
                        'Office email address of the person in charge',
                      )}
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
