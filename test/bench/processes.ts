import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processor time that the processes of a group and one more have taken, in seconds; undefined where the system does
 * not tell. It says more than the clock on a machine that does other things meanwhile.
 */
export function processorTime(group: number, alone?: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    let stat: string;
    try {
      stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    } catch {
      continue;
    }
    // After the name in parentheses: state, parent, group; user and system time stand ten fields further on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) === group || Number(pid) === alone)
      ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / 100;
}

/** The most memory that a process has held so far, in megabytes; undefined where the system does not tell. */
export function mostMemory(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const kilobytes = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024);
}
