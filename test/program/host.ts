import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { hostEnvironment, hostFlags } from '../../infra/local/process.mjs';
import { hiddenFields } from '../support/hidden-fields.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** No test looks at memory, as benchmarks do: with more room for young objects each takes less of the processors. */
const testFlags = process.env['VITEST'] ? ['--max-semi-space-size=16'] : [];

/** A mail as the local inbox lists it. */
export type InboxMail = {
  readonly id: string;
  readonly sentAt: string;
  readonly purpose: string;
  readonly case: string | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { filename: string; contentType: string; size: number }[];
  readonly delivery: 'sent' | 'possibly-doubled';
};

/** An application as `/_local/applications` lists it. */
export type ListedApplication = {
  readonly id: string;
  readonly reference: string;
  readonly round: string;
  readonly status: string;
  readonly version: number;
  readonly history: readonly { at: string; who: string; what: string }[];
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}

/** The program as people run it: started by its own command, reached over HTTP and mail alone. */
export class Host {
  readonly port: number;
  readonly data: string;
  readonly now: string;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(
    port: number,
    data: string,
    now: string,
    environment: Readonly<Record<string, string>>,
  ) {
    this.port = port;
    this.data = data;
    this.now = now;
    this.#environment = environment;
  }

  /** Starts a fresh host whose clock begins at `now`, perhaps with further environment variables. */
  static async fresh(now: string, environment: Readonly<Record<string, string>> = {}): Promise<Host> {
    const host = new Host(await freePort(), mkdtempSync(join(tmpdir(), 'kohorte-')), now, environment);
    await host.start();
    return host;
  }

  /** Starts a host on other data in the place of one that has ended: mails lead to its port. */
  static async instead(of: Host, data: string): Promise<Host> {
    const host = new Host(of.port, data, of.now, of.#environment);
    await host.start();
    return host;
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** What the host said last, where it has ended by itself. */
  get ended(): string | undefined {
    const child = this.#child;
    if (child === undefined || (child.exitCode === null && child.signalCode === null)) return undefined;
    return `the host ended (${child.signalCode ?? child.exitCode}):\n${this.#output.slice(-2000)}`;
  }

  /** Process id of the host, to kill it. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('the host is not running');
    return pid;
  }

  /** What the host has said since its last start. */
  get output(): string {
    return this.#output;
  }

  /** Starts the host (again) on its own data, and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...hostFlags, ...testFlags, 'infra/local/main.ts'], {
      cwd: root,
      env: {
        ...hostEnvironment,
        ...process.env,
        PORT: String(this.port),
        KOHORTE_DATA: this.data,
        KOHORTE_NOW: this.now,
        KOHORTE_INDEX_LAG: '100',
        NODE_ENV: 'production',
        VITEST: '',
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child = child;
    this.#output = '';
    await new Promise<void>((ready, failed) => {
      const read = (chunk: Buffer): void => {
        this.#output += chunk.toString();
        if (this.#output.includes(`ready ${this.origin}`)) ready();
      };
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', read);
      child.once('exit', () => failed(new Error(`the host ended before it was ready:\n${this.#output}`)));
    });
  }

  /** Kills the host without a chance to tidy up. It has no process beside it. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined) return;
    const gone = new Promise((done) => child.once('exit', done));
    process.kill(child.pid, 'SIGKILL');
    await gone;
    this.#child = undefined;
  }

  /** Ends the host as Ctrl-C does, and throws its data away. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child?.pid !== undefined && child.exitCode === null) {
      const gone = new Promise((done) => child.once('exit', done));
      process.kill(child.pid, 'SIGTERM');
      await gone;
    }
    this.#child = undefined;
    rmSync(this.data, { recursive: true, force: true });
  }

  async json<Answer>(path: string): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Moves the clock to an instant, through everything that falls due. */
  async advanceTo(instant: string): Promise<{ now: string; fired: number }> {
    const response = await this.post('/_local/clock', { advanceTo: instant });
    if (!response.ok) throw new Error(`the clock: ${response.status} ${await response.text()}`);
    return (await response.json()) as { now: string; fired: number };
  }

  /** Waits until all work in flight is done, without moving the clock on. */
  async settle(): Promise<void> {
    await this.advanceTo('2000-01-01T00:00:00Z');
  }

  mails(): Promise<InboxMail[]> {
    return this.json('/_local/mails');
  }

  applications(): Promise<ListedApplication[]> {
    return this.json('/_local/applications');
  }

  /** The newest mail of a purpose, perhaps of one case and to one address. */
  async mail(purpose: string, which: { case?: string; to?: string } = {}): Promise<InboxMail> {
    await this.settle();
    const found = (await this.mails()).filter(
      (mail) =>
        mail.purpose === purpose &&
        (which.case === undefined || mail.case === which.case) &&
        (which.to === undefined || mail.to.includes(which.to)),
    );
    const last = found.at(-1);
    if (last === undefined) throw new Error(`there is no mail ${purpose} ${JSON.stringify(which)}`);
    return last;
  }

  /** Creates a round from a round file. */
  async createRound(file: unknown): Promise<string> {
    const response = await this.post('/_local/rounds', file);
    if (response.status !== 201) throw new Refused('the round file', response.status, await response.text());
    return ((await response.json()) as { id: string }).id;
  }

  /** Sends an application to the JSON interface. */
  async apply(body: unknown): Promise<{ id: string; reference: string; status: string }> {
    const response = await this.post('/api/applications', body);
    if (response.status !== 201) throw new Refused('an application', response.status, await response.text());
    return (await response.json()) as { id: string; reference: string; status: string };
  }

  /** Opens the acting link of a mail and sends the form found there, filled in like a plain HTML client would. */
  async answer(mail: InboxMail, fields: Record<string, string | readonly string[]>): Promise<Response> {
    return submitForm(actingLink(mail), fields);
  }
}

/** The program did not take what it was given; the message lists what it says is wrong. */
export class Refused extends Error {
  constructor(what: string, status: number, body: string) {
    const problem = problemSchema.safeParse(parsedOrNothing(body));
    const lines = problem.success
      ? problem.data.errors.map(({ pointer, message }) => `  ${pointer}: ${message}`)
      : [];
    super(
      [`The program refuses ${what} (${status}).`, ...(lines.length > 0 ? lines : [`  ${body}`])].join('\n'),
    );
  }
}

const problemSchema = z.object({
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
});

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The acting link of a mail: the one whose last part is a secret. */
export function actingLink(mail: InboxMail): string {
  const found = /https?:\/\/\S+\/[A-Za-z0-9_-]{43}(?:\?lang=en)?/.exec(mail.text);
  if (found === null) throw new Error(`the mail ${mail.purpose} has no acting link`);
  return found[0];
}

/** Fetches a page, and sends the form on it with its hidden fields and the ones given. */
export async function submitForm(
  url: string,
  fields: Record<string, string | readonly string[]>,
): Promise<Response> {
  const shown = await fetch(url);
  // Nobody fills in a page that says that it cannot be had now.
  if (shown.status >= 500) return shown;
  const body = hiddenFields(await shown.text());
  for (const [name, value] of Object.entries(fields)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}

/** The third round as a file, with changes. */
export function roundFile(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const file: Record<string, unknown> = JSON.parse(
    readFileSync(new URL('./round-3.json', import.meta.url), 'utf8'),
  );
  return { ...file, ...changes };
}

/** An application to the third round by an invented person. */
export function applicationBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    round: '3',
    administrations: ['120690020'],
    applicant: {
      givenName: 'Jördis',
      familyName: 'Łukaszewicz',
      email: 'joerdis.lukaszewicz@amt.example',
      role: 'Sachbearbeiterin Digitalisierung',
    },
    motivation: 'Wir möchten unsere Dienste einfacher machen.',
    language: 'de',
    privacyNoticeRead: true,
    ...changes,
  };
}
