import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(
  new URL(`../../node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`, import.meta.url),
);

/** A server of another make that speaks DynamoDB. */
export interface Dynoxide {
  readonly endpoint: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts dynoxide with nothing in it; undefined where it is not installed, as it does not run on every system. */
export async function openDynoxide(): Promise<Dynoxide | undefined> {
  if (!existsSync(file)) return undefined;
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
  const child: ChildProcess = spawn(file, ['serve', '--port', String(port)], { stdio: 'ignore' });
  const end = () => child.kill();
  process.once('exit', end);
  const endpoint = `http://127.0.0.1:${port}/`;
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(endpoint, { method: 'POST' });
      break;
    } catch (error) {
      if (tries > 500) throw error;
      await sleep(20);
    }
  }
  return {
    endpoint,
    pid: child.pid ?? 0,
    stop: async () => {
      process.off('exit', end);
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    },
  };
}
