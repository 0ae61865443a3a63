import type { Application } from '../../domain/application.ts';
import { formatDate } from '../../domain/calendar.ts';
import { isWindowOpen, toldStatus } from '../../domain/lifecycle.ts';
import { mistake } from '../../domain/mistake.ts';
import type { Language } from '../../domain/text.ts';
import { administrationNames, deadline, say, statusNames } from '../../platform/letter/wording.ts';
import { FactList, Link, Notice } from '../../platform/page/content.tsx';
import { Button, Checkbox, Form } from '../../platform/page/controls.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { explainedLinkPage } from '../../platform/page/messages.tsx';
import { settings } from '../../platform/settings.ts';
import type { Opened } from '../../platform/store/cases.ts';
import { erasedAt } from '../rules.ts';

/** Asks for the confirmation, with a box that is not ticked beforehand. */
export function confirmPage(opened: Opened, language: Language, forgotten: boolean): string {
  const { application, round, secret } = opened;
  const error = {
    de: 'Bitte setzen Sie das Häkchen, wenn Sie die Bewerbung bestätigen möchten.',
    en: 'Please tick the box if you want to confirm the application.',
  };
  const errors = forgotten ? [mistake('confirm', error)] : [];
  return page({
    title: say(language, { de: 'E-Mail-Adresse bestätigen', en: 'Confirm email address' }),
    preline: application.reference,
    language,
    path: `/bestaetigung/${secret}`,
    personal: true,
    hasErrors: forgotten,
    body: (
      <>
        <ErrorSummary errors={errors} />
        <p>
          {say(language, {
            de: `Für „${round.file.title}“ ist mit Ihrer Adresse eine Bewerbung eingegangen. Sie gilt erst, wenn Sie sie hier bestätigen: bis ${deadline(erasedAt(application, settings.retention), language)}.`,
            en: `An application for "${round.file.title}" was made with your address. It counts only once you confirm it here: by ${deadline(erasedAt(application, settings.retention), language)}.`,
          })}
        </p>
        <Form action={`/bestaetigung/${secret}`}>
          <Checkbox
            name="confirm"
            value="yes"
            label={say(language, {
              de: 'Ja, das ist meine Adresse, und ich möchte mich bewerben.',
              en: 'Yes, this is my address, and I want to apply.',
            })}
            error={forgotten ? error : undefined}
          />
          <Button>{say(language, { de: 'Bestätigen', en: 'Confirm' })}</Button>
        </Form>
        <p>
          {say(language, {
            de: 'Waren Sie das nicht? Dann schließen Sie diese Seite einfach: Ohne Bestätigung werden alle Angaben gelöscht.',
            en: 'Was it not you? Then simply close this page: without a confirmation everything is erased.',
          })}
        </p>
      </>
    ),
  });
}

/** After the confirmation: the application counts, and what happens next. */
export function confirmedPage(opened: Opened, language: Language): string {
  const { application, round, secret } = opened;
  return page({
    title: say(language, { de: 'Ihre Bewerbung ist bestätigt', en: 'Your application is confirmed' }),
    preline: application.reference,
    language,
    path: `/bestaetigung/${secret}`,
    personal: true,
    body: (
      <>
        <Notice
          tone="success"
          live
          title={say(language, {
            de: 'Vielen Dank. Eine Zusage ist damit noch nicht verbunden.',
            en: 'Thank you. This is not an acceptance yet.',
          })}
        >
          <p>
            {application.status === 'awaiting-endorsement'
              ? say(language, {
                  de: 'Jetzt bitten wir Ihre vorgesetzte Person um Zustimmung.',
                  en: 'We are now asking your supervisor to agree.',
                })
              : say(language, {
                  de: 'Jetzt wird Ihre Bewerbung geprüft.',
                  en: 'Your application is now being reviewed.',
                })}{' '}
            {say(language, {
              de: `Entschieden wird bis zum ${formatDate(round.file.decisionsDue, language)}.`,
              en: `Decisions are made by ${formatDate(round.file.decisionsDue, language)}.`,
            })}
          </p>
        </Notice>
        <p>
          {say(language, {
            de: 'Wir haben Ihnen eine E-Mail mit allen Angaben und einem Link zu Ihrem Vorgang geschickt.',
            en: 'We have sent you an email with everything you submitted and a link to your case.',
          })}
        </p>
      </>
    ),
  });
}

/** Where there is nothing (more) to confirm. */
export function endedConfirmationPage(
  kind: 'was-confirmed' | 'too-late' | 'replaced',
  opened: Opened,
  language: Language,
  at: string,
): string {
  const { round } = opened;
  const ends = { 'was-confirmed': 'used', 'too-late': 'expired', replaced: 'replaced' } as const;
  return explainedLinkPage(language, {
    kind: ends[kind],
    path: `/bestaetigung/${opened.secret}`,
    reference: opened.application.reference,
    ...(kind === 'too-late'
      ? {
          more: (
            <p>
              {say(language, {
                de: 'Die Bewerbung wurde nicht bestätigt. Sie zählt nicht, und alle Angaben werden gelöscht.',
                en: 'The application was not confirmed. It does not count, and everything is erased.',
              })}{' '}
              {isWindowOpen(round, at) && (
                <Link href={`/bewerbung/${round.id}`}>
                  {say(language, {
                    de: `Bis ${deadline(round.file.applications.closes, language)} können Sie sich neu bewerben`,
                    en: `You can apply again until ${deadline(round.file.applications.closes, language)}`,
                  })}
                </Link>
              )}
            </p>
          ),
        }
      : {}),
  });
}

/** A second confirmation by the same person: shows the first application, which still counts. */
export function otherApplicationPage(
  opened: Opened,
  first: Application | undefined,
  language: Language,
): string {
  return page({
    title: say(language, { de: 'Sie haben sich schon beworben', en: 'You have applied already' }),
    preline: opened.round.file.title,
    language,
    path: `/bestaetigung/${opened.secret}`,
    personal: true,
    body: (
      <>
        <Notice
          title={say(language, {
            de: 'Mit diesem Namen und dieser Adresse gibt es schon eine bestätigte Bewerbung. Sie gilt weiter.',
            en: 'There is already a confirmed application with this name and address. It still counts.',
          })}
        />
        {first !== undefined && (
          <FactList
            facts={[
              { label: say(language, { de: 'Vorgang', en: 'Reference' }), value: first.reference },
              {
                label: say(language, { de: 'Stand', en: 'Status' }),
                value: statusNames[toldStatus(first)][language],
              },
              {
                label: say(language, { de: 'Verwaltung', en: 'Administration' }),
                value: administrationNames(first, opened.register),
              },
              ...(first.confirmedAt === undefined
                ? []
                : [
                    {
                      label: say(language, { de: 'Bestätigt am', en: 'Confirmed on' }),
                      value: formatDate(first.confirmedAt, language),
                    },
                  ]),
            ]}
          />
        )}
        <p>
          {say(language, {
            de: 'Den Link zu diesem Vorgang finden Sie in der E-Mail „Ihre Bewerbung ist eingegangen“. Dort können Sie Ihre Angaben auch berichtigen.',
            en: 'The link to this case is in the email "We have received your application". There you can also correct what you submitted.',
          })}
        </p>
        <p>
          {say(language, {
            de: `Die zweite Bewerbung (${opened.application.reference}) zählt nicht und wird gelöscht; Sie müssen nichts tun.`,
            en: `The second application (${opened.application.reference}) does not count and will be erased; there is nothing for you to do.`,
          })}
        </p>
      </>
    ),
  });
}

/** Asks the owner of a corrected address to confirm it. */
export function addressPage(opened: Opened, language: Language, forgotten: boolean): string {
  const { application, secret } = opened;
  const error = {
    de: 'Bitte setzen Sie das Häkchen, wenn die Adresse stimmt.',
    en: 'Please tick the box if the address is right.',
  };
  return page({
    title: say(language, { de: 'Neue E-Mail-Adresse bestätigen', en: 'Confirm the new email address' }),
    preline: application.reference,
    language,
    path: `/bestaetigung/${secret}`,
    personal: true,
    hasErrors: forgotten,
    body: (
      <>
        <ErrorSummary errors={forgotten ? [mistake('confirm', error)] : []} />
        <p>
          {say(language, {
            de: 'Diese Adresse wurde in einem Vorgang als neue Adresse angegeben. Mit Ihrer Bestätigung gehen alle Nachrichten dorthin.',
            en: 'This address was given in a case as the new one. Once you confirm it, all messages go there.',
          })}
        </p>
        <Form action={`/bestaetigung/${secret}`}>
          <Checkbox
            name="confirm"
            value="yes"
            label={say(language, { de: 'Ja, das ist meine Adresse.', en: 'Yes, this is my address.' })}
            error={forgotten ? error : undefined}
          />
          <Button>{say(language, { de: 'Bestätigen', en: 'Confirm' })}</Button>
        </Form>
      </>
    ),
  });
}

/** After a corrected address was confirmed. */
export function addressConfirmedPage(opened: Opened, language: Language): string {
  return page({
    title: say(language, { de: 'Ihre neue Adresse gilt', en: 'Your new address counts' }),
    preline: opened.application.reference,
    language,
    path: `/bestaetigung/${opened.secret}`,
    personal: true,
    body: (
      <Notice
        tone="success"
        live
        title={say(language, {
          de: 'Alle Nachrichten gehen jetzt dorthin.',
          en: 'All messages go there from now on.',
        })}
      >
        <p>
          {say(language, {
            de: 'Wir haben Ihnen auch einen Link zu Ihrem Vorgang dorthin geschickt.',
            en: 'We have also sent a link to your case there.',
          })}
        </p>
      </Notice>
    ),
  });
}
