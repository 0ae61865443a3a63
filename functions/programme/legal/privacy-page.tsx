import { formatDate } from '../../domain/calendar.ts';
import { fieldNames, fieldOf, fieldsIn } from '../../domain/form-fields/table.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { FactList } from '../../platform/page/content.tsx';
import { page } from '../../platform/page/frame.tsx';
import { settings } from '../../platform/settings.ts';
import { BodyFacts, Section } from './legal-parts.tsx';

/** What an application asks of people, in the words of the notice, each once: the applicant's own fields first. */
function asked(of: 'applicants' | 'supervisors', language: Language): string {
  const supervisors = fieldsIn('supervisor');
  const persons = fieldsIn('person');
  const others = fieldNames.filter((name) => ![...supervisors, ...persons].includes(name));
  const words = (of === 'supervisors' ? supervisors : [...persons, ...others]).flatMap((name) => {
    const { privacy } = fieldOf(name);
    return 'not' in privacy ? [] : [privacy[language]];
  });
  const list = [...new Set(words)].join(', ');
  return list.charAt(0).toUpperCase() + list.slice(1);
}

/** Periods in words: whole years where they are years. */
function period(days: number, language: Language): string {
  const years = Math.round(days / 365.25);
  if (days >= 365 && Math.abs(days - years * 365.25) <= 3) {
    if (years === 1) return say(language, '1 Jahr', '1 year');
    return say(language, `${years} Jahre`, `${years} years`);
  }
  return say(language, `${days} Tage`, `${days} days`);
}

function periods(language: Language): { readonly label: string; readonly value: string }[] {
  const { retention } = settings;
  return [
    {
      label: say(language, 'Nicht bestätigte Bewerbung', 'Application not confirmed'),
      value: period(retention.unconfirmed, language),
    },
    {
      label: say(language, 'Abgelehnte Bewerbung', 'Rejected application'),
      value: say(
        language,
        `${period(retention.rejected, language)} nach Ende der Bewerbungsfrist`,
        `${period(retention.rejected, language)} after applications closed`,
      ),
    },
    {
      label: say(language, 'Zurückgezogene Bewerbung', 'Withdrawn application'),
      value: say(
        language,
        `${period(retention.withdrawn, language)} nach Ende der Bewerbungsfrist`,
        `${period(retention.withdrawn, language)} after applications closed`,
      ),
    },
    {
      label: say(language, 'Teilnahme', 'Participation'),
      value: say(
        language,
        `${period(retention.participants, language)} nach der Archivierung des Durchgangs`,
        `${period(retention.participants, language)} after the round was archived`,
      ),
    },
    {
      label: say(language, 'Was Sie zur Teilnahme brauchen', 'What you need in order to take part'),
      value: say(
        language,
        'mit der Bewerbung, spätestens mit dem Durchgang',
        'with the application, at the latest with the round',
      ),
    },
    {
      label: say(language, 'Zertifikatsregister', 'Register of certificates'),
      value: say(
        language,
        `${period(retention.certificates, language)} nach der Ausstellung; danach nur Nummer und Status`,
        `${period(retention.certificates, language)} after issue; number and status only afterwards`,
      ),
    },
    {
      label: say(language, 'Netzwerk der Ehemaligen', 'Alumni network'),
      value: say(language, 'bis Sie austreten', 'until you leave'),
    },
    {
      label: say(language, 'Sicherungskopien', 'Backups'),
      value: say(language, 'bis zu 35 Tage nach der Löschung', 'up to 35 days after erasure'),
    },
  ];
}

/** The privacy notice (Art. 13 and 14 DSGVO), from the settings. */
export function privacyPage(language: Language): string {
  const { privacy } = settings;
  return page({
    title: say(language, 'Datenschutzhinweis', 'Privacy notice'),
    language,
    path: '/datenschutz',
    lead: say(
      language,
      'Nach Art. 13 und 14 DSGVO: wer welche Daten wofür und wie lange verarbeitet, und welche Rechte Sie haben.',
      'Under Art. 13 and 14 GDPR: who processes which data, what for and for how long, and which rights you have.',
    ),
    body: (
      <>
        <Section title={say(language, 'Verantwortlich', 'Controller')}>
          <BodyFacts body={privacy.controller} language={language} />
        </Section>
        <Section title={say(language, 'Datenschutzbeauftragte', 'Data protection officer')}>
          <BodyFacts body={privacy.officer} language={language} />
        </Section>
        <Section title={say(language, 'Wofür und auf welcher Grundlage', 'What for, and on which basis')}>
          <p>
            {say(
              language,
              'Wir verarbeiten Ihre Angaben, um über die Teilnahme am Programm zu entscheiden, es durchzuführen und Zertifikate auszustellen und prüfbar zu halten. Das ist eine Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e DSGVO).',
              'We process your data to decide who takes part in the programme, to run it, and to issue certificates and keep them verifiable. This is a task in the public interest (Art. 6(1)(e) GDPR).',
            )}
          </p>
          <p>
            {say(
              language,
              'Nur das Verzeichnis der Ehemaligen beruht auf Ihrer Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO). Sie können sie jederzeit widerrufen; was bis dahin geschah, bleibt rechtmäßig.',
              'Only the alumni directory rests on your consent (Art. 6(1)(a) GDPR). You can withdraw it at any time; what happened before stays lawful.',
            )}
          </p>
          <p>
            {say(
              language,
              'Was Sie brauchen, um teilzunehmen, geben Sie freiwillig an. Bitte nennen Sie keine Diagnosen. Die Angabe liegt getrennt, nur das Programmbüro liest sie, und auf die Auswahl hat sie keinen Einfluss.',
              'What you need in order to take part is yours to tell or not. Please give no diagnoses. It is kept apart, only the programme office reads it, and it does not affect the selection.',
            )}
          </p>
        </Section>
        <Section title={say(language, 'Welche Daten, und woher', 'Which data, and where from')}>
          <FactList
            facts={[
              {
                label: say(language, 'Bewerberinnen und Bewerber', 'Applicants'),
                value: say(
                  language,
                  `${asked('applicants', 'de')}, Verlauf der Bewerbung, Anwesenheit, Zertifikat: von Ihnen selbst und aus dem Verfahren. Wer für einen Platz nachbenannt wird: von der Person davor.`,
                  `${asked('applicants', 'en')}, history of the application, attendance, certificate: from yourself and from the procedure. Who is named for a seat later: from the person before.`,
                ),
              },
              {
                label: say(language, 'Vorgesetzte', 'Supervisors'),
                value: say(
                  language,
                  `${asked('supervisors', 'de')}, Antwort der Verwaltung: aus der Bewerbung oder von der Person, die weitergeleitet hat, und von Ihnen selbst.`,
                  `${asked('supervisors', 'en')}, the administration’s answer: from the application or from the person who forwarded the request, and from yourself.`,
                ),
              },
              {
                label: say(
                  language,
                  'Prüfende, Vertretungen, Schulungsteam',
                  'Reviewers, deputies, trainers',
                ),
                value: say(
                  language,
                  'Name, dienstliche Adresse, Entscheidungen oder Anwesenheitslisten: von der Stelle, für die Sie tätig sind, und von Ihnen selbst.',
                  'Name, office address, decisions or attendance lists: from the body you work for, and from yourself.',
                ),
              },
            ]}
          />
          <p>
            {say(
              language,
              'Ohne die Pflichtangaben können wir über eine Bewerbung nicht entscheiden. Gesetzlich verpflichtet sind Sie zu keiner Angabe.',
              'Without the required data we cannot decide on an application. No law obliges you to give any.',
            )}
          </p>
        </Section>
        <Section title={say(language, 'Wer sie bekommt', 'Who receives them')}>
          <p>
            {say(
              language,
              'Das Ministerium entscheidet über die Bewerbungen; das Programmbüro führt durch; das Schulungsteam sieht Namen und Verwaltung der Teilnehmenden; Vorgesetzte bekommen die Nachrichten, die ihre Verwaltung betreffen. Öffentlich genannt werden nur die teilnehmenden Verwaltungen, nie Personen.',
              'The ministry decides on applications; the programme office runs the programme; trainers see names and administrations of participants; supervisors get the messages that concern their administration. Only the administrations that take part are named in public, never people.',
            )}
          </p>
          <p>{say(language, 'In unserem Auftrag arbeiten:', 'On our behalf work:')}</p>
          <ul>
            {privacy.processors.map((processor) => (
              <li key={processor.name}>
                {processor.name}: {processor.duty[language]}, {processor.place[language]}
              </li>
            ))}
          </ul>
        </Section>
        <Section title={say(language, 'Wie lange', 'For how long')}>
          <FactList facts={periods(language)} />
          <p>
            {say(
              language,
              'Vor der Löschung wird eine geschlossene Akte dem Landeshauptarchiv angeboten (§ 4 BbgArchivG).',
              'Before erasure a closed file is offered to the archives of the Land (§ 4 BbgArchivG).',
            )}
          </p>
        </Section>
        <Section title={say(language, 'Auswahl der Plätze', 'How seats are given')}>
          <p>
            {say(
              language,
              'Gibt es mehr geeignete Bewerbungen als Plätze, werden die Plätze nach den Regeln des Durchgangs so vergeben, dass die Gruppe nach Größe und Lage der Verwaltungen ausgewogen ist. Ob eine Bewerbung geeignet ist, entscheiden immer Menschen. Das Programmbüro erläutert Ihnen das Ergebnis und lässt es auf Wunsch prüfen.',
              'Where there are more suitable applications than seats, they are given by the rules of the round so that the group is balanced by size and location of the administrations. Whether an application is suitable is always decided by people. The programme office explains the result to you and has it checked if you wish.',
            )}
          </p>
        </Section>
        <Section title={say(language, 'Ihre Rechte', 'Your rights')}>
          <p>
            {say(
              language,
              'Sie haben das Recht auf Auskunft (Art. 15), Berichtigung (Art. 16), Löschung (Art. 17) und Einschränkung der Verarbeitung (Art. 18 DSGVO). Über den Link zu Ihrem Vorgang können Sie Ihre Angaben selbst einsehen, herunterladen, berichtigen und nach dem Ende löschen. Für alles andere genügt eine formlose Nachricht an das Programmbüro.',
              'You have the right of access (Art. 15), to rectification (Art. 16), erasure (Art. 17) and restriction of processing (Art. 18 GDPR). Through the link to your case you can view, download and correct your data yourself, and erase them after its end. For everything else a plain message to the programme office is enough.',
            )}
          </p>
          <p>
            <strong>{say(language, 'Widerspruch: ', 'Objection: ')}</strong>
            {say(
              language,
              'Aus Gründen, die sich aus Ihrer besonderen Situation ergeben, können Sie der Verarbeitung jederzeit widersprechen (Art. 21 DSGVO).',
              'On grounds relating to your particular situation you can object to the processing at any time (Art. 21 GDPR).',
            )}
          </p>
          <p>
            {say(
              language,
              'Beschweren können Sie sich bei der Aufsichtsbehörde (Art. 77 DSGVO):',
              'You can complain to the supervisory authority (Art. 77 GDPR):',
            )}
          </p>
          <BodyFacts body={privacy.supervisoryAuthority} language={language} />
        </Section>
        <Section title={say(language, 'Diese Seiten und unsere E-Mails', 'These pages and our emails')}>
          <p>
            {say(
              language,
              'Diese Seiten laden nichts von anderen Anbietern, messen keine Besuche und setzen kein Cookie, außer wenn sich das Programmbüro anmeldet. E-Mails enthalten keine Zählpixel. Protokolle enthalten keine Namen, Adressen oder Links von Personen.',
              'These pages load nothing from other providers, measure no visits and set no cookie, except when the programme office signs in. Emails contain no tracking. Logs contain no names, addresses or links of people.',
            )}
          </p>
        </Section>
        <p>
          {say(language, 'Stand: ', 'Version: ')}
          {formatDate(privacy.version, language)}
        </p>
      </>
    ),
  });
}
