import { invalid, invalidParameter } from '../errors.ts';
import { type Comparator, type Condition, type Operand, readCondition } from '../expression/condition.ts';
import type { Placeholders } from '../expression/placeholders.ts';
import type { KeyAttribute, Keys } from '../storage/definition.ts';
import { type Bounds, beginningWith } from '../storage/part.ts';
import { keyBytes } from '../value/measure.ts';
import { typeOf, type Value } from '../value/value.ts';

/** A comparison of one key attribute with values. */
interface Comparison {
  readonly name: string;
  readonly operator: Comparator | 'BETWEEN' | 'begins_with';
  readonly values: readonly Value[];
}

/** What a key condition asks for: one partition, and a part of its sort keys. */
export interface KeyCondition {
  readonly hash: Uint8Array;
  readonly bounds: Bounds;
}

const mirrored: Readonly<Record<Comparator, Comparator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/**
 * Reads a key condition. It is written as a condition is, and allowed to be: partition key = value, and perhaps one
 * comparison of the sort key.
 * @throws DynamoError for any other condition
 */
export function readKeyCondition(source: string, placeholders: Placeholders): readonly Comparison[] {
  const comparisons = comparisonsOf(readCondition('KeyConditionExpression', source, placeholders));
  if (comparisons.length > 2) throw invalid('Conditions can be of length 1 or 2 only');
  const [one, other] = comparisons;
  if (one?.name === other?.name) {
    throw wrong('KeyConditionExpressions must only contain one condition per key');
  }
  return comparisons;
}

/** Holds a key condition against the keys of a table or an index. @throws DynamoError where they do not fit */
export function fitKeyCondition(comparisons: readonly Comparison[], keys: Keys): KeyCondition {
  const ofHash = comparisons.find((it) => it.name === keys.hash.name);
  if (ofHash === undefined) throw missed(keys.hash);
  const [value] = valuesFor(keys.hash, ofHash);
  if (ofHash.operator !== '=' || value === undefined) throw invalid('Query key condition not supported');
  const other = comparisons.find((it) => it !== ofHash);
  if (other === undefined) return { hash: keyBytes(value), bounds: {} };
  if (keys.range === undefined || other.name !== keys.range.name) throw missed(keys.range ?? keys.hash);
  return { hash: keyBytes(value), bounds: boundsOf(other, valuesFor(keys.range, other)) };
}

/** The value that a key condition asks of a partition key; undefined where it asks for none. @throws DynamoError */
export function partitionValue(comparisons: readonly Comparison[], partitionKey: string): Value | undefined {
  const found = comparisons.find((it) => it.name === partitionKey && it.operator === '=');
  return found?.values[0];
}

function comparisonsOf(condition: Condition): Comparison[] {
  switch (condition.kind) {
    case 'and':
      return condition.parts.flatMap(comparisonsOf);
    case 'compare': {
      const { comparator, left, right } = condition;
      if (comparator === '<>') throw operator(comparator);
      if (right.kind === 'value') return [comparison(left, comparator, [right])];
      if (left.kind === 'value') return [comparison(right, mirrored[comparator], [left])];
      throw left.kind === 'size' || right.kind === 'size'
        ? operator('size')
        : wrong(
            'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
          );
    }
    case 'between':
      return [comparison(condition.of, 'BETWEEN', [condition.low, condition.high])];
    case 'call': {
      const [first, second] = condition.operands;
      if (condition.name !== 'begins_with' || !first || !second) throw operator(condition.name);
      return [comparison(first, 'begins_with', [second])];
    }
    default:
      throw operator(condition.kind.toUpperCase());
  }
}

function comparison(of: Operand, operatorName: Comparison['operator'], by: readonly Operand[]): Comparison {
  if (of.kind === 'size') throw operator('size');
  const values = by.flatMap((it) => (it.kind === 'value' ? [it.value] : []));
  if (of.kind === 'value' || values.length < by.length) {
    throw wrong('Invalid condition in KeyConditionExpression: one key attribute and values are needed');
  }
  const [name] = of.path;
  if (of.path.length > 1 || typeof name !== 'string') {
    throw wrong('KeyConditionExpressions cannot have conditions on nested attributes');
  }
  return { name, operator: operatorName, values };
}

function valuesFor({ name, type }: KeyAttribute, { values }: Comparison): readonly Value[] {
  for (const value of values) {
    if (typeOf(value) !== type) {
      throw invalidParameter('Condition parameter type does not match schema type');
    }
    const isEmpty = ('S' in value && value.S === '') || ('B' in value && value.B === '');
    if (isEmpty) {
      throw invalid(
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an ' +
          `empty ${type === 'S' ? 'string' : 'binary'} value. Key: ${name}`,
      );
    }
  }
  return values;
}

function boundsOf({ operator: name }: Comparison, values: readonly Value[]): Bounds {
  const [key = new Uint8Array(0), end = key] = values.map(keyBytes);
  switch (name) {
    case '<':
    case '<=':
      return { to: { key, inclusive: name === '<=' } };
    case '>':
    case '>=':
      return { from: { key, inclusive: name === '>=' } };
    case 'begins_with':
      return beginningWith(key);
    default:
      return { from: { key, inclusive: true }, to: { key: end, inclusive: true } };
  }
}

function wrong(message: string) {
  return invalid(`Invalid KeyConditionExpression: ${message}`);
}

function operator(name: string) {
  return wrong(`Invalid operator used in KeyConditionExpression: ${name}`);
}

function missed({ name }: KeyAttribute) {
  return invalid(`Query condition missed key schema element: ${name}`);
}
