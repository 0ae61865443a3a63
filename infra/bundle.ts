import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type LogLevel, type Plugin } from 'esbuild';
import * as z from 'zod';
import type { FunctionDefinition } from './function-entry.ts';
import { root } from './root.ts';

/** Where the code of each function lies: one directory for each, by the function's name. */
export type Bundles = ReadonlyMap<string, string>;

type Source = { readonly name: string; readonly file: string };

const description = z.object({ version: z.string() });

/** The AWS SDK imports the descriptions of its packages for their versions: the rest of them stays outside. */
const versionsAlone: Plugin = {
  name: 'versions alone',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, ({ path }) => ({
      loader: 'json',
      contents: JSON.stringify(description.parse(JSON.parse(readFileSync(path, 'utf8')))),
    }));
  },
};

/**
 * Node's HTTP by require: an import of the module asks for all it has, and so loads a second client that nobody uses,
 * which is 20 ms of each cold start.
 */
const httpAlone: Plugin = {
  name: 'http alone',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(node:)?https?$/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'http alone' },
    );
    onLoad({ filter: /./, namespace: 'http alone' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};

/** The file that a function is bundled from; undefined where there is none. */
function sourceOf({ name, entry }: FunctionDefinition): Source | undefined {
  const file = ['.ts', '.tsx']
    .map((ending) => join(root, 'functions', `${entry}${ending}`))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? undefined : { name, file };
}

/**
 * Writes functions that only answer 501, so that a template can be made without the real code.
 * @internal
 * @param into the directory that gets one directory for each function
 */
export function bundlePlaceholders(definitions: readonly FunctionDefinition[], into: string): Bundles {
  return new Map(
    definitions.map(({ name }) => {
      const directory = join(into, name);
      mkdirSync(directory, { recursive: true });
      const body = JSON.stringify(`${name} is not there.`);
      writeFileSync(
        join(directory, 'index.mjs'),
        `export const handler = async () => ({ statusCode: 501, body: ${body} });\n`,
      );
      return [name, directory] as const;
    }),
  );
}

/** Files that a package loads from beside its code: they go beside the bundle of each function that contains it. */
const beside: Readonly<Record<string, string>> = {
  'node_modules/highs/': 'node_modules/highs/build/highs.wasm',
};

/**
 * Where the AWS SDK looks for keys once the environment has none. Lambda hands them over by environment, which is
 * asked first, so that these (a quarter of a small function) would never run.
 */
const otherKeys: readonly string[] = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

async function bundle(sources: readonly Source[], into: string, logLevel: LogLevel): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: sources.map(({ name, file }) => ({ in: file, out: join(name, 'index') })),
    outdir: into,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: [...otherKeys],
    minify: true,
    // Names in an error's stack stay readable without a map to load.
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
    plugins: [versionsAlone, httpAlone],
    metafile: true,
    logLevel,
  });
  for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
    for (const [contained, file] of Object.entries(beside)) {
      if (Object.keys(inputs).some((input) => input.startsWith(contained))) {
        copyFileSync(join(root, file), join(root, dirname(output), basename(file)));
      }
    }
  }
}

/**
 * Bundles all functions in one run of esbuild: ESM for Node 24, minified, with the AWS SDK inside, so that what
 * was tested is what runs. The same sources give the same bytes.
 * @param into the directory that gets one directory for each function, each with `index.mjs` and the few files that
 *   this loads from beside itself; emptied first
 * @throws Error where the file of a function is missing or does not compile
 */
export async function bundleFunctions(
  definitions: readonly FunctionDefinition[],
  into: string,
): Promise<Bundles> {
  rmSync(into, { recursive: true, force: true });
  const sources = definitions.flatMap((definition) => sourceOf(definition) ?? []);
  const directories = new Map(definitions.map(({ name }) => [name, join(into, name)]));
  const missing = definitions.filter(({ name }) => !sources.some((source) => source.name === name));
  if (missing.length > 0) {
    const files = missing.map(({ entry }) => `functions/${entry}.ts`);
    throw new Error(`These functions have no file: ${files.join(', ')}`);
  }
  await bundle(sources, into, 'warning');
  return directories;
}
