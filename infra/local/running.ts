import { setTimeout as sleep } from 'node:timers/promises';
import { isDiskFull } from './data/disk.ts';
import { DataInUse } from './data/lock.ts';
import { isAlive } from './data/processes.ts';
import { TableError } from './data/table.ts';
import { OtherUse } from './data/use.ts';
import { type Host, startHost } from './host.ts';
import type { HostOptions } from './host-options.ts';
import { SettingRefused } from './serve/settings.ts';
import { SynthesisFailed } from './template/synthesis.ts';
import { TemplateError } from './template/template.ts';
import { PortInUse } from './web/server.ts';
import { DefinitionError } from './workflow/index.ts';

/** What ends a start with nothing but a sentence for people. */
const expected = [
  DataInUse,
  DefinitionError,
  OtherUse,
  PortInUse,
  SettingRefused,
  SynthesisFailed,
  TableError,
  TemplateError,
];

/**
 * Runs a host as this process until a signal ends it in order.
 * @param optionsOf reads the settings; what it throws ends the process
 * @param greet told of the host that serves
 */
export async function runHost(
  optionsOf: () => Promise<HostOptions>,
  greet: (host: Host) => void,
): Promise<void> {
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
  // Elsewhere an orphan gets another parent; on Windows it keeps the number of the dead one.
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event']) {
    setInterval(() => (process.ppid === parent && isAlive(parent)) || end(), 500).unref();
  }

  try {
    host = await started(await optionsOf());
    greet(host);
  } catch (error) {
    if (isDiskFull(error)) {
      log(
        'The disk is full: nothing was started, and what is stored is as it was. Make room, and start again.',
      );
      process.exit(1);
    }
    const known = expected.some((kind) => error instanceof kind);
    log(error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error));
    process.exit(1);
  }
}

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
