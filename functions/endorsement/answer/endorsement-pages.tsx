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
    title: say(language, { de: 'Zustimmung der Verwaltung', en: 'Agreement of the administration' }),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/freigabe/${secret}`,
    personal: true,
    hasErrors: errors.length > 0,
    lead: say(language, {
      de: `${name} möchte an „${settings.title}“ teilnehmen. Stimmt die Verwaltung zu?`,
      en: `${name} would like to take part in "${settings.title}". Does the administration agree?`,
    }),
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Request opened={opened} language={language} />
        <Form action={`/freigabe/${secret}`}>
          <RadioGroup
            name="decision"
            label={say(language, { de: 'Ihre Antwort', en: 'Your answer' })}
            value={values.get('decision') ?? undefined}
            error={errorOf(errors, 'decision')}
            choices={[
              {
                value: 'endorse',
                label: say(language, { de: 'Die Verwaltung stimmt zu', en: 'The administration agrees' }),
              },
              {
                value: 'refuse',
                label: say(language, {
                  de: 'Die Verwaltung stimmt nicht zu',
                  en: 'The administration does not agree',
                }),
                hint: say(language, {
                  de: 'Die Bewerbung endet damit. Das wird am nächsten Arbeitstag mitgeteilt.',
                  en: 'This ends the application. The applicant is told on the next working day.',
                }),
                more: (
                  <TextArea
                    name="reason"
                    rows={3}
                    maxLength={longestStatement}
                    label={say(language, {
                      de: 'Grund, falls Sie nicht zustimmen',
                      en: 'Reason, if you do not agree',
                    })}
                    hint={say(language, {
                      de: 'Die Bewerberin oder der Bewerber liest ihn wörtlich.',
                      en: 'The applicant reads it word for word.',
                    })}
                    value={values.get('reason') ?? ''}
                    error={errorOf(errors, 'reason')}
                  />
                ),
              },
              {
                value: 'forward',
                label: say(language, {
                  de: 'Jemand anderes ist zuständig',
                  en: 'Somebody else is in charge',
                }),
                hint: say(language, {
                  de: 'Wir schicken die Bitte an diese Person; Ihr eigener Link gilt dann nicht mehr.',
                  en: 'We send the request to that person; your own link then ends.',
                }),
                more: (
                  <>
                    <TextField
                      name="forward.name"
                      label={say(language, {
                        de: 'Name der zuständigen Person',
                        en: 'Name of the person in charge',
                      })}
                      autocomplete="off"
                      value={values.get('forward.name') ?? ''}
                      error={errorOf(errors, 'forward.name')}
                    />
                    <EmailField
                      name="forward.email"
                      autocomplete="off"
                      label={say(language, {
                        de: 'Dienstliche E-Mail-Adresse der zuständigen Person',
                        en: 'Office email address of the person in charge',
                      })}
                      value={values.get('forward.email') ?? ''}
                      error={errorOf(errors, 'forward.email')}
                    />
                  </>
                ),
              },
            ]}
          />
          <Button>{say(language, { de: 'Antwort senden', en: 'Send answer' })}</Button>
        </Form>
      </>
    ),
  });
}

/** The request was handed on: this link has ended. */
export function forwardedPage(opened: Opened, language: Language, to: string): string {
  const { application, round, secret } = opened;
  return page({
    title: say(language, { de: 'Die Bitte ist weitergeleitet', en: 'The request was forwarded' }),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/freigabe/${secret}`,
    personal: true,
    body: (
      <>
        <Notice
          tone="success"
          live
          title={say(language, {
            de: `Für die Verwaltung antwortet jetzt: ${to}.`,
            en: `The answer for the administration now comes from: ${to}.`,
          })}
        >
          <p>
            {say(language, {
              de: 'Sie müssen nichts weiter tun.',
              en: 'There is nothing more for you to do.',
            })}
          </p>
        </Notice>
        <p>
          {say(language, { de: 'Fragen beantwortet: ', en: 'Questions are answered by: ' })}
          <OfficeContact />
        </p>
      </>
    ),
  });
}
