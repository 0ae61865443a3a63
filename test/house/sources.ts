import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';

/** The project's top directory. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** Where the project's own sources lie. */
const tops = ['functions', 'infra', 'workflows', 'test'] as const;

/** All files of the project's sources, as paths from its top directory with slashes. */
export const files: readonly string[] = tops
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort();

/** Those that are programs. */
export const sources: readonly string[] = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

/** One file's use of another one. */
export type Import = { readonly from: string; readonly to: string };

/**
 * The files that a source imports or exports anew, types included; packages are left out.
 * @param file its path from the top directory
 * @throws Error where it cannot be parsed
 */
export function importsOf(file: string, text = readFileSync(join(root, file), 'utf8')): Import[] {
  const parsed = parseSync(file, text);
  const { module, errors } = parsed;
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join(', ')}`);
  const specifiers = new Set([
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ]);
  // An import in the middle of a file is rare, and a walk through the whole file takes its time.
  if (/\bimport\(/.test(text)) {
    new Visitor({
      TSImportType: ({ source }) => void specifiers.add(source.value),
      ImportExpression: ({ source }) => {
        if (source.type === 'Literal' && typeof source.value === 'string') specifiers.add(source.value);
      },
    }).visit(parsed.program);
  }
  return [...specifiers]
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({ from: file, to: posix.normalize(posix.join(posix.dirname(file), specifier)) }));
}
