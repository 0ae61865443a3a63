import type { IncomingMessage } from 'node:http';
import { answerLocalCall } from '../calls/local-calls.ts';
import type { LocalFacts } from '../calls/local-facts.ts';
import type { HttpAnswer } from '../web/http.ts';
import { answerHealth, type Watched } from './health.ts';
import type { Serving } from './settings.ts';

/** What a host answers by itself, before any function is asked. */
interface OwnAnswers {
  /** Answered even while the host is starting. */
  readonly early?: (request: IncomingMessage) => Promise<HttpAnswer | undefined>;
  readonly own: (request: IncomingMessage) => Promise<HttpAnswer | undefined>;
}

/** In real use /health alone, and nothing below /_local; to try things out, the calls below /_local alone. */
export function answersOf(
  serving: Serving | undefined,
  facts: LocalFacts,
  watched: Omit<Watched, 'mailPausedSince'>,
): OwnAnswers {
  if (serving === undefined) return { own: (request) => answerLocalCall(facts, request) };
  return {
    early: async ({ method = '', url = '' }) =>
      ['GET', 'HEAD'].includes(method) && url.split('?')[0] === '/health'
        ? answerHealth({ ...watched, mailPausedSince: () => facts.mailPausedSince() })
        : undefined,
    own: async () => undefined,
  };
}
