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
    if (years === 1) return say(language, { de: '1 Jahr', en: '1 year' });
    return say(language, { de: `${years} Jahre`, en: `${years} years` });
  }
  return say(language, { de: `${days} Tage`, en: `${days} days` });
}

function periods(language: Language): { readonly label: string; readonly value: string }[] {
  const { retention } = settings;
  return [
    {
      label: say(language, { de: 'Nicht bestätigte Bewerbung', en: 'Application not confirmed' }),
      value: period(retention.unconfirmed, language),
    },
    {
      label: say(language, { de: 'Abgelehnte Bewerbung', en: 'Rejected application' }),
      value: say(language, {
        de: `${period(retention.rejected, language)} nach Ende der Bewerbungsfrist`,
        en: `${period(retention.rejected, language)} after applications closed`,
      }),
    },
    {
      label: say(language, { de: 'Zurückgezogene Bewerbung', en: 'Withdrawn application' }),
      value: say(language, {
        de: `${period(retention.withdrawn, language)} nach Ende der Bewerbungsfrist`,
        en: `${period(retention.withdrawn, language)} after applications closed`,
      }),
    },
    {
      label: say(language, { de: 'Teilnahme', en: 'Participation' }),
      value: say(language, {
        de: `${period(retention.participants, language)} nach der Archivierung des Durchgangs`,
        en: `${period(retention.participants, language)} after the round was archived`,
      }),
    },
    {
      label: say(language, {
        de: 'Was Sie zur Teilnahme brauchen',
        en: 'What you need in order to take part',
      }),
      value: say(language, {
        de: 'mit der Bewerbung, spätestens mit dem Durchgang',
        en: 'with the application, at the latest with the round',
      }),
    },
    {
      label: say(language, { de: 'Zertifikatsregister', en: 'Register of certificates' }),
      value: say(language, {
        de: `${period(retention.certificates, language)} nach der Ausstellung; danach nur Nummer und Status`,
        en: `${period(retention.certificates, language)} after issue; number and status only afterwards`,
      }),
    },
    {
      label: say(language, { de: 'Netzwerk der Ehemaligen', en: 'Alumni network' }),
      value: say(language, { de: 'bis Sie austreten', en: 'until you leave' }),
    },
    {
      label: say(language, { de: 'Sicherungskopien', en: 'Backups' }),
      value: say(language, { de: 'bis zu 35 Tage nach der Löschung', en: 'up to 35 days after erasure' }),
    },
  ];
}

/** The privacy notice (Art. 13 and 14 DSGVO), from the settings. */
export function privacyPage(language: Language): string {
  const { privacy } = settings;
  return page({
    title: say(language, { de: 'Datenschutzhinweis', en: 'Privacy notice' }),
    language,
    path: '/datenschutz',
    lead: say(language, {
      de: 'Nach Art. 13 und 14 DSGVO: wer welche Daten wofür und wie lange verarbeitet, und welche Rechte Sie haben.',
      en: 'Under Art. 13 and 14 GDPR: who processes which data, what for and for how long, and which rights you have.',
    }),
    body: (
      <>
        <Section title={say(language, { de: 'Verantwortlich', en: 'Controller' })}>
          <BodyFacts body={privacy.controller} language={language} />
        </Section>
        <Section title={say(language, { de: 'Datenschutzbeauftragte', en: 'Data protection officer' })}>
          <BodyFacts body={privacy.officer} language={language} />
        </Section>
        <Section
          title={say(language, { de: 'Wofür und auf welcher Grundlage', en: 'What for, and on which basis' })}
        >
          <p>
            {say(language, {
              de: 'Wir verarbeiten Ihre Angaben, um über die Teilnahme am Programm zu entscheiden, es durchzuführen und Zertifikate auszustellen und prüfbar zu halten. Das ist eine Aufgabe im öffentlichen Interesse (Art. 6 Abs. 1 Buchst. e DSGVO).',
              en: 'We process your data to decide who takes part in the programme, to run it, and to issue certificates and keep them verifiable. This is a task in the public interest (Art. 6(1)(e) GDPR).',
            })}
          </p>
          <p>
            {say(language, {
              de: 'Nur das Verzeichnis der Ehemaligen beruht auf Ihrer Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO). Sie können sie jederzeit widerrufen; was bis dahin geschah, bleibt rechtmäßig.',
              en: 'Only the alumni directory rests on your consent (Art. 6(1)(a) GDPR). You can withdraw it at any time; what happened before stays lawful.',
            })}
          </p>
          <p>
            {say(language, {
              de: 'Was Sie brauchen, um teilzunehmen, geben Sie freiwillig an. Bitte nennen Sie keine Diagnosen. Die Angabe liegt getrennt, nur das Programmbüro liest sie, und auf die Auswahl hat sie keinen Einfluss.',
              en: 'What you need in order to take part is yours to tell or not. Please give no diagnoses. It is kept apart, only the programme office reads it, and it does not affect the selection.',
            })}
          </p>
        </Section>
        <Section title={say(language, { de: 'Welche Daten, und woher', en: 'Which data, and where from' })}>
          <FactList
            facts={[
              {
                label: say(language, { de: 'Bewerberinnen und Bewerber', en: 'Applicants' }),
                value: say(language, {
                  de: `${asked('applicants', 'de')}, Verlauf der Bewerbung, Anwesenheit, Zertifikat: von Ihnen selbst und aus dem Verfahren. Wer für einen Platz nachbenannt wird: von der Person davor.`,
                  en: `${asked('applicants', 'en')}, history of the application, attendance, certificate: from yourself and from the procedure. Who is named for a seat later: from the person before.`,
                }),
              },
              {
                label: say(language, { de: 'Vorgesetzte', en: 'Supervisors' }),
                value: say(language, {
                  de: `${asked('supervisors', 'de')}, Antwort der Verwaltung: aus der Bewerbung oder von der Person, die weitergeleitet hat, und von Ihnen selbst.`,
                  en: `${asked('supervisors', 'en')}, the administration’s answer: from the application or from the person who forwarded the request, and from yourself.`,
                }),
              },
              {
                label: say(language, {
                  de: 'Prüfende, Vertretungen, Schulungsteam',
                  en: 'Reviewers, deputies, trainers',
                }),
                value: say(language, {
                  de: 'Name, dienstliche Adresse, Entscheidungen oder Anwesenheitslisten: von der Stelle, für die Sie tätig sind, und von Ihnen selbst.',
                  en: 'Name, office address, decisions or attendance lists: from the body you work for, and from yourself.',
                }),
              },
            ]}
          />
          <p>
            {say(language, {
              de: 'Ohne die Pflichtangaben können wir über eine Bewerbung nicht entscheiden. Gesetzlich verpflichtet sind Sie zu keiner Angabe.',
              en: 'Without the required data we cannot decide on an application. No law obliges you to give any.',
            })}
          </p>
        </Section>
        <Section title={say(language, { de: 'Wer sie bekommt', en: 'Who receives them' })}>
          <p>
            {say(language, {
              de: 'Das Ministerium entscheidet über die Bewerbungen; das Programmbüro führt durch; das Schulungsteam sieht Namen und Verwaltung der Teilnehmenden; Vorgesetzte bekommen die Nachrichten, die ihre Verwaltung betreffen. Öffentlich genannt werden nur die teilnehmenden Verwaltungen, nie Personen.',
              en: 'The ministry decides on applications; the programme office runs the programme; trainers see names and administrations of participants; supervisors get the messages that concern their administration. Only the administrations that take part are named in public, never people.',
            })}
          </p>
          <p>{say(language, { de: 'In unserem Auftrag arbeiten:', en: 'On our behalf work:' })}</p>
          <ul>
            {privacy.processors.map((processor) => (
              <li key={processor.name}>
                {processor.name}: {processor.duty[language]}, {processor.place[language]}
              </li>
            ))}
          </ul>
        </Section>
        <Section title={say(language, { de: 'Wie lange', en: 'For how long' })}>
          <FactList facts={periods(language)} />
          <p>
            {say(language, {
              de: 'Vor der Löschung wird eine geschlossene Akte dem Landeshauptarchiv angeboten (§ 4 BbgArchivG).',
              en: 'Before erasure a closed file is offered to the archives of the Land (§ 4 BbgArchivG).',
            })}
          </p>
        </Section>
        <Section title={say(language, { de: 'Auswahl der Plätze', en: 'How seats are given' })}>
          <p>
            {say(language, {
              de: 'Gibt es mehr geeignete Bewerbungen als Plätze, werden die Plätze nach den Regeln des Durchgangs so vergeben, dass die Gruppe nach Größe und Lage der Verwaltungen ausgewogen ist. Ob eine Bewerbung geeignet ist, entscheiden immer Menschen. Das Programmbüro erläutert Ihnen das Ergebnis und lässt es auf Wunsch prüfen.',
              en: 'Where there are more suitable applications than seats, they are given by the rules of the round so that the group is balanced by size and location of the administrations. Whether an application is suitable is always decided by people. The programme office explains the result to you and has it checked if you wish.',
            })}
          </p>
        </Section>
        <Section title={say(language, { de: 'Ihre Rechte', en: 'Your rights' })}>
          <p>
            {say(language, {
              de: 'Sie haben das Recht auf Auskunft (Art. 15), Berichtigung (Art. 16), Löschung (Art. 17) und Einschränkung der Verarbeitung (Art. 18 DSGVO). Über den Link zu Ihrem Vorgang können Sie Ihre Angaben selbst einsehen, herunterladen, berichtigen und nach dem Ende löschen. Für alles andere genügt eine formlose Nachricht an das Programmbüro.',
              en: 'You have the right of access (Art. 15), to rectification (Art. 16), erasure (Art. 17) and restriction of processing (Art. 18 GDPR). Through the link to your case you can view, download and correct your data yourself, and erase them after its end. For everything else a plain message to the programme office is enough.',
            })}
          </p>
          <p>
            <strong>{say(language, { de: 'Widerspruch: ', en: 'Objection: ' })}</strong>
            {say(language, {
              de: 'Aus Gründen, die sich aus Ihrer besonderen Situation ergeben, können Sie der Verarbeitung jederzeit widersprechen (Art. 21 DSGVO).',
              en: 'On grounds relating to your particular situation you can object to the processing at any time (Art. 21 GDPR).',
            })}
          </p>
          <p>
            {say(language, {
              de: 'Beschweren können Sie sich bei der Aufsichtsbehörde (Art. 77 DSGVO):',
              en: 'You can complain to the supervisory authority (Art. 77 GDPR):',
            })}
          </p>
          <BodyFacts body={privacy.supervisoryAuthority} language={language} />
        </Section>
        <Section
          title={say(language, { de: 'Diese Seiten und unsere E-Mails', en: 'These pages and our emails' })}
        >
          <p>
            {say(language, {
              de: 'Diese Seiten laden nichts von anderen Anbietern, messen keine Besuche und setzen kein Cookie, außer wenn sich das Programmbüro anmeldet. E-Mails enthalten keine Zählpixel. Protokolle enthalten keine Namen, Adressen oder Links von Personen.',
              en: 'These pages load nothing from other providers, measure no visits and set no cookie, except when the programme office signs in. Emails contain no tracking. Logs contain no names, addresses or links of people.',
            })}
          </p>
        </Section>
        <p>
          {say(language, { de: 'Stand: ', en: 'Version: ' })}
          {formatDate(privacy.version, language)}
        </p>
      </>
    ),
  });
}
