import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { otherWorld } from '../store/world.ts';
import { publishCounts } from './counts.ts';
import { beginLog, logsAbout } from './log.ts';

/** The workflows tell their tasks the case's reference; other events have none. */
const aboutSchema = z.object({ case: z.string() });

/** An invocation begins: its messages name the request and, where its event does, the case. */
export function beginInvocation(event: unknown, context: Context): void {
  if (otherWorld() !== undefined) return;
  beginLog(context);
  logsAbout(aboutSchema.safeParse(event).data?.case);
}

/** An invocation is over, well or not: what it counted is published, and the next one is about nothing yet. */
export function endInvocation(): void {
  if (otherWorld() !== undefined) return;
  publishCounts();
  logsAbout(undefined);
}

/** Makes a Lambda of a function that events invoke: it is logged and counted for each invocation of its own. */
export function observed<Event, Answer>(
  handler: (event: Event) => Promise<Answer>,
): (event: Event, context?: Context) => Promise<Answer> {
  return async (event, context) => {
    // Called by another function of ours, such as a rehearsal: that one's invocation goes on.
    if (context === undefined) return handler(event);
    beginInvocation(event, context);
    try {
      return await handler(event);
    } finally {
      endInvocation();
    }
  };
}
