import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, openView } from '../browser/browser.ts';
import { actingLink, Host } from '../program/host.ts';

/** A busy machine takes its time; what is wrong stays wrong. */
const patience = 15_000;

const people = [
  { givenName: 'Änne', familyName: 'Łukaszewska', administration: '120690020' },
  { givenName: 'Björn', familyName: 'Müßig', administration: '120520000' },
  { givenName: 'Çelik', familyName: 'Öztürk', administration: '120695904' },
] as const;
const emailOf = (person: (typeof people)[number]): string =>
  `${person.familyName
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()}@verwaltung.example`;

/** Does what leads to another page, and waits for that. */
async function loaded(tab: Page, lead: () => Promise<void>): Promise<void> {
  await Promise.all([tab.waitForEvent('load', { timeout: patience }), lead()]);
}

describe('a round, from its creation to the archive, by the console alone', () => {
  let host: Host;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  /** What went wrong beside what is looked at: scripts, other hosts, answers of 500. */
  const faults: string[] = [];

  beforeAll(async () => {
    [host, browser] = await Promise.all([Host.fresh('2022-08-22T09:00:00+02:00'), openBrowser()]);
    desk = await openView(
      browser,
      { width: 1280, scheme: 'light' },
      {
        origin: host.origin,
        onForeignRequest: (url) => faults.push(`asks ${url}`),
      },
    );
    desk.setDefaultTimeout(patience);
    page = await desk.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  // Each step goes on where the one before ended.
  let broken = false;
  beforeEach(({ skip }) => skip(broken, 'a step before failed'));
  afterEach(({ task }) => {
    broken ||= task.result?.state === 'fail';
  });

  const heading = () => page.textContent('h1');
  const go = (path: string) => page.goto(`${host.origin}${path}`);
  /** Follows the first link of that name on the page. */
  const follow = async (name: string | RegExp): Promise<void> => {
    await loaded(page, () => page.getByRole('link', { name }).first().click());
  };
  const press = async (name: string): Promise<void> => {
    await loaded(page, () => page.getByRole('button', { name, exact: true }).click());
  };
  /** Goes on with the tab key until the link, button or field of that name has the focus. */
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let times = 0; times < 60; times++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const { activeElement } = document;
        const label = activeElement?.id ? document.querySelector(`label[for="${activeElement.id}"]`) : null;
        return (label ?? activeElement)?.textContent?.trim() ?? '';
      });
      if (name.test(focused)) return;
    }
    throw new Error(`the tab key does not lead to ${String(name)}`);
  };
  /** What the page says that the last form did. */
  const told = () => page.locator('[role=status]').first().textContent();
  /** An act of the office on its round: followed from the round's page, confirmed and sent. */
  const act = async (name: string, button: string): Promise<void> => {
    await go('/buero/durchgang/1');
    await follow(name);
    await page.locator('input[type=checkbox]').check();
    await press(button);
    await host.settle();
  };
  const statuses = async (): Promise<string[]> => {
    await host.settle();
    return (await host.applications()).map(({ status }) => status);
  };
  const badge = async (): Promise<string> => {
    await go('/buero/durchgang/1');
    return (await page.locator('.k-state').first().textContent()) ?? '';
  };

  const signIn = async (): Promise<void> => {
    await go('/buero');
    expect(await heading()).toBe('Im Büro anmelden');
    await page.fill('input[name=email]', 'programmbuero@smart-city.example');
    await press('Link schicken');
    await page.goto(actingLink(await host.mail('sign-in')));
    await page.check('input[name=confirm]');
    await press('Anmelden');
    expect(await heading()).toBe('Heute');
  };
  /** Another day: the session of the last one is over. */
  const comeBackAt = async (instant: string): Promise<void> => {
    await host.advanceTo(instant);
    await signIn();
  };

  it('the office signs in by the link of a mail', async () => {
    await signIn();
    expect(await page.textContent('main')).toContain('Es läuft kein Durchgang.');
  });

  it('creates a round by the form, from the proposals', async () => {
    await follow('Neuen Durchgang anlegen');
    await page.check('input[name=origin][value=outline]');
    // A short round, so that the clock has not far to go.
    await page.fill('input[name=closes]', '2022-09-02');
    await page.fill('input[name=begins]', '2022-09-20');
    await page.fill('input[name=modules]', '2');
    await page.fill('input[name=sessionsPerModule]', '1');
    await page.fill('input[name=seats]', '2');
    await page.fill('input[name=joinUrl]', 'https://konferenz.programm.example/raum');
    await page.fill('input[name="approver.email"]', 'referat@ministerium.example');
    await page.fill('input[name="trainer.email"]', 'training@programm.example');
    await press('Weiter zur Prüfung');
    expect(await heading()).toBe('Durchgang prüfen und anlegen');
    await page.check('input[name=confirm]');
    await press('Durchgang anlegen');
    await page.waitForURL('**/buero/durchgang/1?getan=created');
    expect(await told()).toContain('Der Durchgang ist angelegt.');
    expect(await badge()).toContain('in Vorbereitung');
  });

  it('rehearses it before it opens, with all its mails to look at, and nobody gets any', async () => {
    const before = (await host.mails()).length;
    await go('/buero/durchgang/1');
    await follow(/proben/);
    await follow('Jetzt proben');
    await page.getByRole('link', { name: /alle, hier gezeigt/ }).waitFor();
    expect(await page.locator('main a[href*="/probe/mail/"]').count()).toBeGreaterThan(10);
    await page.goto(
      `${host.origin}${await page.locator('main a[href*="/probe/mail/"]').first().getAttribute('href')}`,
    );
    expect(await heading()).not.toBe('');
    expect(await host.applications()).toEqual([]);
    expect((await host.mails()).length).toBe(before);
  });

  it('opens it at once', async () => {
    await act('Bewerbung jetzt öffnen', 'Jetzt öffnen');
    expect(await badge()).toContain('Bewerbung läuft');
  });

  it('people apply by the public form, and confirm their addresses', async () => {
    const outside = await openView(
      browser,
      { width: 390, scheme: 'dark', scripts: false },
      { origin: host.origin },
    );
    outside.setDefaultTimeout(patience);
    const form = await outside.newPage();
    for (const person of people) {
      await form.goto(`${host.origin}/bewerbung/1`);
      await form.selectOption('select[name=administrations]', person.administration);
      await form.fill('input[name="applicant.givenName"]', person.givenName);
      await form.fill('input[name="applicant.familyName"]', person.familyName);
      await form.fill('input[name="applicant.email"]', emailOf(person));
      await form.fill('input[name="applicant.role"]', 'Bürgermeisteramt');
      await form.getByLabel(/^Ich leite die Verwaltung/).check();
      await form.fill('textarea[name=motivation]', 'Wir wollen unsere Dienste einfacher machen.');
      await form.getByLabel(/zur Kenntnis genommen/).check();
      await loaded(form, () => form.locator('main button[value=review]').click());
      // Whoever reads takes a minute.
      await host.post('/_local/clock', { advanceBy: 'PT1M' });
      await loaded(form, () => form.locator('main form button:not([value])').first().click());
      await form.goto(actingLink(await host.mail('confirm-address', { to: emailOf(person) })));
      await form.locator('input[name=confirm]').check();
      await loaded(form, () => form.getByRole('main').getByRole('button').first().click());
    }
    await outside.close();
    expect(await statuses()).toEqual(['in-review', 'in-review', 'in-review']);
  });

  it('the ministry decides by the links in its mails; the office closes the applications', async () => {
    const requests = (await host.mails()).filter(({ purpose }) => purpose === 'review-request');
    expect(requests).toHaveLength(3);
    const decision = { decision: 'approve', name: 'Ines Probst', function: 'Referentin' };
    for (const request of requests) {
      expect((await host.answer(request, decision)).status).toBe(200);
    }
    expect(await statuses()).toEqual(['approved', 'approved', 'approved']);
    await act('Bewerbung jetzt schließen', 'Jetzt schließen');
    expect(await badge()).toContain('Bewerbungsfrist beendet');
  });

  it('the selection runs the next morning, and counts when the office has confirmed it', async () => {
    await comeBackAt('2022-08-23T08:00:00+02:00');
    expect(await page.textContent('main')).toMatch(/Auswahl/);
    await go('/buero/durchgang/1/auswahl');
    const seated = page.locator('main');
    for (const { familyName } of people) expect(await seated.textContent()).toContain(familyName);
    expect(await statuses()).toEqual(['approved', 'approved', 'approved']);
    await act('Auswahl bestätigen', 'Auswahl bestätigen');
    expect((await statuses()).sort()).toEqual(['seat-offered', 'seat-offered', 'waiting-list']);
    expect(await badge()).toContain('Plätze vergeben');
  });

  it('one accepts by mail, one phones and declines; the seat goes to who waits', async () => {
    const [first, second] = (await host.mails()).filter(({ purpose }) => purpose === 'seat-offer');
    if (first === undefined || second === undefined) throw new Error('there are no two offers');
    expect((await host.answer(first, { answer: 'accept' })).status).toBe(200);
    await go(`/buero/bewerbungen?suche=${second.case}`);
    await follow(second.case ?? '');
    await follow(/^Platz /);
    await page.check('input[name=answer][value=decline]');
    await page.fill('textarea[name=note]', 'Hat angerufen: Elternzeit.');
    await page.check('input[name=confirm]');
    await loaded(page, () => page.locator('main form button').last().click());
    expect(await told()).toContain('Das ist eingetragen.');
    expect(await page.textContent('main')).toContain('Hat angerufen: Elternzeit.');
    expect((await statuses()).sort()).toEqual(['accepted', 'declined', 'seat-offered']);
    const third = (await host.mails()).findLast(({ purpose }) => purpose === 'seat-offer');
    if (third === undefined) throw new Error('nobody is offered the seat');
    expect((await host.answer(third, { answer: 'accept' })).status).toBe(200);
    expect((await statuses()).sort()).toEqual(['accepted', 'accepted', 'declined']);
  });

  it('the sessions take place and are marked; certificates go out', async () => {
    await comeBackAt('2022-09-27T18:00:00+02:00');
    const seated = (await host.applications()).filter(({ status }) => status === 'taking-part');
    expect(seated).toHaveLength(2);
    const requests = (await host.mails()).filter(({ purpose }) => purpose === 'attendance-request');
    expect(requests).toHaveLength(2);
    expect(await page.textContent('main')).toMatch(/Anwesenheit/);
    for (const request of requests) {
      expect((await host.answer(request, { present: seated.map(({ id }) => id) })).status).toBe(200);
    }
    expect((await statuses()).sort()).toEqual(['completed', 'completed', 'declined']);
    expect((await host.mails()).filter(({ purpose }) => purpose === 'certificate')).toHaveLength(2);
    expect(await badge()).toContain('beendet');
  });

  it('the office archives it; nothing is left to do, and nothing failed on the way', async () => {
    await go('/buero');
    // By keyboard alone.
    await tabTo(/^Archivieren/);
    await loaded(page, () => page.keyboard.press('Enter'));
    await tabTo(/^Ja, der Durchgang ist abgeschlossen/);
    await page.keyboard.press('Space');
    await tabTo(/^Archivieren/);
    await loaded(page, () => page.keyboard.press('Enter'));
    expect(await told()).toContain('Der Durchgang ist archiviert.');
    await host.settle();
    expect(await badge()).toContain('archiviert');
    await go('/buero');
    expect(await page.textContent('main')).toContain('Nichts. Alles geht seinen Gang.');
    const executions = await host.json<{ status: string }[]>('/_local/executions');
    expect([...new Set(executions.map(({ status }) => status))].sort()).toEqual(['RUNNING', 'SUCCEEDED']);
    expect(faults).toEqual([]);
    for (const file of ['bewerbungen.csv', 'teilnehmende.xlsx']) {
      const download = await desk.request.get(`${host.origin}/buero/durchgang/1/${file}`);
      expect([
        download.status(),
        download.headers()['content-disposition']?.startsWith('attachment'),
      ]).toEqual([200, true]);
    }
    const { calls } = await host.json<{ calls: { operation: string }[] }>('/_local/usage');
    expect(calls.filter(({ operation }) => operation === 'Scan')).toEqual([]);
  });

  it('signs out everywhere', async () => {
    await follow('Abmelden');
    await page.check('input[name=where][value=everywhere]');
    await press('Abmelden');
    await go('/buero');
    expect(await heading()).toBe('Im Büro anmelden');
  });
});
