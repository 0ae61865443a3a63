import * as z from 'zod';
import type { Host, InboxMail } from '../../program/host.ts';
import type { Played } from '../play/play.ts';

/** A file that came with a mail. */
export type AttachedFile = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
};

/** A certificate as its mail brought it, and what the public check says of it. */
export type CheckedCertificate = {
  readonly case: string;
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly pdf: Buffer | undefined;
  /** What keeps it from being valid; empty for one that verifies. */
  readonly faults: readonly string[];
};

const usageSchema = z.object({
  calls: z.array(
    z.object({ service: z.string(), operation: z.string(), function: z.string(), count: z.number() }),
  ),
  priceUsd: z.number(),
});

/** What is gathered from the running program at the end of a rehearsal. */
export type Evidence = {
  readonly attachments: ReadonlyMap<string, readonly AttachedFile[]>;
  readonly certificates: readonly CheckedCertificate[];
  readonly usage: z.infer<typeof usageSchema>;
};

const certificateSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  name: z.optional(z.string()),
});

async function attachmentsOf(host: Host, mail: InboxMail): Promise<AttachedFile[]> {
  return Promise.all(
    mail.attachments.map(async ({ filename, contentType }, index) => {
      const response = await fetch(`${host.origin}/_local/mails/${mail.id}/attachments/${index}`);
      if (!response.ok) throw new Error(`attachment ${index} of ${mail.id}: ${response.status}`);
      return { filename, contentType, content: Buffer.from(await response.arrayBuffer()) };
    }),
  );
}

/** Checks a certificate as anybody can: the page and the machine-readable form behind the link in its mail. */
async function check(host: Host, mail: InboxMail, name: string, files: readonly AttachedFile[]) {
  const pdf = files.find(({ contentType }) => contentType.startsWith('application/pdf'))?.content;
  const id = /\/zertifikat\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1] ?? '';
  const faults: string[] = [];
  if (pdf === undefined) faults.push('there is no PDF');
  else if (!pdf.subarray(0, 5).toString('latin1').startsWith('%PDF-')) faults.push('the PDF is none');
  const response = await fetch(`${host.origin}/api/certificates/${id}`);
  const parsed = certificateSchema.safeParse(response.ok ? await response.json() : undefined);
  const page = await fetch(`${host.origin}/zertifikat/${id}`);
  const text = await page.text();
  const number = parsed.data?.number ?? '';
  if (!parsed.success) faults.push(`the check answers ${response.status}`);
  else {
    if (parsed.data.status !== 'valid') faults.push(`it is ${parsed.data.status}`);
    if (parsed.data.name !== name) faults.push('the name is another');
    if (!page.ok || !text.includes(number)) faults.push('the page does not show it');
  }
  return { case: mail.case ?? '', id, number, name, pdf, faults };
}

/** Gathers attachments, checks every certificate, and asks for calls and price. */
export async function gather(host: Host, played: Played): Promise<Evidence> {
  const attachments = new Map(
    await Promise.all(
      played.mails
        .filter((mail) => mail.attachments.length > 0)
        .map(async (mail) => [mail.id, await attachmentsOf(host, mail)] as const),
    ),
  );
  const names = new Map<string, string>();
  for (const act of played.acts) {
    if (act.kind === 'apply') {
      names.set(act.case, `${act.body.applicant.givenName} ${act.body.applicant.familyName}`);
    }
    if (act.kind === 'substitute') names.set(act.case, act.name);
  }
  const certificates: CheckedCertificate[] = await Promise.all(
    played.mails
      .filter(({ purpose }) => purpose === 'certificate')
      .map((mail) => check(host, mail, names.get(mail.case ?? '') ?? '', attachments.get(mail.id) ?? [])),
  );
  const usage = usageSchema.parse(await host.json('/_local/usage'));
  return { attachments, certificates, usage };
}
