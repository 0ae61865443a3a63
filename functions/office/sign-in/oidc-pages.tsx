import type { Bilingual } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import { Buttons, LinkButton } from '../../platform/page/controls.tsx';
import { page } from '../../platform/page/frame.tsx';
import type { OpenVisit } from '../shared/visit.ts';

/** Why a sign-in at the provider came to nothing. */
export type FailedSignIn = 'expired' | 'refused' | 'unverified' | 'unlisted' | 'unreachable';

const words: Readonly<Record<FailedSignIn, { readonly title: Bilingual; readonly text: Bilingual }>> = {
  expired: {
    title: { de: 'Diese Anmeldung ist abgelaufen', en: 'This sign-in has expired' },
    text: {
      de: 'Eine Anmeldung gilt zehn Minuten, nur einmal und nur in dem Browser, in dem sie begonnen wurde. Bitte beginnen Sie noch einmal.',
      en: 'A sign-in works for ten minutes, once, and only in the browser in which it was begun. Please begin again.',
    },
  },
  refused: {
    title: { de: 'Die Anmeldung wurde nicht abgeschlossen', en: 'The sign-in was not completed' },
    text: {
      de: 'Der Anmeldedienst hat die Anmeldung abgebrochen oder nicht erlaubt. Sie können es noch einmal versuchen.',
      en: 'The sign-in service has stopped the sign-in or does not allow it. You can try again.',
    },
  },
  unverified: {
    title: { de: 'Ihre E-Mail-Adresse ist nicht bestätigt', en: 'Your email address is not verified' },
    text: {
      de: 'Der Anmeldedienst bestätigt nicht, dass die E-Mail-Adresse Ihnen gehört. Bitte wenden Sie sich an die Stelle, die Ihr Konto verwaltet.',
      en: 'The sign-in service does not confirm that the email address is yours. Please ask whoever manages your account.',
    },
  },
  unlisted: {
    title: { de: 'Diese Adresse ist nicht freigeschaltet', en: 'This address has no access' },
    text: {
      de: 'Die Anmeldung hat geklappt, aber die Adresse ist im Büro nicht hinterlegt. Das Programmbüro kann sie hinterlegen lassen.',
      en: 'You are signed in at the service, but the office does not know the address. The programme office can have it listed.',
    },
  },
  unreachable: {
    title: { de: 'Der Anmeldedienst antwortet nicht', en: 'The sign-in service does not answer' },
    text: {
      de: 'Bitte versuchen Sie es in einigen Minuten noch einmal.',
      en: 'Please try again in a few minutes.',
    },
  },
};

/** The one button of the sign-in, where the office signs in at a provider. */
export function serviceSignInPage({ language, request }: OpenVisit): string {
  return page({
    title: say(language, { de: 'Im Büro anmelden', en: 'Sign in to the office' }),
    language,
    path: '/buero/anmelden',
    personal: true,
    lead: say(language, {
      de: 'Für das Programmbüro und die Prüfung. Sie melden sich mit dem Konto Ihrer Organisation an.',
      en: 'For the programme office and auditors. You sign in with the account of your organisation.',
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
        <Buttons>
          <LinkButton href="/buero/anmelden/dienst" kind="primary">
            {say(language, { de: 'Weiter zur Anmeldung', en: 'Continue to sign in' })}
          </LinkButton>
        </Buttons>
      </>
    ),
  });
}

/** Why nobody is signed in now, and how to go on. @param email the address that is not listed */
export function failedSignInPage({ language }: OpenVisit, why: FailedSignIn, email?: string): string {
  const { title, text } = words[why];
  return page({
    title: title[language],
    language,
    path: '/buero/anmelden',
    personal: true,
    body: (
      <>
        {email !== undefined && (
          <p>{say(language, { de: `Angemeldet als ${email}.`, en: `Signed in as ${email}.` })}</p>
        )}
        <p>{text[language]}</p>
        <p>
          <LinkButton href="/buero/anmelden" kind="primary">
            {say(language, { de: 'Zur Anmeldung', en: 'To the sign-in' })}
          </LinkButton>
        </p>
      </>
    ),
  });
}
