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
    preline: say(language, `Probe: ${round.file.title}`, `Rehearsal: ${round.file.title}`),
    width: 'reading',
    body: (
      <>
        <FactList
          facts={[
            { label: say(language, 'Wann', 'When'), value: formatDateTime(at, language) },
            {
              label: say(language, 'An', 'To'),
              value: `${order.to.name === undefined ? '' : `${order.to.name}, `}${order.to.email} – ${roles[order.to.role].name[language]}`,
            },
            ...(order.cc === undefined
              ? []
              : [{ label: say(language, 'In Kopie', 'In copy'), value: order.cc.join(', ') }]),
            { label: say(language, 'Anlass', 'Purpose'), value: factsOf(order.purpose).name[language] },
            ...(application === undefined
              ? []
              : [
                  {
                    label: say(language, 'Vorgang', 'Case'),
                    value: (
                      <Link href={rehearsalPath(round, `ergebnis?vorgang=${application.reference}`)}>
                        {say(
                          language,
                          `${application.reference}, ${application.name}: alle E-Mails`,
                          `${application.reference}, ${application.name}: all mails`,
                        )}
                      </Link>
                    ),
                  },
                ]),
            ...(attached.length === 0
              ? []
              : [
                  {
                    label: say(language, 'Anlagen', 'Attachments'),
                    value: attached.map((kind) => attachedNames[kind][language]).join(', '),
                  },
                ]),
          ]}
        />
        <p>
          {say(
            language,
            'Links und Codes führen in der Probe zu keiner Seite.',
            'In a rehearsal links and codes lead to no page.',
          )}
        </p>
        <Verbatim>{letter.text}</Verbatim>
        <Buttons>
          <LinkButton href={rehearsalPath(round, `mail/${mail.id}/gestaltet`)} kind="secondary">
            {say(language, 'So sieht sie im Postfach aus', 'As it looks in a mailbox')}
          </LinkButton>
          <LinkButton href={rehearsalPath(round, 'ergebnis')} kind="tertiary">
            {say(language, 'Zurück zur Probe', 'Back to the rehearsal')}
          </LinkButton>
        </Buttons>
      </>
    ),
  });
}
