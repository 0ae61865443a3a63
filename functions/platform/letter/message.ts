import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Language } from '../../domain/text.ts';

/** A mailbox with the name it is shown with. */
export type Mailbox = { readonly name: string; readonly email: string };

/** A file that goes with a message. */
export type Attachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array | string;
};

/** What a message is made of. */
export type Message = {
  readonly from: Mailbox;
  readonly to: readonly (Mailbox | string)[];
  readonly cc?: readonly (Mailbox | string)[];
  readonly replyTo: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language?: Language;
  /** Such as `X-Kohorte-Purpose`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly Attachment[];
  /** Dates for the recipient's calendar: once as a form of the message, once as a file. */
  readonly calendar?: {
    readonly method: 'REQUEST' | 'CANCEL';
    readonly content: string;
    readonly filename?: string;
  };
  /** Without angle brackets, such as `3f2a@smart-city.example`. */
  readonly messageId: string;
  /** When it is sent, ISO 8601. */
  readonly date: string;
};

const address = (box: Mailbox | string) =>
  typeof box === 'string' ? box : { name: box.name, address: box.email };

/**
 * Composes a message as it goes to the mail service (RFC 5322, MIME). The same content gives the same bytes.
 * It says that it is automatic, so that no out-of-office note answers it.
 */
export async function composeMessage(message: Message): Promise<Uint8Array> {
  const { calendar } = message;
  const composer = new MailComposer({
    from: address(message.from),
    to: message.to.map(address),
    ...(message.cc && message.cc.length > 0 ? { cc: message.cc.map(address) } : {}),
    replyTo: address(message.replyTo),
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: `<${message.messageId}>`,
    date: new Date(message.date),
    // Boundaries that follow from the message's id, not from chance.
    baseBoundary: createHash('sha256').update(message.messageId).digest('hex').slice(0, 24),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(message.language ? { 'Content-Language': message.language } : {}),
      ...message.headers,
    },
    attachments: (message.attachments ?? []).map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: typeof content === 'string' ? content : Buffer.from(content),
    })),
    ...(calendar
      ? {
          icalEvent: {
            method: calendar.method,
            content: calendar.content,
            filename: calendar.filename ?? 'termine.ics',
          },
        }
      : {}),
    // What a message holds is given to it; it fetches nothing.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
