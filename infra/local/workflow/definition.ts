import type * as z from 'zod';
import { expressionsIn, inspect, type Readable, refusedFunctions } from './expression.ts';
import { errorNames } from './failure.ts';
import {
  type Definition,
  isCallback,
  leavingsOf,
  machine,
  nextOf,
  type State,
  startsExecution,
  type Task,
} from './grammar.ts';

/** Says all that is wrong with, or not supported in, a workflow definition. */
export class DefinitionError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'DefinitionError';
    this.problems = problems;
  }
}

/**
 * Reads a workflow definition in Amazon States Language.
 * @param definitionJson the parsed JSON
 * @throws DefinitionError for anything that this interpreter does not run exactly as AWS does, naming state and field
 */
export function load(definitionJson: unknown): Definition {
  const parsed = machine.safeParse(definitionJson);
  if (!parsed.success)
    throw new DefinitionError(parsed.error.issues.flatMap((issue) => describe(issue, definitionJson)));
  const problems = [...graphProblems(parsed.data), ...expressionProblems(parsed.data)];
  if (problems.length > 0) throw new DefinitionError(problems);
  return parsed.data;
}

function describe(issue: z.core.$ZodIssue, json: unknown): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${placeOf([...issue.path, key])} is not supported`);
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'Type')
    return [`${placeOf(issue.path)}: the type ${JSON.stringify(valueAt(json, issue.path))} is not supported`];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that fits best says what is wrong; the others only say that they are others.
    const branches = issue.errors.map((branch) =>
      branch.flatMap((part) => describe({ ...part, path: [...issue.path, ...part.path] }, json)),
    );
    return branches.reduce((best, branch) => (branch.length < best.length ? branch : best));
  }
  if (issue.code === 'invalid_key')
    return [`${placeOf(issue.path)} ${issue.issues.map((part) => part.message).join(', ')}`];
  return [`${placeOf(issue.path)}: ${issue.message}`];
}

function placeOf(path: readonly PropertyKey[]): string {
  const names = path.map(String);
  if (names[0] === 'States' && names[1] !== undefined) {
    const field = names.slice(2).join('.');
    return field === '' ? `State "${names[1]}"` : `State "${names[1]}": field ${field}`;
  }
  return names.length === 0 ? 'The definition' : `Field ${names.join('.')}`;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

function graphProblems(definition: Definition): string[] {
  const problems: string[] = [];
  const known = new Set(Object.keys(definition.States));
  if (!known.has(definition.StartAt))
    problems.push(`Field StartAt: there is no state "${definition.StartAt}"`);
  for (const [name, from] of Object.entries(definition.States)) {
    for (const target of nextOf(from))
      if (!known.has(target)) problems.push(`State "${name}": there is no state "${target}" to go to`);
    if (
      'Next' in from ||
      'End' in from ||
      from.Type === 'Task' ||
      from.Type === 'Wait' ||
      from.Type === 'Pass'
    ) {
      const given = [from.Next, from.End].filter((value) => value !== undefined).length;
      if (given !== 1) problems.push(`State "${name}": needs either Next or End`);
    }
    if (from.Type === 'Wait' && (from.Seconds === undefined) === (from.Timestamp === undefined))
      problems.push(`State "${name}": needs either Seconds or Timestamp`);
    if (from.Type === 'Task') problems.push(...taskProblems(name, from));
  }
  return problems;
}

function taskProblems(name: string, from: Task): string[] {
  const problems: string[] = [];
  if (startsExecution(from) !== 'StateMachineArn' in from.Arguments)
    problems.push(`State "${name}": field Arguments does not fit the Resource`);
  for (const field of ['Retry', 'Catch'] as const)
    for (const [index, rule] of (from[field] ?? []).entries()) {
      const last = index === (from[field] ?? []).length - 1;
      if (rule.ErrorEquals.includes(errorNames.all) && (rule.ErrorEquals.length > 1 || !last))
        problems.push(`State "${name}": field ${field}: States.ALL stands alone and in the last place`);
    }
  return problems;
}

/** An expression of a state, with what it may read. */
export interface PlacedExpression {
  readonly field: string;
  readonly code: string;
  readonly readable: Readable;
  /** What is wrong with it before it is even parsed. */
  readonly problem?: string;
}

/** The expressions of a state, each with its place. */
export function expressionsOf(from: State): PlacedExpression[] {
  const placed = (value: unknown, field: string, readable: Readable = {}): PlacedExpression[] =>
    value === undefined ? [] : expressionsIn(value, field).map((found) => ({ ...found, readable }));
  const result = { result: from.Type === 'Task' };
  const found: PlacedExpression[] = [];
  if ('Assign' in from) found.push(...placed(from.Assign, 'Assign', result));
  if ('Output' in from) found.push(...placed(from.Output, 'Output', result));
  if (from.Type === 'Task') {
    found.push(...placed(from.Arguments, 'Arguments', { taskToken: isCallback(from) }));
    found.push(...placed(from.TimeoutSeconds, 'TimeoutSeconds'));
    for (const [index, rule] of (from.Catch ?? []).entries()) {
      found.push(...placed(rule.Assign, `Catch.${index}.Assign`, { errorOutput: true }));
      found.push(...placed(rule.Output, `Catch.${index}.Output`, { errorOutput: true }));
    }
  }
  if (from.Type === 'Choice')
    for (const [index, rule] of from.Choices.entries())
      for (const field of ['Condition', 'Assign', 'Output'] as const)
        found.push(...placed(rule[field], `Choices.${index}.${field}`));
  if (from.Type === 'Wait')
    found.push(...placed(from.Seconds, 'Seconds'), ...placed(from.Timestamp, 'Timestamp'));
  if (from.Type === 'Fail') found.push(...placed(from.Error, 'Error'), ...placed(from.Cause, 'Cause'));
  return found;
}

/** The variables that the states of a workflow assign, somewhere. */
export function variablesOf(definition: Definition): Set<string> {
  return new Set(Object.values(definition.States).flatMap(assignedIn));
}

function expressionProblems(definition: Definition): string[] {
  const problems: string[] = [];
  const variables = variablesOf(definition);
  for (const [name, from] of Object.entries(definition.States)) {
    for (const { field, code, readable, problem } of expressionsOf(from)) {
      const inspection = inspect(code, readable);
      for (const found of problem ? [problem] : inspection.problems)
        problems.push(`State "${name}": field ${field} ${found}`);
      for (const called of inspection.calls.filter((call) => variables.has(call)))
        problems.push(`State "${name}": field ${field} calls $${called}, which is a variable here`);
    }
    for (const variable of assignedIn(from))
      if (variable === 'states' || refusedFunctions.has(variable))
        problems.push(`State "${name}": field Assign.${variable} would hide what $${variable} means`);
  }
  return problems;
}

/** The variables that a state assigns, on whatever way out. */
function assignedIn(from: State): string[] {
  const own = 'Assign' in from ? Object.keys(from.Assign ?? {}) : [];
  return [...new Set([...own, ...leavingsOf(from).flatMap(({ Assign }) => Object.keys(Assign ?? {}))])];
}
