import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runHost } from './running.ts';
import { portIn } from './serve/settings.ts';
import { assemblyOf } from './template/synthesis.ts';
import { instantFrom } from './time/instants.ts';

/** `npm start`: synthesizes the template where its sources changed, and runs it to be tried out. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { env } = process;

await runHost(
  async () => {
    const port = portIn(env['PORT'] ?? '3000');
    const now = env['KOHORTE_NOW'];
    const firstInstant = now ? instantFrom('KOHORTE_NOW', now) : Date.now();
    const assembly = env['KOHORTE_ASSEMBLY'] || (await assemblyOf(root, (line) => console.log(line)));
    return {
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
      log: (line) => console.error(line),
    };
  },
  (host) => {
    console.log(`ready ${host.url}`);
    console.log(`Inbox, clock and an example round to try: ${host.url}/_local`);
  },
);
