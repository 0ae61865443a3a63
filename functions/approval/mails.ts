import { fullName, type Verdict } from '../domain/application.ts';
import { approverOf } from '../domain/approvers.ts';
import { balanceOf } from '../domain/balance.ts';
import {
  addDays,
  addWorkingDays,
  berlinDate,
  formatDate,
  formatLongDate,
  formatNumber,
} from '../domain/calendar.ts';
import type { Purpose } from '../domain/mail.ts';
import type { Round } from '../domain/round.ts';
import type { Block, Letter } from '../platform/letter/letter.ts';
import { caseOf, linkOf, type MailContext, type MailWriter, roundOf } from '../platform/mail.ts';
import { administrationNames, deadline, say } from '../platform/wording.ts';
import { administrationFacts, checksOf } from './facts.ts';
import { listParts } from './list-rules.ts';
import { escalationAfter } from './rules.ts';
import { balanceSentences, decidedNames, nextWords } from './words.ts';

/** The facts by which an approver knows the case: few personal data, much about the administration. */
function facts(context: MailContext): Block {
  const application = caseOf(context);
  const round = roundOf(context);
  const { register, applications } = context;
  const balance =
    applications === undefined
      ? []
      : balanceSentences(balanceOf(round, register, applications, application.id), 'de');
  const checks = checksOf(application, round, applications, 'de');
  const warned = checks.filter(({ passed }) => !passed);
  return {
    kind: 'facts',
    facts: [
      { label: 'Vorgang', value: application.reference },
      ...administrationFacts(application, register, 'de'),
      { label: 'Funktion', value: application.applicant.role },
      {
        label: 'Geprüft',
        value:
          warned.length === 0
            ? `Alle ${checks.length} Prüfungen bestanden`
            : warned.map(({ text }) => `Bitte beachten: ${text}`).join('; '),
      },
      ...(balance.length === 0 ? [] : [{ label: 'Ausgewogenheit', value: balance.join('; ') }]),
    ],
  };
}

const effective = 'Wirksam erst auf der folgenden Seite: Das Öffnen des Links entscheidet nichts.';

function decideAction(context: MailContext): NonNullable<Letter['action']> {
  const { url, code } = linkOf(context);
  return { label: 'Bewerbung prüfen und entscheiden', url, code, note: effective };
}

/** For whom the recipient of a deputy's mail would decide. */
function stoodInFor(context: MailContext): string {
  const { standsInFor } = context.recipient;
  return approverOf(roundOf(context), standsInFor ?? '')?.name ?? standsInFor ?? '';
}

/** People whom others named learn from where their address is known (Art. 14 DSGVO). */
function origin(context: MailContext): Block[] {
  if (context.recipient.role !== 'deputy') return [];
  return [
    {
      kind: 'text',
      text: `Sie bekommen diese E-Mail, weil Sie als Vertretung für ${stoodInFor(context)} benannt sind. Das Nötige zum Datenschutz steht in den Hinweisen unten.`,
    },
  ];
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
  const since = application.reviewSince ?? context.now;
  const day = addWorkingDays(berlinDate(since), escalationAfter + (application.reviewPaused ?? 0));
  return reviewLetter(
    context,
    'Erinnerung: Entscheidung erbeten',
    `zu dieser Bewerbung fehlt noch Ihre Entscheidung. Ist eine Vertretung benannt, wird auch sie am ${formatLongDate(day, 'de')} darum gebeten.`,
  );
};

const reviewEscalation: MailWriter = (context) =>
  reviewLetter(
    context,
    'In Vertretung: Entscheidung erbeten',
    `diese Bewerbung wartet seit ${escalationAfter} Arbeitstagen auf eine Entscheidung von ${stoodInFor(context)}. Sie sind als Vertretung benannt und können entscheiden. Wer zuerst entscheidet, dessen Entscheidung gilt; beide werden informiert.`,
  );

/** Why the list comes now: its subject and its first sentence. */
function listWords(context: MailContext, count: number): { subject: string; lead: string } {
  const { data } = context;
  const title = roundOf(context).file.title;
  const waiting = count === 1 ? 'Eine Bewerbung wartet' : `${formatNumber(count, 'de')} Bewerbungen warten`;
  const until = data['until'] === undefined ? '' : deadline(data['until'], 'de');
  const open = count === 0 ? 'Zurzeit wartet nichts.' : `${waiting} auf die Entscheidung.`;
  if (data['why'] === 'handed-over') {
    return context.recipient.role === 'deputy'
      ? {
          subject: `In Vertretung: Entscheidungen bis ${until}`,
          lead: `${data['approver'] ?? ''} hat Ihnen die Entscheidungen zu „${title}“ übergeben, bis ${until}. ${open}`,
        }
      : {
          subject: `Übergeben an ${data['deputy'] ?? ''}`,
          lead: `Sie haben die Entscheidungen zu „${title}“ bis ${until} an ${data['deputy'] ?? ''} übergeben. Über die Liste können Sie früher zurückkommen. Nicht von Ihnen? Dann rufen Sie bitte gleich im Programmbüro an: ${context.settings.office.phone}.`,
        };
  }
  if (data['why'] === 'substitute') {
    return {
      subject: `In Vertretung: Entscheidungen zu ${title}`,
      lead: `das Programmbüro hat Sie als Ersatz für ${data['approver'] ?? ''} benannt. ${open}`,
    };
  }
  if (count === 0) {
    return {
      subject: `Bewerbungen zur Entscheidung: ${title}`,
      lead: `über diesen Link sehen Sie alle Bewerbungen zu „${title}“. Zurzeit wartet nichts auf Sie.`,
    };
  }
  return {
    subject: `${waiting} auf Ihre Entscheidung`,
    lead: `für „${title}“ ${count === 1 ? 'wartet eine Bewerbung' : `warten ${formatNumber(count, 'de')} Bewerbungen`} auf Ihre Entscheidung.`,
  };
}

const longestList = 40;

const reviewList: MailWriter = (context) => {
  const round = roundOf(context);
  const { recipient, register, applications = [], now } = context;
  const by = recipient.role === 'deputy' ? 'deputy' : 'approver';
  const approver = by === 'deputy' ? (recipient.standsInFor ?? '') : recipient.email;
  const { open } = listParts(applications, round, { approver, by, recipient }, now);
  const words = listWords(context, open.length);
  const { url, code } = linkOf(context);
  const rest = open.length - longestList;
  return {
    letter: {
      subject: words.subject,
      greeting: {},
      blocks: [
        { kind: 'text', text: words.lead },
        ...(open.length === 0
          ? []
          : [
              {
                kind: 'list',
                items: [
                  ...open
                    .slice(0, longestList)
                    .map((each) => `${administrationNames(each, register)} (${each.reference})`),
                  ...(rest > 0 ? [`und ${formatNumber(rest, 'de')} weitere`] : []),
                ],
              } as const,
            ]),
        {
          kind: 'text',
          text: `Entscheidungen erbeten bis ${formatLongDate(round.file.decisionsDue, 'de')}.`,
        },
      ],
      action: { label: 'Liste öffnen', url, code, note: effective },
      after: origin(context),
    },
  };
};

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
        facts(context),
      ],
      action: decideAction(context),
      after: origin(context),
    },
  };
};

const approved: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  const reason = application.decision?.reason;
  return {
    letter: {
      subject: say(
        language,
        'Ihre Bewerbung erfüllt die Voraussetzungen',
        'Your application meets the conditions',
      ),
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

/** Who gave a verdict and for whom, for the receipt. */
function who(verdict: Verdict, round: Round): { label: string; value: string }[] {
  const listed = approverOf(round, verdict.approver)?.name ?? verdict.approver;
  const person = [verdict.name, verdict.function].filter(Boolean).join(', ');
  if (verdict.by === 'deputy') {
    return [
      { label: 'Entschieden von', value: person || (verdict.email ?? '') },
      { label: 'In Vertretung für', value: listed },
    ];
  }
  return [{ label: 'Entschieden von', value: person === '' ? listed : `${person} (${listed})` }];
}

const decisionReceipt: MailWriter = (context) => {
  const application = caseOf(context);
  const verdict = application.verdicts.find(({ id }) => id === context.data['verdict']);
  if (verdict === undefined) throw new Error('the verdict of a receipt is not in the record');
  const own = context.recipient.email.toLowerCase() === verdict.email?.toLowerCase();
  const names = administrationNames(application, context.register);
  const before = application.verdicts.findIndex(({ id }) => id === verdict.id) > 0;
  return {
    letter: {
      subject: `${own ? 'Ihre Entscheidung' : 'Entscheidung'}: ${names}`,
      greeting: {},
      blocks: [
        {
          kind: 'text',
          text: own
            ? 'wir haben Ihre Entscheidung aufgezeichnet:'
            : 'zu einer Bewerbung, die auch Ihnen vorlag, ist eine Entscheidung aufgezeichnet:',
        },
        {
          kind: 'facts',
          facts: [
            { label: 'Vorgang', value: application.reference },
            { label: 'Verwaltung', value: names },
            { label: 'Entscheidung', value: decidedNames[verdict.choice].de },
            ...(verdict.reason === undefined
              ? []
              : [{ label: verdict.choice === 'query' ? 'Frage' : 'Begründung', value: verdict.reason }]),
            { label: 'Entschieden am', value: deadline(verdict.at, 'de') },
            ...who(verdict, roundOf(context)),
            { label: 'Fassung der Bewerbung', value: String(verdict.version) },
          ],
        },
        { kind: 'text', text: nextWords(verdict.choice, verdict.at, 'de') },
        ...(before
          ? [{ kind: 'text', text: 'Frühere Entscheidungen stehen weiter in der Akte.' } as const]
          : []),
        {
          kind: 'text',
          text: own
            ? `Nicht von Ihnen? Dann rufen Sie bitte gleich im Programmbüro an: ${context.settings.office.phone}.`
            : `Stimmt etwas nicht? Dann rufen Sie bitte gleich im Programmbüro an: ${context.settings.office.phone}.`,
        },
      ],
      action: { label: 'Entscheidung ansehen', url: linkOf(context).url, code: linkOf(context).code },
      after: origin(context),
    },
  };
};

/** The words of this room. */
export const approvalMails: Partial<Record<Purpose, MailWriter>> = {
  'review-request': reviewRequest,
  'review-reminder': reviewReminder,
  'review-escalation': reviewEscalation,
  'review-list': reviewList,
  query,
  'query-answered': queryAnswered,
  approved,
  rejected,
  'decision-receipt': decisionReceipt,
};
