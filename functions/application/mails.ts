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
    { label: say(language, { de: 'Vorgang', en: 'Reference' }), value: application.reference },
    { label: say(language, { de: 'Durchgang', en: 'Round' }), value: round.file.title },
    ...submitted.facts,
  ];
  const due = formatDate(round.file.decisionsDue, language);
  const waits = application.status === 'awaiting-endorsement';
  return {
    letter: {
      subject: say(language, {
        de: 'Ihre Bewerbung ist eingegangen',
        en: 'We have received your application',
      }),
      greeting: { name: fullName(applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'vielen Dank für Ihre Bewerbung. Ihre E-Mail-Adresse ist bestätigt. Eine Zusage ist damit noch nicht verbunden.',
            en: 'thank you for your application. Your email address is confirmed. This is not an acceptance yet.',
          }),
        },
        { kind: 'heading', text: say(language, { de: 'Ihre Angaben', en: 'What you submitted' }) },
        { kind: 'facts', facts },
        ...submitted.texts.map(({ label, value }) => ({ kind: 'quote' as const, text: value, by: label })),
        { kind: 'heading', text: say(language, { de: 'Wie es weitergeht', en: 'What happens next' }) },
        {
          kind: 'text',
          text: waits
            ? say(language, {
                de: 'Wir haben die genannte vorgesetzte Person um ihre Zustimmung gebeten. Danach prüft das Ministerium Ihre Bewerbung.',
                en: 'We have asked the supervisor you named to agree. After that the ministry reviews your application.',
              })
            : say(language, {
                de: 'Ihre Bewerbung wird jetzt geprüft.',
                en: 'Your application is now being reviewed.',
              }),
        },
        {
          kind: 'text',
          text: say(language, {
            de: `Über die Bewerbungen wird bis zum ${due} entschieden. Sie müssen bis dahin nichts tun.`,
            en: `Applications are decided on by ${due}. There is nothing for you to do until then.`,
          }),
        },
      ],
      action: {
        label: say(language, {
          de: 'Vorgang ansehen, ändern oder zurückziehen',
          en: 'View, change or withdraw your application',
        }),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(language, {
          de: 'Mit diesem Link sehen Sie jederzeit, wo Ihre Bewerbung steht. Bitte geben Sie ihn nicht weiter.',
          en: 'With this link you can see at any time where your application stands. Please do not pass it on.',
        }),
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
        ? say(language, { de: 'Ihre neue E-Mail-Adresse gilt', en: 'Your new email address counts' })
        : say(language, { de: 'Ihr neuer Link zum Vorgang', en: 'Your new link to your case' }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: byAddress
            ? say(language, {
                de: 'Ihre neue Adresse ist bestätigt. Alle Nachrichten zu Ihrem Vorgang kommen ab jetzt hierher; mit diesem Link sehen Sie ihn.',
                en: 'Your new address is confirmed. All messages about your case come here from now on; this link leads to it.',
              })
            : say(language, {
                de: 'Sie haben einen neuen Link zu Ihrem Vorgang angefordert. Alle früheren Links dorthin gelten nicht mehr.',
                en: 'You asked for a new link to your case. All earlier links to it have stopped working.',
              }),
        },
      ],
      action: {
        label: say(language, { de: 'Vorgang ansehen', en: 'View your case' }),
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
