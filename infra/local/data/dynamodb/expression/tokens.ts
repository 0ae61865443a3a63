import { DynamoError } from '../errors.ts';

/** A word of an expression: what it is, and where it stands, counted from 0. */
export interface Token {
  readonly kind: 'name' | 'name placeholder' | 'value placeholder' | 'index' | 'symbol' | 'unknown' | 'end';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** An expression that DynamoDB refuses, with the place where it went wrong. */
export class ExpressionError extends DynamoError {
  /** Where in the expression, counted from 0. */
  readonly position: number;

  /** @param parameter the request's parameter that holds the expression, such as `UpdateExpression` */
  constructor(parameter: string, message: string, position: number) {
    super('ValidationException', `Invalid ${parameter}: ${message}`);
    this.position = position;
  }
}

const symbols = ['<>', '<=', '>=', '=', '<', '>', '(', ')', ',', '.', '[', ']', '+', '-'];

/** Reads the words of an expression; what no word can begin with becomes a word of its own. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const token = tokenAt(source, at);
    if (token !== undefined) tokens.push(token);
    at = token?.to ?? at + 1;
  }
  return [...tokens, { kind: 'end', text: '<EOF>', from: source.length, to: source.length }];
}

function tokenAt(source: string, from: number): Token | undefined {
  const first = source.charAt(from);
  if (isSpace(first)) return undefined;
  const token = (kind: Token['kind'], to: number): Token => ({
    kind,
    text: source.slice(from, to),
    from,
    to,
  });
  if (isLetter(first)) return token('name', endOf(source, from, isWordPart));
  if (first === '#' || first === ':') {
    const to = endOf(source, from + 1, isWordPart);
    if (to === from + 1) return token('unknown', to);
    return token(first === '#' ? 'name placeholder' : 'value placeholder', to);
  }
  if (isDigit(first)) return token('index', endOf(source, from, isDigit));
  const symbol = symbols.find((it) => source.startsWith(it, from));
  return symbol === undefined ? token('unknown', from + 1) : token('symbol', from + symbol.length);
}

function endOf(source: string, from: number, belongs: (character: string) => boolean): number {
  let at = from;
  while (at < source.length && belongs(source.charAt(at))) at += 1;
  return at;
}

const isSpace = (it: string) => it === ' ' || it === '\t' || it === '\n' || it === '\r';
const isDigit = (it: string) => it >= '0' && it <= '9';
const isLetter = (it: string) => (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z');
const isWordPart = (it: string) => isLetter(it) || isDigit(it) || it === '_';
