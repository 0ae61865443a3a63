import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/text.ts';
import { settings } from '../settings.ts';
import { Link, Notice, type Tone } from './content.tsx';
import { Button, Buttons, Form } from './controls.tsx';
import { page } from './frame.tsx';

/** How people reach the office, as a sentence's end. */
export function OfficeContact() {
  const { office } = settings;
  return (
    <>
      {office.name}, <a href={`mailto:${office.email}`}>{office.email}</a>,{' '}
      <a href={`tel:${office.phone.replaceAll(/[^+\d]/g, '')}`}>{office.phone}</a>
    </>
  );
}

/**
 * The page for an address that leads nowhere (404). Guessed, altered and misplaced links get exactly this one,
 * so it tells nothing about what exists.
 */
export function unknownPage(language: Language): string {
  return page({
    title: { de: 'Seite nicht gefunden', en: 'Page not found' }[language],
    language,
    path: '/',
    personal: true,
    body: (
      <>
        <p>
          {
            {
              de: 'Unter dieser Adresse gibt es keine Seite. Vielleicht wurde der Link beim Kopieren oder durch ein Mailprogramm verändert.',
              en: 'There is no page at this address. Perhaps the link was changed while copying it or by a mail program.',
            }[language]
          }
        </p>
        <ul>
          <li>
            {
              {
                de: 'Öffnen Sie den Link bitte direkt aus der E-Mail, oder kopieren Sie ihn vollständig.',
                en: 'Please open the link straight from the mail, or copy all of it.',
              }[language]
            }
          </li>
          <li>
            <Link href="/">{{ de: 'Zur Startseite', en: 'Go to the home page' }[language]}</Link>
          </li>
          <li>
            {{ de: 'Hilfe: ', en: 'Help: ' }[language]}
            <OfficeContact />
          </li>
        </ul>
      </>
    ),
  });
}

/**
 * The page for a failure on our side (500 and the like), or for a request that cannot be served (400, 413, 429).
 * @param reference what the office needs to find the event in the log; no personal data
 */
export function errorPage(
  language: Language,
  problem: { readonly title?: string; readonly text?: string; readonly reference?: string } = {},
): string {
  return page({
    title: problem.title ?? { de: 'Das hat leider nicht geklappt', en: 'Sorry, that did not work' }[language],
    language,
    path: '/',
    personal: true,
    body: (
      <>
        <p>
          {problem.text ??
            {
              de: 'Bei uns ist ein Fehler aufgetreten. Es liegt nicht an Ihrer Eingabe. Bitte gehen Sie zurück und versuchen Sie es in ein paar Minuten noch einmal.',
              en: 'Something went wrong on our side. It is not because of what you entered. Please go back and try again in a few minutes.',
            }[language]}
        </p>
        <p>
          {{ de: 'Wenn es dann nicht geht: ', en: 'If it still does not work: ' }[language]}
          <OfficeContact />
        </p>
        {problem.reference && (
          <p>
            {{ de: 'Kennung für Rückfragen: ', en: 'Reference for questions: ' }[language]}
            <code>{problem.reference}</code>
          </p>
        )}
      </>
    ),
  });
}

/** Why a genuine link does nothing any more. */
export type LinkEnd = 'used' | 'replaced' | 'expired' | 'settled';

const linkEnds: Record<LinkEnd, Record<Language, { title: string; text: string }>> = {
  used: {
    de: {
      title: 'Dieser Link wurde schon benutzt',
      text: 'Ihre Antwort ist bei uns angekommen. Sie müssen nichts weiter tun.',
    },
    en: {
      title: 'This link has been used',
      text: 'Your answer has reached us. There is nothing more for you to do.',
    },
  },
  replaced: {
    de: {
      title: 'Für diesen Link gibt es einen neueren',
      text: 'Wir haben Ihnen später eine weitere E-Mail geschickt. Bitte benutzen Sie den Link aus der neuesten.',
    },
    en: {
      title: 'There is a newer link',
      text: 'We sent you another mail later. Please use the link in the latest one.',
    },
  },
  expired: {
    de: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Die Frist, für die er galt, ist vorbei.',
    },
    en: { title: 'This link has expired', text: 'The time for which it was valid is over.' },
  },
  settled: {
    de: {
      title: 'Das ist schon erledigt',
      text: 'Zu diesem Vorgang ist keine Antwort mehr nötig.',
    },
    en: { title: 'This is settled', text: 'No answer is needed any more in this matter.' },
  },
};

/**
 * The page for a genuine link that was used, replaced or has expired: says what happened and what to do.
 * @param link.more what else is known, such as what was answered and when
 * @param link.renew action of a form that has a fresh link sent to the address on record, where there is one
 */
export function explainedLinkPage(
  language: Language,
  link: {
    readonly kind: LinkEnd;
    readonly path: string;
    readonly reference?: string;
    readonly more?: ComponentChildren;
    readonly renew?: { readonly action: string; readonly fields?: ComponentChildren };
  },
): string {
  const { title, text } = linkEnds[link.kind][language];
  const tone: Tone = link.kind === 'used' || link.kind === 'settled' ? 'success' : 'info';
  return page({
    title,
    language,
    path: link.path,
    personal: true,
    ...(link.reference ? { preline: link.reference } : {}),
    body: (
      <>
        <Notice tone={tone} title={text}>
          {link.more}
        </Notice>
        {link.renew && (
          <Form action={link.renew.action}>
            <p>
              {
                {
                  de: 'Sie können sich einen neuen Link schicken lassen. Er geht nur an die hinterlegte Adresse.',
                  en: 'You can have a new link sent to you. It goes only to the address we have on record.',
                }[language]
              }
            </p>
            {link.renew.fields}
            <Buttons>
              <Button>{{ de: 'Neuen Link schicken', en: 'Send a new link' }[language]}</Button>
            </Buttons>
          </Form>
        )}
        <p>
          {{ de: 'Fragen beantwortet: ', en: 'Questions are answered by: ' }[language]}
          <OfficeContact />
        </p>
      </>
    ),
  });
}
