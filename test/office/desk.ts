import { vi } from 'vitest';
import { officePages } from '../../functions/office/pages.ts';
import { officeRouter } from '../../functions/office/router.ts';
import { previewPage } from '../../functions/office/selection/preview-page.tsx';
import { newSession } from '../../functions/office/shared/session.ts';
import { writeRow } from '../../functions/platform/store/application-row.ts';
import { linkWrite, newSecret } from '../../functions/platform/store/links.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { type Answer, HttpError, type Request } from '../../functions/platform/web/http.ts';
import { rehearsalPages } from '../../functions/rehearsal/desk.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

/** The instant at which the office is looked at. */
export const noon = '2022-10-20T10:00:00.000Z';

/** The office in one process, with a table in memory: a closed round and an application in review. */
export function openDesk() {
  const table = tableInMemory();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(noon) });
  const round = aRound({ status: 'closed', closedAt: '2022-10-04T21:59:59.000Z' });
  table.put({ ...round });
  table.put({ pk: 'ROUNDS', sk: 'ROUND#3', kind: 'round-listed' });
  const { seat: _seat, ...bare } = anApplication({ status: 'in-review', verdicts: [] });
  const application = { ...bare, oPk: 'ROUND#3', oSk: bare.reference };
  table.put({ ...application, row: writeRow(application) });
  const answer = officeRouter([...officePages, previewPage, ...rehearsalPages]);

  /** Asks as a browser with this cookie would. */
  async function visit(
    address: string,
    sent: {
      readonly cookie?: string;
      readonly form?: Record<string, string>;
      readonly headers?: Record<string, string>;
    } = {},
  ): Promise<Answer> {
    const url = new URL(address, 'https://programm.example');
    const method = sent.form === undefined ? 'GET' : 'POST';
    const at = sent.cookie?.indexOf('=') ?? -1;
    const request: Request = {
      method,
      path: url.pathname,
      params: {},
      query: url.searchParams,
      form: new URLSearchParams(sent.form),
      body: '',
      contentType: 'application/x-www-form-urlencoded',
      headers: { host: 'programm.example', ...sent.headers },
      cookies: sent.cookie === undefined ? {} : { [sent.cookie.slice(0, at)]: sent.cookie.slice(at + 1) },
      chosen: url.searchParams.get('lang') === 'en' ? 'en' : undefined,
      source: '192.0.2.1',
    };
    try {
      return await answer(request);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return { status: error.status, type: 'text/plain', body: '' };
    }
  }

  /** The cookie of somebody who is signed in. */
  async function signedIn(role: 'office' | 'auditor'): Promise<string> {
    const email = role === 'office' ? 'buero@programm.example' : 'pruefung@programm.example';
    const listing =
      role === 'office' ? ({ role, by: { round: '3' } } as const) : ({ role, by: 'settings' } as const);
    const { write, cookie } = await newSession(email, listing, noon);
    await transact([write]);
    return cookie.split(';')[0] ?? '';
  }

  /** A sign-in link as it is mailed. */
  async function link(
    email = 'buero@programm.example',
    validUntil = '2022-10-20T10:15:00.000Z',
  ): Promise<string> {
    const secret = newSecret();
    const person = { role: 'office', email } as const;
    await transact([
      linkWrite(secret, {
        path: '/buero/anmeldung',
        person,
        purpose: 'sign-in',
        mail: '',
        mintedAt: noon,
        validUntil,
      }),
    ]);
    return `/buero/anmeldung/${secret}`;
  }

  return { table, round, application, visit, signedIn, link, close: (): void => void vi.useRealTimers() };
}

/** The token of a form on a page. */
export function csrfIn(answer: Answer): string {
  return /name="csrf" value="([^"]+)"/.exec(String(answer.body))?.[1] ?? '';
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf(answer: Answer): string {
  return answer.cookies?.[0]?.split(';')[0] ?? '';
}
