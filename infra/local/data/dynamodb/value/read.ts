import { invalid, invalidParameter, unreadable } from '../errors.ts';
import { normalNumber } from './number.ts';
import { type Attributes, type Value, type ValueType, valueTypes } from './value.ts';

/** How deep maps and lists may lie in each other (Developer Guide, "Quotas"). */
const mostLevels = 32;

/**
 * Reads attributes as a request brings them.
 * @throws DynamoError for JSON of another shape, and for values that DynamoDB does not take
 */
export function readAttributes(given: unknown, level = 0): Attributes {
  if (!isObject(given)) throw unreadable(unexpected(given, 'Map'));
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, readValue(value, level)]));
}

/** Reads one value. @throws DynamoError as `readAttributes` */
export function readValue(given: unknown, level = 0): Value {
  if (given !== null && !isObject(given)) throw unreadable('Unexpected value type in payload');
  const types = valueTypes.filter((type) => given !== null && Object.hasOwn(given, type));
  const [type] = types;
  if (given === null || type === undefined) {
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  if (types.length > 1) {
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return readTyped(type, given[type], level);
}

function readTyped(type: ValueType, content: unknown, level: number): Value {
  switch (type) {
    case 'S':
      return { S: text(content) };
    case 'N':
      return { N: normalNumber(text(content)) };
    case 'B':
      return { B: base64(content) };
    case 'BOOL':
      return { BOOL: boolean(content) };
    case 'NULL':
      if (!boolean(content)) {
        throw invalidParameter('Null attribute value types must have the value of true');
      }
      return { NULL: true };
    case 'M':
      return { M: readAttributes(content, deeper(level)) };
    case 'L': {
      const next = deeper(level);
      return { L: list(content).map((it) => readValue(it, next)) };
    }
    case 'SS': {
      const members = list(content).map(text);
      if (members.length === 0) throw invalidParameter('An string set  may not be empty');
      if (new Set(members).size < members.length) {
        throw invalidParameter(`Input collection [${members.join(', ')}] contains duplicates.`);
      }
      return { SS: members };
    }
    case 'NS': {
      const members = list(content).map((it) => normalNumber(text(it)));
      if (members.length === 0) throw invalidParameter('An number set  may not be empty');
      if (new Set(members).size < members.length) throw invalid('Input collection contains duplicates');
      return { NS: members };
    }
    case 'BS': {
      const members = list(content).map(base64);
      if (members.length === 0) throw invalidParameter('Binary sets should not be empty');
      if (new Set(members).size < members.length) {
        throw invalidParameter(`Input collection [${members.join(', ')}]of type BS contains duplicates.`);
      }
      return { BS: members };
    }
  }
}

function deeper(level: number): number {
  if (level >= mostLevels) {
    throw invalid(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  }
  return level + 1;
}

function text(given: unknown): string {
  if (typeof given !== 'string') throw unreadable(unexpected(given, 'String'));
  return given;
}

function boolean(given: unknown): boolean {
  if (typeof given !== 'boolean') throw unreadable(unexpected(given, 'Boolean'));
  return given;
}

function list(given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw unreadable(unexpected(given, 'List'));
  return given;
}

function base64(given: unknown): string {
  const encoded = text(given);
  const bytes = Buffer.from(encoded, 'base64');
  const again = bytes.toString('base64');
  if (encoded.length % 4 !== 0) {
    throw unreadable(`Base64 encoded length is expected a multiple of 4 bytes but found: ${encoded.length}`);
  }
  if (again.length !== encoded.length) throw unreadable('Invalid Base64 character');
  return again;
}

/** What is there in place of what should be, in the words of the service that reads the JSON. */
export function unexpected(given: unknown, wanted: string): string {
  if (Array.isArray(given)) return 'Unrecognized collection type class java.util.ArrayList';
  if (isObject(given)) return 'Start of structure or map found where not expected';
  if (wanted === 'Map' || wanted === 'List') return 'Unexpected field type';
  const found =
    typeof given === 'string'
      ? 'STRING_VALUE'
      : typeof given === 'number'
        ? 'NUMBER_VALUE'
        : given === false
          ? 'FALSE_VALUE'
          : 'TRUE_VALUE';
  return `${found} cannot be converted to ${wanted}`;
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
