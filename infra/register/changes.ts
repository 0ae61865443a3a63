import { type Administration, label } from '../../functions/domain/register/administration.ts';
import type { Register } from '../../functions/domain/register/register.ts';

/** What changed from one edition to the next, in sentences, most important first; empty if nothing did. */
export function describeChanges(before: Register, after: Register): string[] {
  const added = after.administrations.filter((each) => !before.byKey.has(each.key));
  const gone = before.administrations.filter((each) => !after.byKey.has(each.key));
  const kept = after.administrations.flatMap((now) => {
    const was = before.byKey.get(now.key);
    return was === undefined ? [] : [{ was, now }];
  });
  const servedBy = new Map(
    after.administrations.flatMap((each) => each.municipalities.map(({ ags }) => [ags, each])),
  );
  const lines = [
    ...gone.map((each) => describeGone(each, servedBy)),
    ...added.map((each) => `added: ${described(each)}`),
    ...kept.flatMap(({ was, now }) => describeKept(was, now)),
  ];
  const total = (register: Register) =>
    register.administrations.reduce((sum, each) => sum + each.population, 0);
  const regrown = kept.filter(({ was, now }) => was.population !== now.population).length;
  if (regrown > 0)
    lines.push(
      `population: new figures for ${regrown} administrations, ${total(before)} -> ${total(after)} in all`,
    );
  return lines;
}

const described = (each: Administration): string =>
  `${each.key} ${label(each)}, ${each.sizeClass}, ${each.population}`;

/** An administration that is gone was merged where its municipalities are served by others now. */
function describeGone(each: Administration, servedBy: ReadonlyMap<string, Administration>): string {
  const heirs = [...new Set(each.municipalities.flatMap(({ ags }) => servedBy.get(ags) ?? []))];
  if (heirs.length > 0) return `merged: ${described(each)} -> ${heirs.map(described).join('; ')}`;
  return `removed: ${described(each)}; none of its municipalities goes on`;
}

function describeKept(was: Administration, now: Administration): string[] {
  const lines: string[] = [];
  const moved = (what: string, from: string, to: string) => {
    if (from !== to) lines.push(`${what}: ${now.key} ${label(now)}: ${from} -> ${to}`);
  };
  moved('size class', was.sizeClass, now.sizeClass);
  moved('renamed', was.name, now.name);
  moved('kind', was.kind, now.kind);
  moved('district', was.district, now.district);
  moved('planning region', was.planningRegion, now.planningRegion);
  moved('structural area', was.structuralArea, now.structuralArea);
  const names = (each: Administration) => new Map(each.municipalities.map(({ ags, name }) => [ags, name]));
  const [before, after] = [names(was), names(now)];
  for (const [ags, name] of after) {
    const old = before.get(ags);
    if (old === undefined) lines.push(`municipality joined: ${ags} ${name} -> ${now.key} ${label(now)}`);
    else moved('municipality renamed', old, name);
  }
  for (const [ags, name] of before) {
    if (!after.has(ags)) lines.push(`municipality left: ${ags} ${name} <- ${now.key} ${label(now)}`);
  }
  return lines;
}
