import { spawnSync } from 'node:child_process';

/**
 * Kills a process and all its children without a chance to tidy up.
 * @param pid of a process that was started `detached`
 */
export function killWithChildren(pid: number): void {
  // Windows has no groups of processes.
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
  else process.kill(-pid, 'SIGKILL');
}
