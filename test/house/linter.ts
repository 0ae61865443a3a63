import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { root } from './sources.ts';

const report = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }),
    }),
  ),
});

/** What the linter finds: a file and a line of it, such as `functions/office/desk.ts:3`. */
export type Found = ReadonlySet<string>;

/**
 * Runs one rule of the project's linter, as biome.json sets it, over files that exist only for this.
 * @param rule such as `style/noRestrictedImports`
 * @param made text of each file, by its path as if it lay in the project
 */
export function lint(rule: string, made: ReadonlyMap<string, string>): Found {
  const folder = mkdtempSync(join(tmpdir(), 'kohorte-lint-'));
  try {
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [path, text] of made) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/@biomejs/biome/bin/biome'),
        'lint',
        `--only=${rule}`,
        '--reporter=json',
        '--max-diagnostics=none',
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (!stdout.startsWith('{')) throw new Error(`the linter did not run: ${stderr}`);
    const { diagnostics } = report.parse(JSON.parse(stdout));
    return new Set(
      diagnostics
        .filter(({ category }) => category === `lint/${rule}`)
        .map(({ location: { path, start } }) => `${path.replaceAll('\\', '/')}:${start.line}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
