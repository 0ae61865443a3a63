import { formatDate } from '../domain/calendar.ts';
import type { Language } from '../domain/text.ts';
import type { Opened } from '../platform/cases.ts';
import { Notice } from '../platform/page/content.tsx';
import { Button, Checkbox, Form } from '../platform/page/controls.tsx';
import { ErrorSummary } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { explainedLinkPage } from '../platform/page/messages.tsx';
import { deadline, say } from '../platform/wording.ts';
import { type Confirmed, erasedAt } from './rules.ts';

/** Asks for the confirmation, with a box that is not ticked beforehand. */
export function confirmPage(opened: Opened, language: Language, forgotten: boolean): string {
  const { application, round, secret } = opened;
  const error = say(
    language,
    'Bitte setzen Sie das Häkchen, wenn Sie die Bewerbung bestätigen möchten.',
    'Please tick the box if you want to confirm the application.',
  );
  const errors = forgotten ? [{ name: 'confirm', message: error }] : [];
  return page({
    title: say(language, 'E-Mail-Adresse bestätigen', 'Confirm email address'),
    preline: application.reference,
    language,
    path: `/bestaetigung/${secret}`,
    personal: true,
    hasErrors: forgotten,
    body: (
      <>
        <ErrorSummary errors={errors} />
        <p>
          {say(
            language,
            `Für „${round.file.title}“ ist mit Ihrer Adresse eine Bewerbung eingegangen. Sie gilt erst, wenn Sie sie hier bestätigen: bis ${deadline(erasedAt(application), language)}.`,
            `An application for "${round.file.title}" was made with your address. It counts only once you confirm it here: by ${deadline(erasedAt(application), language)}.`,
          )}
        </p>
        <Form action={`/bestaetigung/${secret}`}>
          <Checkbox
            name="confirm"
            value="yes"
            label={say(
              language,
              'Ja, das ist meine Adresse, und ich möchte mich bewerben.',
              'Yes, this is my address, and I want to apply.',
            )}
            error={forgotten ? error : undefined}
          />
          <Button>{say(language, 'Bestätigen', 'Confirm')}</Button>
        </Form>
        <p>
          {say(
            language,
            'Waren Sie das nicht? Dann schließen Sie diese Seite einfach: Ohne Bestätigung werden alle Angaben gelöscht.',
            'Was it not you? Then simply close this page: without a confirmation everything is erased.',
          )}
        </p>
      </>
    ),
  });
}

/** After the confirmation: the application counts, and what happens next. */
export function confirmedPage(opened: Opened, language: Language): string {
  const { application, round, secret } = opened;
  return page({
    title: say(language, 'Ihre Bewerbung ist bestätigt', 'Your application is confirmed'),
    preline: application.reference,
    language,
    path: `/bestaetigung/${secret}`,
    personal: true,
    body: (
      <>
        <Notice
          tone="success"
          live
          title={say(
            language,
            'Vielen Dank. Eine Zusage ist damit noch nicht verbunden.',
            'Thank you. This is not an acceptance yet.',
          )}
        >
          <p>
            {application.status === 'awaiting-endorsement'
              ? say(
                  language,
                  'Jetzt bitten wir Ihre vorgesetzte Person um Zustimmung.',
                  'We are now asking your supervisor to agree.',
                )
              : say(language, 'Jetzt wird Ihre Bewerbung geprüft.', 'Your application is now being reviewed.')}{' '}
            {say(
              language,
              `Entschieden wird bis zum ${formatDate(round.file.decisionsDue, language)}.`,
              `Decisions are made by ${formatDate(round.file.decisionsDue, language)}.`,
            )}
          </p>
        </Notice>
        <p>
          {say(
            language,
            'Wir haben Ihnen eine E-Mail mit allen Angaben und einem Link zu Ihrem Vorgang geschickt.',
            'We have sent you an email with everything you submitted and a link to your case.',
          )}
        </p>
      </>
    ),
  });
}

/** Where there is nothing (more) to confirm. */
export function endedConfirmationPage(
  kind: Exclude<Confirmed, 'confirmed'>,
  opened: Opened,
  language: Language,
): string {
  const path = `/bestaetigung/${opened.secret}`;
  const reference = opened.application.reference;
  if (kind === 'was-confirmed') return explainedLinkPage(language, { kind: 'used', path, reference });
  if (kind === 'too-late') return explainedLinkPage(language, { kind: 'expired', path, reference });
  return page({
    title: say(language, 'Sie haben sich schon beworben', 'You have applied already'),
    preline: opened.round.file.title,
    language,
    path,
    personal: true,
    body: (
      <Notice
        title={say(
          language,
          'Mit diesem Namen und dieser Adresse gibt es schon eine bestätigte Bewerbung.',
          'There is already a confirmed application with this name and address.',
        )}
      >
        <p>
          {say(
            language,
            'Sie gilt weiter. Den Link zu Ihrem Vorgang finden Sie in der E-Mail „Ihre Bewerbung ist eingegangen“. Die zweite Bewerbung wird gelöscht; Sie müssen nichts tun.',
            'It still counts. The link to your case is in the email "We have received your application". The second application will be erased; there is nothing for you to do.',
          )}
        </p>
      </Notice>
    ),
  });
}
