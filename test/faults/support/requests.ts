import { type ClientRequest, request } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes out: nothing of it is tidied up on the way. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** What came back; a connection that was closed without an answer has status 0. */
export type Heard = { readonly status: number; readonly type: string; readonly body: string };

/** Texts as bytes. */
export const utf8 = new TextEncoder();

/** Sends a request with a path and headers that a browser would not send. */
export function send(origin: string, { method, path, headers, body }: Sent): Promise<Heard> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let sending: ClientRequest;
    try {
      sending = request({ hostname, port, method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
    } catch (error) {
      reject(error);
      return;
    }
    sending.once('error', reject);
    sending.end(body);
  });
}

/** Sends bytes that need not be HTTP, and gives back the first line of the answer. */
export function sendBytes(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes, 'latin1'));
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(heard.split('\r\n')[0] ?? ''));
  });
}

/** Headers of a body that says it is JSON, and of one that says it is a form. */
export const asJson = { 'content-type': 'application/json' };
export const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
