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
    title: say(language, 'Code statt Link', 'Code in place of a link'),
    language,
    path: '/code',
    personal: true,
    hasErrors: errors.length > 0,
    lead: say(
      language,
      'Manche Mailprogramme verändern Links. Dann hilft der kurze Code, der in derselben E-Mail steht.',
      'Some mail programs change links. The short code in the same email then helps.',
    ),
    body: (
      <>
        <ErrorSummary errors={errors} />
        {tooMany === true && (
          <Notice
            tone="warning"
            live
            title={say(language, 'Das waren zu viele Versuche.', 'Those were too many tries.')}
          >
            <p>
              {say(
                language,
                'Bitte versuchen Sie es in einer Stunde noch einmal, oder rufen Sie das Programmbüro an.',
                'Please try again in an hour, or phone the programme office.',
              )}
            </p>
          </Notice>
        )}
        <Form action="/code">
          <TextField
            name="code"
            label={say(language, 'Code aus der E-Mail', 'Code from the email')}
            hint={say(
              language,
              'Zehn Zeichen, zum Beispiel ABCDE-23456',
              'Ten characters, for example ABCDE-23456',
            )}
            value={values.get('code') ?? ''}
            autocomplete="off"
            spellcheck={false}
            size="medium"
            error={errorOf(errors, 'code')}
          />
          <EmailField
            name="email"
            label={say(language, 'Ihre E-Mail-Adresse', 'Your email address')}
            hint={say(language, 'Die Adresse, an die die E-Mail ging.', 'The address the email went to.')}
            value={values.get('email') ?? ''}
            error={errorOf(errors, 'email')}
          />
          <Button>{say(language, 'Öffnen', 'Open')}</Button>
        </Form>
      </>
    ),
  });
}
