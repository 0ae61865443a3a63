import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { root } from './sources.ts';

const names = z.array(z.object({ name: z.string() })).default([]);
const report = z.object({
  issues: z.array(z.object({ file: z.string(), files: names, exports: names, types: names })),
});

/** A small house: one Lambda, its rules, a test, and what somebody forgot. */
const house = {
  'package.json': JSON.stringify({ name: 'house', type: 'module', dependencies: { zod: '4' }, scripts: {} }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { allowImportingTsExtensions: true, noEmit: true } }),
  'infra/functions.ts': "export const functions = [{ entry: 'office/desk' }];\n",
  'functions/office/desk.ts': "import { used } from './rules.ts';\nexport const handler = () => used();\n",
  'functions/office/rules.ts':
    'export const used = () => 1;\nexport const forgotten = () => 2;\nexport const tried = () => 3;\n' +
    '/** @internal */\nexport const spoken = () => 4;\nexport type Forgotten = 5;\n',
  'functions/office/words.ts': 'export const words = 6;\n',
  'test/rules.test.ts':
    "import { spoken, tried } from '../functions/office/rules.ts';\nconsole.log(spoken(), tried());\n",
};

/** Runs the project's check for dead code over another house. */
function deadIn(made: Readonly<Record<string, string>>, ...options: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kohorte-dead-'));
  try {
    for (const [path, text] of Object.entries(made)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    copyFileSync(join(root, 'knip.ts'), join(folder, 'knip.ts'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/knip/bin/knip.js'), '--reporter', 'json', '--no-progress', ...options],
      { cwd: folder, encoding: 'utf8' },
    );
    if (!stdout.startsWith('{')) throw new Error(`the check did not run: ${stderr}`);
    return report
      .parse(JSON.parse(stdout))
      .issues.flatMap(({ file, files, exports, types }) => [
        ...(files.length > 0 ? [file] : []),
        ...[...exports, ...types].map(({ name }) => `${file}: ${name}`),
      ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('dead code', () => {
  it("is found at a room's root as well: only what infra names is an entry", () => {
    expect(deadIn(house).sort()).toEqual([
      'functions/office/rules.ts: Forgotten',
      'functions/office/rules.ts: forgotten',
      'functions/office/words.ts',
    ]);
  });

  it('is what only a test uses and does not say so', () => {
    expect(deadIn(house, '--production', '--exclude', 'types').sort()).toEqual([
      'functions/office/rules.ts: forgotten',
      'functions/office/rules.ts: tried',
      'functions/office/words.ts',
    ]);
  });
});
