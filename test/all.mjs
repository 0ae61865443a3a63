// Runs every check of the project, the quick ones first, and says in one line what passed.
import { spawnSync } from 'node:child_process';

const quick = [
  ['format, lint and borders', 'biome', ['check', '--error-on-warnings']],
  ['types', 'tsc', ['-p', '.']],
  ['dead code', 'knip', []],
  ['what only tests use', 'knip', ['--production', '--exclude', 'types']],
];

let failed = 0;
for (const [name, command, args] of quick) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'passed' : 'FAILED'}: ${name} (${seconds} s)`);
  if (status !== 0) failed += 1;
}

const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], { stdio: 'inherit' });
if (status !== 0) failed += 1;
console.log(
  failed === 0 ? 'All checks passed.' : `${failed} of ${quick.length + 1} checks failed; see above.`,
);
process.exit(failed === 0 ? 0 : 1);
