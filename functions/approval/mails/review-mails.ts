import { berlinDate, formatLongDate } from '../../domain/calendar.ts';
import {
  caseOf,
  type MailContext,
  type MailsOf,
  type MailWriter,
  roundOf,
} from '../../platform/letter/mail.ts';
import { administrationNames } from '../../platform/letter/wording.ts';
import { escalatesAt, escalationAfter, reviewDay } from '../rules/review-days.ts';
import { caseFacts, decideAction, origin, stoodInFor } from './approver-words.ts';

function reviewLetter(context: MailContext, subject: string, lead: string): ReturnType<MailWriter> {
  const application = caseOf(context);
  const { file } = roundOf(context);
  return {
    letter: {
      subject: `${subject}: ${administrationNames(application, context.register)}`,
      greeting: {},
      blocks: [
        { kind: 'text', text: lead },
        caseFacts(context),
        { kind: 'text', text: `Entscheidung erbeten bis ${formatLongDate(file.decisionsDue, 'de')}.` },
      ],
      action: decideAction(context),
      after: origin(context),
    },
  };
}

const reviewRequest: MailWriter = (context) => {
  const { title } = roundOf(context).file;
  const lead = `für „${title}“ liegt eine Bewerbung zur Entscheidung vor.`;
  return context.recipient.role === 'deputy'
    ? reviewLetter(
        context,
        'In Vertretung: Entscheidung erbeten',
        `${lead} Sie entscheiden in Vertretung für ${stoodInFor(context)}.`,
      )
    : reviewLetter(context, 'Entscheidung erbeten', lead);
};

const reviewReminder: MailWriter = (context) => {
  const application = caseOf(context);
  const day =
    escalatesAt(application, roundOf(context)) ?? reviewDay(application, context.now, escalationAfter);
  return reviewLetter(
    context,
    'Erinnerung: Entscheidung erbeten',
    `zu dieser Bewerbung fehlt noch Ihre Entscheidung. Ist eine Vertretung benannt, wird auch sie am ${formatLongDate(berlinDate(day), 'de')} darum gebeten.`,
  );
};

const reviewEscalation: MailWriter = (context) =>
  reviewLetter(
    context,
    'In Vertretung: Entscheidung erbeten',
    `diese Bewerbung wartet seit ${escalationAfter} Arbeitstagen auf eine Entscheidung von ${stoodInFor(context)}. Sie sind als Vertretung benannt und können entscheiden. Wer zuerst entscheidet, dessen Entscheidung gilt; beide werden informiert.`,
  );

const queryAnswered: MailWriter = (context) => {
  const application = caseOf(context);
  const answered = application.query?.answer;
  return {
    letter: {
      subject: `${answered === undefined ? 'Keine Antwort' : 'Antwort'} auf Ihre Rückfrage: ${administrationNames(application, context.register)}`,
      greeting: {},
      blocks: [
        { kind: 'text', text: 'Ihre Frage war:' },
        { kind: 'quote', text: application.query?.text ?? '' },
        ...(answered === undefined
          ? [
              {
                kind: 'text',
                text: 'Bis zum Ende der Frist kam keine Antwort. Die Prüfung geht weiter.',
              } as const,
            ]
          : [
              { kind: 'text', text: 'Die Antwort lautet:' } as const,
              { kind: 'quote', text: answered } as const,
            ]),
        caseFacts(context),
      ],
      action: decideAction(context),
      after: origin(context),
    },
  };
};

/** Mails by which one application is put before an approver. */
export const reviewMails = {
  'review-request': reviewRequest,
  'review-reminder': reviewReminder,
  'review-escalation': reviewEscalation,
  'query-answered': queryAnswered,
} satisfies Partial<MailsOf<'approval'>>;
