import { type Attributes, attributeOf, type Value } from '../value/value.ts';
import type { Placeholders } from './placeholders.ts';
import { checkPaths, type Path, Reader } from './reader.ts';

/** Reads a projection: `path { , path }`. @throws ExpressionError with the place where it goes wrong */
export function readProjection(source: string, placeholders: Placeholders): Path[] {
  const reader = new Reader('ProjectionExpression', source, placeholders);
  const paths: Path[] = [];
  do paths.push(reader.path());
  while (reader.takes(','));
  reader.end();
  checkPaths(paths, reader);
  return paths;
}

/** What of an item lies at the given places; of a list, the wanted members one behind the other. */
export function project(item: Attributes, paths: readonly Path[]): Attributes {
  const found = membersOf({ M: item }, paths);
  return found !== undefined && 'M' in found ? found.M : {};
}

function membersOf(value: Value, paths: readonly Path[]): Value | undefined {
  if (paths.some((it) => it.length === 0)) return value;
  const firsts = [...new Set(paths.map(([first]) => first))];
  const rest = (first: string | number | undefined) =>
    paths.filter((it) => it[0] === first).map((it) => it.slice(1));
  if ('M' in value) {
    const members = firsts.flatMap((name) => {
      const member = typeof name === 'string' ? attributeOf(value.M, name) : undefined;
      const part = member && membersOf(member, rest(name));
      return part === undefined ? [] : [[String(name), part] as const];
    });
    return members.length === 0 ? undefined : { M: Object.fromEntries(members) };
  }
  if (!('L' in value)) return undefined;
  const members = firsts
    .filter((it) => typeof it === 'number')
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const member = value.L[at];
      return (member && membersOf(member, rest(at))) ?? [];
    });
  return members.length === 0 ? undefined : { L: members };
}
