import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { startOf } from '../data/processes.ts';

/** What the template and its assets are made from, relative to the project's directory. */
const sources = ['infra', 'functions', 'workflows', 'data', 'cdk.json', 'tsconfig.json', 'package-lock.json'];
/** An assembly that no host has used for so long goes at the next synthesis; milliseconds. */
const unusedMs = 2 * 3_600_000;

/** The synthesis failed; its own words were printed before. */
export class SynthesisFailed extends Error {}

/** What an installation on this machine sets over cdk.json. */
export interface OwnSettings {
  readonly sender?: string | undefined;
  /** Path of the file with the programme's settings. */
  readonly programme?: string | undefined;
}

/**
 * The cloud assembly for the sources and settings as they are: made anew where they changed, else the one made before.
 * @returns its directory
 * @throws SynthesisFailed
 */
export async function assemblyOf(
  root: string,
  log: (line: string) => void,
  own: OwnSettings = {},
): Promise<string> {
  const home = join(root, 'cdk.out', 'local');
  const hash = hashOf(root, own);
  const assembly = join(home, hash);
  if (existsSync(join(assembly, 'manifest.json'))) return inUse(assembly);
  log('Synthesizing the template, as the sources have changed ...');
  const fresh = join(home, `${hash}.${process.pid}`);
  try {
    await synthesize(root, fresh, own);
    // Another host may have been faster; its assembly is as good.
    if (!existsSync(assembly)) renameSync(fresh, assembly);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  removeOld(home);
  return inUse(assembly);
}

// Says of an assembly, as long as this process lives, that it is in use: functions are loaded when first needed.
function inUse(assembly: string): string {
  const touch = () => utimesSync(assembly, new Date(), new Date());
  touch();
  setInterval(touch, unusedMs / 4).unref();
  return assembly;
}

function synthesize(root: string, out: string, own: OwnSettings): Promise<void> {
  // On this machine the office signs in by links, wherever it does so in the cloud, and the pages have their own address.
  const without = ['oidcIssuer', 'oidcClient', 'oidcSecret', 'domain', 'certificate'].map(
    (name) => `${name}=`,
  );
  const given = Object.entries(own).flatMap(([name, value]) => (value ? [`${name}=${value}`] : []));
  const context = [...without, ...given].flatMap((setting) => ['--context', setting]);
  const script = join(root, 'infra', 'synth.ts');
  const child = spawn(process.execPath, [script, '--unchecked', '--out', out, ...context], {
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
function hashOf(root: string, { sender = '', programme }: OwnSettings): string {
  const hash = createHash('sha256');
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
  hash.update(`\0${sender}\0`);
  // A file that is not there is the synthesis's to complain of.
  if (programme !== undefined && existsSync(programme)) hash.update(readFileSync(programme));
  return hash.digest('hex').slice(0, 16);
}

function removeOld(home: string): void {
  for (const name of readdirSync(home)) {
    const directory = join(home, name);
    const pid = Number(/\.(\d+)$/.exec(name)?.[1]);
    // With a process id: what a synthesis that was killed has left behind.
    const gone = pid ? startOf(pid) === undefined : statSync(directory).mtimeMs < Date.now() - unusedMs;
    if (gone) rmSync(directory, { recursive: true, force: true });
  }
}
