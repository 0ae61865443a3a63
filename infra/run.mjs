// Runs a file of this project with the project's own Node, after installing what the lock file names.
// Plain JavaScript for Node 20, because on a fresh machine nothing else is there yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostEnvironment, hostFlags } from './local/process.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.kohorte-installed');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Kohorte needs Node 20 or newer to start; this is ${process.version}.`);
  process.exit(1);
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing what Kohorte needs (once, and again when its lock file changes) ...');
  const npm = process.env['npm_execpath'];
  const [command, before] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Not `npm ci`: it refuses the lock file where a registry lacks a package that only other platforms need.
  // The versions are the lock file's all the same, and it stays as it is.
  const installed = spawnSync(
    command,
    [...before, 'install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'],
    // On Windows npm is a shell's script.
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: !npm && process.platform === 'win32' },
  );
  if (installed.status !== 0) {
    console.error('The installation failed; the messages above say why. Nothing was started.');
    process.exit(installed.status ?? 1);
  }
  writeFileSync(stamp, lock);
}

const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [file = '', ...given] = process.argv.slice(2);
const isHost = ['infra/local/main.ts', 'infra/local/serve.ts'].includes(file);
const child = spawn(
  existsSync(node) ? node : process.execPath,
  [...(isHost ? hostFlags : []), file, ...given],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...(isHost ? hostEnvironment : {}),
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    },
  },
);
child.once('error', (error) => {
  console.error(String(error));
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));

// Whoever ends this ends what it runs; also who kills npm itself, which then can pass nothing on.
// On Windows the console tells the child by itself, and what is passed on would end it before it has tidied up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => process.platform === 'win32' || child.kill(signal));
}
const parent = process.ppid;
if (process.env['npm_lifecycle_event']) {
  setInterval(() => isAlive(parent) || child.kill('SIGTERM'), 500).unref();
}

/** Whether the parent is there: elsewhere an orphan gets another one, on Windows it keeps the number of the dead. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  return process.ppid === pid;
}
