import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runHost } from './running.ts';
import { examplesOf } from './serve/examples.ts';
import { SettingRefused, serveSettings } from './serve/settings.ts';
import { templateIn } from './template/assembly.ts';
import { localWorld } from './template/names.ts';
import { modelsOf } from './template/resources.ts';
import { assemblyOf } from './template/synthesis.ts';
import { resolveTemplate } from './template/template.ts';

/** `npm run serve`: runs the template for real use on this machine, behind a proxy that speaks HTTPS. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const { env } = process;
const log = (line: string) => console.error(line);
// What is kept about people is for the eyes of the user alone who runs this.
process.umask(0o077);

await runHost(
  async () => {
    const { port, smtp, sender, programme, ...serving } = serveSettings(env);
    const assembly = resolve(env['KOHORTE_ASSEMBLY'] || (await assemblyOf(root, log, { sender, programme })));
    // What the functions will know, wherever it was set.
    const { functions } = modelsOf(resolveTemplate(templateIn(assembly), localWorld(serving.baseUrl)));
    const examples = examplesOf(functions);
    if (examples !== undefined) throw new SettingRefused(examples);
    return {
      root,
      assembly,
      port,
      data: resolve(env['KOHORTE_DATA'] ?? join(root, '.local')),
      firstInstant: Date.now(),
      smtp,
      threads: Number(env['KOHORTE_THREADS']) || undefined,
      serving,
      log,
    };
  },
  (host) => console.log(`ready ${host.url}`),
);
