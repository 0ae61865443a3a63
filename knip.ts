import { existsSync, readFileSync } from 'node:fs';
import type { KnipConfig } from 'knip';
import * as z from 'zod';
import { functions } from './infra/functions.ts';

/**
 * The check for dead code, from where the program is really entered. `knip` sees to it that everything is used,
 * if only by a test; `knip --production` that what only tests use says so (`@internal`).
 */

/** The Lambdas: infra names them by path. */
const doors = functions.flatMap(({ entry }) =>
  ['ts', 'tsx'].map((ending) => `functions/${entry}.${ending}`).filter((file) => existsSync(file)),
);

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** The files that package.json runs by name. */
const commands = Object.values(scripts).flatMap(
  (script) => /^node infra\/run\.mjs (\S+)/.exec(script)?.[1] ?? [],
);

/** Entered otherwise: by CDK's CLI, by hand, as a thread of its own, by a browser. */
const others = [
  'infra/app.ts',
  'infra/page-assets.ts',
  'infra/restore.ts',
  'infra/local/lambda/worker.ts',
  'functions/platform/page/browser/form.ts',
];

const isOfTests = (file: string): boolean => file.startsWith('test/');

export default {
  entry: [
    ...[...doors, ...commands, ...others].filter((file) => !isOfTests(file)).map((file) => `${file}!`),
    ...commands.filter(isOfTests),
    'test/**/*.test.{ts,tsx}',
    // Run by hand, or by the command beside them.
    'test/approval/lives/main.ts',
    'test/bench/*.bench.ts',
    'test/browser/gallery.ts',
  ],
  project: ['functions/**/*.{ts,tsx}!', 'infra/**/*.{ts,mjs}!', 'workflows/*.ts!', 'test/**/*.{ts,tsx,mjs}'],
  ignoreExportsUsedInFile: true,
  // Not imported: the style sheet is read by infra/page-assets.ts, the table's server is started as a program.
  ignoreDependencies: ['@kern-ux/native'],
} satisfies KnipConfig;
