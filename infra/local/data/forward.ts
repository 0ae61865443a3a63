import { Agent, request } from 'node:http';
import type { HttpAnswer } from '../web/http.ts';

// Connections stay open: a call of a function is two calls on this machine, and there are many.
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Nobody listens there (yet): the call was not made. */
export class NotReached extends Error {}

/**
 * Posts a body to a server of this machine and gives back its answer.
 * @throws NotReached where no connection could be made; any other error leaves open whether the call was made
 */
export function forward(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 500,
            headers: { 'content-type': answer.headers['content-type'] ?? 'application/octet-stream' },
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    call.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ECONNREFUSED' ? new NotReached() : error),
    );
    call.end(body);
  });
}

/** Closes the connections that are kept open. */
export function closeForwarding(): void {
  agent.destroy();
}
