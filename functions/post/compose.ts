import { alumniMails } from '../alumni/mails.ts';
import { applicationMails, discreetMail } from '../application/mails.ts';
import { approvalMails } from '../approval/mails.ts';
import { attendanceMails } from '../attendance/mails.ts';
import { certificateMails } from '../certificate/mails.ts';
import { cohortMails } from '../cohort/mails.ts';
import type { Application } from '../domain/application.ts';
import { addDays } from '../domain/calendar.ts';
import { isVersioned, type LedgerEntry, linkOf, type Purpose } from '../domain/mail.ts';
import { currentEdition, register } from '../domain/register/register.ts';
import type { Round } from '../domain/round.ts';
import { endorsementMails } from '../endorsement/mails.ts';
import { officeMails } from '../office/mails.ts';
import { sha256 } from '../platform/keys.ts';
import { sessionsCalendar } from '../platform/letter/calendar.ts';
import { type Attachment, composeMessage, type Mailbox } from '../platform/letter/message.ts';
import { renderLetter } from '../platform/letter/render.ts';
import type { LinkBinding } from '../platform/links.ts';
import type { MailContext, MailWriter } from '../platform/mail.ts';
import { settings } from '../platform/settings.ts';
import { reminderMails } from '../reminder/mails.ts';
import { roundMails } from '../round/mails.ts';

/** The words of every purpose, each from the room it belongs to. */
const writers: Readonly<Partial<Record<Purpose, MailWriter>>> = {
  ...applicationMails,
  ...endorsementMails,
  ...approvalMails,
  ...cohortMails,
  ...reminderMails,
  ...attendanceMails,
  ...certificateMails,
  ...alumniMails,
  ...roundMails,
  ...officeMails,
};

/** A message as SES takes it. */
export type Prepared = {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly message: Uint8Array;
};

/** What the link of a mail is bound to. The settings of the case decide until when; the page checks the rest. */
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
    ...(path === '/bestaetigung' && application !== undefined
      ? { validUntil: addDays(application.submittedAt, settings.retention.unconfirmed) }
      : {}),
    ...signIn,
    ...(order.data === undefined ? {} : { data: order.data }),
    mail: `${entry.pk}|${entry.sk}`,
    mintedAt: at,
  };
}

/** The office of a round, or of the programme. */
function contact(round: Round | undefined): Mailbox & { readonly phone?: string } {
  const { office } = settings;
  return {
    name: round?.file.office.name ?? office.name,
    email: round?.file.office.email ?? office.email,
    phone: office.phone,
  };
}

function senderBox(): Mailbox {
  const sender = process.env['SENDER'] ?? '';
  const match = /^(.*?)\s*<([^>]+)>$/.exec(sender);
  return { name: match?.[1]?.replaceAll('"', '') || settings.office.name, email: match?.[2] ?? sender };
}

/** A short code in place of a link that a filter broke: drawn from the secret, so that it needs no store of its own. */
export function codeOf(secret: string): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const bytes = Buffer.from(sha256(`code ${secret}`), 'hex').subarray(0, 10);
  const code = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** Words the mail, puts it into its frame, and makes the message of it. */
export async function compose(parts: {
  readonly entry: LedgerEntry;
  readonly application: Application | undefined;
  readonly round: Round | undefined;
  readonly applications: readonly Application[] | undefined;
  readonly secret: string | undefined;
  readonly again: boolean;
  readonly at: string;
  readonly documents: (id: string) => Promise<Uint8Array>;
}): Promise<Prepared> {
  const { entry, application, round, applications, secret, again, at, documents } = parts;
  const { order } = entry;
  const baseUrl = process.env['BASE_URL'] ?? '';
  const language = application !== undefined && isTheirs(order.to.role) ? application.language : 'de';
  const path = linkOf(order.purpose);
  const edition = register(round?.registerEdition ?? currentEdition);
  if (edition === undefined) throw new Error('the edition of the register is not there');
  const context: MailContext = {
    language,
    recipient: order.to,
    ...(application === undefined ? {} : { application }),
    ...(round === undefined ? {} : { round }),
    ...(applications === undefined ? {} : { applications }),
    register: edition,
    settings,
    ...(secret === undefined || path === undefined
      ? {}
      : {
          link: {
            url: `${baseUrl}${path}/${secret}${language === 'en' ? '?lang=en' : ''}`,
            code: codeOf(secret),
          },
        }),
    data: order.data ?? {},
    baseUrl,
    now: at,
  };
  const writer = writers[order.purpose];
  if (writer === undefined) throw new Error(`no room words the purpose ${order.purpose}`);
  const mail = discreetMail(order.purpose, context) ?? writer(context);
  const office = contact(round);
  const rendered = renderLetter(mail.letter, {
    language,
    ...(application === undefined ? {} : { reference: application.reference }),
    contact: office,
    programme: settings.title,
    baseUrl,
    address: settings.office.address,
  });
  const from = senderBox();
  const to = order.to.name === undefined ? order.to.email : { name: order.to.name, email: order.to.email };
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
  const message = await composeMessage({
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
      'X-SES-MESSAGE-TAGS': `ledger=${sha256(`${entry.pk}|${entry.sk}`)}`,
    },
    attachments,
    ...(calendar === undefined ? {} : { calendar }),
    messageId: `${sha256(`${entry.pk}|${entry.sk}`).slice(0, 32)}@${from.email.split('@')[1] ?? 'localhost'}`,
    date: at,
  });
  return { sender: from.email, recipients: [order.to.email, ...(order.cc ?? [])], message };
}

function isTheirs(role: string): boolean {
  return role === 'applicant' || role === 'supervisor' || role === 'graduate';
}
