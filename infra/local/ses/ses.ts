import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { isDiskFull } from '../data/disk.ts';
import { type Answer, accepted, refused, SesError } from './answer.ts';
import { check, type Envelope } from './checks.ts';
import { isSimulator, notifications, outcomes, undelivered } from './events.ts';
import { attachmentOf, completed, type MessageSummary, summarise } from './message.ts';
import { type Send, smtp, startRelay } from './relay.ts';
import { readRequest, type SendRequest } from './request.ts';
import { createSending, type SesFaults, workingWell } from './sending.ts';
import { identityArn, type SesSettings, sesArn } from './settings.ts';
import { type Mail, type MailFilter, type MailHead, openStore } from './store.ts';

/** How SES runs on this machine. */
export interface SesOptions {
  /** Where mails are kept: one `.eml` file each and an index. */
  readonly directory: string;
  /** The local clock, ISO 8601 UTC. */
  readonly now: () => string;
  /** What goes wrong on demand, asked at each message; nothing if left out. */
  readonly faults?: SesFaults | undefined;
  readonly settings: SesSettings;
  /** Where real mail goes out: `smtp://user:pass@host:port`. Without it nothing leaves the machine. */
  readonly smtp?: string | undefined;
  /** Resolves when all that led to a message is on the disk: until then it must not leave. */
  readonly durable?: (() => Promise<void>) | undefined;
  /** Told that events are waiting; the host core then drains `events`. */
  readonly onEvents?: (() => void) | undefined;
  readonly log?: ((line: string) => void) | undefined;
  /** Stands in for the real server in tests. */
  readonly send?: Send | undefined;
}

/** Judges a call against the caller's role: `authorize` of `../iam`, bound to that role. */
export type Judge = (
  action: string,
  resourceArn: string,
  context: Readonly<Record<string, string>>,
) => { readonly allowed: boolean; readonly reason: string };

/** No account that is met here sends more in a day. */
const mostADay = 50_000;

export type Ses = ReturnType<typeof createSes>;

const memoShape = z.object({
  configurationSet: z.string().optional(),
  from: z.string(),
  recipients: z.array(z.string()),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  subject: z.string(),
  tags: z.record(z.string(), z.string()),
});
const sentShape = z.object({ sentAt: z.string() });

/**
 * SES (v1, SendRawEmail) on this machine: checks what SES checks, keeps each message durably before it
 * answers, queues the events of its configuration set, and relays to a real server where one is named.
 */
export function createSes(options: SesOptions) {
  const { settings, now, directory } = options;
  const store = openStore(directory);
  const faults = options.faults ?? workingWell;
  const sending = createSending(faults, now, () => store.headsJson('', mostADay, 0).heads);
  const real = options.smtp === undefined ? undefined : smtp(options.smtp);
  const send = options.send ?? real;

  const announce = (count: number) => {
    if (count > 0) options.onEvents?.();
  };

  const relay =
    send &&
    startRelay(
      store,
      send,
      (mailId, list) => {
        const memo = memoShape.parse(JSON.parse(store.memo(mailId) ?? 'null'));
        const { sentAt } = sentShape.parse(JSON.parse(store.mailJson(mailId) ?? 'null'));
        const bounces = notifications(
          { type: 'Bounce', recipients: list.map((it) => it.address), diagnostic: list[0]?.reason },
          {
            messageId: mailId,
            sentAt,
            envelope: { ...memo, configurationSet: memo.configurationSet },
            message: memo,
            tags: memo.tags,
          },
          now(),
          settings,
        );
        store.addNotifications(bounces);
        announce(bounces.length);
      },
      options.log ?? (() => {}),
    );

  const keep = async (request: SendRequest, message: MessageSummary, envelope: Envelope) => {
    // SES's ids have this shape too, and they sort by time.
    const id = `${Date.now().toString(16).padStart(16, '0')}-${randomUUID()}-${randomBytes(3).toString('hex')}`;
    const sentAt = now();
    const tags = { ...headerTags(message), ...request.tags };
    const lost = faults.fate();
    const became = lost
      ? undelivered(envelope.recipients, lost)
      : outcomes(envelope.recipients, send !== undefined);
    const events = became.flatMap((outcome) =>
      notifications(outcome, { messageId: id, sentAt, envelope, message, tags }, sentAt, settings),
    );
    const relayed = lost ? [] : envelope.recipients.filter((address) => !isSimulator(address));
    const mail: Mail = {
      id,
      sentAt,
      purpose: message.purpose,
      case: message.case,
      from: envelope.from,
      to: envelope.recipients,
      subject: message.subject,
      text: message.text,
      html: message.html,
      attachments: message.attachments,
      delivery: message.delivery,
      fromName: message.fromName,
      replyTo: message.replyTo,
      cc: message.cc,
    };
    const { configurationSet, from, recipients } = envelope;
    await store.add(
      {
        mail,
        raw: completed(request.raw, id, 'localhost', sentAt),
        memo: JSON.stringify({
          configurationSet,
          from,
          recipients,
          headers: message.headers,
          subject: message.subject,
          tags,
        }),
        notifications: events,
        relay: send === undefined || relayed.length === 0 ? undefined : { from, recipients: relayed },
      },
      options.durable?.(),
    );
    announce(events.length);
    relay?.wake();
    return id;
  };

  return {
    /**
     * Answers one HTTP request to the SES endpoint. A fulfilled answer with a MessageId means that the message
     * is on disk.
     *
     * @param body the form as it came
     * @param judge holds the call against the caller's role; left out, everything is allowed
     */
    async handle(body: string, judge?: Judge): Promise<Answer> {
      const requestId = randomUUID();
      try {
        const request = readRequest(body);
        const message = await summarise(request.raw);
        const from = message.from[0] ?? '';
        const allow = (resourceArn: string) => {
          const verdict = judge?.('ses:SendRawEmail', resourceArn, { 'ses:FromAddress': from });
          if (verdict?.allowed === false) throw new SesError('AccessDenied', verdict.reason, 403);
        };
        allow(identityArn(settings, from));
        sending.demandAccount();
        const envelope = check(request, message, settings, faults.account());
        // The configuration set is a resource of its own, the sender's default one too.
        if (envelope.configurationSet !== undefined) {
          allow(sesArn(settings, `configuration-set/${envelope.configurationSet}`));
        }
        sending.take();
        return accepted(await keep(request, message, envelope), requestId);
      } catch (error) {
        if (error instanceof SesError) {
          faults.note(error.code);
          return refused(error, requestId);
        }
        options.log?.(`SES: ${String(error)}`);
        if (isDiskFull(error)) return refused(new SesError('ServiceUnavailable', 'No room.', 503), requestId);
        return refused(new SesError('InternalFailure', 'The message could not be stored.', 500), requestId);
      }
    },

    /** The body of `GET /_local/mails`: JSON text, oldest first. */
    listJson: (filter?: MailFilter) => store.listJson(filter),

    /** The same as objects; for short lists. */
    list: (filter?: MailFilter): Mail[] => JSON.parse(store.listJson(filter)),

    /** One mail as in the list. */
    mail(id: string): Mail | undefined {
      const found = store.mailJson(id);
      return found === undefined ? undefined : JSON.parse(found);
    },

    /** Heads of mails for people, newest first; every word of `search` must occur in the mail. */
    inbox({ search = '', limit: most = 50, offset = 0 }): { total: number; mails: MailHead[] } {
      const { total, heads } = store.headsJson(search, most, offset);
      return { total, mails: JSON.parse(heads) };
    },

    /** The message as sent: the content of its `.eml` file. */
    raw: (id: string) => store.raw(id),

    /** Attachment `n` of a mail, counted from 0 as in its list. */
    async attachment(id: string, n: number) {
      const raw = await store.raw(id);
      return raw === undefined ? undefined : attachmentOf(raw, n);
    },

    /**
     * Events owed to the topics of configuration sets, oldest first: `{ id, topicArn, message }`. Each stays
     * until it is acknowledged, over restarts too, so a subscriber may see one twice but never none.
     */
    events: {
      pending: (most = 100) => store.events.pending(most),
      ack: (id: number) => store.events.ack(id),
    },

    /** When the oldest mail was sent that the real server has not taken yet, ISO 8601. */
    oldestOwed(): string | undefined {
      const oldest = store.relay.owed()[0];
      const found = oldest && store.mailJson(oldest.mailId);
      return found === undefined ? undefined : sentShape.parse(JSON.parse(found)).sentAt;
    },

    /** Stops the relay after the message in hand and closes the index. */
    async stop(): Promise<void> {
      await relay?.stop();
      real?.close();
      await store.close();
    },
  };
}

// `X-SES-MESSAGE-TAGS: name=value, name=value` (SES Developer Guide, "Email tags").
function headerTags(message: MessageSummary): Record<string, string> {
  const header = message.headers.find((it) => it.name.toLowerCase() === 'x-ses-message-tags')?.value ?? '';
  const pairs = header.split(/[,;]/).map((pair) => pair.split('=').map((part) => part.trim()));
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name, value]] : [])),
  );
}
