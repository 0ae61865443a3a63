import { arnFits, fits } from './patterns.ts';

/** What is known about a call besides action and resource: condition keys with their value or values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One line of a Condition block: an operator, the key it looks at, and the values it accepts. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

type Compare = (accepted: string, given: string) => boolean;

const single: Readonly<Record<string, Compare>> = {
  StringEquals: (accepted, given) => accepted === given,
  StringLike: (accepted, given) => fits(accepted, given),
  ArnEquals: arnFits,
  ArnLike: arnFits,
};

const overAll: Readonly<Record<string, Compare>> = {
  'ForAllValues:StringEquals': (accepted, given) => accepted === given,
  'ForAllValues:StringLike': (accepted, given) => fits(accepted, given),
};

/** Asks whether a key is absent (`true`) or there (`false`), whatever it holds. */
const absence = 'Null';

// The keys that the local host can fill in, in lower case, as keys are compared without regard to case.
const singleKeys = new Set(['aws:sourcearn', 'aws:sourceaccount', 'ses:fromaddress']);
const multipleKeys = new Set(['dynamodb:leadingkeys']);

/**
 * Says why a condition cannot be judged here, or undefined where it can. A policy with an operator or key
 * that this machine does not know is refused when the template is loaded: guessing would make the local host
 * allow what AWS refuses, or the other way round.
 */
export function unknownIn(condition: Condition): string | undefined {
  const key = condition.key.toLowerCase();
  const isMultiple = multipleKeys.has(key);
  if (!isMultiple && !singleKeys.has(key)) return `the condition key ${condition.key} is not known here`;
  if (condition.operator === absence) {
    const isTold = condition.values.every((value) => value === 'true' || value === 'false');
    return isTold ? undefined : `Null is true or false, and not ${condition.values.join(', ')}`;
  }
  if (!(condition.operator in single) && !(condition.operator in overAll)) {
    return `the condition operator ${condition.operator} is not known here`;
  }
  if (isMultiple && condition.operator in single) {
    return `${condition.key} has several values and needs an operator with ForAllValues:`;
  }
  if (condition.values.some((value) => value.includes('${'))) {
    return `policy variables, as in ${condition.key}, are not known here`;
  }
  return undefined;
}

/**
 * True where a condition is met. A key that the call does not carry meets no plain operator but every
 * ForAllValues operator (IAM User Guide, "Set operators for multivalued context keys"); Null alone asks for that.
 */
export function isMet(condition: Condition, context: Context): boolean {
  const given = valuesOf(condition.key, context);
  if (condition.operator === absence) return condition.values.includes(String(given.length === 0));
  const compareAll = overAll[condition.operator];
  if (compareAll !== undefined) {
    return given.every((value) => condition.values.some((accepted) => compareAll(accepted, value)));
  }
  const compare = single[condition.operator];
  if (compare === undefined)
    throw new Error(`the condition operator ${condition.operator} is not known here`);
  return given.some((value) => condition.values.some((accepted) => compare(accepted, value)));
}

function valuesOf(key: string, context: Context): readonly string[] {
  for (const [name, value] of Object.entries(context)) {
    if (name.toLowerCase() === key.toLowerCase()) return typeof value === 'string' ? [value] : value;
  }
  return [];
}
