import type { ComponentChildren } from 'preact';
import { toldStatus } from '../../domain/lifecycle.ts';
import { sessionsOf } from '../../domain/round.ts';
import { capitalised, type Language } from '../../domain/text.ts';
import { cohortName, say, statusNames } from '../../platform/letter/wording.ts';
import { Badge, Notice, type Tone, Verbatim } from '../../platform/page/content.tsx';
import { DateList, Steps } from '../../platform/page/course.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { explainedLinkPage, OfficeContact } from '../../platform/page/messages.tsx';
import type { Opened } from '../../platform/store/cases.ts';
import { ActionForm, type CaseForm } from './case-form.tsx';
import { History, Papers, Submitted } from './case-parts.tsx';
import { nextStep, stepsOf } from './case-words.ts';
import type { OpenedCase } from './documents.ts';
import { historyInWords } from './own-data.ts';

const tones: Partial<Record<Opened['application']['status'], Tone>> = {
  queried: 'warning',
  'seat-offered': 'warning',
  accepted: 'success',
  'taking-part': 'success',
  completed: 'success',
  rejected: 'danger',
};

/** What an act has just brought about, said at the top of the page. */
export type Said = { readonly tone: Tone; readonly title: string; readonly text?: string };

/** The case: where it stands, what comes next, what can be done, its history, and all that was submitted. */
export function casePage(
  opened: OpenedCase,
  language: Language,
  form: CaseForm,
  now: string,
  said?: Said,
): string {
  const { application, round, secret } = opened;
  const status = toldStatus(application);
  const cohort = application.seat?.cohort;
  const seated = status === 'accepted' || status === 'taking-part' || status === 'seat-offered';
  return page({
    title: say(language, { de: 'Ihre Bewerbung', en: 'Your application' }),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/vorgang/${secret}`,
    personal: true,
    hasErrors: form.errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={form.errors} />
        {said !== undefined && (
          <Notice tone={said.tone} title={said.title} live>
            {said.text !== undefined && <p>{said.text}</p>}
          </Notice>
        )}
        <section>
          <h2>{say(language, { de: 'Wo sie steht', en: 'Where it stands' })}</h2>
          <p>
            <Badge tone={tones[status] ?? 'info'}>{capitalised(statusNames[status][language])}</Badge>
          </p>
          <p>{nextStep(application, round, language, now)}</p>
          {status === 'queried' && application.query !== undefined && (
            <Verbatim by={say(language, { de: 'Die Frage an Sie', en: 'The question for you' })}>
              {application.query.text}
            </Verbatim>
          )}
          <Steps
            label={say(language, { de: 'Der Weg Ihrer Bewerbung', en: 'The way of your application' })}
            steps={stepsOf(application, round, language)}
          />
        </section>
        {seated && cohort !== undefined && (
          <section>
            <h2>
              {say(language, { de: 'Ihre Termine', en: 'Your dates' })}
              {round.file.cohorts.length > 1 ? ` (${cohortName(cohort, language)})` : ''}
            </h2>
            <DateList
              dates={sessionsOf(round.file, cohort).map(({ starts, ends, module }) => ({
                starts,
                ends,
                title: `${say(language, { de: 'Modul', en: 'Module' })} ${module.number}: ${module.title}`,
              }))}
            />
          </section>
        )}
        <Papers opened={opened} language={language} />
        <section>
          <ActionForm opened={opened} language={language} form={form} />
        </section>
        <section>
          <h2>{say(language, { de: 'Verlauf', en: 'History' })}</h2>
          <History lines={historyInWords(application, language)} language={language} />
        </section>
        <section>
          <h2>{say(language, { de: 'Was Sie eingereicht haben', en: 'What you submitted' })}</h2>
          <Submitted opened={opened} language={language} />
        </section>
      </>
    ),
  });
}

/** A link that was replaced by a newer one, or that ended with a substitution. */
export function replacedPage(opened: Opened, language: Language): string {
  return explainedLinkPage(language, {
    kind: 'replaced',
    path: `/vorgang/${opened.secret}`,
    reference: opened.application.reference,
  });
}

function endPage(
  opened: Opened,
  language: Language,
  title: string,
  notice: string,
  more?: ComponentChildren,
): string {
  return page({
    title,
    preline: opened.application.reference,
    language,
    path: `/vorgang/${opened.secret}`,
    personal: true,
    body: (
      <>
        <Notice tone="success" live title={notice}>
          {more}
        </Notice>
        <p>
          {say(language, { de: 'Fragen beantwortet: ', en: 'Questions are answered by: ' })}
          <OfficeContact />
        </p>
      </>
    ),
  });
}

/** After a new link was asked for: this very link has ended. */
export function newLinkPage(opened: Opened, language: Language): string {
  return endPage(
    opened,
    language,
    say(language, { de: 'Ein neuer Link ist unterwegs', en: 'A new link is on its way' }),
    say(language, {
      de: 'Wir haben ihn an die hinterlegte Adresse geschickt. Alle früheren Links zu dieser Seite gelten nicht mehr.',
      en: 'We have sent it to the address on record. All earlier links to this page have ended.',
    }),
  );
}

/** After a substitution: the case now belongs to another person. */
export function substitutedPage(opened: Opened, language: Language): string {
  return endPage(
    opened,
    language,
    say(language, { de: 'Der Platz ist übergeben', en: 'The seat has been handed over' }),
    say(language, {
      de: 'Die neue Person bekommt jetzt eine E-Mail mit allen Angaben. Ihre eigenen Links gelten nicht mehr.',
      en: 'The new person now gets an email with everything. Your own links have ended.',
    }),
    <p>
      {say(language, {
        de: 'Eine Bestätigung kommt auch an Sie.',
        en: 'A confirmation comes to you as well.',
      })}
    </p>,
  );
}

/** After the erasure. */
export function erasedPage(opened: Opened, language: Language): string {
  return endPage(
    opened,
    language,
    say(language, { de: 'Ihre Daten sind gelöscht', en: 'Your data are erased' }),
    say(language, {
      de: 'Alle Angaben, Nachrichten und Links dieses Vorgangs sind gelöscht. Diese Seite gibt es gleich nicht mehr.',
      en: 'All data, messages and links of this case are erased. This page will be gone in a moment.',
    }),
  );
}
