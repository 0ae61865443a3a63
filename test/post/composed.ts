import { type ParsedMail, simpleParser } from 'mailparser';
import type { Application } from '../../functions/domain/application.ts';
import { toApplicant, toOffice, toSupervisor } from '../../functions/domain/lifecycle.ts';
import { type LedgerEntry, linkOf, type Recipient } from '../../functions/domain/mail.ts';
import type { Language } from '../../functions/domain/text.ts';
import { composeMessage } from '../../functions/platform/letter/message.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { compose } from '../../functions/post/message/compose.ts';
import type { MailParts } from '../../functions/post/message/write-letter.ts';
import { anApplication } from '../support/records.ts';
import { approver, at, deputy, roleOf, round, samples } from './every-mail.ts';

/** What the secret in every link is. */
export const secret = 'Vq3yXw0m8t2kLr9fJd7sHbNcEaPuGiZo5x1TgYlWvRk';

/** What a mail is made from, with its entry in the ledger. */
type Gathered = MailParts & { readonly entry: LedgerEntry };

/** Who gets a mail in each part. */
const recipients: Readonly<Record<Recipient['role'], (application: Application) => Recipient>> = {
  applicant: toApplicant,
  supervisor: (application) => toSupervisor(application) ?? approver,
  approver: () => approver,
  deputy: () => deputy,
  office: () => toOffice(round),
  trainer: () => ({ role: 'trainer', name: 'Schulungsteam', email: 'training@programm.example' }),
  graduate: (application) => ({ ...toApplicant(application), role: 'graduate' }),
};

/** What a sample is made from, as the post office gathers it. */
export function gathered(name: string, language: Language, changes: Partial<Application> = {}): Gathered {
  const sample = samples.get(name);
  if (sample === undefined) throw new Error(`there is no sample ${name}`);
  const application = anApplication({ ...sample.about, ...changes, language });
  const order: LedgerEntry['order'] = {
    purpose: sample.purpose,
    to: sample.to ?? recipients[roleOf(sample)](application),
    ...(sample.cc === undefined ? {} : { cc: [...sample.cc] }),
    occasion: 'sample',
    version: 1,
    ...(sample.data === undefined ? {} : { data: { ...sample.data } }),
  };
  return {
    entry: {
      ...keys.mail(application.id, `${name}#sample`),
      kind: 'mail',
      state: 'owed',
      round: round.id,
      application: application.id,
      order,
      owedAt: at,
      attempts: 0,
    },
    application,
    round,
    applications: [application],
    counted: [application],
    secret: linkOf(sample.purpose) === undefined ? undefined : secret,
    at,
  };
}

/** Composes a sample as the post office does, and reads it as a mail program does. */
export async function composed(
  name: string,
  language: Language,
  changes: Partial<Application> = {},
): Promise<ParsedMail> {
  const message = await compose({
    ...gathered(name, language, changes),
    again: false,
    documents: async () => new TextEncoder().encode('%PDF-1.7'),
  });
  return simpleParser(Buffer.from(await composeMessage(message)));
}
