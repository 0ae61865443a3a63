import type { Purpose } from '../domain/mail.ts';
import { caseOf, linkOf, type Mail, type MailContext, roundOf } from '../platform/mail.ts';
import { deadline, say } from '../platform/wording.ts';

/** Mails that state a result or quote what was said about somebody. */
const telling: readonly Purpose[] = [
  'query',
  'approved',
  'rejected',
  'seat-offer',
  'seat-offer-reminder',
  'waiting-list',
  'seat-confirmed',
  'seat-expired',
  'attendance-warning',
  'waiting-list-closed',
];

/** Until when an answer is needed, for those mails that ask for one. */
function answerUntil(purpose: Purpose, context: MailContext): string | undefined {
  const { query, seat } = caseOf(context);
  if (purpose === 'query') return query?.until;
  return purpose === 'seat-offer' || purpose === 'seat-offer-reminder' ? seat?.until : undefined;
}

/**
 * The mail in place of one that states a result, where others read the applicant's mailbox: only that there is
 * something new, and the link to it. Undefined where the mail goes out as it is.
 */
export function discreetMail(purpose: Purpose, context: MailContext): Mail | undefined {
  const { application, language, recipient, link } = context;
  const shared = application?.sharedMailbox === true && recipient.role === 'applicant';
  if (!shared || link === undefined || !telling.includes(purpose)) return undefined;
  const until = answerUntil(purpose, context);
  const by = until === undefined ? undefined : deadline(until, language);
  return {
    letter: {
      subject:
        by === undefined
          ? say(language, 'Es gibt etwas Neues zu Ihrer Bewerbung', 'There is news about your application')
          : say(language, `Antwort nötig bis ${by}`, `Answer needed by ${by}`),
      greeting: recipient.name === undefined ? {} : { name: recipient.name },
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            `zu Ihrer Bewerbung für „${roundOf(context).file.title}“ gibt es eine Nachricht. Weil dieses Postfach von mehreren gelesen wird, steht sie nur hinter dem Link.`,
            `there is a message about your application for "${roundOf(context).file.title}". As several people read this mailbox, it stands behind the link only.`,
          ),
        },
        ...(by === undefined
          ? []
          : [
              {
                kind: 'text' as const,
                text: say(language, `Bitte antworten Sie bis ${by}.`, `Please answer by ${by}.`),
              },
            ]),
      ],
      action: {
        label: say(language, 'Nachricht lesen', 'Read the message'),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
}
