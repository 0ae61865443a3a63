import type { Application } from '../../domain/application.ts';
import { mistake } from '../../domain/mistake.ts';
import type { Round } from '../../domain/round.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import { deadline, say } from '../../platform/letter/wording.ts';
import { FactList, Notice, Verbatim } from '../../platform/page/content.tsx';
import { Button, EmailField, Form, Hidden } from '../../platform/page/controls.tsx';
import { Steps } from '../../platform/page/course.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { OfficeContact } from '../../platform/page/messages.tsx';
import { settings } from '../../platform/settings.ts';
import { submittedFacts } from '../case/submitted-facts.ts';
import { asksAgainAt, erasedAt } from '../rules.ts';
import type { Place } from './form-page.tsx';

/** After sending: what happens next, what to do if no mail comes, and a receipt of everything. */
export function sentPage(
  parts: Place & {
    readonly application: Application;
    readonly needs: string | undefined;
    /** What was typed as the right address, where something is wrong with it. */
    readonly corrected: string | undefined;
    readonly error: Bilingual | undefined;
  },
): string {
  const { application, round, register, language, needs, corrected, error } = parts;
  const action = `/bewerbung/${round.id}`;
  const { facts, texts } = submittedFacts('receipt', { ...application, needs }, register, language);
  const errors = error === undefined ? [] : [mistake('email', error)];
  return page({
    title: say(language, 'Bitte bestätigen Sie Ihre E-Mail-Adresse', 'Please confirm your email address'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: action,
    personal: true,
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Notice
          tone="success"
          live
          title={say(language, 'Ihre Bewerbung ist angekommen.', 'Your application has arrived.')}
        >
          <p>
            {say(language, 'Wir haben eine E-Mail an', 'We have sent an email to')}{' '}
            <strong>{application.applicant.email}</strong>
            {say(language, ' geschickt. ', '. ')}
            {say(
              language,
              `Öffnen Sie bitte den Link darin bis ${deadline(erasedAt(application, settings.retention), language)}. Erst damit gilt die Bewerbung.`,
              `Please open the link in it by ${deadline(erasedAt(application, settings.retention), language)}. Only then does the application count.`,
            )}
          </p>
        </Notice>
        <Steps
          label={say(language, 'Wie es weitergeht', 'What happens next')}
          steps={[
            { title: say(language, 'Bewerbung gesendet', 'Application sent'), state: 'done' },
            {
              title: say(language, 'E-Mail-Adresse bestätigen', 'Confirm the email address'),
              state: 'current',
            },
            ...(round.file.endorsement && application.supervisor !== undefined
              ? [
                  {
                    title: say(language, 'Zustimmung der Verwaltung', 'Agreement of the administration'),
                    state: 'next' as const,
                  },
                ]
              : []),
            { title: say(language, 'Prüfung und Auswahl', 'Review and selection'), state: 'next' },
          ]}
        />
        <h2>{say(language, 'Keine E-Mail bekommen?', 'No email received?')}</h2>
        <p>
          {say(
            language,
            'Sehen Sie bitte auch im Spam-Ordner nach.',
            'Please look into the spam folder, too.',
          )}{' '}
          {asksAgainAt(application, [], settings.retention) !== undefined &&
            say(language, 'Morgen erinnern wir noch einmal. ', 'We remind you once more tomorrow. ')}
          {say(
            language,
            'War die Adresse falsch geschrieben, berichtigen Sie sie hier:',
            'If the address was mistyped, correct it here:',
          )}
        </p>
        <Form action={action} label={say(language, 'Adresse berichtigen', 'Correct the address')}>
          <Hidden name="application" value={application.id} />
          <EmailField
            name="email"
            label={say(language, 'Richtige E-Mail-Adresse', 'Right email address')}
            value={corrected ?? ''}
            error={error}
          />
          <Button kind="secondary">{say(language, 'Adresse berichtigen', 'Correct the address')}</Button>
        </Form>
        <h2>{say(language, 'Was Sie gesendet haben', 'What you sent')}</h2>
        <FactList facts={facts} />
        {texts.map(({ label, value }) => (
          <Verbatim key={label} by={label}>
            {value}
          </Verbatim>
        ))}
      </>
    ),
  });
}

/** In place of the waiting page, where the address was confirmed meanwhile. */
export function alreadyConfirmedPage(application: Application, round: Round, language: Language): string {
  return page({
    title: say(language, 'Die Adresse ist schon bestätigt', 'The address is confirmed already'),
    preline: application.reference,
    language,
    path: `/bewerbung/${round.id}`,
    personal: true,
    body: (
      <>
        <Notice
          title={say(
            language,
            'Ändern können Sie sie über den Link in der E-Mail „Ihre Bewerbung ist eingegangen“.',
            'You can change it by the link in the email "We have received your application".',
          )}
        />
        <p>
          {say(language, 'Fragen beantwortet: ', 'Questions are answered by: ')}
          <OfficeContact />
        </p>
      </>
    ),
  });
}
