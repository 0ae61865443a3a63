import { formatDateTime } from '../../domain/calendar.ts';
import { factsOf, roles } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import { officePage } from '../../office/shared/frame.tsx';
import type { Visit } from '../../office/shared/visit.ts';
import { say } from '../../platform/letter/wording.ts';
import { FactList, Link, Verbatim } from '../../platform/page/content.tsx';
import { Buttons, LinkButton } from '../../platform/page/controls.tsx';
import { type Answer, HttpError } from '../../platform/web/http.ts';
import type { Rehearsal } from '../play/rehearse.ts';
import type { RehearsedMail } from '../play/simulation.ts';
import { rehearsalPath } from './frame.tsx';

/** A mail of a rehearsal by its id. @throws HttpError 404: the round was changed since, or the day is another */
export function mailOf(rehearsal: Rehearsal, id: string | undefined): RehearsedMail {
  const mail = rehearsal.mails.find((each) => each.id === id);
  if (mail === undefined) throw new HttpError(404, 'There is no such mail.');
  return mail;
}

const attachedNames = {
  calendar: { de: 'Termine für den Kalender (ICS)', en: 'dates for the calendar (ICS)' },
  document: { de: 'Dokument (PDF)', en: 'document (PDF)' },
} as const;

/** One mail in its words. */
export function mailPage(visit: Visit, round: Round, mail: RehearsedMail): Answer {
  const { language } = visit;
  const { order, letter, application, at, attached } = mail;
  return officePage(visit, {
    area: 'rounds',
    title: letter.subject,
    preline: say(language, { de: `Probe: ${round.file.title}`, en: `Rehearsal: ${round.file.title}` }),
    width: 'reading',
    body: (
      <>
        <FactList
          facts={[
            { label: say(language, { de: 'Wann', en: 'When' }), value: formatDateTime(at, language) },
            {
              label: say(language, { de: 'An', en: 'To' }),
              value: `${order.to.name === undefined ? '' : `${order.to.name}, `}${order.to.email} – ${roles[order.to.role].name[language]}`,
            },
            ...(order.cc === undefined
              ? []
              : [{ label: say(language, { de: 'In Kopie', en: 'In copy' }), value: order.cc.join(', ') }]),
            {
              label: say(language, { de: 'Anlass', en: 'Purpose' }),
              value: factsOf(order.purpose).name[language],
            },
            ...(application === undefined
              ? []
              : [
                  {
                    label: say(language, { de: 'Vorgang', en: 'Case' }),
                    value: (
                      <Link href={rehearsalPath(round, `ergebnis?vorgang=${application.reference}`)}>
                        {say(language, {
                          de: `${application.reference}, ${application.name}: alle E-Mails`,
                          en: `${application.reference}, ${application.name}: all mails`,
                        })}
                      </Link>
                    ),
                  },
                ]),
            ...(attached.length === 0
              ? []
              : [
                  {
                    label: say(language, { de: 'Anlagen', en: 'Attachments' }),
                    value: attached.map((kind) => attachedNames[kind][language]).join(', '),
                  },
                ]),
          ]}
        />
        <p>
          {say(language, {
            de: 'Links und Codes führen in der Probe zu keiner Seite.',
            en: 'In a rehearsal links and codes lead to no page.',
          })}
        </p>
        <Verbatim>{letter.text}</Verbatim>
        <Buttons>
          <LinkButton href={rehearsalPath(round, `mail/${mail.id}/gestaltet`)} kind="secondary">
            {say(language, { de: 'So sieht sie im Postfach aus', en: 'As it looks in a mailbox' })}
          </LinkButton>
          <LinkButton href={rehearsalPath(round, 'ergebnis')} kind="tertiary">
            {say(language, { de: 'Zurück zur Probe', en: 'Back to the rehearsal' })}
          </LinkButton>
        </Buttons>
      </>
    ),
  });
}
