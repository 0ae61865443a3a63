import type { Application } from '../../domain/application.ts';
import { isVersioned, type LedgerEntry, linkOf } from '../../domain/mail.ts';
import { sessionsCalendar } from '../../platform/letter/calendar.ts';
import type { Attachment, Mailbox, Message } from '../../platform/letter/message.ts';
import { settings } from '../../platform/settings.ts';
import { sha256 } from '../../platform/store/keys.ts';
import type { LinkBinding } from '../../platform/store/links.ts';
import { eventTags } from './event-tags.ts';
import { type MailParts, writeLetter } from './write-letter.ts';

/** What the link of a mail is bound to. Until when it acts, the page decides from the record; of a sign-in there is none. */
export function bindLink(entry: LedgerEntry, application: Application | undefined, at: string): LinkBinding {
  const { order } = entry;
  const path = linkOf(order.purpose);
  if (path === undefined) throw new Error('this purpose carries no link');
  const signIn =
    path === '/buero/anmeldung' ? { validUntil: new Date(Date.parse(at) + 15 * 60_000).toISOString() } : {};
  return {
    path,
    person: order.to,
    purpose: order.purpose,
    ...(entry.round === undefined ? {} : { round: entry.round }),
    ...(entry.application === undefined ? {} : { application: entry.application }),
    ...(isVersioned(order.purpose) ? { version: order.version ?? application?.version ?? 1 } : {}),
    ...(path === '/vorgang' && application !== undefined ? { epoch: application.caseLinkEpoch } : {}),
    ...signIn,
    ...(order.data === undefined ? {} : { data: order.data }),
    mail: `${entry.pk}|${entry.sk}`,
    mintedAt: at,
  };
}

function senderBox(): Mailbox {
  const sender = process.env['SENDER'] ?? '';
  const match = /^(.*?)\s*<([^>]+)>$/.exec(sender);
  return { name: match?.[1]?.replaceAll('"', '') || settings.office.name, email: match?.[2] ?? sender };
}

/**
 * Whether the recipient's name may stand beside the address: not where somebody else typed both and nobody has confirmed
 * it, as whoever reads it would take those words for ours.
 */
function namedByUs({ purpose, to }: LedgerEntry['order']): boolean {
  return to.name !== undefined && to.role !== 'supervisor' && purpose !== 'confirm-address';
}

/** Words the mail, puts it into its frame, and says what goes with it. */
export async function compose(
  parts: MailParts & {
    readonly entry: LedgerEntry;
    readonly again: boolean;
    readonly documents: (id: string) => Promise<Uint8Array>;
  },
): Promise<Message> {
  const { entry, application, round, again, at, documents } = parts;
  const { order } = entry;
  const { mail, rendered, language, office } = writeLetter(parts);
  const from = senderBox();
  const to = namedByUs(order)
    ? { name: order.to.name ?? order.to.email, email: order.to.email }
    : order.to.email;
  const attachments: Attachment[] =
    mail.document === undefined
      ? []
      : [
          {
            filename: mail.document.filename,
            contentType: 'application/pdf',
            content: await documents(mail.document.id),
          },
        ];
  const calendar =
    mail.calendar === undefined
      ? undefined
      : {
          method: mail.calendar.method,
          content: sessionsCalendar({
            method: mail.calendar.method,
            sequence: round?.sequence ?? 0,
            sessions: mail.calendar.sessions,
            organizer: office,
            attendee: { name: order.to.name ?? order.to.email, email: order.to.email },
            language,
            now: at,
          }),
        };
  return {
    from,
    to: [to],
    ...(order.cc === undefined ? {} : { cc: order.cc }),
    replyTo: office,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    language,
    headers: {
      'X-Kohorte-Purpose': order.purpose,
      ...(application === undefined ? {} : { 'X-Kohorte-Case': application.reference }),
      ...(again ? { 'X-Kohorte-Delivery': 'possibly-doubled' } : {}),
      // Brings SES's own events back to the ledger.
      'X-SES-MESSAGE-TAGS': eventTags(entry).header,
    },
    attachments,
    ...(calendar === undefined ? {} : { calendar }),
    messageId: `${sha256(`${entry.pk}|${entry.sk}`).slice(0, 32)}@${from.email.split('@')[1] ?? 'localhost'}`,
    date: at,
  };
}
