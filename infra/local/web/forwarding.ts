import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Where a request comes from, as a function is told. */
export interface Origin {
  /** The address of whoever asked. */
  readonly source: string;
  readonly headers: { readonly 'x-forwarded-for': string; readonly 'x-forwarded-proto': string };
}

/**
 * Where a request comes from. A proxy that is trusted is believed about the address before it, and so on along the
 * chain; anybody else could write into these headers what they like.
 * @param trusts which addresses are believed; left out, there is no proxy, and the chain is passed on as API Gateway does
 */
export function originOf(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trusts?: (address: string) => boolean,
): Origin {
  const peer = plain(request.socket.remoteAddress ?? '');
  const chain = listed(request.headers['x-forwarded-for']);
  if (trusts === undefined)
    return {
      source: peer,
      headers: { 'x-forwarded-for': [...chain, peer].join(', '), 'x-forwarded-proto': 'http' },
    };
  const believed = [peer];
  while (trusts(believed[0] ?? '')) {
    const before = plain(chain.pop() ?? '');
    if (isIP(before) === 0) break;
    believed.unshift(before);
  }
  const said = trusts(peer) ? listed(request.headers['x-forwarded-proto']).at(-1) : undefined;
  return {
    source: believed[0] ?? peer,
    headers: {
      'x-forwarded-for': believed.join(', '),
      'x-forwarded-proto': said === 'https' ? 'https' : 'http',
    },
  };
}

function listed(header: string | string[] | undefined): string[] {
  return [header ?? []].flat().flatMap((it) =>
    it
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );
}

/** An IPv4 address that came through an IPv6 socket is written as the one it is. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
