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
  const german = language === 'de';
  return page({
    title: german ? 'Seite nicht gefunden' : 'Page not found',
    language,
    path: '/',
    personal: true,
    body: (
      <>
        <p>
          {german
            ? 'Unter dieser Adresse gibt es keine Seite. Vielleicht wurde der Link beim Kopieren oder durch ein Mailprogramm verändert.'
            : 'There is no page at this address. Perhaps the link was changed while copying it or by a mail program.'}
        </p>
        <ul>
          <li>
            {german
              ? 'Öffnen Sie den Link bitte direkt aus der E-Mail, oder kopieren Sie ihn vollständig.'
              : 'Please open the link straight from the mail, or copy all of it.'}
          </li>
          <li>
            <Link href="/">{german ? 'Zur Startseite' : 'Go to the home page'}</Link>
          </li>
          <li>
            {german ? 'Hilfe: ' : 'Help: '}
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
  const german = language === 'de';
  return page({
    title: problem.title ?? (german ? 'Das hat leider nicht geklappt' : 'Sorry, that did not work'),
    language,
    path: '/',
    personal: true,
    body: (
      <>
        <p>
          {problem.text ??
            (german
              ? 'Bei uns ist ein Fehler aufgetreten. Es liegt nicht an Ihrer Eingabe. Bitte gehen Sie zurück und versuchen Sie es in ein paar Minuten noch einmal.'
              : 'Something went wrong on our side. It is not because of what you entered. Please go back and try again in a few minutes.')}
        </p>
        <p>
          {german ? 'Wenn es dann nicht geht: ' : 'If it still does not work: '}
          <OfficeContact />
        </p>
        {problem.reference && (
          <p>
            {german ? 'Kennung für Rückfragen: ' : 'Reference for questions: '}
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
  const german = language === 'de';
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
              {german
                ? 'Sie können sich einen neuen Link schicken lassen. Er geht nur an die hinterlegte Adresse.'
                : 'You can have a new link sent to you. It goes only to the address we have on record.'}
            </p>
            {link.renew.fields}
            <Buttons>
              <Button>{german ? 'Neuen Link schicken' : 'Send a new link'}</Button>
            </Buttons>
          </Form>
        )}
        <p>
          {german ? 'Fragen beantwortet: ' : 'Questions are answered by: '}
          <OfficeContact />
        </p>
      </>
    ),
  });
}
