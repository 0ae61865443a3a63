import { SesError } from './answer.ts';

/** A SendRawEmail call, read from its form. */
export interface SendRequest {
  readonly raw: Buffer;
  readonly source: string | undefined;
  /** Destinations as the caller gave them; where there are none, the message's own To, Cc and Bcc count. */
  readonly destinations: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Reads a call in the Query protocol: a form with `Action`, lists as `Destinations.member.1`, blobs in base64.
 *
 * @throws {SesError} for another action than SendRawEmail, or a form without a message
 */
export function readRequest(body: string): SendRequest {
  const form = new URLSearchParams(body);
  const action = form.get('Action');
  if (action !== 'SendRawEmail') {
    throw new SesError(
      'InvalidAction',
      `The action ${action ?? '(none)'} is not served here; SendRawEmail is.`,
    );
  }
  const data = form.get('RawMessage.Data');
  if (data === null || data === '') throw new SesError('ValidationError', 'RawMessage.Data is missing.');
  const tags: Record<string, string> = {};
  for (const at of members(form, 'Tags', '.Name')) {
    const name = form.get(`Tags.member.${at}.Name`);
    if (name !== null) tags[name] = form.get(`Tags.member.${at}.Value`) ?? '';
  }
  return {
    raw: Buffer.from(data, 'base64'),
    source: form.get('Source') ?? undefined,
    destinations: members(form, 'Destinations', '').map((at) => form.get(`Destinations.member.${at}`) ?? ''),
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    tags,
  };
}

function members(form: URLSearchParams, list: string, suffix: string): number[] {
  const found: number[] = [];
  for (let at = 1; form.has(`${list}.member.${at}${suffix}`); at += 1) found.push(at);
  return found;
}
