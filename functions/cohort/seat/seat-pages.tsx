import type { Application } from '../../domain/application.ts';
import { mistake } from '../../domain/mistake.ts';
import { sessionsOf, totalMinutes } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import { cohortName, deadline, hours, say, statusNames } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import { Button, Form, RadioGroup } from '../../platform/page/controls.tsx';
import { DateList } from '../../platform/page/course.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import type { Opened } from '../../platform/store/cases.ts';
import type { SeatAnswer } from '../rules/offer.ts';

/** Whether an offer can still be answered. */
export function isOpen(application: Application, now: string): boolean {
  return (
    application.status === 'seat-offered' && application.seat !== undefined && now < application.seat.until
  );
}

function Dates({ opened, language }: { opened: Opened; language: Language }) {
  const { file } = opened.round;
  const cohort = opened.application.seat?.cohort ?? file.cohorts[0]?.id ?? '';
  return (
    <>
      <h2>
        {file.cohorts.length > 1 ? `${cohortName(cohort, language)}: ` : ''}
        {say(language, {
          de: `Alle Termine (${hours(totalMinutes(file, cohort), language)} Stunden, online, kostenfrei)`,
          en: `All dates (${hours(totalMinutes(file, cohort), language)} hours, online, free of charge)`,
        })}
      </h2>
      <DateList
        dates={sessionsOf(file, cohort).map(({ starts, ends, module }) => ({
          starts,
          ends,
          title: `${say(language, { de: 'Modul', en: 'Module' })} ${module.number}: ${module.title}`,
        }))}
      />
    </>
  );
}

/** The offer with its dates, and two answers, none chosen beforehand. */
export function offerPage(opened: Opened, language: Language, forgotten: boolean): string {
  const { application, round, secret } = opened;
  const error = { de: 'Bitte wählen Sie eine Antwort aus.', en: 'Please choose an answer.' };
  const until = deadline(application.seat?.until ?? '', language);
  return page({
    title: say(language, { de: 'Ihr Platz', en: 'Your seat' }),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/platz/${secret}`,
    personal: true,
    hasErrors: forgotten,
    lead: say(language, {
      de: `Für Sie ist ein Platz da. Antwort nötig bis ${until}.`,
      en: `There is a seat for you. An answer is needed by ${until}.`,
    }),
    body: (
      <>
        <ErrorSummary errors={forgotten ? [mistake('answer', error)] : []} />
        <Dates opened={opened} language={language} />
        <Form action={`/platz/${secret}`}>
          <RadioGroup
            name="answer"
            label={say(language, { de: 'Möchten Sie den Platz?', en: 'Would you like the seat?' })}
            error={forgotten ? error : undefined}
            choices={[
              {
                value: 'accept',
                label: say(language, { de: 'Ja, ich nehme den Platz an', en: 'Yes, I accept the seat' }),
                hint: say(language, {
                  de: 'Sie bekommen alle Termine für Ihren Kalender.',
                  en: 'You will get all dates for your calendar.',
                }),
              },
              {
                value: 'decline',
                label: say(language, { de: 'Nein, ich gebe den Platz frei', en: 'No, I release the seat' }),
                hint: say(language, {
                  de: 'Er geht gleich an die nächste Verwaltung und kommt nicht zurück.',
                  en: 'It goes to the next administration at once and does not come back.',
                }),
              },
            ]}
          />
          <Button>{say(language, { de: 'Antwort senden', en: 'Send answer' })}</Button>
        </Form>
      </>
    ),
  });
}

/** What was answered, or why there is nothing to answer any more. */
export function answeredPage(
  answer: SeatAnswer | undefined,
  opened: Opened,
  language: Language,
  now: string,
): string {
  const { application, round, secret } = opened;
  const { status, seat } = application;
  const accepted = status === 'accepted' || status === 'taking-part' || status === 'completed';
  const late =
    answer === 'too-late' ||
    status === 'expired' ||
    (status === 'seat-offered' && seat !== undefined && now >= seat.until);
  const contradicted = answer === 'answered-otherwise';
  const title = contradicted
    ? say(language, { de: 'Es gilt Ihre erste Antwort', en: 'Your first answer counts' })
    : late
      ? say(language, { de: 'Die Frist ist abgelaufen', en: 'The time for answering is over' })
      : accepted
        ? say(language, { de: 'Ihr Platz ist bestätigt', en: 'Your seat is confirmed' })
        : status === 'declined'
          ? say(language, { de: 'Sie haben den Platz freigegeben', en: 'You have released the seat' })
          : say(language, {
              de: 'Hier ist nichts mehr zu beantworten',
              en: 'There is nothing left to answer here',
            });
  const text = late
    ? say(language, {
        de: `Der Platz war bis ${deadline(seat?.until ?? now, language)} für Sie frei gehalten. Er geht jetzt an die nächste Verwaltung.`,
        en: `The seat was held for you until ${deadline(seat?.until ?? now, language)}. It now goes to the next administration.`,
      })
    : accepted
      ? say(language, {
          de: 'Sie haben den Platz angenommen. Alle Termine haben wir Ihnen per E-Mail geschickt. Möchten Sie doch nicht teilnehmen, ziehen Sie Ihre Bewerbung bitte über den Link zu Ihrem Vorgang zurück.',
          en: 'You have accepted the seat. We have mailed you all dates. If you cannot take part after all, please withdraw through the link to your case.',
        })
      : status === 'declined'
        ? say(language, {
            de: 'Danke, dass Sie Bescheid gegeben haben. Der Platz geht an die nächste Verwaltung.',
            en: 'Thank you for letting us know. The seat goes to the next administration.',
          })
        : `${say(language, { de: 'Stand Ihrer Bewerbung', en: 'Status of your application' })}: ${statusNames[status][language]}.`;
  return page({
    title,
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/platz/${secret}`,
    personal: true,
    body: (
      <>
        <Notice
          tone={contradicted || late ? 'warning' : accepted ? 'success' : 'info'}
          title={text}
          live={answer !== undefined}
        />
        {accepted && <Dates opened={opened} language={language} />}
      </>
    ),
  });
}
