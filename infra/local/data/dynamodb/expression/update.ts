import { typeOf, type Value, type ValueType } from '../value/value.ts';
import type { Placeholders } from './placeholders.ts';
import { checkPaths, type Path, Reader } from './reader.ts';
import type { Token } from './tokens.ts';

/** What SET sets an attribute to. */
export type Term =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'if_not_exists'; readonly path: Path; readonly otherwise: Term }
  | { readonly kind: 'list_append'; readonly first: Term; readonly second: Term }
  | { readonly kind: 'sum'; readonly left: Term; readonly sign: 1 | -1; readonly right: Term };

/** One act of an update. */
export type Act =
  | { readonly kind: 'SET'; readonly path: Path; readonly to: Term }
  | { readonly kind: 'REMOVE'; readonly path: Path }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: Path; readonly value: Value };

/** The types as errors about updates write them. */
const longNames: Readonly<Record<ValueType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  M: 'MAP',
  L: 'LIST',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
};

const sections = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

/**
 * Reads an update, each section at most once, in any order:
 *
 *     SET path = sum { , path = sum }      sum  = term [ + term | - term ]
 *     REMOVE path { , path }               term = path | :value | ( sum )
 *     ADD path :value { , path :value }         | if_not_exists ( path , term ) | list_append ( term , term )
 *     DELETE path :value { , … }
 *
 * @throws ExpressionError with the place where it goes wrong
 */
export function readUpdate(source: string, placeholders: Placeholders): Act[] {
  const reader = new Reader('UpdateExpression', source, placeholders);
  const acts: Act[] = [];
  const seen = new Set<string>();
  while (reader.next.kind !== 'end') {
    const section = sections.find((it) => reader.is(it));
    if (section === undefined) throw reader.unexpected();
    if (seen.has(section)) {
      throw reader.wrong(`The "${section}" section can only be used once in an update expression;`);
    }
    seen.add(section);
    reader.take();
    do acts.push(readAct(section, reader));
    while (reader.takes(','));
  }
  checkPaths(
    acts.map((it) => it.path),
    reader,
  );
  return acts;
}

function readAct(section: (typeof sections)[number], reader: Reader): Act {
  const path = reader.path();
  if (section === 'REMOVE') return { kind: 'REMOVE', path };
  if (section === 'SET') {
    reader.expect('=');
    return { kind: 'SET', path, to: readSum(reader) };
  }
  const at = reader.next;
  const value = reader.value();
  const type = typeOf(value);
  const isSet = type === 'SS' || type === 'NS' || type === 'BS';
  if (!isSet && !(section === 'ADD' && type === 'N')) {
    throw reader.wrong(
      `Incorrect operand type for operator or function; operator: ${section}, operand type: ` +
        `${longNames[type]}, typeSet: ALLOWED_FOR_${section}_OPERAND`,
      at,
    );
  }
  return { kind: section, path, value };
}

function readSum(reader: Reader): Term {
  const left = readTerm(reader);
  const operator = reader.next;
  if (!reader.takes('+') && !reader.takes('-')) return left;
  const right = readTerm(reader);
  for (const it of [left, right]) mustBe(it, 'N', operator.text, operator, reader);
  return { kind: 'sum', left, sign: operator.text === '+' ? 1 : -1, right };
}

function readTerm(reader: Reader): Term {
  if (reader.next.kind === 'value placeholder') return { kind: 'value', value: reader.value() };
  if (reader.isCall) return readCall(reader);
  if (reader.takes('(')) {
    const inner = readSum(reader);
    reader.expect(')');
    return inner;
  }
  return { kind: 'path', path: reader.path() };
}

function readCall(reader: Reader): Term {
  const token = reader.take();
  const name = token.text;
  reader.take();
  if (name !== 'if_not_exists' && name !== 'list_append') {
    const known =
      name === 'size' || name === 'contains' || name === 'begins_with' || name.startsWith('attribute_');
    throw reader.wrong(
      known
        ? `The function is not allowed in an update expression; function: ${name}`
        : `Invalid function name; function: ${name}`,
      token,
    );
  }
  const operands: Term[] = [];
  if (!reader.takes(')')) {
    do operands.push(readTerm(reader));
    while (reader.takes(','));
    reader.expect(')');
  }
  const [first, second] = operands;
  if (first === undefined || second === undefined || operands.length > 2) {
    throw reader.wrong(
      `Incorrect number of operands for operator or function; operator or function: ${name}, ` +
        `number of operands: ${operands.length}`,
      token,
    );
  }
  if (name === 'list_append') {
    for (const it of operands) mustBe(it, 'L', name, token, reader);
    return { kind: 'list_append', first, second };
  }
  if (first.kind !== 'path') {
    throw reader.wrong(`Operator or function requires a document path; operator or function: ${name}`, token);
  }
  return { kind: 'if_not_exists', path: first.path, otherwise: second };
}

function mustBe(term: Term, type: ValueType, operator: string, at: Token, reader: Reader): void {
  if (term.kind !== 'value' || type in term.value) return;
  throw reader.wrong(
    `Incorrect operand type for operator or function; operator or function: ${operator}, ` +
      `operand type: ${typeOf(term.value)}`,
    at,
  );
}
