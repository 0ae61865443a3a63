import type { IncomingMessage } from 'node:http';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const forwarding = /^(forwarded|via|x-forwarded-.+|x-real-ip|x-original-host)$/;

/**
 * Whether a request was made on this machine and addressed to it: a proxy that publishes the host must not
 * publish its /_local calls with it. Proxies say that they are there, or speak HTTP/1.0 to what is behind them, which
 * no browser does.
 */
export function isLocal(request: IncomingMessage): boolean {
  const host = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(request.headers.host ?? '');
  const near = loopback.has(request.socket.remoteAddress ?? '');
  const direct = !Object.keys(request.headers).some((name) => forwarding.test(name));
  const current = request.httpVersion !== '1.0';
  return host && near && direct && current;
}

/** Whether a browser sent this from a page of another site, which must not move the clock or make rounds. */
export function isCrossSite(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.origin;
  return origin !== undefined && origin !== `http://${request.headers.host}`;
}
