import { fullName } from '../domain/application.ts';
import { formatDateTime, formatPeriod } from '../domain/calendar.ts';
import type { Purpose } from '../domain/mail.ts';
import { caseOf, linkOf, type MailContext, type MailWriter } from '../platform/mail.ts';
import { say } from '../platform/wording.ts';

function greeting(context: MailContext): { readonly name?: string } {
  const { name } = context.recipient;
  return name === undefined ? {} : { name };
}

/** Voluntary, nothing preselected, leave at any time. */
const invitation: MailWriter = (context) => {
  const { language, settings } = context;
  const link = linkOf(context);
  return {
    letter: {
      subject: say(language, 'Einladung in das Netzwerk der Ehemaligen', 'Invitation to the alumni network'),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            `Sie gehören jetzt zu den Absolventinnen und Absolventen von ${settings.title}. Im Netzwerk der Ehemaligen bleiben Sie mit Kolleginnen und Kollegen aus anderen Kommunen im Gespräch: über Vorhaben, Erfahrungen und Stolpersteine. Dazu laden wir von Zeit zu Zeit zu Werkstätten ein.`,
            `you are now one of the graduates of ${settings.title}. In the alumni network you stay in touch with colleagues from other municipalities: about projects, experience and pitfalls. From time to time we invite its members to workshops.`,
          ),
        },
        {
          kind: 'list',
          items: [
            say(
              language,
              'Ob Sie beitreten, entscheiden Sie; nichts ist vorausgewählt.',
              'Whether you join is up to you; nothing is preselected.',
            ),
            say(
              language,
              'Ob Sie im Verzeichnis für die Mitglieder stehen, ist eine eigene Wahl.',
              "Whether you are listed in the members' directory is a choice of its own.",
            ),
            say(
              language,
              'Austreten können Sie jederzeit mit demselben Link, ohne Begründung.',
              'You can leave at any time with the same link, without giving a reason.',
            ),
          ],
        },
      ],
      action: {
        label: say(language, 'Netzwerk ansehen und entscheiden', 'View the network and decide'),
        url: link.url,
        code: link.code,
        note: say(
          language,
          'Der Link allein bewirkt nichts: Beitreten können Sie auf der folgenden Seite.',
          'The link alone does nothing: you can join on the page that follows.',
        ),
      },
      after: [
        {
          kind: 'text',
          text: say(
            language,
            'Möchten Sie nicht dabei sein? Dann müssen Sie nichts tun.',
            'Would you rather not? Then there is nothing to do.',
          ),
        },
      ],
    },
  };
};

function period(context: MailContext): string {
  const { starts, ends } = context.data;
  if (starts === undefined) return '';
  return ends === undefined
    ? formatDateTime(starts, context.language)
    : formatPeriod(starts, ends, context.language);
}

/**
 * The office invites graduates and their supervisors. `data`: `title`, `starts` and optionally `ends` (ISO 8601),
 * `place`, `text` (words of the office).
 */
const workshop: MailWriter = (context) => {
  const { language, settings, recipient, data } = context;
  const title = data['title'] ?? '';
  const graduate = recipient.role !== 'supervisor';
  const { place, text } = data;
  const supervised = context.application === undefined ? undefined : fullName(context.application.applicant);
  return {
    letter: {
      subject: say(language, `Einladung zur Werkstatt: ${title}`, `Invitation to the workshop: ${title}`),
      greeting: greeting(context),
      blocks: [
        {
          kind: 'text',
          text: graduate
            ? say(
                language,
                `herzlich laden wir Sie zu einer Werkstatt des Netzwerks von ${settings.title} ein.`,
                `we warmly invite you to a workshop of the network of ${settings.title}.`,
              )
            : say(
                language,
                `herzlich laden wir Sie zu einer Werkstatt des Netzwerks von ${settings.title} ein.${supervised === undefined ? '' : ` Sie erhalten diese Einladung, weil ${supervised} aus Ihrem Haus an der Weiterbildung teilgenommen hat.`}`,
                `we warmly invite you to a workshop of the network of ${settings.title}.${supervised === undefined ? '' : ` You receive this invitation because ${supervised} of your administration took part in the training.`}`,
              ),
        },
        {
          kind: 'facts',
          facts: [
            { label: say(language, 'Thema', 'Topic'), value: title },
            ...(data['starts'] === undefined
              ? []
              : [{ label: say(language, 'Termin', 'Date'), value: period(context) }]),
            ...(place === undefined ? [] : [{ label: say(language, 'Ort', 'Place'), value: place }]),
          ],
        },
        ...(text === undefined ? [] : [{ kind: 'text', text } as const]),
        {
          kind: 'text',
          text: say(
            language,
            'Die Teilnahme ist kostenfrei. Zur Anmeldung genügt eine Antwort auf diese E-Mail.',
            'Taking part is free of charge. To register, simply answer this mail.',
          ),
        },
      ],
      // The page behind the link is the graduate's own; a supervisor gets no link that acts.
      ...(graduate && context.link !== undefined
        ? {
            action: {
              label: say(language, 'Mitgliedschaft im Netzwerk ansehen', 'View your membership'),
              url: context.link.url,
              code: context.link.code,
              note: say(
                language,
                'Dort können Sie Ihren Eintrag ändern oder jederzeit austreten.',
                'There you can change your entry or leave at any time.',
              ),
            },
          }
        : {}),
    },
  };
};

/** The words of this room. */
export const alumniMails: Partial<Record<Purpose, MailWriter>> = {
  'alumni-invitation': invitation,
  'alumni-workshop': workshop,
};
