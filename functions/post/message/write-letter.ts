import { alumniMails } from '../../alumni/mails.ts';
import { applicationMails, discreetMail } from '../../application/mails.ts';
import { approvalMails } from '../../approval/mails.ts';
import { attendanceMails } from '../../attendance/mails.ts';
import { certificateMails } from '../../certificate/mails.ts';
import { cohortMails } from '../../cohort/mails.ts';
import type { Application } from '../../domain/application.ts';
import type { Counted } from '../../domain/balance.ts';
import { type LedgerEntry, linkOf, type Purpose, roles } from '../../domain/mail.ts';
import { currentEdition, register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { defaultLanguage, isLanguage, type Language, languageQuery } from '../../domain/text.ts';
import { endorsementMails } from '../../endorsement/mails.ts';
import { officeMails } from '../../office/mails.ts';
import type { RenderedLetter } from '../../platform/letter/letter.ts';
import type { Mail, MailContext, MailWriter } from '../../platform/letter/mail.ts';
import type { Mailbox } from '../../platform/letter/message.ts';
import { renderLetter } from '../../platform/letter/render.ts';
import { settings } from '../../platform/settings.ts';
import { sha256 } from '../../platform/store/keys.ts';
import { reminderMails } from '../../reminder/mails.ts';
import { roundMails } from '../../round/mails.ts';

/** The words of every purpose, each from the room it belongs to. */
const writers: Readonly<Record<Purpose, MailWriter>> = {
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

/** The office of a round, or of the programme. */
function contact(round: Round | undefined): Mailbox & { readonly phone?: string } {
  const { office } = settings;
  return {
    name: round?.file.office.name ?? office.name,
    email: round?.file.office.email ?? office.email,
    phone: office.phone,
  };
}

/** A short code in place of a link that a filter broke: drawn from the secret, so that it needs no store of its own. */
export function codeOf(secret: string): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const bytes = Buffer.from(sha256(`code ${secret}`), 'hex').subarray(0, 10);
  const code = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** What a mail is made from: its entry in the ledger, and the records it is about. */
export type MailParts = {
  readonly entry: Pick<LedgerEntry, 'order'>;
  readonly application: Application | undefined;
  readonly round: Round | undefined;
  readonly applications: readonly Application[] | undefined;
  readonly counted: readonly Counted[] | undefined;
  readonly secret: string | undefined;
  readonly at: string;
};

/** A mail in its words, before it is a message. */
type WrittenLetter = {
  readonly mail: Mail;
  readonly rendered: RenderedLetter;
  readonly language: Language;
  /** The office that signs, and reads the answers. */
  readonly office: Mailbox;
};

/** Writes the letter of a mail in the words of its room, and puts it into its frame. */
export function writeLetter({
  entry,
  application,
  round,
  applications,
  counted,
  secret,
  at,
}: MailParts): WrittenLetter {
  const { order } = entry;
  const baseUrl = process.env['BASE_URL'] ?? '';
  const asked = order.data?.['language'];
  const chosen = application?.language ?? (isLanguage(asked) ? asked : defaultLanguage);
  const spoken = roles[order.to.role].language;
  const language = spoken === 'chosen' ? chosen : spoken;
  const path = linkOf(order.purpose);
  const edition = register(round?.registerEdition ?? currentEdition);
  if (edition === undefined) throw new Error('the edition of the register is not there');
  const context: MailContext = {
    language,
    recipient: order.to,
    ...(application === undefined ? {} : { application }),
    ...(round === undefined ? {} : { round }),
    ...(applications === undefined ? {} : { applications }),
    ...(counted === undefined ? {} : { counted }),
    register: edition,
    settings,
    ...(secret === undefined || path === undefined
      ? {}
      : {
          link: {
            url: `${baseUrl}${path}/${secret}${languageQuery(language)}`,
            code: codeOf(secret),
          },
        }),
    data: order.data ?? {},
    baseUrl,
    now: at,
  };
  const mail = discreetMail(order.purpose, context) ?? writers[order.purpose](context);
  const office = contact(round);
  const rendered = renderLetter(mail.letter, {
    language,
    ...(application === undefined ? {} : { reference: application.reference }),
    contact: office,
    programme: settings.title,
    baseUrl,
    address: settings.office.address,
  });
  return { mail, rendered, language, office };
}
