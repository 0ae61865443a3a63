import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unportable } from './portable.ts';
import { root, sources } from './sources.ts';

/** The sources that go another way on some system, each with the reason. */
const reasons: Readonly<Record<string, string>> = {
  'infra/run.mjs':
    "On Windows Node's file has an ending, npm is a shell's script, and the console itself tells the child of Ctrl-C.",
  'infra/local/data/processes.ts':
    'When a process was started is told by /proc, by ps, and on Windows by nothing: there its number must do.',
  'infra/local/ses/store.ts': 'Windows cannot open a directory to sync it.',
  'test/bench/processes.ts': 'The memory of a process is read from /proc; elsewhere it is not measured.',
  'test/bench/main.ts': 'A report names the system that it was made on.',
  'test/browser/which.ts': 'The choice of a browser, which its test makes for each system.',
  'test/local/closed.test.ts': 'Windows knows no such rights; a directory there has those of the one above.',
  'test/support/dynoxide.ts':
    'The oracle is a package for each system; where there is none, nothing is compared.',
};

const whys = (text: string): string[] => unportable('made.ts', text).map(({ why }) => why);

describe('the sources', () => {
  const found = sources.flatMap((file) =>
    unportable(file, readFileSync(join(root, file), 'utf8')).map((each) => ({ file, ...each })),
  );

  it('go no other way on some system without a reason, and hold no path that only one understands', () => {
    const bare = found.filter(({ file, kind }) => kind === 'path' || !(file in reasons));
    expect(bare.map(({ file, line, why }) => `${file}:${line} ${why}`)).toEqual([]);
  });

  it('need every reason that is given', () => {
    const needed = new Set(found.filter(({ kind }) => kind !== 'path').map(({ file }) => file));
    expect(Object.keys(reasons).filter((file) => !needed.has(file))).toEqual([]);
  });
});

describe('what goes wrong on another system', () => {
  it.each([
    [`new URL('a.ts', import.meta.url).pathname`, /fileURLToPath/],
    [`new URL('browser/form.ts', page).pathname`, /fileURLToPath/],
    [`new URL(\`\${name}.ts\`, here).pathname`, /fileURLToPath/],
    [`const env = { PATH: \`\${bin}:\${process.env['PATH'] ?? ''}\` }`, /delimiter/],
    [`writeFileSync('/tmp/report.json', '')`, /tmpdir/],
    [`writeFileSync(\`/tmp/\${name}\`, '')`, /tmpdir/],
    [`spawnSync('biome', ['check'])`, /starts biome by its name/],
    [`if (process.platform === 'win32') leave()`, /asks for the system/],
    [`const { arch, platform } = process`, /asks for the system/],
  ])('is found in %s', (text, why) => {
    expect(whys(text)).toEqual([expect.stringMatching(why)]);
  });

  it.each([
    `new URL(request.url ?? '/', 'http://localhost').pathname`,
    `new URL(link).pathname`,
    `fileURLToPath(new URL('a.ts', import.meta.url))`,
    `const env = { PATH: \`\${bin}\${delimiter}\${process.env['PATH'] ?? ''}\` }`,
    `join(tmpdir(), 'report.json')`,
    `spawnSync(process.execPath, ['a.mjs'])`,
    `const temporary = /tmp/`,
  ])('is not seen in %s', (text) => {
    expect(whys(text)).toEqual([]);
  });
});
