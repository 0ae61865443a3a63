import { formatLongDate, formatPeriod } from '../../domain/calendar.ts';
import { isWindowOpen } from '../../domain/lifecycle.ts';
import { lastSessionEnd, type Round, sessionsOf } from '../../domain/round.ts';
import { type Bilingual, enumerate, type Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import { Badge, Card, Details, FactList } from '../../platform/page/content.tsx';
import { LinkButton } from '../../platform/page/controls.tsx';
import { DateList } from '../../platform/page/course.tsx';
import { page } from '../../platform/page/frame.tsx';
import { settings } from '../../platform/settings.ts';

type Shown = { readonly round: Round; readonly participants: readonly string[] | undefined };

const roundStates: Readonly<Record<Round['status'], Bilingual>> = {
  draft: { de: 'angekündigt', en: 'announced' },
  open: { de: 'Bewerbung möglich', en: 'applications open' },
  closed: { de: 'Bewerbungsfrist beendet', en: 'applications closed' },
  selected: { de: 'Plätze vergeben', en: 'seats given' },
  running: { de: 'läuft', en: 'running' },
  finished: { de: 'abgeschlossen', en: 'finished' },
  archived: { de: 'abgeschlossen', en: 'finished' },
  erased: { de: 'abgeschlossen', en: 'finished' },
  cancelled: { de: 'abgesagt', en: 'cancelled' },
};

function RoundCard({ shown, language, now }: { shown: Shown; language: Language; now: string }) {
  const { round, participants } = shown;
  const { file } = round;
  const open = isWindowOpen(round, now);
  return (
    <Card title={file.title}>
      <p>
        <Badge tone={open ? 'success' : round.status === 'cancelled' ? 'danger' : 'info'}>
          {roundStates[open ? 'open' : round.status][language]}
        </Badge>
      </p>
      <FactList
        facts={[
          {
            label: say(language, { de: 'Bewerbung', en: 'Applications' }),
            value: formatPeriod(file.applications.opens, file.applications.closes, language),
          },
          {
            label: say(language, { de: 'Entscheidung bis', en: 'Decisions by' }),
            value: formatLongDate(file.decisionsDue, language),
          },
          {
            label: say(language, { de: 'Plätze', en: 'Seats' }),
            value: String(file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0)),
          },
        ]}
      />
      {file.cohorts.map(({ id }) => (
        <Details
          key={id}
          summary={`${say(language, { de: 'Alle Termine', en: 'All dates' })}${file.cohorts.length > 1 ? ` (${cohortName(id, language)})` : ''}`}
          open={open && file.cohorts.length === 1}
        >
          <DateList
            dates={sessionsOf(file, id).map(({ starts, ends, module }) => ({
              starts,
              ends,
              title: `${say(language, { de: 'Modul', en: 'Module' })} ${module.number}: ${module.title}`,
            }))}
          />
        </Details>
      ))}
      {participants !== undefined && participants.length > 0 && (
        <p>
          {say(language, {
            de: `Es nehmen teil: ${enumerate(participants, 'de')}.`,
            en: `Taking part are: ${enumerate(participants, 'en')}.`,
          })}
        </p>
      )}
      {open && (
        <p>
          <LinkButton kind="primary" href={`/bewerbung/${round.id}`}>
            {say(language, { de: 'Jetzt bewerben', en: 'Apply now' })}
          </LinkButton>
        </p>
      )}
    </Card>
  );
}

/** The programme's face: what it is, its rounds with all dates, how to apply, who takes part. */
export function homePage(rounds: readonly Shown[], language: Language, now: string): string {
  const upcoming = rounds.filter(
    ({ round }) =>
      ['draft', 'open', 'closed', 'selected', 'running'].includes(round.status) ||
      (round.status === 'cancelled' && now < lastSessionEnd(round.file)),
  );
  const past = rounds.filter(({ round }) => ['finished', 'archived'].includes(round.status));
  const latestFirst = (a: Shown, b: Shown): number =>
    a.round.file.applications.opens < b.round.file.applications.opens ? 1 : -1;
  return page({
    title: settings.title,
    language,
    path: '/',
    lead: settings.claim[language],
    body: (
      <>
        <p>
          {say(language, {
            de: 'Wer in einer Stadt, einer Gemeinde oder einem Amt arbeitet, lernt hier online und während der Arbeitszeit, wie Digitalisierung vor Ort gelingt. Jede Gruppe ist ein Querschnitt des Landes: große und kleine Verwaltungen aus allen Regionen.',
            en: 'Anyone who works for a town, a municipality or an association of municipalities learns here, online and during working hours, how to make digital change work locally. Each group is a cross-section of the Land: large and small administrations from all regions.',
          })}
        </p>
        <h2>{say(language, { de: 'So bewerben Sie sich', en: 'How to apply' })}</h2>
        <ol>
          <li>
            {say(language, { de: 'Formular ausfüllen, zehn Minuten.', en: 'Fill in the form, ten minutes.' })}
          </li>
          <li>
            {say(language, {
              de: 'E-Mail-Adresse über den Link bestätigen.',
              en: 'Confirm your email address by the link.',
            })}
          </li>
          <li>
            {say(language, {
              de: 'Die Verwaltung stimmt zu, das Ministerium prüft; Sie bekommen in jedem Fall Bescheid.',
              en: 'Your administration agrees, the ministry reviews; you will hear from us in any case.',
            })}
          </li>
        </ol>
        <h2>{say(language, { de: 'Durchgänge', en: 'Rounds' })}</h2>
        {upcoming.length === 0 && (
          <p>
            {say(language, {
              de: 'Zurzeit ist kein Durchgang angekündigt. Schauen Sie bald wieder vorbei.',
              en: 'No round is announced at present. Please come back soon.',
            })}
          </p>
        )}
        {[...upcoming].sort(latestFirst).map((shown) => (
          <RoundCard key={shown.round.id} shown={shown} language={language} now={now} />
        ))}
        {past.length > 0 && (
          <>
            <h2>{say(language, { de: 'Abgeschlossene Durchgänge', en: 'Finished rounds' })}</h2>
            {[...past].sort(latestFirst).map((shown) => (
              <RoundCard key={shown.round.id} shown={shown} language={language} now={now} />
            ))}
          </>
        )}
      </>
    ),
  });
}
