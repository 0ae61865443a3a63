import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { freePort, type resources, writeAssembly } from './fixture.ts';

const root = join(import.meta.dirname, '..', '..');
const log = z.object({
  kind: z.literal('log'),
  at: z.string(),
  what: z.string(),
  name: z.string().optional(),
  step: z.string().optional(),
});

/** A host of the fixture in a process of its own, as `npm start` runs it. */
export class FixtureHost {
  readonly #directory = mkdtempSync(join(tmpdir(), 'kohorte-local-'));
  readonly #now: string;
  #child: ChildProcess | undefined;
  #port = 0;
  output = '';

  /** @param now where its clock begins, ISO 8601 */
  constructor(now: string) {
    this.#now = now;
  }

  get data(): string {
    return join(this.#directory, 'data');
  }

  get port(): number {
    return this.#port;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts it and waits until it is ready. */
  async start(own?: ReturnType<typeof resources>, environment: Record<string, string> = {}): Promise<void> {
    const assembly = writeAssembly(join(this.#directory, 'assembly'), own);
    this.#port ||= await freePort();
    this.output = '';
    const child = spawn(process.execPath, [join(root, 'infra', 'local', 'main.ts')], {
      env: {
        ...process.env,
        PORT: String(this.#port),
        KOHORTE_DATA: this.data,
        KOHORTE_ASSEMBLY: assembly,
        KOHORTE_NOW: this.#now,
        KOHORTE_INDEX_LAG: '100',
        ...environment,
      },
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const hear = (text: Buffer) => {
        this.output += text.toString();
        if (this.output.includes('\nInbox')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${this.output}`)));
    });
  }

  /** Ends it by a signal and waits until it is gone. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return gone;
  }

  /** Ends it and removes all that it has kept. */
  async remove(): Promise<void> {
    await this.end();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await fetch(`http://localhost:${this.#port}${path}`, { redirect: 'manual', ...init });
    } catch (error) {
      throw new Error(`${path} was not answered; the host said: ${this.output}`, { cause: error });
    }
  }

  async json(path: string): Promise<unknown> {
    return (await this.fetch(path)).json();
  }

  /** Moves the clock. */
  async advance(
    move: { advanceTo: string } | { advanceBy: string },
  ): Promise<{ now: string; fired: number }> {
    const answer = await this.fetch('/_local/clock', { method: 'POST', body: JSON.stringify(move) });
    return z.object({ now: z.string(), fired: z.number() }).parse(await answer.json());
  }

  async now(): Promise<string> {
    return z.object({ now: z.string() }).parse(await this.json('/_local/clock')).now;
  }

  /** Starts an execution of the fixture's workflow through the table and its stream. */
  async run(name: string, input: { until: string; seconds: number }): Promise<void> {
    const body = JSON.stringify({ name, input: { name, case: name, ...input } });
    await this.fetch('/runs', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }

  /** What the functions noted down, in the order of the local clock. */
  async notes(): Promise<z.infer<typeof log>[]> {
    const items = z.array(z.unknown()).parse(await this.json('/_local/records'));
    return items.flatMap((it) => {
      const parsed = log.safeParse(it);
      return parsed.success ? [parsed.data] : [];
    });
  }

  /** The executions by name, with status and state. */
  async executions(): Promise<Map<string, { status: string; state: string | null; case: string | null }>> {
    const line = z.object({
      id: z.string(),
      status: z.string(),
      state: z.string().nullable(),
      case: z.string().nullable(),
    });
    const all = z.array(line).parse(await this.json('/_local/executions'));
    return new Map(all.map((it) => [it.id.split(':').at(-1) ?? '', it]));
  }
}
