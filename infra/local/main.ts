import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Host, startHost } from './host.ts';
import { instantFrom } from './instants.ts';
import { DataInUse } from './lock.ts';
import { PortInUse } from './server.ts';
import { assemblyOf, SynthesisFailed } from './synthesis.ts';
import { TableError } from './table.ts';
import { TemplateError } from './template.ts';
import { DefinitionError } from './workflow/index.ts';

/** `npm start`: synthesizes the template where its sources changed, and runs it. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { env } = process;
const log = (line: string) => console.error(line);

let host: Host | undefined;
let ending = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
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
  });
}

try {
  const port = Number(env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT=${env['PORT']} is no port.`);
  const now = env['KOHORTE_NOW'];
  const firstInstant = now ? instantFrom('KOHORTE_NOW', now) : Date.now();
  const assembly = env['KOHORTE_ASSEMBLY'] ?? (await assemblyOf(root, (line) => console.log(line)));
  const started = await startHost({
    root,
    assembly: resolve(assembly),
    port,
    data: resolve(env['KOHORTE_DATA'] ?? join(root, '.local')),
    firstInstant,
    smtp: env['KOHORTE_SMTP'] || undefined,
    dynamodbEndpoint: env['DYNAMODB_ENDPOINT'] || undefined,
    verbose: env['KOHORTE_VERBOSE'] === '1',
    log,
  });
  host = started;
  console.log(`ready ${started.url}`);
  console.log(`Inbox, clock and an example round to try: ${started.url}/_local`);
} catch (error) {
  const expected = [DataInUse, PortInUse, TableError, TemplateError, SynthesisFailed, DefinitionError];
  const known = expected.some((kind) => error instanceof kind);
  log(error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error));
  process.exit(1);
}
