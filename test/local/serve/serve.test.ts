import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { freePort } from '../fixture.ts';
import { mailServer } from '../ses/mail-server.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const directory = mkdtempSync(join(tmpdir(), 'kohorte-serve-'));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

/** Settings of a programme in which nobody is an example any more. */
const programme = {
  office: { email: 'buero@stadt.test' },
  imprint: { email: 'buero@stadt.test', sourceCode: 'https://stadt.test/kohorte' },
  privacy: {
    controller: { name: 'Ministerium', email: 'poststelle@land.test' },
    officer: { name: 'Datenschutz', email: 'datenschutz@land.test' },
  },
  accessibility: { feedback: { email: 'barrierefrei@stadt.test' } },
};
const programmeFile = join(directory, 'programme.json');
writeFileSync(programmeFile, JSON.stringify(programme));

const settings = {
  KOHORTE_BASE_URL: 'https://kohorte.stadt.test',
  KOHORTE_SMTP: 'smtp://127.0.0.1:9',
  KOHORTE_TRUSTED_PROXY: '127.0.0.1',
  KOHORTE_SENDER: 'Programmbüro <buero@stadt.test>',
  KOHORTE_PROGRAMME: programmeFile,
  KOHORTE_DATA: join(directory, 'data'),
  KOHORTE_NOW: '',
  KOHORTE_ASSEMBLY: '',
};

/** The program as an operator starts it, until it ends or says that it is ready. */
function run(environment: Readonly<Record<string, string>>, command = 'serve') {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'infra', 'local', `${command}.ts`)], {
    cwd: root,
    env: { ...process.env, ...settings, NODE_ENV: 'production', VITEST: '', ...environment },
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => {
        output += text.toString();
        if (/^ready /m.test(output)) resolve();
      });
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${output}`)));
  });
  ready.catch(() => {});
  return { child, ended, ready, output: () => output };
}

describe('A host for real use', () => {
  test.each([
    ['KOHORTE_BASE_URL', '', 'KOHORTE_BASE_URL is missing: the public address of the pages'],
    ['KOHORTE_BASE_URL', 'http://kohorte.stadt.test', 'is not the public address'],
    ['KOHORTE_BASE_URL', 'https://kohorte.stadt.test/buero', 'with nothing behind the name'],
    ['KOHORTE_BASE_URL', 'https://kohorte.example', 'is an example, which nobody can reach'],
    ['KOHORTE_SMTP', '', 'KOHORTE_SMTP is missing: the mail server'],
    ['KOHORTE_SMTP', 'smtp://user:secret@mail.example', 'names mail.example, an example'],
    ['KOHORTE_TRUSTED_PROXY', '', 'KOHORTE_TRUSTED_PROXY is missing: the addresses of the proxy'],
    ['KOHORTE_TRUSTED_PROXY', '10.0.0.0/33', '10.0.0.0/33 is no address'],
    ['KOHORTE_HOST', 'everywhere', 'KOHORTE_HOST=everywhere is no address to listen at'],
    ['PORT', '0', 'PORT=0 is no port'],
    ['KOHORTE_NOW', '2022-10-01T08:00:00Z', 'the clock is the real one'],
  ])('does not start with %s=%s, and says so in one sentence', async (name, value, sentence) => {
    const { ended, output } = run({ [name]: value });
    expect(await ended).toBe(1);
    expect(output()).toContain(sentence);
    expect(output().trim().split('\n')).toHaveLength(1);
    expect(output()).not.toContain('secret');
  });

  describe('that serves', () => {
    let port = 0;
    let host: ReturnType<typeof run>;
    let smtp: Awaited<ReturnType<typeof mailServer>>;
    beforeAll(async () => {
      smtp = await mailServer();
      port = await freePort();
      host = run({ PORT: String(port), KOHORTE_SMTP: smtp.url });
      await host.ready;
    }, 120_000);
    afterAll(async () => {
      host.child.kill('SIGKILL');
      await host.ended;
      await smtp.close();
    });

    const at = (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });

    test('says where people reach it', () => {
      expect(host.output()).toContain('ready https://kohorte.stadt.test');
      expect(host.output()).not.toContain('_local');
    });

    test.each(['/_local', '/_local/clock', '/_local/mails', '/_local/records'])(
      'knows no %s',
      async (path) => {
        expect((await at(path)).status).toBe(404);
        expect((await at(path, { method: 'POST', body: '{"advanceBy":"P1D"}' })).status).toBeGreaterThan(399);
      },
    );

    test('tells its health without a word about anybody', async () => {
      const health = z.strictObject({
        ready: z.literal(true),
        diskFreeBytes: z.int().positive(),
        oldestOwedMailSeconds: z.null(),
        mailPausedSince: z.null(),
        lastBackupAt: z.null(),
      });
      const answer = await at('/health');
      expect(answer.status).toBe(200);
      health.parse(await answer.json());
      writeFileSync(join(settings.KOHORTE_DATA, 'backup.json'), '{"at":"2026-01-02T03:04:05.000Z"}');
      expect(await (await at('/health')).json()).toMatchObject({ lastBackupAt: '2026-01-02T03:04:05.000Z' });
    });

    test('sends mails whose links lead to its public address', async () => {
      const body = new URLSearchParams({ email: programme.office.email });
      const headers = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' };
      const answer = await at('/buero/anmelden', { method: 'POST', body, headers });
      expect(answer.status).toBeLessThan(400);
      await vi.waitFor(() => expect(smtp.received).toHaveLength(1), 20_000);
      const text = (smtp.received[0]?.data ?? '').replaceAll('=\r\n', '');
      expect(smtp.received[0]?.to).toEqual([programme.office.email]);
      expect(text).toContain('https://kohorte.stadt.test/buero/');
      expect(text).not.toContain('localhost');
    });

    test('shares its data with no second one', async () => {
      const second = run({ PORT: String(await freePort()) });
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain('is in use by another running host');
    });

    test('ends in order when it is told to, and its data are for real use alone', async () => {
      host.child.kill('SIGTERM');
      expect(await host.ended).toBe(0);
      const trial = run({ PORT: String(await freePort()) }, 'main');
      expect(await trial.ended).toBe(1);
      expect(trial.output()).toContain('which only `npm run serve` may touch');
    });
  });

  test('does not start while its settings hold examples', async () => {
    const { ended, output } = run({ KOHORTE_PROGRAMME: '', PORT: String(await freePort()) });
    expect(await ended).toBe(1);
    expect(output()).toContain('still hold examples in office.email, imprint.email, imprint.sourceCode');
    expect(output()).toContain(
      'accessibility.feedback.email: give your own in the file that KOHORTE_PROGRAMME names.',
    );
  }, 120_000);
});
