import * as z from 'zod';

/** An attribute's value as the interface writes it: numbers in DynamoDB's own notation, bytes in base64. */
export type Value =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Attributes }
  | { readonly L: readonly Value[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

export type Attributes = Readonly<Record<string, Value>>;

export const valueTypes = ['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'] as const;
export type ValueType = (typeof valueTypes)[number];

/** An item as this program has stored it: checked when it came in, and not again. */
export const storedAttributes = z.custom<Attributes>((it) => typeof it === 'object' && it !== null);

export function typeOf(value: Value): ValueType {
  for (const type of valueTypes) if (type in value) return type;
  throw new Error('a value has no type');
}

/** An attribute by its name, which may be one that every object of JavaScript has. */
export function attributeOf(attributes: Attributes, name: string): Value | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** The members of a set, and which kind of set it is. */
export function setOf(
  value: Value,
): { readonly type: 'SS' | 'NS' | 'BS'; readonly members: readonly string[] } | undefined {
  if ('SS' in value) return { type: 'SS', members: value.SS };
  if ('NS' in value) return { type: 'NS', members: value.NS };
  if ('BS' in value) return { type: 'BS', members: value.BS };
  return undefined;
}

/** A set of a kind. */
export function asSet(type: 'SS' | 'NS' | 'BS', members: readonly string[]): Value {
  if (type === 'SS') return { SS: members };
  return type === 'NS' ? { NS: members } : { BS: members };
}
