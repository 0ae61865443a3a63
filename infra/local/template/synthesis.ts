import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startOf } from '../data/processes.ts';

/** What the template and its assets are made from, relative to the project's directory. */
const sources = ['infra', 'functions', 'workflows', 'data', 'cdk.json', 'tsconfig.json', 'package-lock.json'];
/** Older assemblies that stay, for switching between branches. */
const kept = 3;

/** The synthesis failed; its own words were printed before. */
export class SynthesisFailed extends Error {}

/**
 * The cloud assembly for the sources as they are: made anew where they changed, else the one made before.
 * @returns its directory
 */
export async function assemblyOf(root: string, log: (line: string) => void): Promise<string> {
  const home = join(root, 'cdk.out', 'local');
  const hash = hashOf(root);
  const assembly = join(home, hash);
  if (existsSync(join(assembly, 'manifest.json'))) return assembly;
  log('Synthesizing the template, as the sources have changed ...');
  const fresh = join(home, `${hash}.${process.pid}`);
  try {
    await synthesize(root, fresh);
    // Another host may have been faster; its assembly is as good.
    if (!existsSync(assembly)) renameSync(fresh, assembly);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  removeOld(home, hash);
  return assembly;
}

function synthesize(root: string, out: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'infra', 'synth.ts'), '--unchecked', '--out', out], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new SynthesisFailed('The template could not be synthesized; see above.')),
    );
  });
}

/** One hash over the names and contents of all sources; the host's own part does not shape the template. */
function hashOf(root: string): string {
  const hash = createHash('sha256').update(process.env['KOHORTE_PARTIAL'] ?? '');
  const add = (path: string) => {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (!found || path === join('infra', 'local')) return;
    if (found.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) add(join(path, name));
    } else {
      hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
    }
  };
  for (const source of sources) add(source);
  return hash.digest('hex').slice(0, 16);
}

function removeOld(home: string, current: string): void {
  for (const name of readdirSync(home)) {
    // What a killed synthesis left behind.
    const pid = Number(/^[0-9a-f]{16}\.(\d+)$/.exec(name)?.[1]);
    if (pid && startOf(pid) === undefined) rmSync(join(home, name), { recursive: true, force: true });
  }
  const others = readdirSync(home)
    .filter((name) => /^[0-9a-f]{16}$/.test(name) && name !== current)
    .map((name) => ({ name, at: statSync(join(home, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(kept - 1)) rmSync(join(home, name), { recursive: true, force: true });
}
