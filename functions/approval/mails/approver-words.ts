import { approverOf } from '../../domain/approvers.ts';
import { balanceOf } from '../../domain/balance.ts';
import type { Block, Letter } from '../../platform/letter/letter.ts';
import { caseOf, linkOf, type MailContext, roundOf } from '../../platform/letter/mail.ts';
import { submittedLines } from '../../platform/letter/submitted.ts';
import { administrationFacts, checksOf } from '../decision/application-facts.ts';
import { balanceSentences } from '../decision/words.ts';

/** The facts by which an approver knows the case: few personal data, much about the administration. */
export function caseFacts(context: MailContext): Block {
  const application = caseOf(context);
  const round = roundOf(context);
  const { register, counted } = context;
  const balance =
    counted === undefined ? [] : balanceSentences(balanceOf(round, register, counted, application), 'de');
  const checks = checksOf(application, round, counted, 'de');
  const warned = checks.filter(({ passed }) => !passed);
  return {
    kind: 'facts',
    facts: [
      { label: 'Vorgang', value: application.reference },
      ...administrationFacts(application, register, 'de'),
      ...submittedLines('requestMail', application, register, 'de'),
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

/** What every mail to an approver says of its link. */
export const effective = 'Wirksam erst auf der folgenden Seite: Das Öffnen des Links entscheidet nichts.';

/** The way to the page on which one application is decided. */
export function decideAction(context: MailContext): NonNullable<Letter['action']> {
  const { url, code } = linkOf(context);
  return { label: 'Bewerbung prüfen und entscheiden', url, code, note: effective };
}

/** For whom the recipient of a deputy's mail would decide. */
export function stoodInFor(context: MailContext): string {
  const { standsInFor } = context.recipient;
  return approverOf(roundOf(context), standsInFor ?? '')?.name ?? standsInFor ?? '';
}

/** People whom others named learn from where their address is known (Art. 14 DSGVO). */
export function origin(context: MailContext): Block[] {
  if (context.recipient.role !== 'deputy') return [];
  return [
    {
      kind: 'text',
      text: `Sie bekommen diese E-Mail, weil Sie als Vertretung für ${stoodInFor(context)} benannt sind. Das Nötige zum Datenschutz steht in den Hinweisen unten.`,
    },
  ];
}
