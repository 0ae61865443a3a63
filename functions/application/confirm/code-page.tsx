import type { Mistake } from '../../domain/mistake.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import { Button, EmailField, Form, TextField } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';

/** Asks for the short code of a mail and the address it went to, for when a link does not work. */
export function codePage(
  language: Language,
  sent: {
    readonly values: URLSearchParams;
    readonly errors: readonly Mistake[];
    readonly tooMany?: boolean;
  },
): string {
  const { values, errors, tooMany } = sent;
  return page({
    title: say(language, { de: 'Code statt Link', en: 'Code in place of a link' }),
    language,
    path: '/code',
    personal: true,
    hasErrors: errors.length > 0,
    lead: say(language, {
      de: 'Manche Mailprogramme verändern Links. Dann hilft der kurze Code, der in derselben E-Mail steht.',
      en: 'Some mail programs change links. The short code in the same email then helps.',
    }),
    body: (
      <>
        <ErrorSummary errors={errors} />
        {tooMany === true && (
          <Notice
            tone="warning"
            live
            title={say(language, { de: 'Das waren zu viele Versuche.', en: 'Those were too many tries.' })}
          >
            <p>
              {say(language, {
                de: 'Bitte versuchen Sie es in einer Stunde noch einmal, oder rufen Sie das Programmbüro an.',
                en: 'Please try again in an hour, or phone the programme office.',
              })}
            </p>
          </Notice>
        )}
        <Form action="/code">
          <TextField
            name="code"
            label={say(language, { de: 'Code aus der E-Mail', en: 'Code from the email' })}
            hint={say(language, {
              de: 'Zehn Zeichen, zum Beispiel ABCDE-23456',
              en: 'Ten characters, for example ABCDE-23456',
            })}
            value={values.get('code') ?? ''}
            autocomplete="off"
            spellcheck={false}
            size="medium"
            error={errorOf(errors, 'code')}
          />
          <EmailField
            name="email"
            label={say(language, { de: 'Ihre E-Mail-Adresse', en: 'Your email address' })}
            hint={say(language, {
              de: 'Die Adresse, an die die E-Mail ging.',
              en: 'The address the email went to.',
            })}
            value={values.get('email') ?? ''}
            error={errorOf(errors, 'email')}
          />
          <Button>{say(language, { de: 'Öffnen', en: 'Open' })}</Button>
        </Form>
      </>
    ),
  });
}
