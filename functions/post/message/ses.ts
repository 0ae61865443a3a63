import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { PauseReason } from '../../domain/mail/pause-reasons.ts';
import { composeMessage, type Mailbox } from '../../platform/letter/message.ts';
import {
  type Mailer,
  OutOfReach,
  RefusedMail,
  SenderRefused,
  SentTooFast,
} from '../../platform/surroundings.ts';

// One attempt a call: an attempt whose answer was lost may have sent the mail, and the client would not tell.
const client = new SESClient({ maxAttempts: 1 });
// Its logger costs processor time at each call, and nothing here hands it a log.
client.middlewareStack.remove('loggerMiddleware');

const addressOf = (box: Mailbox | string): string => (typeof box === 'string' ? box : box.email);

/**
 * The refusals whose name tells whom they concern ("SendRawEmail" and "Common Errors", API reference of SES v1). A name
 * that is not here is told by the words, and in doubt it is the sender's, so that no mail is lost.
 */
const byName: Readonly<Record<string, 'this-mail' | PauseReason>> = {
  InvalidParameterValue: 'this-mail',
  InvalidParameterValueException: 'this-mail',
  InvalidParameterCombination: 'this-mail',
  MissingParameter: 'this-mail',
  ValidationError: 'this-mail',
  MailFromDomainNotVerifiedException: 'identity',
  AccountSendingPausedException: 'account',
  ConfigurationSetDoesNotExistException: 'configuration',
  ConfigurationSetSendingPausedException: 'configuration',
  AccessDenied: 'access',
  AccessDeniedException: 'access',
  InvalidClientTokenId: 'access',
  SignatureDoesNotMatch: 'access',
  ExpiredToken: 'access',
  ExpiredTokenException: 'access',
  OptInRequired: 'account',
};

/** What SES says where it refuses one message (`MessageRejected`, which also means: the sender may not send). */
const ofThisMail =
  /message (length|is too)|too (large|long|many recipients)|file type|attachment|virus|suppression list|blacklist|illegal|invalid (address|header|recipient)|missing final/i;

/** Names of errors of the network before a byte of the request was sent. */
const unreached: readonly unknown[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** What an error of a call says: an error of the port, or the error itself, where nobody knows whether the mail left. */
function readRefusal(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const cause = { cause: error };
  if (error.name === 'CredentialsProviderError') return new SenderRefused('access', cause);
  if ('code' in error && unreached.includes(error.code))
    return new OutOfReach('the service is out of reach', cause);
  if (!(error instanceof SESServiceException)) return error;
  const status = error.$metadata.httpStatusCode ?? 400;
  if (/^Throttling|^TooManyRequests|^RequestLimitExceeded/.test(error.name)) {
    return /quota/i.test(error.message)
      ? new SenderRefused('quota', cause)
      : new SentTooFast('the rate is used up', cause);
  }
  if (status >= 500) return error;
  const known = byName[error.name];
  if (known === 'this-mail') return new RefusedMail(error.name, cause);
  if (known !== undefined) return new SenderRefused(known, cause);
  if (/not verified|failed the check/i.test(error.message)) return new SenderRefused('identity', cause);
  if (/paused|suspended/i.test(error.message)) return new SenderRefused('account', cause);
  return ofThisMail.test(error.message)
    ? new RefusedMail(error.name, cause)
    : new SenderRefused('unknown', cause);
}

/** Amazon's mail service: it gets the message as it goes over the wire. */
export const sesMailer: Mailer = {
  async send(message, handOver) {
    const configurationSet = process.env['CONFIGURATION_SET'];
    const command = new SendRawEmailCommand({
      Source: message.from.email,
      Destinations: [...message.to, ...(message.cc ?? [])].map(addressOf),
      RawMessage: { Data: await composeMessage(message) },
      ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
    });
    await handOver();
    try {
      const { MessageId } = await client.send(command);
      return MessageId ?? '';
    } catch (error) {
      throw readRefusal(error);
    }
  },
};
