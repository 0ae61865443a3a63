import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { FunctionDefinition } from './functions.ts';
import { root } from './root.ts';

/** Where the code of each function lies: one directory for each, by the function's name. */
export type Bundles = ReadonlyMap<string, string>;

/** The file that a function is bundled from; undefined where there is none. */
function sourceOf(definition: FunctionDefinition): string | undefined {
  return ['.ts', '.tsx']
    .map((ending) => join(root, 'functions', `${definition.entry}${ending}`))
    .find((file) => existsSync(file));
}

/**
 * Writes a function that only answers 501, so that a template can be made without the real code.
 * @param into the directory that gets one directory for each function
 */
export function bundlePlaceholders(definitions: readonly FunctionDefinition[], into: string): Bundles {
  return new Map(
    definitions.map((definition) => {
      const directory = join(into, definition.name);
      mkdirSync(directory, { recursive: true });
      writeFileSync(
        join(directory, 'index.mjs'),
        `export const handler = async () => ({ statusCode: 501, body: ${JSON.stringify(`${definition.name} is not there.`)} });\n`,
      );
      return [definition.name, directory] as const;
    }),
  );
}

/**
 * Bundles all functions in one run of esbuild: ESM for Node 24, minified, with the AWS SDK inside, so that what
 * was tested is what runs. The same sources give the same bytes.
 * @param into the directory that gets one directory for each function, each with `index.mjs`; emptied first
 * @throws Error where the file of a function is missing or does not compile
 */
export async function bundleFunctions(
  definitions: readonly FunctionDefinition[],
  into: string,
): Promise<Bundles> {
  rmSync(into, { recursive: true, force: true });
  const missing = definitions.filter((definition) => sourceOf(definition) === undefined);
  if (missing.length > 0) {
    const list = missing.map((definition) => `functions/${definition.entry}.ts`).join(', ');
    if (process.env['KOHORTE_PARTIAL'] !== '1') throw new Error(`These functions have no file: ${list}`);
    console.warn(`Placeholders stand in for ${list}`);
  }
  const placeholders = bundlePlaceholders(missing, into);
  const present = definitions.flatMap((definition) => {
    const source = sourceOf(definition);
    return source === undefined ? [] : [{ name: definition.name, source }];
  });
  await build({
    absWorkingDir: root,
    entryPoints: present.map(({ name, source }) => ({ in: source, out: join(name, 'index') })),
    outdir: into,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    // Identifiers in an error's stack stay readable without a map to load.
    keepNames: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: {
      '.wasm': 'binary',
      '.woff2': 'binary',
      '.woff': 'binary',
      '.ttf': 'binary',
      '.otf': 'binary',
      '.css': 'text',
      '.csv': 'text',
      '.txt': 'text',
      '.svg': 'text',
    },
    // CommonJS packages inside the bundle ask for Node's own modules by require.
    banner: {
      js: "import{createRequire as createRequire_}from'node:module';const require=createRequire_(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return new Map([...placeholders, ...present.map(({ name }) => [name, join(into, name)] as const)]);
}
