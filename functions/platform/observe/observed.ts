import type { Context } from 'aws-lambda';
import { observer } from './observer.ts';

/** Makes a Lambda of a function that events invoke: each invocation is logged and counted for itself. */
export function observed<Event, Answer>(
  handler: (event: Event) => Promise<Answer>,
): (event: Event, context?: Context) => Promise<Answer> {
  return async (event, context) => {
    // Called by another function of ours, such as a rehearsal: that one's invocation goes on.
    if (context === undefined) return handler(event);
    observer().begin(event, context);
    try {
      return await handler(event);
    } finally {
      observer().end();
    }
  };
}
