import { compareValues } from '../value/measure.ts';
import { typeOf, type Value } from '../value/value.ts';
import type { Placeholders } from './placeholders.ts';
import { type Path, Reader, shownPath } from './reader.ts';
import type { Token } from './tokens.ts';

/** What a condition compares. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'size'; readonly of: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type ConditionFunction =
  | 'attribute_exists'
  | 'attribute_not_exists'
  | 'attribute_type'
  | 'begins_with'
  | 'contains';

/** A condition as it was read. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly [Condition, Condition] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'compare';
      readonly comparator: Comparator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly options: readonly Operand[] }
  | { readonly kind: 'call'; readonly name: ConditionFunction; readonly operands: readonly Operand[] };

const comparators: readonly Comparator[] = ['=', '<>', '<', '<=', '>', '>='];
const operandCounts: Readonly<Record<ConditionFunction | 'size', number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const onlyInUpdates = ['if_not_exists', 'list_append'];
const attributeTypes = ['B', 'NULL', 'SSET', 'BOOL', 'L', 'BS', 'N', 'NS', 'SS', 'S', 'M'];

/** What stands between two ANDs: a condition, or an operand that brackets enclose. */
type Term = Condition | Operand;

/**
 * Reads a condition, a filter or a key condition:
 *
 *     or      = and { OR and }
 *     and     = not { AND not }
 *     not     = { NOT } term
 *     term    = operand [ comparator operand | BETWEEN operand AND operand | IN ( operand { , operand } ) ]
 *     operand = path | :value | size ( operand ) | ( or ) | function ( operand { , operand } )
 *
 * @throws ExpressionError with the place where it goes wrong
 */
export function readCondition(parameter: string, source: string, placeholders: Placeholders): Condition {
  const reader = new Reader(parameter, source, placeholders);
  const condition = new ConditionReader(reader).or();
  if (!isCondition(condition)) throw reader.unexpected();
  reader.end();
  return condition;
}

class ConditionReader {
  readonly #reader: Reader;
  /** Those that brackets enclosed: a second pair would say nothing. */
  readonly #enclosed = new Set<Term>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  or(): Term {
    return this.#chain('OR', () => this.#chain('AND', () => this.#not()));
  }

  #chain(keyword: 'AND' | 'OR', part: () => Term): Term {
    let left = part();
    while (this.#reader.is(keyword)) {
      if (!isCondition(left)) throw this.#reader.unexpected();
      this.#reader.take();
      const right = part();
      if (!isCondition(right)) throw this.#reader.unexpected();
      left = { kind: keyword === 'AND' ? 'and' : 'or', parts: [left, right] };
    }
    return left;
  }

  #not(): Term {
    if (!this.#reader.takes('NOT')) return this.#term();
    const of = this.#not();
    if (!isCondition(of)) throw this.#reader.unexpected();
    return { kind: 'not', of };
  }

  #term(): Term {
    const left = this.#operandOrCondition();
    const operator = this.#reader.next;
    const comparator = comparators.find((it) => this.#reader.is(it));
    if (comparator === undefined && !this.#reader.is('BETWEEN') && !this.#reader.is('IN')) return left;
    if (isCondition(left)) throw this.#reader.unexpected();
    this.#reader.take();
    if (comparator !== undefined) return this.#comparison(comparator, operator, left);
    return operator.text.toUpperCase() === 'IN' ? this.#choice(operator, left) : this.#range(operator, left);
  }

  #comparison(comparator: Comparator, operator: Token, left: Operand): Condition {
    const right = this.#operand();
    this.#mustDiffer(comparator, operator, [left, right]);
    if (comparator !== '=' && comparator !== '<>') {
      for (const it of [left, right]) this.#mustBe(it, ['S', 'N', 'B'], comparator, operator);
    }
    return { kind: 'compare', comparator, left, right };
  }

  #range(operator: Token, of: Operand): Condition {
    const low = this.#operand();
    if (!this.#reader.takes('AND')) throw this.#reader.unexpected();
    const high = this.#operand();
    for (const it of [of, low, high]) this.#mustBe(it, ['S', 'N', 'B'], 'BETWEEN', operator);
    if (low.kind === 'value' && high.kind === 'value') {
      const bounds = `lower bound operand: ${shown(low.value)}, upper bound operand: ${shown(high.value)}`;
      const order = compareValues(low.value, high.value);
      if (order === undefined) {
        throw this.#reader.wrong(
          `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`,
          operator,
        );
      }
      if (order > 0) {
        throw this.#reader.wrong(
          `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
          operator,
        );
      }
    }
    return { kind: 'between', of, low, high };
  }

  #choice(operator: Token, of: Operand): Condition {
    this.#reader.expect('(');
    const options = this.#operands();
    if (options.length > 100) {
      throw this.#reader.wrong(
        `The IN operator is provided with too many operands; number of operands: ${options.length}`,
        operator,
      );
    }
    return { kind: 'in', of, options };
  }

  #operand(): Operand {
    const operand = this.#operandOrCondition();
    if (isCondition(operand)) throw this.#reader.unexpected();
    return operand;
  }

  #operandOrCondition(): Term {
    const reader = this.#reader;
    if (reader.next.kind === 'value placeholder') return { kind: 'value', value: reader.value() };
    if (reader.isCall) return this.#call();
    if (!reader.is('(')) return { kind: 'path', path: reader.path() };
    const bracket = reader.take();
    const inner = this.or();
    reader.expect(')');
    if (this.#enclosed.has(inner)) throw reader.wrong('The expression has redundant parentheses;', bracket);
    this.#enclosed.add(inner);
    return inner;
  }

  #call(): Term {
    const reader = this.#reader;
    const token = reader.take();
    const name = token.text;
    reader.take();
    if (onlyInUpdates.includes(name)) {
      throw reader.wrong(`The function is not allowed in a condition expression; function: ${name}`, token);
    }
    if (!isFunction(name)) throw reader.wrong(`Invalid function name; function: ${name}`, token);
    const operands = reader.takes(')') ? [] : this.#operands();
    if (operands.length !== operandCounts[name]) {
      throw reader.wrong(
        'Incorrect number of operands for operator or function; ' +
          `operator or function: ${name}, number of operands: ${operands.length}`,
        token,
      );
    }
    const [first, second] = operands;
    if (first === undefined) throw reader.unexpected();
    if (name === 'size') {
      this.#mustBe(first, ['S', 'B', 'SS', 'NS', 'BS', 'L', 'M'], name, token);
      return { kind: 'size', of: first };
    }
    if (name.startsWith('attribute_') && first.kind !== 'path') {
      throw reader.wrong(
        `Operator or function requires a document path; operator or function: ${name}`,
        token,
      );
    }
    if (second !== undefined) this.#mustDiffer(name, token, operands);
    if (name === 'begins_with') for (const it of operands) this.#mustBe(it, ['S', 'B'], name, token);
    if (name === 'attribute_type' && second !== undefined) this.#mustNameType(second, name, token);
    return { kind: 'call', name, operands };
  }

  #operands(): Operand[] {
    const operands = [this.#operand()];
    while (this.#reader.takes(',')) operands.push(this.#operand());
    this.#reader.expect(')');
    return operands;
  }

  #mustNameType(operand: Operand, operator: string, at: Token): void {
    if (operand.kind !== 'value') throw this.#reader.unexpected();
    this.#mustBe(operand, ['S'], operator, at);
    const type = 'S' in operand.value ? operand.value.S : '';
    if (attributeTypes.includes(type)) return;
    throw this.#reader.wrong(
      `Invalid attribute type name found; type: ${type}, valid types: {${attributeTypes.join(',')}}`,
      at,
    );
  }

  #mustBe(operand: Operand, types: readonly string[], operator: string, at: Token): void {
    if (operand.kind !== 'value') return;
    const type = typeOf(operand.value);
    if (types.includes(type)) return;
    throw this.#reader.wrong(
      `Incorrect operand type for operator or function; operator or function: ${operator}, ` +
        `operand type: ${type}`,
      at,
    );
  }

  #mustDiffer(operator: string, at: Token, [one, other]: readonly Operand[]): void {
    if (one?.kind !== 'path' || other?.kind !== 'path') return;
    const path = shownPath(one.path);
    if (path !== shownPath(other.path)) return;
    throw this.#reader.wrong(
      'The first operand must be distinct from the remaining operands for this operator or function; ' +
        `operator: ${operator}, first operand: ${path}`,
      at,
    );
  }
}

function isCondition(term: Term): term is Condition {
  return term.kind !== 'path' && term.kind !== 'value' && term.kind !== 'size';
}

function isFunction(name: string): name is ConditionFunction | 'size' {
  return Object.hasOwn(operandCounts, name);
}

function shown(value: Value): string {
  const [type = '', content] = Object.entries(value)[0] ?? [];
  return `AttributeValue: {${type}:${typeof content === 'string' ? content : JSON.stringify(content)}}`;
}
