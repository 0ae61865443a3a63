import { formatDate, formatDateTime } from '../domain/calendar.ts';
import { type Round, sessionsOf } from '../domain/round.ts';
import { enumerate, type Language } from '../domain/text.ts';
import { Badge, Card, DateList, Details, FactList } from '../platform/page/content.tsx';
import { LinkButton } from '../platform/page/controls.tsx';
import { page } from '../platform/page/frame.tsx';
import { settings } from '../platform/settings.ts';
import { cohortName, say } from '../platform/wording.ts';

type Shown = { readonly round: Round; readonly participants: readonly string[] | undefined };

const roundStates: Readonly<Record<Round['status'], { de: string; en: string }>> = {
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
  const open = round.status === 'open' && now < file.applications.closes;
  return (
    <Card title={file.title}>
      <p>
        <Badge tone={open ? 'success' : round.status === 'cancelled' ? 'danger' : 'info'}>
          {roundStates[round.status][language]}
        </Badge>
      </p>
      <FactList
        facts={[
          {
            label: say(language, 'Bewerbung', 'Applications'),
            value: `${formatDateTime(file.applications.opens, language)} – ${formatDateTime(file.applications.closes, language)}`,
          },
          {
            label: say(language, 'Entscheidung bis', 'Decisions by'),
            value: formatDate(file.decisionsDue, language),
          },
          {
            label: say(language, 'Plätze', 'Seats'),
            value: String(file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0)),
          },
        ]}
      />
      {file.cohorts.map(({ id }) => (
        <Details
          key={id}
          summary={`${say(language, 'Alle Termine', 'All dates')}${file.cohorts.length > 1 ? ` (${cohortName(id, language)})` : ''}`}
          open={open && file.cohorts.length === 1}
        >
          <DateList
            dates={sessionsOf(file, id).map(({ starts, ends, module }) => ({
              starts,
              ends,
              title: `${say(language, 'Modul', 'Module')} ${module.number}: ${module.title}`,
            }))}
          />
        </Details>
      ))}
      {participants !== undefined && participants.length > 0 && (
        <p>
          {say(
            language,
            `Es nehmen teil: ${enumerate(participants, 'de')}.`,
            `Taking part are: ${enumerate(participants, 'en')}.`,
          )}
        </p>
      )}
      {open && (
        <p>
          <LinkButton kind="primary" href={`/bewerbung/${round.id}`}>
            {say(language, 'Jetzt bewerben', 'Apply now')}
          </LinkButton>
        </p>
      )}
    </Card>
  );
}

/** The programme's face: what it is, its rounds with all dates, how to apply, who takes part. */
export function homePage(rounds: readonly Shown[], language: Language, now: string): string {
  const upcoming = rounds.filter(({ round }) =>
    ['draft', 'open', 'closed', 'selected', 'running'].includes(round.status),
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
          {say(
            language,
            'Wer in einer Stadt, einer Gemeinde oder einem Amt arbeitet, lernt hier online und während der Arbeitszeit, wie Digitalisierung vor Ort gelingt. Jede Gruppe ist ein Querschnitt des Landes: große und kleine Verwaltungen aus allen Regionen.',
            'Anyone who works for a town, a municipality or an association of municipalities learns here, online and during working hours, how to make digital change work locally. Each group is a cross-section of the Land: large and small administrations from all regions.',
          )}
        </p>
        <h2>{say(language, 'So bewerben Sie sich', 'How to apply')}</h2>
        <ol>
          <li>{say(language, 'Formular ausfüllen, zehn Minuten.', 'Fill in the form, ten minutes.')}</li>
          <li>
            {say(
              language,
              'E-Mail-Adresse über den Link bestätigen.',
              'Confirm your email address by the link.',
            )}
          </li>
          <li>
            {say(
              language,
              'Die Verwaltung stimmt zu, das Ministerium prüft; Sie bekommen in jedem Fall Bescheid.',
              'Your administration agrees, the ministry reviews; you will hear from us in any case.',
            )}
          </li>
        </ol>
        <h2>{say(language, 'Durchgänge', 'Rounds')}</h2>
        {upcoming.length === 0 && (
          <p>
            {say(
              language,
              'Zurzeit ist kein Durchgang angekündigt. Schauen Sie bald wieder vorbei.',
              'No round is announced at present. Please come back soon.',
            )}
          </p>
        )}
        {[...upcoming].sort(latestFirst).map((shown) => (
          <RoundCard key={shown.round.id} shown={shown} language={language} now={now} />
        ))}
        {past.length > 0 && (
          <>
            <h2>{say(language, 'Abgeschlossene Durchgänge', 'Finished rounds')}</h2>
            {[...past].sort(latestFirst).map((shown) => (
              <RoundCard key={shown.round.id} shown={shown} language={language} now={now} />
            ))}
          </>
        )}
      </>
    ),
  });
}

/** The imprint (§ 5 DDG), from the settings. */
export function imprintPage(language: Language): string {
  const { imprint } = settings;
  return page({
    title: say(language, 'Impressum', 'Imprint'),
    language,
    path: '/impressum',
    body: (
      <FactList
        facts={[
          { label: say(language, 'Anbieter', 'Provider'), value: imprint.provider },
          { label: say(language, 'Vertreten durch', 'Represented by'), value: imprint.representative },
          { label: say(language, 'Anschrift', 'Address'), value: imprint.address },
          { label: 'E-Mail', value: <a href={`mailto:${imprint.email}`}>{imprint.email}</a> },
          { label: say(language, 'Telefon', 'Phone'), value: imprint.phone },
          {
            label: say(language, 'Verantwortlich für den Inhalt', 'Responsible for the content'),
            value: imprint.responsibleForContent,
          },
          {
            label: say(language, 'Software', 'Software'),
            value: say(
              language,
              'Kohorte, freie Software unter der EUPL 1.2; kein Angebot eines Ministeriums oder einer Behörde.',
              'Kohorte, open-source software under the EUPL 1.2; not a service of any ministry or public agency.',
            ),
          },
        ]}
      />
    ),
  });
}

/** The privacy notice (Art. 13 and 14 DSGVO), from the settings. */
export function privacyPage(language: Language): string {
  const { privacy, retention } = settings;
  return page({
    title: say(language, 'Datenschutzhinweis', 'Privacy notice'),
    language,
    path: '/datenschutz',
    body: (
      <>
        <h2>{say(language, 'Verantwortlich', 'Controller')}</h2>
        <p>
          {privacy.controller.name}
          {privacy.controller.address === undefined ? '' : `, ${privacy.controller.address}`}
        </p>
        <p>
          {say(language, 'Datenschutz:', 'Data protection:')} {privacy.officer.name}, {privacy.officer.email}
        </p>
        <h2>{say(language, 'Wofür und auf welcher Grundlage', 'What for, and on which basis')}</h2>
        <p>
          {say(
            language,
            'Wir verarbeiten Ihre Angaben, um über die Teilnahme am Programm zu entscheiden und es durchzuführen: eine Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e DSGVO). Nur das Verzeichnis der Ehemaligen beruht auf Ihrer Einwilligung.',
            'We process your data to decide who takes part in the programme and to run it: a task in the public interest (Art. 6(1)(e) GDPR). Only the alumni directory rests on your consent.',
          )}
        </p>
        <h2>{say(language, 'Wer in unserem Auftrag arbeitet', 'Who works on our behalf')}</h2>
        <ul>
          {privacy.processors.map((processor) => (
            <li key={processor.name}>
              {processor.name}: {processor.duty[language]}, {processor.place[language]}
            </li>
          ))}
        </ul>
        <h2>{say(language, 'Wie lange', 'For how long')}</h2>
        <ul>
          <li>
            {say(
              language,
              `Nicht bestätigte Bewerbungen: ${retention.unconfirmed} Tage.`,
              `Applications that were not confirmed: ${retention.unconfirmed} days.`,
            )}
          </li>
          <li>
            {say(
              language,
              `Abgelehnte und zurückgezogene: ${retention.rejected} Tage nach Ende der Bewerbungsfrist.`,
              `Rejected and withdrawn ones: ${retention.rejected} days after applications closed.`,
            )}
          </li>
          <li>
            {say(
              language,
              `Teilnahme: ${retention.participants} Tage nach der Archivierung des Durchgangs.`,
              `Participation: ${retention.participants} days after the round was archived.`,
            )}
          </li>
        </ul>
        <h2>{say(language, 'Ihre Rechte', 'Your rights')}</h2>
        <p>
          {say(
            language,
            'Auskunft (Art. 15), Berichtigung (Art. 16), Löschung (Art. 17), Einschränkung (Art. 18) und Widerspruch aus Gründen Ihrer besonderen Situation (Art. 21 DSGVO). Über den Link zu Ihrem Vorgang können Sie Ihre Angaben jederzeit einsehen, herunterladen, berichtigen und löschen. Beschwerden nimmt entgegen:',
            'Access (Art. 15), rectification (Art. 16), erasure (Art. 17), restriction (Art. 18) and objection on grounds relating to your situation (Art. 21 GDPR). Through the link to your case you can view, download, correct and erase your data at any time. Complaints go to:',
          )}{' '}
          {privacy.supervisoryAuthority.name}
        </p>
        <p>{say(language, `Stand: ${privacy.version}`, `Version: ${privacy.version}`)}</p>
      </>
    ),
  });
}

/** The accessibility statement, from the settings. */
export function accessibilityPage(language: Language): string {
  const { accessibility } = settings;
  return page({
    title: say(language, 'Erklärung zur Barrierefreiheit', 'Accessibility statement'),
    language,
    path: '/barrierefreiheit',
    body: (
      <>
        <p>
          {say(
            language,
            'Diese Seiten sind nach WCAG 2.2, Stufe AA, und EN 301 549 gebaut. Sie lassen sich ohne Skripte und allein mit der Tastatur bedienen.',
            'These pages are built to WCAG 2.2, level AA, and EN 301 549. They work without scripts and by keyboard alone.',
          )}
        </p>
        <p>
          {say(
            language,
            'Ist Ihnen eine Hürde begegnet? Schreiben Sie uns:',
            'Did you meet a barrier? Write to us:',
          )}{' '}
          <a href={`mailto:${accessibility.feedback.email}`}>{accessibility.feedback.email}</a>
        </p>
      </>
    ),
  });
}
