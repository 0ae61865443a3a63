import type { Verdict } from '../../domain/application.ts';
import { approverOf } from '../../domain/approvers.ts';
import type { Round } from '../../domain/round.ts';
import { caseOf, linkOf, type MailContext, type MailWriter, roundOf } from '../../platform/letter/mail.ts';
import { administrationNames, deadline } from '../../platform/letter/wording.ts';
import { decidedNames, nextWords, othersDecide } from '../decision/words.ts';
import { toldFrom } from '../rules.ts';
import { origin } from './approver-words.ts';

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

/** What comes next, as far as the reader of a receipt has a part in it. */
function comesNext(context: MailContext, verdict: Verdict, own: boolean): string {
  const { status } = caseOf(context);
  if (own) {
    const waits = status === 'in-review' && verdict.choice === 'approve';
    return waits ? othersDecide('de') : nextWords(verdict.choice, verdict.at, 'de');
  }
  if (verdict.choice === 'query') return 'Die Frage ist unterwegs; so lange ruht die Frist.';
  const until = deadline(toldFrom(verdict.at), 'de');
  // The approver may overrule the deputy, and not the other way round.
  return context.recipient.role === 'approver'
    ? `Sie können bis ${until} anders entscheiden; dann gilt Ihre Entscheidung.`
    : `Ändern kann das bis ${until} nur, wer entschieden hat. Sie müssen nichts tun.`;
}

/** Tells whoever decided, and whoever could have, what was recorded. */
export const decisionReceipt: MailWriter = (context) => {
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
        { kind: 'text', text: comesNext(context, verdict, own) },
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
