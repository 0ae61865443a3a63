import type { LedgerEntry } from '../../domain/mail.ts';
import type { Bilingual } from '../../domain/text.ts';

/** What became of a mail, in a word. */
export function stateWord(entry: LedgerEntry): {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly word: Bilingual;
} {
  if (entry.trouble === 'complaint')
    return { tone: 'danger', word: { de: 'als unerwünscht gemeldet', en: 'reported as unwanted' } };
  if (entry.trouble === 'bounce')
    return { tone: 'danger', word: { de: 'unzustellbar', en: 'undeliverable' } };
  if (entry.trouble === 'erased')
    return { tone: 'info', word: { de: 'entfallen, Angaben gelöscht', en: 'left out, data erased' } };
  if (entry.trouble === 'passed')
    return { tone: 'info', word: { de: 'entfallen, Anlass vorbei', en: 'left out, its occasion is over' } };
  if (entry.trouble === 'faulty')
    return { tone: 'danger', word: { de: 'ließ sich nicht erstellen', en: 'could not be made' } };
  if (entry.state === 'failed' || entry.trouble === 'reject')
    return { tone: 'danger', word: { de: 'vom Mailversand abgelehnt', en: 'refused by the mail service' } };
  if (entry.delivery === 'possibly-doubled')
    return { tone: 'warning', word: { de: 'gesendet, vielleicht doppelt', en: 'sent, perhaps twice' } };
  if (entry.deliveredAt !== undefined)
    return { tone: 'success', word: { de: 'zugestellt', en: 'delivered' } };
  if (entry.state === 'sent') return { tone: 'success', word: { de: 'gesendet', en: 'sent' } };
  if (entry.state === 'sending') return { tone: 'warning', word: { de: 'wird gesendet', en: 'being sent' } };
  return { tone: 'warning', word: { de: 'wartet auf den Versand', en: 'waits to be sent' } };
}
