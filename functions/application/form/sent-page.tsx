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
    title: say(language, {
      de: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      en: 'Please confirm your email address',
    }),
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
          title={say(language, { de: 'Ihre Bewerbung ist angekommen.', en: 'Your application has arrived.' })}
        >
          <p>
            {say(language, { de: 'Wir haben eine E-Mail an', en: 'We have sent an email to' })}{' '}
            <strong>{application.applicant.email}</strong>
            {say(language, { de: ' geschickt. ', en: '. ' })}
            {say(language, {
              de: `Öffnen Sie bitte den Link darin bis ${deadline(erasedAt(application, settings.retention), language)}. Erst damit gilt die Bewerbung.`,
              en: `Please open the link in it by ${deadline(erasedAt(application, settings.retention), language)}. Only then does the application count.`,
            })}
          </p>
        </Notice>
        <Steps
          label={say(language, { de: 'Wie es weitergeht', en: 'What happens next' })}
          steps={[
            { title: say(language, { de: 'Bewerbung gesendet', en: 'Application sent' }), state: 'done' },
            {
              title: say(language, { de: 'E-Mail-Adresse bestätigen', en: 'Confirm the email address' }),
              state: 'current',
            },
            ...(round.file.endorsement && application.supervisor !== undefined
              ? [
                  {
                    title: say(language, {
                      de: 'Zustimmung der Verwaltung',
                      en: 'Agreement of the administration',
                    }),
                    state: 'next' as const,
                  },
                ]
              : []),
            {
              title: say(language, { de: 'Prüfung und Auswahl', en: 'Review and selection' }),
              state: 'next',
            },
          ]}
        />
        <h2>{say(language, { de: 'Keine E-Mail bekommen?', en: 'No email received?' })}</h2>
        <p>
          {say(language, {
            de: 'Sehen Sie bitte auch im Spam-Ordner nach.',
            en: 'Please look into the spam folder, too.',
          })}{' '}
          {asksAgainAt(application, [], settings.retention) !== undefined &&
            say(language, {
              de: 'Morgen erinnern wir noch einmal. ',
              en: 'We remind you once more tomorrow. ',
            })}
          {say(language, {
            de: 'War die Adresse falsch geschrieben, berichtigen Sie sie hier:',
            en: 'If the address was mistyped, correct it here:',
          })}
        </p>
        <Form action={action} label={say(language, { de: 'Adresse berichtigen', en: 'Correct the address' })}>
          <Hidden name="application" value={application.id} />
          <EmailField
            name="email"
            label={say(language, { de: 'Richtige E-Mail-Adresse', en: 'Right email address' })}
            value={corrected ?? ''}
            error={error}
          />
          <Button kind="secondary">
            {say(language, { de: 'Adresse berichtigen', en: 'Correct the address' })}
          </Button>
        </Form>
        <h2>{say(language, { de: 'Was Sie gesendet haben', en: 'What you sent' })}</h2>
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
    title: say(language, { de: 'Die Adresse ist schon bestätigt', en: 'The address is confirmed already' }),
    preline: application.reference,
    language,
    path: `/bewerbung/${round.id}`,
    personal: true,
    body: (
      <>
        <Notice
          title={say(language, {
            de: 'Ändern können Sie sie über den Link in der E-Mail „Ihre Bewerbung ist eingegangen“.',
            en: 'You can change it by the link in the email "We have received your application".',
          })}
        />
        <p>
          {say(language, { de: 'Fragen beantwortet: ', en: 'Questions are answered by: ' })}
          <OfficeContact />
        </p>
      </>
    ),
  });
}
