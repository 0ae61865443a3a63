import { mistake } from '../../domain/mistake.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Button, Buttons, Form, RadioGroup } from '../../platform/page/controls.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { OfficeContact } from '../../platform/page/messages.tsx';
import type { LinkEnd } from '../rules.ts';
import { chooseWhat } from './mistakes.ts';

const ends: Record<LinkEnd, Record<Language, readonly [string, string]>> = {
  'not-yours': {
    de: [
      'Diese Seite gehört jemand anderem',
      'Über die Mitgliedschaft entscheidet die Absolventin oder der Absolvent selbst. Zu Werkstätten sind Sie als Fachvorgesetzte oder Fachvorgesetzter trotzdem willkommen: Antworten Sie dafür auf die Einladung.',
    ],
    en: [
      'This page belongs to somebody else',
      'Graduates decide on their membership themselves. As a supervisor you are welcome at the workshops all the same: simply answer the invitation.',
    ],
  },
  replaced: {
    de: [
      'Dieser Link gilt nicht mehr',
      'Die hinterlegte E-Mail-Adresse hat sich geändert. Bitte nutzen Sie den Link aus der neuesten E-Mail an Ihre jetzige Adresse.',
    ],
    en: [
      'This link is no longer valid',
      'The mail address on record has changed. Please use the link in the latest mail to your present address.',
    ],
  },
  'no-graduate': {
    de: [
      'Das Netzwerk ist für Absolventinnen und Absolventen',
      'Zu diesem Vorgang gibt es zurzeit keine abgeschlossene Schulung.',
    ],
    en: ['The network is for graduates', 'There is no completed training in this case at present.'],
  },
  erased: {
    de: [
      'Dieser Link ist abgelaufen',
      'Die Angaben zu Ihrer Bewerbung wurden gelöscht. Sie sind kein Mitglied des Netzwerks und müssen nichts weiter tun.',
    ],
    en: [
      'This link has expired',
      'The data of your application were erased. You are not a member of the network, and there is nothing more for you to do.',
    ],
  },
};

/** Explains why a genuine link shows no form. */
export function endPage(end: LinkEnd, language: Language, path: string): string {
  const [title, text] = ends[end][language];
  return page({
    title,
    language,
    path,
    personal: true,
    body: (
      <>
        <p>{text}</p>
        <p>
          {say(language, { de: 'Fragen beantwortet: ', en: 'Questions are answered by: ' })}
          <OfficeContact />
        </p>
      </>
    ),
  });
}

/** For a member whose application was erased: the entry is all that is left, and can go as well. */
export function leavePage(language: Language, path: string, missing: boolean): string {
  return page({
    title: say(language, { de: 'Netzwerk der Ehemaligen', en: 'Alumni network' }),
    language,
    path,
    personal: true,
    hasErrors: missing,
    lead: say(language, {
      de: 'Ihre Bewerbung wurde gelöscht; im Netzwerk sind Sie weiterhin Mitglied.',
      en: 'Your application was erased; you still are a member of the network.',
    }),
    body: (
      <>
        <ErrorSummary errors={missing ? [mistake('action', chooseWhat)] : []} />
        <Form action={path}>
          <RadioGroup
            name="action"
            label={say(language, { de: 'Was möchten Sie?', en: 'What would you like to do?' })}
            error={missing ? chooseWhat : undefined}
            choices={[
              {
                value: 'leave',
                label: say(language, { de: 'Ich möchte austreten', en: 'I would like to leave' }),
                hint: say(language, {
                  de: 'Ihr Eintrag wird gleich gelöscht.',
                  en: 'Your entry is erased at once.',
                }),
              },
            ]}
          />
          <Buttons>
            <Button>{say(language, { de: 'Absenden', en: 'Send' })}</Button>
          </Buttons>
        </Form>
      </>
    ),
  });
}
