import type { Application } from '../../functions/domain/application.ts';
import type { LedgerEntry, MailOrder } from '../../functions/domain/mail.ts';

/** The ledger's entries for mails that were owed to a case. */
export function entries(application: Application, orders: readonly MailOrder[]): LedgerEntry[] {
  return orders.map((order, index) => ({
    pk: `CASE#${application.id}`,
    sk: `MAIL#${index}`,
    kind: 'mail',
    state: 'sent',
    round: application.round,
    application: application.id,
    order,
    owedAt: '2022-10-01T06:00:00.000Z',
    attempts: 1,
  }));
}
