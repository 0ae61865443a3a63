import type { SNSEvent } from 'aws-lambda';
import * as z from 'zod';
import { purposeSchema } from '../domain/mail.ts';
import type { Counted } from '../platform/observe/counted.ts';
import { errorFields, log } from '../platform/observe/log.ts';
import { observed } from '../platform/observe/observed.ts';
import { count } from '../platform/observe/observer.ts';
import { now } from '../platform/store/clock.ts';
import { type Key, keys, sha256 } from '../platform/store/keys.ts';
import { ConflictError } from '../platform/store/port.ts';
import { get, set, transact } from '../platform/store/table.ts';
import { readEventTags } from './message/event-tags.ts';
import { troubleListed } from './sending/ledger.ts';

/** What SES reports about one mail, as far as it matters here. */
const reportSchema = z.object({
  eventType: z.string(),
  mail: z.object({
    timestamp: z.string(),
    messageId: z.string(),
    destination: z.array(z.string()),
    tags: z.optional(z.record(z.string(), z.array(z.string()))),
    headers: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
  }),
  bounce: z.optional(
    z.object({
      bounceType: z.string(),
      bouncedRecipients: z.array(z.object({ emailAddress: z.string() })),
    }),
  ),
  complaint: z.optional(z.object({ complainedRecipients: z.array(z.object({ emailAddress: z.string() })) })),
});

/** What a report of SES counts as; a delivery was counted when the mail was sent. */
const outcomes: Readonly<Record<string, Counted['Mails']['outcome']>> = {
  bounce: 'bounced',
  complaint: 'complained',
  reject: 'refused',
};

/** @param ledgerSk sort key of the mail's ledger entry, in which the purpose comes first */
function countReport(kind: string, ledgerSk: string): void {
  const purpose = purposeSchema.safeParse(ledgerSk.split('#')[1]).data;
  const outcome = outcomes[kind];
  if (purpose !== undefined && outcome !== undefined) count(['Mails', { purpose, outcome }]);
}

const pointerSchema = z.object({ ledgerPk: z.string(), ledgerSk: z.string() });

/** The entry that a report is about. */
async function ledgerOf(tags: Parameters<typeof readEventTags>[0]): Promise<Key | undefined> {
  const read = readEventTags(tags);
  if (read === undefined || 'key' in read) return read?.key;
  const pointer = await get(keys.ledgerTag(read.tag));
  if (pointer === undefined) return undefined;
  const { ledgerPk: pk, ledgerSk: sk } = pointerSchema.parse(pointer);
  return { pk, sk };
}

/**
 * Marks addresses that bounced or complained, so that the office sees them, and notes in the ledger what became of
 * the mail: delivered, or why not. The ledger entry is found by the tags that the mail carried.
 */
async function record(report: z.infer<typeof reportSchema>): Promise<void> {
  const at = now();
  const kind = report.eventType.toLowerCase();
  const trouble = [
    ...(report.bounce?.bouncedRecipients ?? []),
    ...(report.complaint?.complainedRecipients ?? []),
  ].map(({ emailAddress }) => emailAddress.toLowerCase());
  for (const address of trouble) {
    await transact([
      {
        put: {
          ...keys.trouble(sha256(address)),
          kind: 'mail-trouble',
          type: kind,
          bounceType: report.bounce?.bounceType,
          address,
          at,
          messageId: report.mail.messageId,
        },
      },
    ]);
  }
  const ledger = await ledgerOf(report.mail.tags);
  if (ledger === undefined) return;
  try {
    if (kind === 'delivery') await set(ledger, { deliveredAt: at }, { kind: 'mail' });
    else if (trouble.length > 0 || kind === 'reject') {
      await transact([
        { set: ledger, values: { trouble: kind }, equals: { kind: 'mail' } },
        troubleListed(ledger, at),
      ]);
      countReport(kind, ledger.sk);
    }
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

/** Invoked by the topic to which SES reports. */
export const handler = observed(async (event: SNSEvent): Promise<void> => {
  for (const { Sns } of event.Records) {
    const parsed = reportSchema.safeParse(JSON.parse(Sns.Message));
    if (!parsed.success) {
      log.warn('a report of SES has an unknown form', errorFields(parsed.error));
      continue;
    }
    await record(parsed.data);
  }
});
