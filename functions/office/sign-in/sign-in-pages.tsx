import { mistake } from '../../domain/mistake.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import {
  Button,
  Buttons,
  Checkbox,
  EmailField,
  Form,
  LinkButton,
  RadioGroup,
} from '../../platform/page/controls.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import type { Answer } from '../../platform/web/http.ts';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import type { OpenVisit, Visit } from '../shared/visit.ts';

/** Where a link is asked for. @param wrong what was typed that is no address */
export function requestPage(visit: OpenVisit, wrong?: string): string {
  const { language, request } = visit;
  const error =
    wrong === undefined
      ? undefined
      : {
          de: 'Bitte geben Sie Ihre vollständige E-Mail-Adresse an, zum Beispiel name@programmbuero.example.',
          en: 'Please give your complete email address, such as name@office.example.',
        };
  return page({
    title: say(language, { de: 'Im Büro anmelden', en: 'Sign in to the office' }),
    language,
    path: '/buero/anmelden',
    personal: true,
    hasErrors: error !== undefined,
    lead: say(language, {
      de: 'Für das Programmbüro und die Prüfung. Sie brauchen kein Passwort: Wir schicken Ihnen einen Link.',
      en: 'For the programme office and auditors. You need no password: we send you a link.',
    }),
    body: (
      <>
        {request.query.get('getan') === 'abgemeldet' && (
          <Notice
            tone="success"
            title={say(language, { de: 'Sie sind abgemeldet.', en: 'You are signed out.' })}
            live
          />
        )}
        <ErrorSummary errors={error === undefined ? [] : [mistake('email', error)]} />
        <Form action="/buero/anmelden">
          <EmailField
            name="email"
            label={say(language, { de: 'Ihre E-Mail-Adresse', en: 'Your email address' })}
            value={wrong}
            error={error}
            size="medium"
          />
          <Buttons>
            <Button>{say(language, { de: 'Link schicken', en: 'Send the link' })}</Button>
          </Buttons>
        </Form>
      </>
    ),
  });
}

/** The answer to every address, listed or not. */
export function sentPage({ language }: OpenVisit): string {
  return page({
    title: say(language, { de: 'Bitte sehen Sie in Ihr Postfach', en: 'Please look into your mailbox' }),
    language,
    path: '/buero/anmelden',
    personal: true,
    body: (
      <>
        <p>
          {say(language, {
            de: 'Wenn die Adresse im Büro hinterlegt ist, kommt gleich eine E-Mail mit einem Link. Er gilt 15 Minuten und nur einmal.',
            en: 'If the office knows the address, a mail with a link arrives in a moment. It works for 15 minutes, and once.',
          })}
        </p>
        <p>
          <LinkButton href="/buero/anmelden">
            {say(language, { de: 'Andere Adresse eingeben', en: 'Enter another address' })}
          </LinkButton>
        </p>
      </>
    ),
  });
}

/** What the link of a mail shows; sending the form signs in. @param untouched the form was sent as it came */
export function linkPage({ language, request }: OpenVisit, untouched = false): string {
  const error = untouched
    ? { de: 'Bitte setzen Sie das Häkchen, um sich anzumelden.', en: 'Please tick the box to sign in.' }
    : undefined;
  return page({
    title: say(language, { de: 'Im Büro anmelden', en: 'Sign in to the office' }),
    language,
    path: request.path,
    personal: true,
    hasErrors: untouched,
    body: (
      <>
        <ErrorSummary errors={error === undefined ? [] : [mistake('confirm', error)]} />
        <Form action={request.path}>
          <Checkbox
            name="confirm"
            value="yes"
            label={say(language, {
              de: 'Ja, ich habe diesen Link angefordert.',
              en: 'Yes, I asked for this link.',
            })}
            hint={say(language, {
              de: 'Die Anmeldung gilt in diesem Browser und endet nach zwölf Stunden.',
              en: 'You stay signed in with this browser for twelve hours.',
            })}
            error={error}
          />
          <Buttons>
            <Button>{say(language, { de: 'Anmelden', en: 'Sign in' })}</Button>
          </Buttons>
        </Form>
      </>
    ),
  });
}

/** A genuine link that does nothing any more, and how to get another. */
export function linkEndPage({ language }: OpenVisit, state: 'used' | 'expired'): string {
  return page({
    title:
      state === 'used'
        ? say(language, { de: 'Dieser Link wurde schon benutzt', en: 'This link has been used' })
        : say(language, { de: 'Dieser Link ist abgelaufen', en: 'This link has expired' }),
    language,
    path: '/buero/anmelden',
    personal: true,
    body: (
      <>
        <p>
          {say(language, {
            de: 'Ein Anmeldelink gilt 15 Minuten und nur einmal. Lassen Sie sich einfach einen neuen schicken.',
            en: 'A sign-in link works for 15 minutes, and once. Simply have a new one sent.',
          })}
        </p>
        <p>
          <LinkButton href="/buero/anmelden" kind="primary">
            {say(language, { de: 'Neuen Link anfordern', en: 'Ask for a new link' })}
          </LinkButton>
        </p>
      </>
    ),
  });
}

export function signOutPage(visit: Visit, untouched: boolean): Answer {
  const { language } = visit;
  const error = untouched
    ? { de: 'Bitte wählen Sie, wo Sie sich abmelden.', en: 'Please choose where to sign out.' }
    : undefined;
  return officePage(
    visit,
    {
      area: undefined,
      title: say(language, { de: 'Abmelden', en: 'Sign out' }),
      width: 'reading',
      hasErrors: untouched,
      body: (
        <>
          <ErrorSummary errors={error === undefined ? [] : [mistake('where', error)]} />
          <OfficeForm visit={visit} action="/buero/abmelden">
            <RadioGroup
              name="where"
              label={say(language, {
                de: 'Wo möchten Sie sich abmelden?',
                en: 'Where do you want to sign out?',
              })}
              error={error}
              choices={[
                {
                  value: 'here',
                  label: say(language, { de: 'Nur in diesem Browser', en: 'In this browser only' }),
                },
                {
                  value: 'everywhere',
                  label: say(language, { de: 'Überall', en: 'Everywhere' }),
                  hint: say(language, {
                    de: 'Beendet alle Anmeldungen Ihrer Adresse, auch auf anderen Geräten.',
                    en: 'Ends all sessions of your address, on other devices too.',
                  }),
                },
              ]}
            />
            <Buttons>
              <Button>{say(language, { de: 'Abmelden', en: 'Sign out' })}</Button>
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    untouched ? 422 : 200,
  );
}
