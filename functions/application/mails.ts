import { fullName } from '../domain/application.ts';
import { formatDate } from '../domain/calendar.ts';
import { caseOf, linkOf, type MailsOf, type MailWriter, roundOf } from '../platform/letter/mail.ts';
import { say } from '../platform/letter/wording.ts';
import { submittedFacts } from './case/submitted-facts.ts';
import { confirmAddress } from './mails/confirm-mails.ts';
import { withdrawn } from './mails/withdrawn-mail.ts';

/** What was submitted, what comes next, and how to change or withdraw it. */
const applicationReceived: MailWriter = (context) => {
  const { language, register } = context;
  const application = caseOf(context);
  const round = roundOf(context);
  const { applicant } = application;
  const submitted = submittedFacts('receivedMail', application, register, language);
  const facts = [
    { label: say(language, 'Vorgang', 'Reference'), value: application.reference },
    { label: say(language, 'Durchgang', 'Round'), value: round.file.title },
    ...submitted.facts,
  ];
  const due = formatDate(round.file.decisionsDue, language);
  const waits = application.status === 'awaiting-endorsement';
  return {
    letter: {
      subject: say(language, 'Ihre Bewerbung ist eingegangen', 'We have received your application'),
      greeting: { name: fullName(applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            'vielen Dank für Ihre Bewerbung. Ihre E-Mail-Adresse ist bestätigt. Eine Zusage ist damit noch nicht verbunden.',
            'thank you for your application. Your email address is confirmed. This is not an acceptance yet.',
          ),
        },
        { kind: 'heading', text: say(language, 'Ihre Angaben', 'What you submitted') },
        { kind: 'facts', facts },
        ...submitted.texts.map(({ label, value }) => ({ kind: 'quote' as const, text: value, by: label })),
        { kind: 'heading', text: say(language, 'Wie es weitergeht', 'What happens next') },
        {
          kind: 'text',
          text: waits
            ? say(
                language,
                'Wir haben die genannte vorgesetzte Person um ihre Zustimmung gebeten. Danach prüft das Ministerium Ihre Bewerbung.',
                'We have asked the supervisor you named to agree. After that the ministry reviews your application.',
              )
            : say(language, 'Ihre Bewerbung wird jetzt geprüft.', 'Your application is now being reviewed.'),
        },
        {
          kind: 'text',
          text: say(
            language,
            `Über die Bewerbungen wird bis zum ${due} entschieden. Sie müssen bis dahin nichts tun.`,
            `Applications are decided on by ${due}. There is nothing for you to do until then.`,
          ),
        },
      ],
      action: {
        label: say(
          language,
          'Vorgang ansehen, ändern oder zurückziehen',
          'View, change or withdraw your application',
        ),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(
          language,
          'Mit diesem Link sehen Sie jederzeit, wo Ihre Bewerbung steht. Bitte geben Sie ihn nicht weiter.',
          'With this link you can see at any time where your application stands. Please do not pass it on.',
        ),
      },
    },
  };
};

/** A fresh link to the case page: asked for there or by the office, or for an address that counts from now on. */
const caseLink: MailWriter = (context) => {
  const { language } = context;
  const byAddress = context.data['why'] === 'address';
  return {
    letter: {
      subject: byAddress
        ? say(language, 'Ihre neue E-Mail-Adresse gilt', 'Your new email address counts')
        : say(language, 'Ihr neuer Link zum Vorgang', 'Your new link to your case'),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: byAddress
            ? say(
                language,
                'Ihre neue Adresse ist bestätigt. Alle Nachrichten zu Ihrem Vorgang kommen ab jetzt hierher; mit diesem Link sehen Sie ihn.',
                'Your new address is confirmed. All messages about your case come here from now on; this link leads to it.',
              )
            : say(
                language,
                'Sie haben einen neuen Link zu Ihrem Vorgang angefordert. Alle früheren Links dorthin gelten nicht mehr.',
                'You asked for a new link to your case. All earlier links to it have stopped working.',
              ),
        },
      ],
      action: {
        label: say(language, 'Vorgang ansehen', 'View your case'),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

export { discreetMail } from './mails/discreet.ts';

/** The words of this room. */
export const applicationMails: MailsOf<'application'> = {
  'confirm-address': confirmAddress,
  'application-received': applicationReceived,
  withdrawn,
  'case-link': caseLink,
};
