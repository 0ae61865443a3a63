import { fullName } from '../domain/application.ts';
import { addDays, addWorkingDays, berlinDate, formatDate, formatLongDate, formatNumber } from '../domain/calendar.ts';
import type { Purpose } from '../domain/mail.ts';
import { administration } from '../domain/register/register.ts';
import type { Block } from '../platform/letter/letter.ts';
import { caseOf, linkOf, type MailContext, type MailWriter, roundOf } from '../platform/mail.ts';
import { administrationNames, deadline, say } from '../platform/wording.ts';
import { escalationAfter, toldFrom } from './rules.ts';

/** The facts by which an approver knows the case: few personal data, much about the administration. */
function facts(context: MailContext): Block {
  const { register } = context;
  const application = caseOf(context);
  const places = application.administrations.flatMap((key) => {
    const found = administration(register, key);
    return found === undefined ? [] : [found];
  });
  const joined = (values: readonly string[]): string => [...new Set(values)].join(' / ');
  return {
    kind: 'facts',
    facts: [
      { label: 'Vorgang', value: application.reference },
      { label: 'Verwaltung', value: administrationNames(application, register) },
      { label: 'Landkreis', value: joined(places.map((place) => place.district)) },
      {
        label: 'Einwohnerinnen und Einwohner',
        value: joined(places.map((place) => formatNumber(place.population, 'de'))),
      },
      { label: 'Größenklasse', value: joined(places.map((place) => place.sizeClass)) },
      { label: 'Raum', value: joined(places.map((place) => place.structuralArea)) },
      { label: 'Planungsregion', value: joined(places.map((place) => place.planningRegion)) },
      { label: 'Funktion', value: application.applicant.role },
      {
        label: 'Geprüft',
        value: [
          'Verwaltung im Register',
          'E-Mail-Adresse bestätigt',
          ...(application.endorsedAt === undefined ? [] : ['Zustimmung der Verwaltung liegt vor']),
        ].join(', '),
      },
    ],
  };
}

function reviewLetter(context: MailContext, subject: string, lead: string): ReturnType<MailWriter> {
  const application = caseOf(context);
  const { file } = roundOf(context);
  return {
    letter: {
      subject: `${subject}: ${administrationNames(application, context.register)}`,
      greeting: {},
      blocks: [
        { kind: 'text', text: lead },
        facts(context),
        { kind: 'text', text: `Entscheidung erbeten bis ${formatDate(file.decisionsDue, 'de')}.` },
      ],
      action: {
        label: 'Bewerbung prüfen und entscheiden',
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: 'Wirksam erst auf der folgenden Seite: Das Öffnen des Links entscheidet nichts.',
      },
    },
  };
}

const reviewRequest: MailWriter = (context) =>
  reviewLetter(
    context,
    'Entscheidung erbeten',
    `für „${roundOf(context).file.title}“ liegt eine Bewerbung zur Entscheidung vor.`,
  );

const reviewReminder: MailWriter = (context) => {
  const since = caseOf(context).reviewSince ?? context.now;
  const escalates = formatLongDate(addWorkingDays(berlinDate(since), escalationAfter), 'de');
  return reviewLetter(
    context,
    'Erinnerung: Entscheidung erbeten',
    `zu dieser Bewerbung fehlt noch Ihre Entscheidung. Ist eine Vertretung benannt, wird auch sie am ${escalates} darum gebeten.`,
  );
};

const reviewEscalation: MailWriter = (context) =>
  reviewLetter(
    context,
    'In Vertretung: Entscheidung erbeten',
    'diese Bewerbung wartet seit fünf Arbeitstagen auf eine Entscheidung. Sie sind als Vertretung benannt und können entscheiden. Wer zuerst entscheidet, dessen Entscheidung gilt; beide werden informiert.',
  );

const query: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  const asked = application.query;
  const until = deadline(asked?.until ?? context.now, language);
  return {
    letter: {
      subject: say(language, 'Eine Rückfrage zu Ihrer Bewerbung', 'A question about your application'),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            'zu Ihrer Bewerbung gibt es eine Frage:',
            'there is a question about your application:',
          ),
        },
        { kind: 'quote', text: asked?.text ?? '', by: say(language, 'das Ministerium', 'the ministry') },
        {
          kind: 'text',
          text: say(
            language,
            `Bitte antworten Sie bis ${until}. Kommt bis dahin keine Antwort, geht die Prüfung ohne sie weiter. Alles andere bleibt, wie es ist.`,
            `Please answer by ${until}. Without an answer the review goes on as it is. Everything else stays the same.`,
          ),
        },
      ],
      action: {
        label: say(language, 'Frage beantworten', 'Answer the question'),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

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
          ? [{ kind: 'text', text: 'Bis zum Ende der Frist kam keine Antwort. Die Prüfung geht weiter.' } as const]
          : [
              { kind: 'text', text: 'Die Antwort lautet:' } as const,
              { kind: 'quote', text: answered } as const,
            ]),
        facts(context),
      ],
      action: {
        label: 'Bewerbung prüfen und entscheiden',
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: 'Wirksam erst auf der folgenden Seite: Das Öffnen des Links entscheidet nichts.',
      },
    },
  };
};

const approved: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  const reason = application.decision?.reason;
  return {
    letter: {
      subject: say(language, 'Ihre Bewerbung erfüllt die Voraussetzungen', 'Your application meets the conditions'),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            'Ihre Bewerbung ist geprüft: Sie erfüllt die Voraussetzungen. Ein Platz ist damit noch nicht vergeben. Wenn alle Bewerbungen geprüft sind, werden die Plätze vergeben; dann schreiben wir Ihnen wieder.',
            'your application has been reviewed and meets the conditions. A seat has not been given yet. Once all applications are reviewed, the seats are given and we will write to you again.',
          ),
        },
        ...(reason === undefined
          ? []
          : [{ kind: 'quote', text: reason, by: say(language, 'das Ministerium', 'the ministry') } as const]),
      ],
      action: {
        label: say(language, 'Vorgang ansehen', 'View your case'),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

const rejected: MailWriter = (context) => {
  const { language, settings } = context;
  const application = caseOf(context);
  const { decision } = application;
  const bySupervisor = decision?.by === 'supervisor';
  const round = roundOf(context);
  const erased = formatDate(
    addDays(round.closedAt ?? round.file.applications.closes, settings.retention.rejected),
    language,
  );
  const remedy = settings.decision.form === 'verwaltungsakt' ? settings.decision.legalRemedy : undefined;
  return {
    letter: {
      subject: say(language, 'Zu Ihrer Bewerbung', 'About your application'),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: bySupervisor
            ? say(
                language,
                'vielen Dank für Ihr Interesse. Ihre Verwaltung hat der Teilnahme nicht zugestimmt. Deshalb können wir Ihre Bewerbung nicht berücksichtigen. Die Begründung lautet:',
                'thank you for your interest. Your administration did not agree to your taking part, so we cannot consider your application. The reason given is:',
              )
            : say(
                language,
                'vielen Dank für Ihre Bewerbung und die Mühe, die Sie sich gemacht haben. Wir können sie leider nicht berücksichtigen. Der Grund ist:',
                'thank you for your application and the effort you put into it. We are sorry that we cannot consider it. The reason is:',
              ),
        },
        { kind: 'quote', text: decision?.reason ?? '' },
        {
          kind: 'text',
          text: say(
            language,
            'Sie können sich zu einem späteren Durchgang gern wieder bewerben. Was angekündigt ist, steht auf der Startseite des Programms.',
            'You are welcome to apply for a later round. What is announced is on the programme’s home page.',
          ),
        },
        { kind: 'link', label: say(language, 'Zur Startseite', 'Home page'), url: `${context.baseUrl}/` },
        ...(remedy === undefined ? [] : [{ kind: 'text', text: remedy } as const]),
        {
          kind: 'text',
          text: say(
            language,
            `Ihre Angaben werden am ${erased} gelöscht.`,
            `Your data will be erased on ${erased}.`,
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

const choices = { approve: 'Zusage (Voraussetzungen erfüllt)', reject: 'Ablehnung', query: 'Rückfrage' } as const;

const decisionReceipt: MailWriter = (context) => {
  const application = caseOf(context);
  const verdict = application.verdicts.find(({ id }) => id === context.data['verdict']);
  const by = verdict?.name === undefined ? '' : `${verdict.name}${verdict.function ? `, ${verdict.function}` : ''}`;
  const told = toldFrom(verdict?.at ?? context.now);
  return {
    letter: {
      subject: `Ihre Entscheidung: ${administrationNames(application, context.register)}`,
      greeting: {},
      blocks: [
        { kind: 'text', text: 'wir haben Ihre Entscheidung aufgezeichnet:' },
        {
          kind: 'facts',
          facts: [
            { label: 'Vorgang', value: application.reference },
            { label: 'Entscheidung', value: verdict === undefined ? '' : choices[verdict.choice] },
            ...(verdict?.reason === undefined ? [] : [{ label: 'Begründung', value: verdict.reason }]),
            { label: 'Entschieden am', value: deadline(verdict?.at ?? context.now, 'de') },
            ...(by === '' ? [] : [{ label: 'Entschieden von', value: by }]),
            ...(verdict?.by === 'deputy' ? [{ label: 'In Vertretung für', value: verdict.approver }] : []),
          ],
        },
        ...(verdict?.choice === 'query'
          ? []
          : [
              {
                kind: 'text',
                text: `Bis ${deadline(told, 'de')} können Sie die Entscheidung über denselben Link ändern. Dann wird sie mitgeteilt.`,
              } as const,
            ]),
        {
          kind: 'text',
          text: `Nicht von Ihnen? Dann rufen Sie bitte gleich im Programmbüro an: ${context.settings.office.phone}.`,
        },
      ],
      action: { label: 'Entscheidung ansehen', url: linkOf(context).url, code: linkOf(context).code },
    },
  };
};

/** The words of this room. */
export const approvalMails: Partial<Record<Purpose, MailWriter>> = {
  'review-request': reviewRequest,
  'review-reminder': reviewReminder,
  'review-escalation': reviewEscalation,
  query,
  'query-answered': queryAnswered,
  approved,
  rejected,
  'decision-receipt': decisionReceipt,
};
