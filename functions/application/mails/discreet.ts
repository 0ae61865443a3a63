import { fullName } from '../../domain/application.ts';
import { factsOf, type Purpose } from '../../domain/mail.ts';
import { caseOf, linkOf, type Mail, type MailContext, roundOf } from '../../platform/letter/mail.ts';
import { deadline, say } from '../../platform/letter/wording.ts';
import { cancelledDates } from './cancelled-dates.ts';

/** Until when the query or the offer is to be answered, for those mails that ask for it. */
function answerUntil(answers: 'query' | 'offer' | undefined, context: MailContext): string | undefined {
  const { query, seat } = caseOf(context);
  if (answers === 'query') return query?.until;
  return answers === 'offer' ? seat?.until : undefined;
}

/** Whether others read the mailbox that this mail goes to. */
function isShared({ application, recipient, data }: MailContext): boolean {
  if (recipient.role !== 'applicant') return false;
  // After a substitution the record is the new person's.
  return data['by'] === 'substituted' && data['shared'] !== undefined
    ? data['shared'] === 'yes'
    : application?.sharedMailbox === true;
}

/**
 * The end of a case without its reason, and without saying whether there was a seat. Its supervisor reads it in
 * copy, so it has no link, and names the person.
 */
function endedMail(context: MailContext): Mail {
  const { language, data } = context;
  const name = data['name'] ?? fullName(caseOf(context).applicant);
  const title = roundOf(context).file.title;
  return {
    letter: {
      subject: say(language, { de: 'Ihr Vorgang ist beendet', en: 'Your case is closed' }),
      greeting: { name },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `der Vorgang von ${name} zum Durchgang „${title}“ ist beendet. Wie es dazu kam, steht auf der Seite des Vorgangs; der Link dorthin steht in den früheren E-Mails.`,
            en: `the case of ${name} in the round "${title}" is closed. How it came about is on the page of the case; the link to it is in the earlier mails.`,
          }),
        },
        {
          kind: 'text',
          text: say(language, {
            de: 'Wenn das ein Irrtum ist, antworten Sie bitte auf diese E-Mail.',
            en: 'If this is a mistake, please answer this email.',
          }),
        },
      ],
    },
  };
}

/**
 * The mail in place of one that states a result, where others read the applicant's mailbox: only that there is
 * something new, and the link to it. Undefined where the mail goes out as it is.
 */
export function discreetMail(purpose: Purpose, context: MailContext): Mail | undefined {
  const { language, recipient } = context;
  if (!isShared(context)) return undefined;
  const { written } = factsOf(purpose);
  if (written.tells === 'nothing') return undefined;
  if (written.tells === 'end') return { ...endedMail(context), ...cancelledDates(context) };
  const until = answerUntil(written.answers, context);
  const by = until === undefined ? undefined : deadline(until, language);
  return {
    letter: {
      subject:
        by === undefined
          ? say(language, {
              de: 'Es gibt etwas Neues zu Ihrer Bewerbung',
              en: 'There is news about your application',
            })
          : say(language, { de: `Antwort nötig bis ${by}`, en: `Answer needed by ${by}` }),
      greeting: recipient.name === undefined ? {} : { name: recipient.name },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `zu Ihrer Bewerbung für „${roundOf(context).file.title}“ gibt es eine Nachricht. Weil dieses Postfach von mehreren gelesen wird, steht sie nur hinter dem Link.`,
            en: `there is a message about your application for "${roundOf(context).file.title}". As several people read this mailbox, it stands behind the link only.`,
          }),
        },
        ...(by === undefined
          ? []
          : [
              {
                kind: 'text' as const,
                text: say(language, { de: `Bitte antworten Sie bis ${by}.`, en: `Please answer by ${by}.` }),
              },
            ]),
      ],
      action: {
        label: say(language, { de: 'Nachricht lesen', en: 'Read the message' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
}
