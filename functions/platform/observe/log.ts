import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { PauseReason } from '../../domain/mail/pause-reasons.ts';
import type { Purpose } from '../../domain/mail.ts';
import { StoredRecordError } from '../../domain/stored.ts';

type ErrorFields = {
  readonly error?: string;
  readonly at?: string | undefined;
  /** Of a stored record that is not known: its kind, and the names of its fields. */
  readonly record?: string;
  readonly fields?: string;
};

/**
 * All that may stand beside a message: ids, counts and names of our own. The list is closed, so that a name, an
 * address, a link or a path that holds a secret has no place to go to.
 */
type Fields = ErrorFields & {
  readonly round?: string;
  /** Case number, such as SCM-3-0007. */
  readonly reference?: string;
  readonly purpose?: Purpose;
  /** A route of the interface with its parameters' names, not their values: `ANY /vorgang/{token}`. */
  readonly route?: string;
  /** Why the mail service takes no mails. */
  readonly reason?: PauseReason;
  readonly outboxItem?: 'wake' | 'start' | 'mail';
  /** Why the table did not write: its own codes, one for each write. */
  readonly refusal?: string;
  readonly attempts?: number;
};

/** A text that stands in the source as it is: one put together while the program runs could hold input. */
type Written<Text extends string> = Record<never, never> extends Record<Text, true> ? never : Text;

/**
 * The level is the environment's (`POWERTOOLS_LOG_LEVEL`), and so is the name of the installation
 * (`POWERTOOLS_SERVICE_NAME`). The library can log the event of each invocation; nothing here hands it one, as events
 * hold forms and links.
 */
const logger = new Logger();

/** One line of JSON a message, with the request, whether the start was a cold one, and the case that it is about. */
export const log = {
  info: <const Text extends string>(message: Text & Written<Text>, fields: Fields = {}): void =>
    logger.info(message, fields),
  warn: <const Text extends string>(message: Text & Written<Text>, fields: Fields = {}): void =>
    logger.warn(message, fields),
  error: <const Text extends string>(message: Text & Written<Text>, fields: Fields = {}): void =>
    logger.error(message, fields),
};

/** From here on messages are those of one invocation. */
export function nameInvocation(context: Context): void {
  logger.addContext(context);
}

/** From here on messages are about one case, by its reference; undefined: about none. */
export function correlateLog(reference: string | undefined): void {
  if (reference === undefined) logger.resetKeys();
  else logger.setCorrelationId(reference);
}

/** What may be logged of an error: its kind and where it arose, not its words, which can quote a person's input. */
export function errorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack?.split('\n').find((line) => line.trim().startsWith('at '));
  const record =
    error instanceof StoredRecordError ? { record: error.kind, fields: error.fields.join(', ') } : {};
  return { error: error.name, at: frame?.trim().slice(0, 200), ...record };
}
