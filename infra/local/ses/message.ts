import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';

/** One attachment as the list of mails shows it; `size` in bytes. */
export interface AttachmentSummary {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** What is known of a message without its envelope. */
export interface MessageSummary {
  readonly from: readonly string[];
  readonly fromName: string;
  readonly replyTo: readonly string[];
  /** Addresses of To, Cc and Bcc, in this order. */
  readonly recipients: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly delivery: 'sent' | 'possibly-doubled';
  readonly attachments: readonly AttachmentSummary[];
  /** Header fields as they stand, in order: name and unfolded value. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

const options = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

/** Reads a message: headers, both text parts, and what is attached. */
export async function summarise(raw: Buffer): Promise<MessageSummary> {
  const mail = await simpleParser(raw, options);
  const headers = mail.headerLines.map(({ line }) => {
    const colon = line.indexOf(':');
    return {
      name: line.slice(0, colon),
      value: line
        .slice(colon + 1)
        .replace(/\r?\n/g, '')
        .trim(),
    };
  });
  const header = (name: string) => headers.find((it) => it.name.toLowerCase() === name)?.value ?? null;
  const from = mail.from?.value ?? [];
  return {
    from: from.flatMap((it) => it.address ?? []),
    fromName: from[0]?.name ?? '',
    replyTo: addresses(mail.replyTo),
    recipients: [...addresses(mail.to), ...addresses(mail.cc), ...addresses(mail.bcc)],
    cc: addresses(mail.cc),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: typeof mail.html === 'string' ? mail.html : '',
    purpose: header('x-kohorte-purpose'),
    case: header('x-kohorte-case'),
    delivery: header('x-kohorte-delivery') === 'possibly-doubled' ? 'possibly-doubled' : 'sent',
    attachments: mail.attachments.map((it, at) => ({
      filename: filenameOf(it, at),
      contentType: it.contentType,
      size: it.size,
    })),
    headers,
  };
}

/** One attachment with its content, counted from 0 as in the list; undefined where there is none such. */
export async function attachmentOf(
  raw: Buffer,
  at: number,
): Promise<{ filename: string; contentType: string; content: Buffer } | undefined> {
  const found = (await simpleParser(raw, options)).attachments[at];
  if (found === undefined) return undefined;
  return { filename: filenameOf(found, at), contentType: found.contentType, content: found.content };
}

/**
 * The message as SES sends it: without Bcc, and with a Date and a Message-ID where the caller gave none (SES
 * puts in its own in any case; here the caller's stay, so that a message can be compared with what was sent).
 */
export function completed(raw: Buffer, messageId: string, domain: string, sentAt: string): Buffer {
  const { head, rest } = split(raw);
  const fields = head.split(/\r?\n(?![ \t])/).filter((line) => line !== '' && !/^bcc\s*:/i.test(line));
  const has = (name: string) => fields.some((line) => line.toLowerCase().startsWith(`${name}:`));
  if (!has('message-id')) fields.unshift(`Message-ID: <${messageId}@${domain}>`);
  if (!has('date')) fields.unshift(`Date: ${new Date(sentAt).toUTCString().replace('GMT', '+0000')}`);
  return Buffer.concat([Buffer.from(`${fields.join('\r\n')}\r\n\r\n`, 'latin1'), rest]);
}

function split(raw: Buffer): { head: string; rest: Buffer } {
  for (const [separator, length] of [
    ['\r\n\r\n', 4],
    ['\n\n', 2],
  ] as const) {
    const at = raw.indexOf(separator);
    if (at >= 0) return { head: raw.subarray(0, at).toString('latin1'), rest: raw.subarray(at + length) };
  }
  return { head: raw.toString('latin1'), rest: Buffer.alloc(0) };
}

function addresses(field: AddressObject | AddressObject[] | undefined): string[] {
  if (field === undefined) return [];
  return [field]
    .flat()
    .flatMap((it) =>
      it.value.flatMap((one) => (one.group ?? [one]).flatMap((member) => member.address ?? [])),
    );
}

function filenameOf(attachment: ParsedMail['attachments'][number], at: number): string {
  if (attachment.filename !== undefined && attachment.filename !== '') return attachment.filename;
  return attachment.contentType === 'text/calendar' ? `part-${at + 1}.ics` : `part-${at + 1}`;
}
