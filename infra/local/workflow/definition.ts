import * as z from 'zod';
import { codeOf, expressionsIn, inspect, type Readable, refusedFunctions } from './expression.ts';
import { errorNames } from './failure.ts';
import type { Json } from './json.ts';

/** The longest that Step Functions lets a number of seconds be. */
const mostSeconds = 99_999_999;

const expression = z.string().refine((text) => codeOf(text) !== undefined, 'must be an expression {% … %}');
const stateName = z.string().min(1).max(80);
const assign = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/, 'is no name for a variable'),
  z.json(),
);
const after = { Next: stateName.optional(), End: z.literal(true).optional() };
const moving = { Assign: assign.optional(), Output: z.json().optional() };
const comment = { Comment: z.string().optional() };
const errorEquals = z.array(z.string().min(1)).min(1);

const retrier = z.strictObject({
  ErrorEquals: errorEquals,
  IntervalSeconds: z.int().min(1).max(mostSeconds).default(1),
  MaxAttempts: z.int().min(0).max(mostSeconds).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).default('NONE'),
});

const catcher = z.strictObject({ ...comment, ErrorEquals: errorEquals, Next: stateName, ...moving });

/** The integrations that workflows may use; the partition is the deployment's. */
const resource = z
  .string()
  .regex(
    /^arn:[a-z0-9-]+:states:::(lambda:invoke|lambda:invoke\.waitForTaskToken|states:startExecution)$/,
    'is not a supported integration (lambda:invoke, lambda:invoke.waitForTaskToken, states:startExecution)',
  );

const lambdaArguments = z.strictObject({ FunctionName: z.string().min(1), Payload: z.json().optional() });
const startArguments = z.strictObject({
  StateMachineArn: z.string().min(1),
  Name: z.string().min(1).optional(),
  Input: z.json().optional(),
});

const task = z.strictObject({
  Type: z.literal('Task'),
  ...comment,
  Resource: resource,
  Arguments: z.union([lambdaArguments, startArguments]),
  TimeoutSeconds: z.union([z.int().min(1).max(mostSeconds), expression]).optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
  ...moving,
  ...after,
});

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...comment,
  Choices: z.array(z.strictObject({ ...comment, Condition: expression, Next: stateName, ...moving })).min(1),
  Default: stateName.optional(),
  ...moving,
});

const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...comment,
  Seconds: z.union([z.int().min(0).max(mostSeconds), expression]).optional(),
  Timestamp: z.union([z.iso.datetime({ offset: true }), expression]).optional(),
  ...moving,
  ...after,
});

const pass = z.strictObject({ Type: z.literal('Pass'), ...comment, ...moving, ...after });
const succeed = z.strictObject({ Type: z.literal('Succeed'), ...comment, Output: z.json().optional() });
const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...comment,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const state = z.discriminatedUnion('Type', [task, choice, wait, pass, succeed, fail]);

const machine = z.strictObject({
  ...comment,
  QueryLanguage: z.literal('JSONata'),
  StartAt: stateName,
  TimeoutSeconds: z.int().min(1).max(mostSeconds).optional(),
  States: z.record(stateName, state),
});

/** A workflow that this interpreter can run. */
export type Definition = z.infer<typeof machine>;
export type State = z.infer<typeof state>;
export type Task = z.infer<typeof task>;
export type Choice = z.infer<typeof choice>;
export type Wait = z.infer<typeof wait>;
export type Retrier = z.infer<typeof retrier>;

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

/** A way out of a state: its own, or that of one of its rules. */
export interface Leaving {
  readonly Assign?: Record<string, Json> | undefined;
  readonly Output?: Json | undefined;
  readonly Next?: string | undefined;
  readonly End?: true | undefined;
}

/** The ways out of a state: rules of Choices first, then its own, then those of Catch. */
export function leavingsOf(from: State): Leaving[] {
  switch (from.Type) {
    case 'Choice': {
      const { Assign, Output, Default } = from;
      return Default === undefined ? from.Choices : [...from.Choices, { Assign, Output, Next: Default }];
    }
    case 'Task':
      return [from, ...(from.Catch ?? [])];
    case 'Succeed':
      return [{ Output: from.Output, End: true }];
    case 'Fail':
      return [];
    default:
      return [from];
  }
}

/** The states to which a state can lead, with its Catch. */
export function nextOf(from: State): string[] {
  return leavingsOf(from).flatMap(({ Next }) => (Next === undefined ? [] : [Next]));
}

/** Whether a task waits for its token to come back. */
export function isCallback(from: Task): boolean {
  return from.Resource.endsWith('.waitForTaskToken');
}

/** Whether a task starts another execution. */
export function startsExecution(from: Task): boolean {
  return from.Resource.endsWith(':states:startExecution');
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
