// Runs every check of the project, the quick ones first, and says in one line what passed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const packages = join(import.meta.dirname, '..', 'node_modules');

/** Runs a package's program by this Node: its name on the PATH is a shell's script on Windows, which nothing can spawn. */
function run(program, args) {
  return spawnSync(process.execPath, [join(packages, program), ...args], { stdio: 'inherit' });
}

const quick = [
  ['format, lint and borders', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings']],
  ['types', 'typescript/bin/tsc', ['-p', '.']],
  ['dead code', 'knip/bin/knip.js', []],
  ['what only tests use', 'knip/bin/knip.js', ['--production', '--exclude', 'types']],
];

let failed = 0;
for (const [name, program, args] of quick) {
  const started = Date.now();
  const { status } = run(program, args);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'passed' : 'FAILED'}: ${name} (${seconds} s)`);
  if (status !== 0) failed += 1;
}

const { status } = run('vitest/vitest.mjs', ['run', ...process.argv.slice(2)]);
if (status !== 0) failed += 1;
console.log(
  failed === 0 ? 'All checks passed.' : `${failed} of ${quick.length + 1} checks failed; see above.`,
);
process.exit(failed === 0 ? 0 : 1);
