import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/** The calendar of the programme, for durations in days. */
const timeZone = 'Europe/Berlin';

const instant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    context.addIssue('is no ISO 8601 instant with its offset, such as 2022-11-01T09:00:00+01:00');
    return z.NEVER;
  }
});
const duration = z.string().transform((text, context) => {
  try {
    return Temporal.Duration.from(text);
  } catch {
    context.addIssue('is no ISO 8601 duration, such as P7D or PT1H');
    return z.NEVER;
  }
});

/** The body of `POST /_local/clock`. */
export const clockMove = z.union([
  z.strictObject({ advanceTo: instant }),
  z.strictObject({ advanceBy: duration }),
]);

/** Where a move leads from an instant, in ms since 1970: days and longer go by the calendar in Berlin. */
export function targetOf(move: z.infer<typeof clockMove>, now: number): number {
  if ('advanceTo' in move) return move.advanceTo;
  const from = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  return from.add(move.advanceBy).epochMilliseconds;
}

/** An instant given in the environment. @throws Error naming the variable */
export function instantFrom(name: string, text: string): number {
  const parsed = instant.safeParse(text);
  if (!parsed.success) throw new Error(`${name}=${text} ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}
