import { invalid, invalidParameter, Misfit } from '../errors.ts';
import { keyBytes } from '../value/measure.ts';
import { type Attributes, attributeOf, typeOf, type Value } from '../value/value.ts';
import { type KeyAttribute, type Keys, keyAttributes, type TableDefinition } from './definition.ts';

/** Where an item lies: the bytes of its partition key and of its sort key, empty where the table has none. */
export interface ItemKey {
  readonly hash: Uint8Array;
  readonly range: Uint8Array;
}

/** The longest keys, in bytes (Developer Guide, "Quotas"). */
const longestHash = 2048;
const longestRange = 1024;
const wrong = 'One or more parameter values were invalid: ';
const noBytes = new Uint8Array(0);

/** The key of an item that holds one. */
export function keyOfItem(keys: Keys, item: Attributes): ItemKey | undefined {
  const hash = attributeOf(item, keys.hash.name);
  const range = keys.range && attributeOf(item, keys.range.name);
  if (hash === undefined || (keys.range !== undefined && range === undefined)) return undefined;
  return { hash: keyBytes(hash), range: range === undefined ? noBytes : keyBytes(range) };
}

/** Reads the key out of a new item. @throws DynamoError where it is missing or cannot be one */
export function keyOfNewItem(table: TableDefinition, item: Attributes): ItemKey {
  for (const { name, type } of keyAttributes(table)) {
    const value = attributeOf(item, name);
    if (value === undefined) throw new Misfit(`${wrong}Missing the key ${name} in the item`);
    if (typeOf(value) !== type) {
      throw new Misfit(`${wrong}Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
    }
  }
  return checkedKey(table, item);
}

/** Reads a key by which an item is asked for. @throws DynamoError where it is not the table's key */
export function keyOfRequest(table: TableDefinition, given: Attributes): ItemKey {
  const attributes = keyAttributes(table);
  const fits =
    Object.keys(given).length === attributes.length &&
    attributes.every(({ name, type }) => {
      const value = attributeOf(given, name);
      return value !== undefined && typeOf(value) === type;
    });
  if (!fits) throw new Misfit('The provided key element does not match the schema');
  return checkedKey(table, given);
}

function checkedKey(table: TableDefinition, attributes: Attributes): ItemKey {
  for (const { name } of keyAttributes(table)) {
    const value = attributeOf(attributes, name);
    const empty = value && emptyKind(value);
    if (empty !== undefined) {
      throw invalid(
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an ' +
          `empty ${empty} value. Key: ${name}`,
      );
    }
  }
  const key = keyOfItem(table, attributes);
  if (key === undefined) throw new Misfit('The provided key element does not match the schema');
  checkLengths(key);
  return key;
}

/**
 * Checks the keys by which indexes will find an item.
 * @param updated whether an update made it, which changes the words of the error
 * @throws DynamoError for a type or value that none can have
 */
export function checkIndexKeys(table: TableDefinition, item: Attributes, updated = false): void {
  for (const index of table.indexes) {
    for (const { name, type } of keyAttributes(index)) {
      const value = attributeOf(item, name);
      if (value === undefined) continue;
      if (typeOf(value) !== type) throw indexMismatch(index.name, { name, type }, value);
      const empty = emptyKind(value);
      if (empty !== undefined) {
        throw invalid(
          `One or more parameter values are not valid. ${
            updated
              ? 'The update expression attempted to update a secondary index key to a value that is not supported.'
              : 'A value specified for a secondary index key is not supported.'
          } The AttributeValue for a key attribute cannot contain an empty ${empty} value.${
            updated ? '' : ` IndexName: ${index.name}, IndexKey: ${name}`
          }`,
        );
      }
    }
    const key = keyOfItem(index, item);
    if (key !== undefined) checkLengths(key);
  }
}

function indexMismatch(index: string, { name, type }: KeyAttribute, value: Value) {
  return new Misfit(
    `${wrong}Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index}`,
  );
}

function checkLengths({ hash, range }: ItemKey): void {
  if (hash.length > longestHash) {
    throw invalidParameter(`Size of hashkey has exceeded the maximum size limit of${longestHash} bytes`);
  }
  if (range.length > longestRange) {
    throw invalidParameter(
      `Aggregated size of all range keys has exceeded the size limit of ${longestRange} bytes`,
    );
  }
}

function emptyKind(value: Value): 'string' | 'binary' | undefined {
  if ('S' in value && value.S === '') return 'string';
  return 'B' in value && value.B === '' ? 'binary' : undefined;
}

/** The key attributes of an item, by name. */
export function keyPart(keys: Keys, item: Attributes): Attributes {
  return Object.fromEntries(
    keyAttributes(keys).flatMap(({ name }) => {
      const value = attributeOf(item, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
