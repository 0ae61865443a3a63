import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { root } from './sources.ts';

/** A package of the lock file, as far as it says where it can be installed. */
const packageSchema = z.looseObject({
  os: z.optional(z.array(z.string())),
  cpu: z.optional(z.array(z.string())),
  libc: z.optional(z.array(z.string())),
  optional: z.optional(z.boolean()),
});
type Package = z.infer<typeof packageSchema>;
const lockSchema = z.looseObject({ packages: z.record(z.string(), packageSchema) });
type Lock = z.infer<typeof lockSchema>;

/** Where Kohorte is developed and run. */
const platforms = [
  { os: 'linux', cpu: 'x64', libc: 'glibc' },
  { os: 'linux', cpu: 'x64', libc: 'musl' },
  { os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { os: 'linux', cpu: 'arm64', libc: 'musl' },
  { os: 'darwin', cpu: 'arm64' },
  { os: 'darwin', cpu: 'x64' },
  { os: 'win32', cpu: 'x64' },
  { os: 'win32', cpu: 'arm64' },
] as const;
type Platform = (typeof platforms)[number];

const libcOf = (platform: Platform): string | undefined => ('libc' in platform ? platform.libc : undefined);
const named = platforms.map(
  (platform) => [`${platform.os} ${platform.cpu} ${libcOf(platform) ?? ''}`.trim(), platform] as const,
);

/** Whether a list of npm's fits: names that are allowed, or with an exclamation mark those that are not. */
function fits(list: readonly string[] | undefined, value: string | undefined): boolean {
  if (list === undefined) return true;
  // So npm has it: who asks for a C library cannot be installed where there is none to choose.
  if (value === undefined) return false;
  const refused = list.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const allowed = list.filter((each) => !each.startsWith('!'));
  return !refused.includes(value) && (allowed.length === 0 || allowed.includes(value));
}

/** The packages that npm must install and cannot (EBADPLATFORM); an optional one is left out without a word. */
function inTheWay(packages: Readonly<Record<string, Package>>, platform: Platform): string[] {
  return Object.entries(packages)
    .filter(([, { os, cpu, libc, optional }]) => {
      const can = fits(os, platform.os) && fits(cpu, platform.cpu) && fits(libc, libcOf(platform));
      return optional !== true && !can;
    })
    .map(([name]) => name);
}

/**
 * What npm is to take its machine for. Its options `--os`, `--cpu` and `--libc` are heeded for optional packages alone;
 * whether a package that must be installed may be, it asks the process itself, and for the C library the file of `ldd`.
 */
function disguise(platform: Platform): string {
  const { os, cpu } = platform;
  const ldd = libcOf(platform) === 'musl' ? 'musl libc' : 'GNU C Library';
  const script = `import fs from 'node:fs';
    const read = fs.readFileSync;
    fs.readFileSync = (path, ...how) => (path === '/usr/bin/ldd' ? '${ldd}' : read(path, ...how));
    Object.defineProperties(process, { platform: { value: '${os}' }, arch: { value: '${cpu}' } });`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

const folder = mkdtempSync(join(tmpdir(), 'kohorte-platforms-'));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Lets npm say what it would do with the lock file and the package.json in the folder, without network and writing nothing.
 * @returns its errors; empty where it would install
 */
function refusal(platform: Platform): string {
  const run = process.env['npm_execpath'];
  if (run === undefined)
    throw new Error('Run this by npm: npm run test:only -- test/house/platforms.test.ts');
  const libc = libcOf(platform);
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', disguise(platform)],
      // Under npx the path is that of npx, which lies beside it.
      ...[join(dirname(run), 'npm-cli.js'), 'ci', '--dry-run', '--offline', '--ignore-scripts'],
      ...['--loglevel=error', `--cache=${join(folder, 'cache')}`],
      ...[`--os=${platform.os}`, `--cpu=${platform.cpu}`, ...(libc === undefined ? [] : [`--libc=${libc}`])],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  return status === 0 ? '' : stderr || `npm ended with ${status}`;
}

describe('what npm installs', () => {
  const lock: Lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

  it.each(named)('stands in the way of nobody on %s', (_, platform) => {
    expect(inTheWay(lock.packages, platform)).toEqual([]);
  });

  it('is seen where a package for one system alone must be installed', () => {
    const native: Package = { os: ['linux'], cpu: ['x64'] };
    expect(inTheWay({ native }, { os: 'darwin', cpu: 'arm64' })).toEqual(['native']);
    expect(inTheWay({ native: { ...native, optional: true } }, { os: 'darwin', cpu: 'arm64' })).toEqual([]);
    expect(inTheWay({ native: { os: ['!win32'] } }, { os: 'win32', cpu: 'x64' })).toEqual(['native']);
    expect(inTheWay({ native: { libc: ['musl'] } }, { os: 'linux', cpu: 'x64', libc: 'glibc' })).toEqual([
      'native',
    ]);
  });

  it.each(named)('is installed by npm that takes its machine for %s', (_, platform) => {
    for (const name of ['package.json', 'package-lock.json'])
      copyFileSync(join(root, name), join(folder, name));
    expect(refusal(platform)).toBe('');
  });

  it.each(named)('would be refused by npm on %s if it were for other systems alone', (_, platform) => {
    const { os, cpu } = platform;
    const libc = libcOf(platform);
    const elsewhere =
      libc === undefined
        ? { os: [`!${os}`] }
        : { os: [os], cpu: [cpu], libc: [libc === 'musl' ? 'glibc' : 'musl'] };
    const native = { version: '1.0.0', resolved: 'https://registry.example/native-1.0.0.tgz', ...elsewhere };
    const manifest = { name: 'house', version: '1.0.0', devDependencies: { native: '1.0.0' } };
    const packages = { '': manifest, 'node_modules/native': { ...native, dev: true } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify({ name: 'house', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
    );
    expect(refusal(platform)).toMatch(/EBADPLATFORM[\s\S]*native@1\.0\.0/);
  });
});
