import fc from 'fast-check';
import { badJson } from './application-bodies.ts';
import { badForm } from './forms.ts';
import { badGet, badMethod, badPath } from './paths.ts';

/** A request that no person and no sound program sends. */
export const malformed = fc.oneof(
  { weight: 5, arbitrary: badJson },
  { weight: 3, arbitrary: badPath },
  { weight: 3, arbitrary: badForm },
  { weight: 1, arbitrary: badMethod },
  { weight: 1, arbitrary: badGet },
);

/** Bytes that are no HTTP, or HTTP with lies about its length. */
export const noHttp = [
  'hello\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001',
  'GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n',
  'GET / HTTP/1.1\r\nhost: localhost\r\nbad header\r\n\r\n',
  'POST /api/applications HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nhello',
  'POST /api/applications HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
] as const;
