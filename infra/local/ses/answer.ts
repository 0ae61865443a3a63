/** An HTTP answer of the SES endpoint. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal as SES makes it: code and message reach the caller as an exception of that name. */
export class SesError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';

/** The answer to a message that was taken over (SES API Reference v1, SendRawEmail). */
export function accepted(messageId: string, requestId: string): Answer {
  return xml(
    200,
    requestId,
    `<SendRawEmailResponse xmlns="${namespace}"><SendRawEmailResult><MessageId>${escaped(messageId)}` +
      `</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>${requestId}</RequestId>` +
      '</ResponseMetadata></SendRawEmailResponse>',
  );
}

/** The answer to a message that was refused. */
export function refused(error: SesError, requestId: string): Answer {
  return xml(
    error.status,
    requestId,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type>` +
      `<Code>${escaped(error.code)}</Code><Message>${escaped(error.message)}</Message></Error>` +
      `<RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, requestId: string, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
