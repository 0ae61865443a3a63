import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { html, linked } from '../../../infra/local/page/html.ts';
import { type PageRequest, servePage } from '../../../infra/local/page/routes.ts';
import { application, execution, hostWith, mail, now } from './support.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
  },
});

function request(method: string, url: string, form: Record<string, string> = {}, headers = {}): PageRequest {
  const { pathname, searchParams } = new URL(url, 'http://localhost:3000');
  return {
    method,
    path: pathname,
    query: searchParams,
    headers: { host: 'localhost:3000', ...headers },
    body: new URLSearchParams(form).toString(),
  };
}

async function get(host: ReturnType<typeof hostWith>, url: string): Promise<string> {
  const answer = await servePage(host, request('GET', url));
  if (answer === undefined) throw new Error(`${url} is no page`);
  return answer.body;
}

const full = {
  mails: Array.from({ length: 120 }, (_, at) => mail(`m${at}`, { subject: `Mail ${at}` })),
  applications: [application('SCM-3-0001'), application('SCM-3-0002', { status: 'approved' })],
  executions: [execution('x1'), execution('x2', { status: 'FAILED', state: null, nextDueAt: null })],
  rounds: [{ id: '3', title: '3. Schulungsdurchgang' }],
};

describe('the local page', () => {
  it('shows clock, inbox, applications, executions, usage and the way to apply', async () => {
    const page = await get(hostWith(full), '/_local');
    for (const text of [
      '08:00 Uhr',
      'Mittwoch, 5. Oktober 2022',
      'Mail 119',
      'SCM-3-0002',
      'approved',
      'Wait for the decision',
      'FAILED',
      '0,0123',
      'href="/bewerbung/3"',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('tells the history of an application in the words of its case page', async () => {
    const history = [{ at: now, who: 'applicant', what: 'address-confirmed' }];
    const host = hostWith({ ...full, applications: [application('SCM-3-0001', { history })] });
    expect(await get(host, '/_local')).toContain('Die E-Mail-Adresse wurde bestätigt.');
    expect(await get(host, '/_local?lang=en')).toMatch(/The email address was confirmed\..*Applicant/);
  });

  it('speaks English on demand, and links on in English', async () => {
    const page = await get(hostWith(full), '/_local?lang=en');
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('Inbox');
    expect(page).not.toContain('Posteingang');
    expect(page).toContain('/_local?view=inbox&amp;lang=en');
  });

  it('says what will come where there is nothing yet, and offers an example round', async () => {
    const page = await get(hostWith({}), '/_local');
    expect(page).toContain('Noch keine Mail.');
    expect(page).toContain('action="/_local/page/example"');
    expect(await get(hostWith(full), '/_local')).not.toContain('action="/_local/page/example"');
  });

  it('warns where real mail goes out', async () => {
    expect(await get(hostWith({ relaysTo: 'mail.example' }), '/_local')).toContain('über mail.example');
  });

  it('finds mails, newest first, page by page', async () => {
    const host = hostWith(full);
    const first = await get(host, '/_local?view=inbox');
    const numbers = [...first.matchAll(/Mail (\d+)</g)].map((it) => Number(it[1]));
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, at) => 119 - at));
    const last = await get(host, '/_local?view=inbox&page=3');
    expect(last).toContain('Mail 0<');
    expect(last).toContain('101–120 / 120');
    const found = await get(host, '/_local?view=inbox&q=Mail+77');
    expect([...found.matchAll(/class="subject">([^<]*)/g)].map((it) => it[1])).toEqual(['Mail 77']);
    expect(await get(host, '/_local?view=inbox&q=%3Cb%3E')).toContain('Nichts gefunden für „&lt;b&gt;“');
  });

  it('is valid HTML in every view, full and empty', async () => {
    for (const host of [hostWith(full), hostWith({})]) {
      for (const view of ['', 'inbox', 'applications', 'executions', 'usage']) {
        const report = await validator.validateString(await get(host, `/_local?view=${view}&q=x&lang=en`));
        expect(report.results.flatMap((it) => it.messages.map((m) => `${view}: ${m.message}`))).toEqual([]);
      }
    }
    const report = await validator.validateString(await get(hostWith(full), '/_local/inbox/m1'));
    expect(report.results.flatMap((it) => it.messages.map((m) => m.message))).toEqual([]);
  });

  it('takes no other path, and says so on its own paths that lead nowhere', async () => {
    const host = hostWith(full);
    expect(await servePage(host, request('GET', '/_local/mails'))).toBeUndefined();
    expect(await servePage(host, request('PUT', '/_local'))).toBeUndefined();
    expect((await servePage(host, request('GET', '/_local/inbox/unknown')))?.status).toBe(404);
    expect((await servePage(host, request('GET', '/_local/inbox/%ff')))?.status).toBe(404);
  });
});

describe('one mail', () => {
  const opened = mail('m1', {
    subject: '<script>alert(1)</script>',
    to: ['a@stadt.example', 'b@stadt.example'],
    cc: ['b@stadt.example'],
    attachments: [{ filename: 'a"b.pdf', contentType: 'application/pdf', size: 123_456 }],
  });

  it('is shown with its head, its formatted part in a sandbox, its attachments and its source', async () => {
    const page = await get(hostWith({ mails: [opened] }), '/_local/inbox/m1');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');
    expect(page).toMatch(/<iframe[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(page).toContain('src="/_local/inbox/m1/html"');
    expect(page).toContain('href="/_local/mails/m1/attachments/0" download="a&quot;b.pdf"');
    expect(page).toContain('href="/_local/mails/m1/raw"');
    expect(page).toContain('123 kB');
  });

  it('opens its links in a new tab, from either part, and runs nothing', async () => {
    const host = hostWith({ mails: [opened] });
    const part = await servePage(host, request('GET', '/_local/inbox/m1/html'));
    expect(part?.body).toContain('<head><base target="_blank">');
    expect(part?.headers['content-security-policy']).toContain('sandbox allow-popups');
    expect(part?.headers['content-security-policy']).toContain("default-src 'none'");
    expect(await get(host, '/_local/inbox/m1?part=text')).toContain(
      '<a href="http://localhost:3000/bestaetigung/abc" target="_blank" rel="noopener noreferrer">',
    );
  });

  it('is shown as text where it has nothing else', async () => {
    const page = await get(hostWith({ mails: [mail('m1', { html: '' })] }), '/_local/inbox/m1');
    expect(page).not.toContain('<iframe');
    expect(page).toContain('bitte bestätigen Sie');
  });
});

describe('a form of the page', () => {
  it.each([
    [{ advanceBy: 'PT1H' }, { advanceBy: 'PT1H' }],
    [{ advanceTo: '2022-10-06T06:00:00.000Z' }, { advanceTo: '2022-10-06T06:00:00.000Z' }],
    [{ until: '2022-11-01T09:00' }, { advanceTo: '2022-11-01T08:00:00.000Z' }],
    [{ until: '2023-07-01T09:00' }, { advanceTo: '2023-07-01T07:00:00.000Z' }],
  ])(
    'moves the clock as asked, in the time of Berlin, and leads back to what was seen: %j',
    async (form, move) => {
      const host = hostWith(full);
      const answer = await servePage(host, request('POST', '/_local/page/clock', { ...form, view: 'inbox' }));
      expect(host.moves).toEqual([move]);
      expect(answer?.status).toBe(303);
      const location = answer?.headers['location'] ?? '';
      expect(location).toContain('view=inbox');
      expect(await get(host, location)).toContain('08:00 Uhr; 2 Termine fielen an.');
    },
  );

  it.each([
    {},
    { until: 'yesterday' },
    { until: '2022-02-30T09:00' },
    { until: '2022-10-05T07:00' },
    { advanceBy: 'x' },
  ])('says what is wrong instead: %j', async (form: Record<string, string>) => {
    const host = hostWith(full);
    const answer = await servePage(host, request('POST', '/_local/page/clock', form));
    expect(answer?.status).toBe(422);
    expect(answer?.body).toContain('class="notice wrong"');
  });

  it('makes the example round', async () => {
    const host = hostWith({});
    const answer = await servePage(host, request('POST', '/_local/page/example', { lang: 'en' }));
    expect(host.examples).toBe(1);
    expect(await get(host, answer?.headers['location'] ?? '')).toContain('The example round is made.');
  });

  it.each([{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'does nothing when another site sent it: %j',
    async (headers) => {
      const host = hostWith({});
      for (const path of ['/_local/page/clock', '/_local/page/example']) {
        const answer = await servePage(host, request('POST', path, { advanceBy: 'P1D' }, headers));
        expect(answer?.status).toBe(403);
      }
      expect([host.moves, host.examples]).toEqual([[], 0]);
    },
  );

  it('is never sent by looking: GET changes nothing', async () => {
    const host = hostWith({});
    expect(await servePage(host, request('GET', '/_local/page/clock?advanceBy=P1D'))).toBeUndefined();
    await get(host, `/_local?done=moved&now=${now}&fired=3`);
    expect([host.moves, host.examples]).toEqual([[], 0]);
  });
});

describe('text in the page', () => {
  it('never becomes markup, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '`', '=') }), (text) => {
        const { text: page } = html`<p title="${text}">${text}</p>`;
        const inner = page.replace(/^<p title="/, '').replace(/<\/p>$/, '');
        expect(inner.replace('">', '')).not.toMatch(/[<>"']/);
        expect(linked(text).text).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('keeps the full stop of a sentence out of its link', () => {
    expect(linked('Siehe https://a.example/b?c=1&d.').text).toBe(
      'Siehe <a href="https://a.example/b?c=1&amp;d" target="_blank" rel="noopener noreferrer">https://a.example/b?c=1&amp;d</a>.',
    );
  });
});
