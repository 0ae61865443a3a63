import { fullName } from '../../domain/application.ts';
import { formatDateTime, formatPeriod } from '../../domain/calendar.ts';
import type { MailContext, MailWriter } from '../../platform/letter/mail.ts';
import { say } from '../../platform/letter/wording.ts';

function greeting(context: MailContext): { readonly name?: string } {
  const { name } = context.recipient;
  return name === undefined ? {} : { name };
}

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
export const workshopMail: MailWriter = (context) => {
  const { language, settings, recipient, data } = context;
  const title = data['title'] ?? '';
  const graduate = recipient.role !== 'supervisor';
  const { place, text } = data;
  const supervised = context.application === undefined ? undefined : fullName(context.application.applicant);
  return {
    letter: {
      subject: say(language, {
        de: `Einladung zur Werkstatt: ${title}`,
        en: `Invitation to the workshop: ${title}`,
      }),
      greeting: greeting(context),
      blocks: [
        {
          kind: 'text',
          text: graduate
            ? say(language, {
                de: `herzlich laden wir Sie zu einer Werkstatt des Netzwerks von ${settings.title} ein.`,
                en: `we warmly invite you to a workshop of the network of ${settings.title}.`,
              })
            : say(language, {
                de: `herzlich laden wir Sie zu einer Werkstatt des Netzwerks von ${settings.title} ein.${supervised === undefined ? '' : ` Sie erhalten diese Einladung, weil ${supervised} aus Ihrem Haus an der Weiterbildung teilgenommen hat.`}`,
                en: `we warmly invite you to a workshop of the network of ${settings.title}.${supervised === undefined ? '' : ` You receive this invitation because ${supervised} of your administration took part in the training.`}`,
              }),
        },
        {
          kind: 'facts',
          facts: [
            { label: say(language, { de: 'Thema', en: 'Topic' }), value: title },
            ...(data['starts'] === undefined
              ? []
              : [{ label: say(language, { de: 'Termin', en: 'Date' }), value: period(context) }]),
            ...(place === undefined
              ? []
              : [{ label: say(language, { de: 'Ort', en: 'Place' }), value: place }]),
          ],
        },
        ...(text === undefined ? [] : [{ kind: 'text', text } as const]),
        {
          kind: 'text',
          text: say(language, {
            de: 'Die Teilnahme ist kostenfrei. Zur Anmeldung genügt eine Antwort auf diese E-Mail.',
            en: 'Taking part is free of charge. To register, simply answer this mail.',
          }),
        },
      ],
      // The page behind the link is the graduate's own; a supervisor gets no link that acts.
      ...(graduate && context.link !== undefined
        ? {
            action: {
              label: say(language, { de: 'Mitgliedschaft im Netzwerk ansehen', en: 'View your membership' }),
              url: context.link.url,
              code: context.link.code,
              note: say(language, {
                de: 'Dort können Sie Ihren Eintrag ändern oder jederzeit austreten.',
                en: 'There you can change your entry or leave at any time.',
              }),
            },
          }
        : {}),
    },
  };
};
