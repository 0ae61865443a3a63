import { bytes, compareValues, equalValues } from '../value/measure.ts';
import { type Attributes, attributeOf, setOf, typeOf, type Value } from '../value/value.ts';
import type { Comparator, Condition, ConditionFunction, Operand } from './condition.ts';
import type { Path } from './reader.ts';

/** Whether a condition holds for an item; one that is not there has no attributes. */
export function holds(condition: Condition, item: Attributes): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((it) => holds(it, item));
    case 'or':
      return condition.parts.some((it) => holds(it, item));
    case 'not':
      return !holds(condition.of, item);
    case 'compare':
      return compares(condition.comparator, found(condition.left, item), found(condition.right, item));
    case 'between': {
      const of = found(condition.of, item);
      return (
        compares('>=', of, found(condition.low, item)) && compares('<=', of, found(condition.high, item))
      );
    }
    case 'in': {
      const of = found(condition.of, item);
      return condition.options.some((it) => compares('=', of, found(it, item)));
    }
    case 'call':
      return called(condition.name, condition.operands, item);
  }
}

/** What stands at a place of an item; undefined where nothing does. */
export function valueAt(item: Attributes, path: Path): Value | undefined {
  return path.reduce<Value | undefined>(memberOf, { M: item });
}

function memberOf(value: Value | undefined, part: string | number): Value | undefined {
  if (value === undefined) return undefined;
  if (typeof part === 'number') return 'L' in value ? value.L[part] : undefined;
  return 'M' in value ? attributeOf(value.M, part) : undefined;
}

function found(operand: Operand, item: Attributes): Value | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const length = lengthOf(found(operand.of, item));
  return length === undefined ? undefined : { N: String(length) };
}

/** What size() tells: characters of a text, bytes, or members. */
function lengthOf(value: Value | undefined): number | undefined {
  if (value === undefined) return undefined;
  if ('S' in value) return value.S.length;
  if ('B' in value) return bytes(value.B).length;
  if ('M' in value) return Object.keys(value.M).length;
  if ('L' in value) return value.L.length;
  return setOf(value)?.members.length;
}

function compares(comparator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  // What is not there equals nothing, and is unequal to everything.
  if (left === undefined || right === undefined) return comparator === '<>';
  if (comparator === '=') return equalValues(left, right);
  if (comparator === '<>') return !equalValues(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (comparator === '<') return order < 0;
  if (comparator === '<=') return order <= 0;
  return comparator === '>' ? order > 0 : order >= 0;
}

function called(name: ConditionFunction, operands: readonly Operand[], item: Attributes): boolean {
  const [first, second] = operands.map((it) => found(it, item));
  if (name === 'attribute_exists') return first !== undefined;
  if (name === 'attribute_not_exists') return first === undefined;
  if (first === undefined || second === undefined) return false;
  if (name === 'attribute_type') return 'S' in second && typeOf(first) === second.S;
  return name === 'begins_with' ? beginsWith(first, second) : contains(first, second);
}

/** Whether a text or bytes begin with others. */
export function beginsWith(value: Value, beginning: Value): boolean {
  if ('S' in value && 'S' in beginning) return value.S.startsWith(beginning.S);
  if (!('B' in value && 'B' in beginning)) return false;
  const [whole, part] = [bytes(value.B), bytes(beginning.B)];
  return whole.subarray(0, part.length).equals(part);
}

function contains(value: Value, part: Value): boolean {
  if ('S' in value) return 'S' in part && value.S.includes(part.S);
  if ('B' in value) return 'B' in part && bytes(value.B).includes(bytes(part.B));
  if ('L' in value) return value.L.some((it) => equalValues(it, part));
  if ('SS' in value) return 'S' in part && value.SS.includes(part.S);
  if ('NS' in value) return 'N' in part && value.NS.includes(part.N);
  return 'BS' in value && 'B' in part && value.BS.includes(part.B);
}
