import type { Value } from '../value/value.ts';
import type { Placeholders } from './placeholders.ts';
import { isReserved } from './reserved-words.ts';
import { ExpressionError, type Token, tokensOf } from './tokens.ts';

/** A place in an item: names of attributes and positions in lists, from the outermost on. */
export type Path = readonly (string | number)[];

/** Words that can stand nowhere but where the grammar has them. */
const keywords = ['AND', 'OR', 'NOT', 'BETWEEN', 'IN'];
/** The most that an expression may have, in bytes (Developer Guide, "Quotas"). */
const longestExpression = 4096;

/** Reads an expression word by word; all grammars of expressions are made of it. */
export class Reader {
  readonly #parameter: string;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  readonly #placeholders: Placeholders;
  #at = 0;

  /** @param parameter the request's parameter that holds the expression, for errors */
  constructor(parameter: string, source: string, placeholders: Placeholders) {
    this.#parameter = parameter;
    this.#source = source;
    this.#placeholders = placeholders;
    this.#tokens = tokensOf(source);
    if (this.next.kind === 'end') throw this.wrong('The expression can not be empty;');
    if (Buffer.byteLength(source) > longestExpression) {
      throw this.wrong('Expression size has exceeded the maximum allowed size;');
    }
  }

  /** The word that comes next; it stays the next one. */
  get next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '<EOF>', from: 0, to: 0 };
  }

  get #afterNext(): Token | undefined {
    return this.#tokens[this.#at + 1];
  }

  /** Takes the next word. */
  take(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Takes the next word if it is this symbol or keyword; keywords are written as one likes. */
  takes(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at += 1;
    return true;
  }

  /** Whether the next word is this symbol or keyword. */
  is(text: string): boolean {
    const { kind, text: found } = this.next;
    return kind === 'symbol' ? found === text : kind === 'name' && found.toUpperCase() === text;
  }

  /** Whether a name and a bracket come next: a call. */
  get isCall(): boolean {
    return this.next.kind === 'name' && this.#afterNext?.text === '(';
  }

  /** Takes a symbol that must be there. @throws ExpressionError */
  expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.unexpected();
  }

  /** To be called when all was read. @throws ExpressionError for what is left */
  end(): void {
    if (this.next.kind !== 'end') throw this.unexpected();
  }

  /** An error at a word, the next one if none is named. */
  wrong(message: string, at: Token = this.next): ExpressionError {
    return new ExpressionError(this.#parameter, message, at.from);
  }

  /** The error for a next word that cannot stand there. */
  unexpected(): ExpressionError {
    const before = this.#tokens[this.#at - 1] ?? this.next;
    const near = this.#source.slice(before.from, (this.#afterNext ?? this.next).to).trimEnd();
    return this.wrong(`Syntax error; token: "${this.next.text}", near: "${near}"`);
  }

  /** Reads a document path. @throws ExpressionError */
  path(): Path {
    const path: (string | number)[] = [this.#name()];
    for (;;) {
      if (this.takes('.')) {
        path.push(this.#name());
      } else if (this.takes('[')) {
        if (this.next.kind !== 'index') throw this.unexpected();
        path.push(Number(this.take().text));
        this.expect(']');
      } else {
        return path;
      }
    }
  }

  /** Reads the placeholder of a value. @throws ExpressionError */
  value(): Value {
    const token = this.next;
    if (token.kind !== 'value placeholder') throw this.unexpected();
    const value = this.#placeholders.value(token.text);
    if (value === undefined) {
      throw this.wrong(
        `An expression attribute value used in expression is not defined; attribute value: ${token.text}`,
      );
    }
    this.take();
    return value;
  }

  #name(): string {
    const token = this.next;
    if (token.kind === 'name placeholder') {
      const name = this.#placeholders.name(token.text);
      if (name === undefined) {
        throw this.wrong(
          `An expression attribute name used in the document path is not defined; attribute name: ${token.text}`,
        );
      }
      this.take();
      return name;
    }
    if (token.kind !== 'name' || keywords.includes(token.text.toUpperCase())) throw this.unexpected();
    if (isReserved(token.text)) {
      throw this.wrong(`Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
    }
    return this.take().text;
  }
}

/** A path as errors write it. */
export function shownPath(path: Path): string {
  return `[${path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join(', ')}]`;
}

/**
 * Checks that no two paths are in each other's way.
 * @throws ExpressionError where one holds the other, or where they take the same place for a map and for a list
 */
export function checkPaths(paths: readonly Path[], reader: Reader): void {
  for (const [at, one] of paths.entries()) {
    for (const other of paths.slice(at + 1)) {
      const problem = problemOf(one, other);
      if (problem === undefined) continue;
      throw reader.wrong(
        `Two document paths ${problem} with each other; must remove or rewrite one of these paths; ` +
          `path one: ${shownPath(one)}, path two: ${shownPath(other)}`,
      );
    }
  }
}

function problemOf(one: Path, other: Path): 'overlap' | 'conflict' | undefined {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    if (typeof one[at] !== typeof other[at]) return 'conflict';
    if (one[at] !== other[at]) return undefined;
  }
  return 'overlap';
}
