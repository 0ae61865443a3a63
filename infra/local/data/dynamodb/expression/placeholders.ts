import { DynamoError, invalid } from '../errors.ts';
import { readValue } from '../value/read.ts';
import type { Value } from '../value/value.ts';
import { tokensOf } from './tokens.ts';

/** The placeholders of a request: `#name` for names of attributes, `:name` for values. */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #used = new Set<string>();

  /**
   * @param names `ExpressionAttributeNames`
   * @param values `ExpressionAttributeValues`
   * @param expressions those of the request, by parameter; undefined where it has none
   * @throws DynamoError where the placeholders themselves are wrong
   */
  constructor(
    names: Readonly<Record<string, string>> | undefined,
    values: Readonly<Record<string, unknown>> | undefined,
    expressions: Readonly<Record<string, string | undefined>>,
  ) {
    const given = Object.values(expressions).some((it) => it !== undefined);
    if (names !== undefined) checked('ExpressionAttributeNames', '#', names, given);
    if (values !== undefined) {
      const missing = Object.keys(expressions)
        .filter((it) => it !== 'ProjectionExpression')
        .map((it) => `${it} is null`);
      checked('ExpressionAttributeValues', ':', values, given, missing);
    }
    this.#names = new Map(Object.entries(names ?? {}));
    this.#values = new Map(
      Object.entries(values ?? {}).map(([name, value]) => [name, readValueOf(name, value)]),
    );
  }

  name(placeholder: string): string | undefined {
    this.#used.add(placeholder);
    return this.#names.get(placeholder);
  }

  value(placeholder: string): Value | undefined {
    this.#used.add(placeholder);
    return this.#values.get(placeholder);
  }

  /** To be called when all expressions were read. @throws DynamoError for placeholders that none of them uses */
  allUsed(): void {
    for (const [parameter, given] of [
      ['ExpressionAttributeNames', this.#names],
      ['ExpressionAttributeValues', this.#values],
    ] as const) {
      const unused = [...given.keys()].filter((it) => !this.#used.has(it));
      if (unused.length > 0) {
        throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
      }
    }
  }
}

function checked(
  parameter: string,
  mark: '#' | ':',
  given: Readonly<Record<string, unknown>>,
  hasExpression: boolean,
  missing: readonly string[] = [],
): void {
  if (!hasExpression) {
    const why = missing.length > 0 ? `: ${missing.join(' and ')}` : '';
    throw invalid(`${parameter} can only be specified when using expressions${why}`);
  }
  const keys = Object.keys(given);
  if (keys.length === 0) throw invalid(`${parameter} must not be empty`);
  for (const key of keys) {
    const [token, end] = tokensOf(key);
    if (
      key.startsWith(mark) &&
      token?.kind.endsWith('placeholder') &&
      token.from === 0 &&
      end?.kind === 'end'
    )
      continue;
    throw invalid(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
  }
}

function readValueOf(name: string, value: unknown): Value {
  try {
    return readValue(value);
  } catch (error) {
    if (!(error instanceof DynamoError) || error.code !== 'ValidationException') throw error;
    throw invalid(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${name}`);
  }
}
