import type { Envelope } from './checks.ts';
import type { MessageSummary } from './message.ts';
import type { SesSettings } from './settings.ts';

/** An event that SES publishes: the topic of the configuration set's destination, and the text for it. */
export interface Notification {
  readonly topicArn: string;
  /** JSON text as it stands in an SNS notification's Message. */
  readonly message: string;
}

/** What became of a message at one recipient. */
export interface Outcome {
  readonly type: 'Send' | 'Delivery' | 'Bounce' | 'Complaint';
  readonly recipients: readonly string[];
  readonly diagnostic?: string | undefined;
  /** Why it bounced, as SES names it; General if left out. */
  readonly subType?: 'General' | 'OnAccountSuppressionList';
}

/**
 * What this machine's recipients do: addresses whose local part begins with `bounce` do not exist, those with
 * `complaint` complain, all others get their mail. So a rehearsal can contain both, as SES's own mailbox
 * simulator offers them.
 *
 * @param simulatedOnly true where real mail is relayed: then only addresses at a `simulator.` host behave so
 */
export function outcomes(recipients: readonly string[], simulatedOnly = false): Outcome[] {
  const bouncing: string[] = [];
  const complaining: string[] = [];
  const reached: string[] = [];
  for (const address of recipients) {
    const simulated = !simulatedOnly || isSimulator(address);
    if (simulated && /^bounce/i.test(address)) bouncing.push(address);
    else reached.push(address);
    if (simulated && /^complaint/i.test(address)) complaining.push(address);
  }
  const found: Outcome[] = [{ type: 'Send', recipients }];
  if (reached.length > 0) found.push({ type: 'Delivery', recipients: reached });
  if (bouncing.length > 0) found.push({ type: 'Bounce', recipients: bouncing });
  if (complaining.length > 0) found.push({ type: 'Complaint', recipients: complaining });
  return found;
}

/** True for an address of a mailbox simulator, to which real mail is never relayed. */
export function isSimulator(address: string): boolean {
  return /@simulator\./i.test(address);
}

/**
 * The events of a message for the destinations of its configuration set, in the form of SES's event
 * publishing (SES Developer Guide, "Contents of event data that Amazon SES publishes to Amazon SNS").
 */
export function notifications(
  outcome: Outcome,
  mail: {
    messageId: string;
    sentAt: string;
    envelope: Envelope;
    message: Pick<MessageSummary, 'headers' | 'subject'>;
    tags: Tags;
  },
  at: string,
  settings: SesSettings,
): Notification[] {
  const { configurationSet } = mail.envelope;
  if (configurationSet === undefined) return [];
  const destinations = settings.configurationSets.get(configurationSet) ?? [];
  const wanted = destinations.filter((it) => it.events.includes(outcome.type.toLowerCase()));
  if (wanted.length === 0) return [];
  const { message } = mail;
  const text = JSON.stringify({
    eventType: outcome.type,
    mail: {
      timestamp: mail.sentAt,
      source: message.headers.find((it) => it.name.toLowerCase() === 'from')?.value ?? mail.envelope.from,
      sendingAccountId: settings.account,
      messageId: mail.messageId,
      destination: mail.envelope.recipients,
      headersTruncated: false,
      headers: message.headers,
      commonHeaders: {
        from: message.headers.filter((it) => it.name.toLowerCase() === 'from').map((it) => it.value),
        to: mail.envelope.recipients,
        messageId: mail.messageId,
        subject: message.subject,
      },
      tags: {
        'ses:configuration-set': [configurationSet],
        'ses:from-domain': [mail.envelope.from.split('@').at(-1) ?? ''],
        ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
      },
    },
    ...details(outcome, mail.messageId, at),
  });
  return wanted.map((it) => ({ topicArn: it.topicArn, message: text }));
}

const diagnostics = {
  General: 'smtp; 550 5.1.1 there is no such mailbox',
  OnAccountSuppressionList:
    'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
};

/** What becomes of a message that nobody gets: it was refused, or never sent to addresses on the suppression list. */
export function undelivered(recipients: readonly string[], why: 'reject' | 'suppress'): Outcome[] {
  const subType = why === 'reject' ? 'General' : 'OnAccountSuppressionList';
  return [
    { type: 'Send', recipients },
    { type: 'Bounce', recipients, subType },
  ];
}

type Tags = Readonly<Record<string, string>>;

function details(outcome: Outcome, messageId: string, at: string): object {
  const feedbackId = `${messageId}-${outcome.type.toLowerCase()}`;
  switch (outcome.type) {
    case 'Send':
      return { send: {} };
    case 'Delivery':
      return {
        delivery: {
          timestamp: at,
          processingTimeMillis: 0,
          recipients: outcome.recipients,
          smtpResponse: '250 2.0.0 taken over',
          reportingMTA: 'localhost',
        },
      };
    case 'Bounce':
      return {
        bounce: {
          feedbackId,
          bounceType: 'Permanent',
          bounceSubType: outcome.subType ?? 'General',
          bouncedRecipients: outcome.recipients.map((emailAddress) => ({
            emailAddress,
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: outcome.diagnostic ?? diagnostics[outcome.subType ?? 'General'],
          })),
          timestamp: at,
          reportingMTA: 'dns; localhost',
        },
      };
    case 'Complaint':
      return {
        complaint: {
          feedbackId,
          complainedRecipients: outcome.recipients.map((emailAddress) => ({ emailAddress })),
          timestamp: at,
          complaintFeedbackType: 'abuse',
          arrivalDate: at,
        },
      };
  }
}
