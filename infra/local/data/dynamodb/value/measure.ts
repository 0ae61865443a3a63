import { compareNumbers, numberKey, numberSize } from './number.ts';
import { type Attributes, attributeOf, setOf, type Value } from './value.ts';

/** The size of an item in bytes, as DynamoDB counts it (Developer Guide, "DynamoDB item sizes and formats"). */
export function sizeOfAttributes(attributes: Attributes): number {
  let size = 0;
  for (const [name, value] of Object.entries(attributes)) size += Buffer.byteLength(name) + sizeOf(value);
  return size;
}

/** The size of a value; maps and lists take three bytes of their own, and one for each of their members. */
export function sizeOf(value: Value): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return bytes(value.B).length;
  if ('BOOL' in value || 'NULL' in value) return 1;
  if ('M' in value) return 3 + Object.keys(value.M).length + sizeOfAttributes(value.M);
  if ('L' in value) return 3 + value.L.length + value.L.reduce((sum, it) => sum + sizeOf(it), 0);
  if ('SS' in value) return value.SS.reduce((sum, it) => sum + Buffer.byteLength(it), 0);
  if ('NS' in value) return value.NS.reduce((sum, it) => sum + numberSize(it), 0);
  return value.BS.reduce((sum, it) => sum + bytes(it).length, 0);
}

/** Whether two values are the same: numbers by what they are, sets in any order. */
export function equalValues(one: Value, other: Value): boolean {
  if ('S' in one) return 'S' in other && one.S === other.S;
  if ('N' in one) return 'N' in other && one.N === other.N;
  if ('B' in one) return 'B' in other && one.B === other.B;
  if ('BOOL' in one) return 'BOOL' in other && one.BOOL === other.BOOL;
  if ('NULL' in one) return 'NULL' in other;
  if ('M' in one) return 'M' in other && equalAttributes(one.M, other.M);
  if ('L' in one) {
    return (
      'L' in other && one.L.length === other.L.length && one.L.every((it, at) => sameAt(it, other.L, at))
    );
  }
  const [a, b] = [setOf(one), setOf(other)];
  if (!a || !b || a.type !== b.type || a.members.length !== b.members.length) return false;
  return a.members.every((it) => b.members.includes(it));
}

/** Whether two items hold the same. */
export function equalAttributes(one: Attributes, other: Attributes): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => {
    const [a, b] = [attributeOf(one, name), attributeOf(other, name)];
    return a !== undefined && b !== undefined && equalValues(a, b);
  });
}

/**
 * The order of two values: texts and bytes by their bytes, numbers by size; undefined where they cannot be ordered,
 * because their types differ or have no order.
 */
export function compareValues(one: Value, other: Value): number | undefined {
  if ('N' in one && 'N' in other) return compareNumbers(one.N, other.N);
  if ('S' in one && 'S' in other) return Buffer.compare(Buffer.from(one.S), Buffer.from(other.S));
  if ('B' in one && 'B' in other) return Buffer.compare(bytes(one.B), bytes(other.B));
  return undefined;
}

/** Bytes by which values of a key attribute are found and sorted. */
export function keyBytes(value: Value): Uint8Array {
  if ('S' in value) return Buffer.from(value.S);
  if ('N' in value) return numberKey(value.N);
  if ('B' in value) return bytes(value.B);
  throw new Error('a value of this type is no key');
}

/** The bytes of a binary value. */
export function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

function sameAt(one: Value, others: readonly Value[], at: number): boolean {
  const other = others[at];
  return other !== undefined && equalValues(one, other);
}
