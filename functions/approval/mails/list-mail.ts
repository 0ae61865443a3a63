import { formatLongDate, formatNumber } from '../../domain/calendar.ts';
import { linkOf, type MailContext, type MailWriter, roundOf } from '../../platform/letter/mail.ts';
import { administrationNames, deadline } from '../../platform/letter/wording.ts';
import { listParts } from '../rules/list-rules.ts';
import { effective, origin } from './approver-words.ts';

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

/** The list of what waits for an approver, with one link to all of it. */
export const reviewList: MailWriter = (context) => {
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
