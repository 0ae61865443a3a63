import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/** A process that cannot be mistaken for another one to which its number was given again. */
const identity = z.object({ pid: z.int().positive(), started: z.string() });
export type ProcessIdentity = z.infer<typeof identity>;

/** Whether there is a process of this number, of whomever. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/** When a process was started, as its system tells it; undefined where there is no such process. */
export function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      // Field 22 of /proc/PID/stat; the second field is the name in parentheses and may hold anything.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    if (process.platform === 'win32') {
      return isAlive(pid) ? 'running' : undefined;
    }
    const line = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' ? undefined : line;
  } catch {
    return undefined;
  }
}

/** Writes down which process holds something, so that a later start can find out whether it still does. */
export function writeIdentity(file: string, pid: number): void {
  const started = startOf(pid);
  if (started !== undefined) writeFileSync(file, JSON.stringify({ pid, started }));
}

/** The process that a file names, if it is still the same one and alive. */
export function livingProcess(file: string): ProcessIdentity | undefined {
  try {
    const found = identity.parse(JSON.parse(readFileSync(file, 'utf8')));
    return startOf(found.pid) === found.started ? found : undefined;
  } catch {
    return undefined;
  }
}
