import * as z from 'zod';
import { type PauseReason, pauseReasons } from '../../domain/mail/pause-reasons.ts';
import type { Bilingual } from '../../domain/text.ts';
import { keys } from '../store/keys.ts';
import type { RawItem, Write } from '../store/port.ts';
import { get, transact } from '../store/table.ts';

/** What the office and the operator read while mails wait. */
export const pauseSentence: Bilingual = {
  de: 'Der Mailversand nimmt zurzeit keine E-Mails an. Keine E-Mail ist verloren: Alle warten und gehen hinaus, sobald der Betrieb die Ursache behoben hat.',
  en: 'The mail service takes no mails at present. No mail is lost: all wait, and go out as soon as those who run the system have mended the cause.',
};

const pauseSchema = z.object({
  since: z.string(),
  /** How many mails wait, as it was when somebody last counted. */
  count: z.number(),
  reason: z.enum(pauseReasons),
  /** From when on one mail may try whether the service takes mails again. */
  probeAt: z.string(),
  /** How long that was after the last refusal, in milliseconds. */
  waited: z.number(),
});
/** Sending pauses: since when, why, how many mails wait, and when one may try again. */
export type MailPause = z.infer<typeof pauseSchema>;

/** The pause of sending, if there is one. */
export async function mailPause(): Promise<MailPause | undefined> {
  const item: RawItem | undefined = await get(keys.problem('mail-paused'));
  return item === undefined ? undefined : pauseSchema.parse(item);
}

function pauseWrite(pause: MailPause): Write {
  const { since, count, reason, probeAt, waited } = pause;
  const item = { kind: 'problem', problem: 'mail-paused', sentence: pauseSentence };
  return { put: { ...keys.problem('mail-paused'), ...item, since, count, reason, probeAt, waited } };
}

/** Sending pauses, or goes on pausing. */
export async function keepPaused(pause: MailPause): Promise<void> {
  await transact([pauseWrite(pause)]);
}

/** The mail service takes mails again. */
export async function endPause(): Promise<void> {
  await transact([{ remove: keys.problem('mail-paused') }]);
}

/**
 * What is known of a refusal of the sender becomes a pause.
 * @param before the pause that there was already
 * @param wait how long to wait before the next try, in milliseconds
 */
export function paused(
  before: MailPause | undefined,
  reason: PauseReason,
  now: string,
  wait: number,
): MailPause {
  const probeAt = new Date(Date.parse(now) + wait).toISOString();
  return { since: before?.since ?? now, count: before?.count ?? 1, reason, probeAt, waited: wait };
}
