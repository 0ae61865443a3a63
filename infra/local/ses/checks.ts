import { SesError } from './answer.ts';
import type { MessageSummary } from './message.ts';
import type { SendRequest } from './request.ts';
import { identityOf, type SesSettings } from './settings.ts';

/** 10 MB, headers and attachments included: the default of the v1 API (SES Developer Guide, "Quotas"). */
export const maxBytes = 10 * 1024 * 1024;
/** Addresses in To, Cc and Bcc together (SES Developer Guide, "Quotas"). */
export const maxRecipients = 50;
const maxLine = 998;
const once = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'subject',
  'date',
  'message-id',
  'mime-version',
];

/** What is wrong with the account, as far as it concerns single messages. */
export interface Troubles {
  /** The sender's identity has lost its verification. */
  readonly unverified: boolean;
  /** Only verified recipients are sent to. */
  readonly sandbox: boolean;
  readonly noConfigurationSet: boolean;
}

const noTroubles: Troubles = { unverified: false, sandbox: false, noConfigurationSet: false };

/** Who a message goes to and with which configuration set, once it has passed. */
export interface Envelope {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly configurationSet: string | undefined;
}

/**
 * Checks what SES checks before it takes a message over: size, required and doubled headers, length of lines,
 * number and form of the recipients, verified sender, known configuration set.
 *
 * @throws {SesError} with SES's own code
 */
export function check(
  request: SendRequest,
  message: MessageSummary,
  settings: SesSettings,
  troubles: Troubles = noTroubles,
): Envelope {
  if (request.raw.length > maxBytes) {
    throw invalid(`The message has ${request.raw.length} bytes; ${maxBytes} are the most.`);
  }
  const from = message.from[0];
  if (from === undefined) throw invalid("Missing required header 'From'.");
  for (const name of once) {
    if (message.headers.filter((it) => it.name.toLowerCase() === name).length > 1) {
      throw invalid(`Duplicate header '${name}'.`);
    }
  }
  if (longestLine(request.raw) > maxLine) throw invalid(`A line is longer than ${maxLine} bytes.`);

  const given = request.destinations.length > 0 ? request.destinations.map(bare) : message.recipients;
  const recipients = [...new Set(given)];
  if (recipients.length === 0) throw invalid('There is no recipient.');
  if (given.length > maxRecipients) {
    throw invalid(`There are ${given.length} recipients; ${maxRecipients} are the most.`);
  }
  for (const address of [...recipients, ...message.from]) {
    // SES takes 7-bit addresses only; international domains come as Punycode.
    if (!/^[!-?A-~]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(address)) {
      throw invalid(`The address ${address} is not one that SES can send to or from.`);
    }
  }

  const senders = [...message.from, ...(request.source === undefined ? [] : [bare(request.source)])];
  const unverified = [
    ...senders.filter((address) => troubles.unverified || identityOf(settings, address) === undefined),
    ...(troubles.sandbox ? recipients.filter((address) => !reachesFromSandbox(settings, address)) : []),
  ];
  if (unverified.length > 0) {
    throw new SesError(
      'MessageRejected',
      'Email address is not verified. The following identities failed the check in region ' +
        `${settings.region.toUpperCase()}: ${[...new Set(unverified)].join(', ')}`,
    );
  }
  const configurationSet = configurationSetOf(request, message, settings, from);
  const isKnown = (name: string) => !troubles.noConfigurationSet && settings.configurationSets.has(name);
  if (configurationSet !== undefined && !isKnown(configurationSet)) {
    throw new SesError(
      'ConfigurationSetDoesNotExist',
      `The configuration set ${configurationSet} does not exist.`,
    );
  }
  return { from, recipients, configurationSet };
}

// The mailbox simulator can be sent to from the sandbox, too.
function reachesFromSandbox(settings: SesSettings, address: string): boolean {
  return identityOf(settings, address) !== undefined || address.endsWith('@simulator.amazonses.com');
}

// The call's own, else the header's, else the sender's default (SES Developer Guide, "Specifying a
// configuration set").
function configurationSetOf(
  request: SendRequest,
  message: MessageSummary,
  settings: SesSettings,
  from: string,
): string | undefined {
  const header = message.headers.find((it) => it.name.toLowerCase() === 'x-ses-configuration-set')?.value;
  return request.configurationSet ?? header ?? identityOf(settings, from)?.configurationSet;
}

function invalid(message: string): SesError {
  return new SesError('InvalidParameterValue', message);
}

/** The address alone of `Name <address>`. */
export function bare(address: string): string {
  return (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim();
}

function longestLine(raw: Buffer): number {
  let longest = 0;
  let start = 0;
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, start)) {
    longest = Math.max(longest, at - start - (raw[at - 1] === 13 ? 1 : 0));
    start = at + 1;
  }
  return Math.max(longest, raw.length - start);
}
