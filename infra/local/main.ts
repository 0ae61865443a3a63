import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DataInUse } from './data/lock.ts';
import { TableError } from './data/table.ts';
import { type Host, type HostOptions, startHost } from './host.ts';
import { assemblyOf, SynthesisFailed } from './template/synthesis.ts';
import { TemplateError } from './template/template.ts';
import { instantFrom } from './time/instants.ts';
import { PortInUse } from './web/server.ts';
import { DefinitionError } from './workflow/index.ts';

/** `npm start`: synthesizes the template where its sources changed, and runs it. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { env } = process;
const log = (line: string) => console.error(line);

let host: Host | undefined;
let ending = false;

/** Ends in order, once. */
function end(): void {
  if (ending) return;
  ending = true;
  if (!host) process.exit(0);
  host.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log(String(error));
      process.exit(1);
    },
  );
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// Under npm, a host whose starter was killed would keep port and data from the next one.
const parent = process.ppid;
if (env['npm_lifecycle_event']) setInterval(() => process.ppid === parent || end(), 500).unref();

/** Starts; another host that is just ending is given a moment to let port and data go. */
async function started(options: HostOptions): Promise<Host> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await startHost(options);
    } catch (error) {
      if (!(error instanceof DataInUse || error instanceof PortInUse) || tries >= 10) throw error;
      await sleep(250);
    }
  }
}

try {
  const port = Number(env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT=${env['PORT']} is no port.`);
  const now = env['KOHORTE_NOW'];
  const firstInstant = now ? instantFrom('KOHORTE_NOW', now) : Date.now();
  const assembly = env['KOHORTE_ASSEMBLY'] ?? (await assemblyOf(root, (line) => console.log(line)));
  host = await started({
    root,
    assembly: resolve(assembly),
    port,
    data: resolve(env['KOHORTE_DATA'] ?? join(root, '.local')),
    firstInstant,
    smtp: env['KOHORTE_SMTP'] || undefined,
    dynamodbEndpoint: env['DYNAMODB_ENDPOINT'] || undefined,
    indexLagMs: Number(env['KOHORTE_INDEX_LAG']) || undefined,
    verbose: env['KOHORTE_VERBOSE'] === '1',
    threads: Number(env['KOHORTE_THREADS']) || undefined,
    log,
  });
  console.log(`ready ${host.url}`);
  console.log(`Inbox, clock and an example round to try: ${host.url}/_local`);
} catch (error) {
  const expected = [DataInUse, PortInUse, TableError, TemplateError, SynthesisFailed, DefinitionError];
  const known = expected.some((kind) => error instanceof kind);
  log(error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error));
  process.exit(1);
}
