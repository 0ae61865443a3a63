import { invalid } from '../errors.ts';
import { sum } from '../value/number.ts';
import { type Attributes, asSet, attributeOf, setOf, type Value } from '../value/value.ts';
import { valueAt } from './evaluate.ts';
import type { Path } from './reader.ts';
import type { Act, Term } from './update.ts';

/** An item while it is being changed: what was removed from a list leaves a hole until the end. */
type Draft = { M: Map<string, Draft> } | { L: (Draft | undefined)[] } | { value: Value };

/**
 * Carries out an update. All values are those before the update, and places in lists, too.
 * @throws DynamoError where a path or a type does not fit the item
 */
export function applyUpdate(acts: readonly Act[], before: Attributes): Attributes {
  const settings = acts.map((act) => (act.kind === 'SET' ? resultOf(act.to, before) : undefined));
  const root = draftOf({ M: before });
  const additions: { readonly list: (Draft | undefined)[]; readonly at: number; readonly item: Draft }[] = [];
  for (const [index, act] of acts.entries()) {
    const place = placeOf(root, act.path);
    if (act.kind === 'REMOVE') {
      put(place, undefined);
      continue;
    }
    const old = valueAt(before, act.path);
    const value = act.kind === 'SET' ? settings[index] : changed(act.kind, old, act.value);
    const draft = value === undefined ? undefined : draftOf(value);
    // What is set behind a list's end is added to the list, in the order of the places that were named.
    if ('list' in place && place.at >= place.list.length && draft !== undefined) {
      additions.push({ ...place, item: draft });
    } else put(place, draft);
  }
  additions.sort((a, b) => a.at - b.at);
  for (const { list, item } of additions) list.push(item);
  const after = finished(root);
  if (!('M' in after)) throw new Error('an item is a map');
  return after.M;
}

type Place =
  | { readonly map: Map<string, Draft>; readonly name: string }
  | { readonly list: (Draft | undefined)[]; readonly at: number };

function placeOf(root: Draft, path: Path): Place {
  let at: Draft | undefined = root;
  for (const part of path.slice(0, -1)) at = at && memberOf(at, part);
  const last = path.at(-1);
  if (at !== undefined && 'M' in at && typeof last === 'string') return { map: at.M, name: last };
  if (at !== undefined && 'L' in at && typeof last === 'number') return { list: at.L, at: last };
  throw invalid('The document path provided in the update expression is invalid for update');
}

function memberOf(draft: Draft, part: string | number): Draft | undefined {
  if (typeof part === 'number') return 'L' in draft ? draft.L[part] : undefined;
  return 'M' in draft ? draft.M.get(part) : undefined;
}

function put(place: Place, draft: Draft | undefined): void {
  if ('map' in place) {
    if (draft === undefined) place.map.delete(place.name);
    else place.map.set(place.name, draft);
  } else if (place.at < place.list.length) {
    place.list[place.at] = draft;
  }
}

function resultOf(term: Term, item: Attributes): Value {
  switch (term.kind) {
    case 'value':
      return term.value;
    case 'path':
      return existing(valueAt(item, term.path));
    case 'if_not_exists':
      return valueAt(item, term.path) ?? resultOf(term.otherwise, item);
    case 'list_append': {
      const [first, second] = [resultOf(term.first, item), resultOf(term.second, item)];
      if (!('L' in first && 'L' in second)) throw wrongType();
      return { L: [...first.L, ...second.L] };
    }
    case 'sum': {
      const [left, right] = [resultOf(term.left, item), resultOf(term.right, item)];
      if (!('N' in left && 'N' in right)) throw wrongType();
      return { N: sum(left.N, right.N, term.sign) };
    }
  }
}

/** What ADD or DELETE makes of a value; undefined where nothing is left. */
function changed(kind: 'ADD' | 'DELETE', old: Value | undefined, by: Value): Value | undefined {
  if ('N' in by) {
    if (old !== undefined && !('N' in old)) throw wrongType();
    return { N: sum(old?.N ?? '0', by.N) };
  }
  const given = setOf(by);
  const had = old === undefined ? undefined : setOf(old);
  if (given === undefined || (old !== undefined && had?.type !== given.type)) throw wrongType();
  const members =
    kind === 'ADD'
      ? [...new Set([...(had?.members ?? []), ...given.members])]
      : (had?.members ?? []).filter((it) => !given.members.includes(it));
  return members.length === 0 ? undefined : asSet(given.type, members);
}

function existing(value: Value | undefined): Value {
  if (value === undefined) {
    throw invalid('The provided expression refers to an attribute that does not exist in the item');
  }
  return value;
}

function wrongType() {
  return invalid('An operand in the update expression has an incorrect data type');
}

function draftOf(value: Value): Draft {
  if ('M' in value) {
    const members = Object.keys(value.M).flatMap((name) => {
      const member = attributeOf(value.M, name);
      return member === undefined ? [] : [[name, draftOf(member)] as const];
    });
    return { M: new Map(members) };
  }
  return 'L' in value ? { L: value.L.map(draftOf) } : { value };
}

function finished(draft: Draft): Value {
  if ('value' in draft) return draft.value;
  if ('M' in draft) return { M: Object.fromEntries([...draft.M].map(([name, it]) => [name, finished(it)])) };
  return { L: draft.L.flatMap((it) => (it === undefined ? [] : [finished(it)])) };
}
