import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { root } from './sources.ts';

/** A package of the lock file, as far as it says where it can be installed. */
const packageSchema = z.object({
  os: z.optional(z.array(z.string())),
  cpu: z.optional(z.array(z.string())),
  libc: z.optional(z.array(z.string())),
  optional: z.optional(z.boolean()),
});
type Package = z.infer<typeof packageSchema>;
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });

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

/** Whether a list of npm's fits: names that are allowed, or with an exclamation mark those that are not. */
function fits(list: readonly string[] | undefined, value: string | undefined): boolean {
  if (list === undefined || value === undefined) return true;
  const refused = list.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const allowed = list.filter((each) => !each.startsWith('!'));
  return !refused.includes(value) && (allowed.length === 0 || allowed.includes(value));
}

/** The packages that npm must install and cannot (EBADPLATFORM); an optional one is left out without a word. */
function inTheWay(
  packages: Readonly<Record<string, Package>>,
  platform: (typeof platforms)[number],
): string[] {
  const libc = 'libc' in platform ? platform.libc : undefined;
  return Object.entries(packages)
    .filter(([, { os, cpu, libc: needs, optional }]) => {
      const can = fits(os, platform.os) && fits(cpu, platform.cpu) && fits(needs, libc);
      return optional !== true && !can;
    })
    .map(([name]) => name);
}

describe('what npm installs', () => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

  it.each(platforms)('stands in the way of nobody on $os $cpu', (platform) => {
    expect(inTheWay(packages, platform)).toEqual([]);
  });

  it('is seen where a package for one system alone must be installed', () => {
    const native: Package = { os: ['linux'], cpu: ['x64'] };
    expect(inTheWay({ native }, { os: 'darwin', cpu: 'arm64' })).toEqual(['native']);
    expect(inTheWay({ native: { ...native, optional: true } }, { os: 'darwin', cpu: 'arm64' })).toEqual([]);
    expect(inTheWay({ native: { os: ['!win32'] } }, { os: 'win32', cpu: 'x64' })).toEqual(['native']);
  });
});
