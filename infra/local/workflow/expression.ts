import jsonata from 'jsonata';
import type { Chance } from './chance.ts';
import { errorNames, StateFailure } from './failure.ts';
import { isJsonObject, type Json } from './json.ts';

/** What an expression may read through `$states`, besides input and context. */
export interface Readable {
  readonly result?: boolean;
  readonly errorOutput?: boolean;
  readonly taskToken?: boolean;
}

/** What an expression is evaluated with. */
export interface Scope {
  /** The value of `$states`. */
  readonly states: Json;
  readonly variables: Readonly<Record<string, Json>>;
  /** The instant that `$now()` and `$millis()` tell. */
  readonly now: string;
  readonly chance: Chance;
}

const contextFields: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Name', 'StartTime', 'Input'],
  State: ['Name', 'EnteredTime', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
};

/** Functions that AWS has and this interpreter lacks, that AWS lacks, or that give a random result. */
export const refusedFunctions: ReadonlySet<string> = new Set([
  'eval',
  'partition',
  'range',
  'hash',
  'shuffle',
]);

/** Functions whose arguments beyond this number would need the machine's clock or a random seed. */
const mostArguments: Readonly<Record<string, number>> = { toMillis: 1, random: 0, uuid: 0, parse: 1 };

/** The functions of the language, for telling them from variables. */
export const functionNames: ReadonlySet<string> = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad ' +
    'match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round ' +
    'abs sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge ' +
    'reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl ' +
    'decodeUrlComponent decodeUrl eval toMillis fromMillis clone now millis uuid parse partition range hash'
  ).split(' '),
);

/** The code inside `{% … %}`, or undefined if the text is no expression. */
export function codeOf(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4
    ? text.slice(2, -2).trim()
    : undefined;
}

const compiled = new Map<string, jsonata.Expression>();

function compile(code: string): jsonata.Expression {
  const known = compiled.get(code);
  if (known) return known;
  const made = jsonata(code);
  compiled.set(code, made);
  return made;
}

/** Every node of a syntax tree, as loose objects: the library's own types leave most fields out. */
function nodesOf(tree: unknown): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (!Array.isArray(value)) found.push(Object.fromEntries(Object.entries(value)));
    for (const part of Object.values(value)) visit(part);
  };
  visit(tree);
  return found;
}

/** The values of an unknown that should be an array of objects; others are left out. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((part: unknown) => typeof part === 'object' && part !== null)
    .map((part: object) => Object.fromEntries(Object.entries(part)));
}

/** What a look at an expression's syntax tree tells. */
export interface Inspection {
  /** The names that it reads and does not bind itself: variables, and functions where no variable hides them. */
  readonly reads: readonly string[];
  /** Those of them that it calls. */
  readonly calls: readonly string[];
  /** Whether it reads `$states.context.Task.Token`. */
  readonly readsToken: boolean;
  /** Why it cannot run here: syntax, functions, `$states` fields. Empty if it can. */
  readonly problems: readonly string[];
}

/** Reads an expression without running it. */
export function inspect(code: string, readable: Readable): Inspection {
  let tree: unknown;
  try {
    tree = compile(code).ast();
  } catch (cause) {
    return { reads: [], calls: [], readsToken: false, problems: [`does not parse: ${messageOf(cause)}`] };
  }
  const nodes = nodesOf(tree);
  const bound = new Set<string>();
  for (const node of nodes) {
    if (node['type'] === 'bind')
      for (const name of objectsIn([node['lhs']])) bound.add(String(name['value']));
    if (node['type'] === 'lambda')
      for (const name of objectsIn(node['arguments'])) bound.add(String(name['value']));
    for (const mark of ['focus', 'index']) if (typeof node[mark] === 'string') bound.add(node[mark]);
  }
  const problems: string[] = [];
  const reads = new Set<string>();
  const calls = new Set<string>();
  let readsToken = false;
  let statesReads = 0;
  for (const node of nodes) {
    if (node['type'] === 'variable') {
      const name = String(node['value']);
      if (name === '$') problems.push('reads $$, which a workflow does not have');
      else if (name === 'states') statesReads += 1;
      else if (refusedFunctions.has(name))
        problems.push(`uses the function $${name}, which is not supported`);
      else if (name !== '' && !bound.has(name)) reads.add(name);
    }
    if (node['type'] === 'function') {
      const name = objectsIn([node['procedure']])[0]?.['value'];
      if (typeof name === 'string' && !bound.has(name)) calls.add(name);
      const most = typeof name === 'string' ? mostArguments[name] : undefined;
      if (most !== undefined && objectsIn(node['arguments']).length > most)
        problems.push(`calls $${String(name)} with more than ${most} arguments, which is not supported`);
    }
    if (node['type'] === 'path') {
      const steps = objectsIn(node['steps']);
      if (steps[0]?.['type'] !== 'variable' || steps[0]['value'] !== 'states') continue;
      statesReads -= 1;
      const names = steps.slice(1).map((part) => (part['type'] === 'name' ? String(part['value']) : '*'));
      const problem = statesProblem(names, readable);
      if (problem) problems.push(problem);
      if (names.join('.') === 'context.Task.Token') readsToken = true;
    }
  }
  if (statesReads > 0) problems.push('reads $states as a whole; name the part, such as $states.input');
  problems.push(...rootProblems(tree));
  return { reads: [...reads], calls: [...calls], readsToken, problems: [...new Set(problems)] };
}

/** At the top of an expression there is no context value: neither `$` nor a bare name means anything. */
function rootProblems(tree: unknown): string[] {
  const root = objectsIn([tree])[0];
  const first = root?.['type'] === 'path' ? objectsIn(root['steps'])[0] : root;
  if (first?.['type'] === 'name')
    return [`reads the bare name ${String(first['value'])}; did you mean a variable?`];
  if (first?.['type'] === 'variable' && first['value'] === '')
    return ['reads $ at its top, where it has no value'];
  return [];
}

function statesProblem(names: readonly string[], readable: Readable): string | undefined {
  const [part = '', group = '', field = ''] = names;
  if (part === 'input') return undefined;
  if (part === 'result')
    return readable.result ? undefined : 'reads $states.result, which this field does not have';
  if (part === 'errorOutput')
    return readable.errorOutput ? undefined : 'reads $states.errorOutput, which only a Catch has';
  if (part !== 'context') return `reads $states.${part}, which is not supported`;
  if (!contextFields[group]?.includes(field))
    return `reads $states.${['context', group, field].filter(Boolean).join('.')}, which is not supported`;
  if (group === 'Task' && !readable.taskToken)
    return 'reads $states.context.Task.Token, which only the Arguments of a waitForTaskToken task have';
  return undefined;
}

/** The expressions inside a JSON value, each with the field where it stands. */
export function expressionsIn(
  value: unknown,
  field: string,
): { field: string; code: string; problem?: string }[] {
  if (typeof value === 'string') {
    const code = codeOf(value);
    if (code !== undefined) return [{ field, code }];
    const torn = value.includes('{%') || value.includes('%}');
    return torn
      ? [{ field, code: '', problem: 'mixes text with {% … %}; the whole text must be one expression' }]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => expressionsIn(part, `${field}.${key}`));
}

/**
 * Evaluates the expressions inside a JSON value and leaves the rest of it as it is.
 * @throws StateFailure States.QueryEvaluationError where an expression fails or has no value
 */
export async function evaluate(value: Json, field: string, scope: Scope): Promise<Json> {
  if (typeof value === 'string') {
    const code = codeOf(value);
    return code === undefined ? value : evaluateCode(code, field, scope);
  }
  if (Array.isArray(value)) {
    const parts: Json[] = [];
    for (const [index, part] of value.entries())
      parts.push(await evaluate(part, `${field}[${index}]`, scope));
    return parts;
  }
  if (isJsonObject(value)) {
    const parts: { [key: string]: Json } = {};
    for (const [key, part] of Object.entries(value))
      parts[key] = await evaluate(part, `${field}.${key}`, scope);
    return parts;
  }
  return value;
}

async function evaluateCode(code: string, field: string, scope: Scope): Promise<Json> {
  let result: unknown;
  try {
    result = await compile(code).evaluate(undefined, bindings(scope));
  } catch (cause) {
    throw new StateFailure(
      errorNames.queryEvaluation,
      `The expression '${code}' failed: ${messageOf(cause)}`,
      field,
    );
  }
  if (result === undefined)
    throw new StateFailure(
      errorNames.queryEvaluation,
      `The expression '${code}' returned nothing (undefined).`,
      field,
    );
  if (isFunction(result))
    throw new StateFailure(
      errorNames.queryEvaluation,
      `The expression '${code}' returned a function.`,
      field,
    );
  // Sequences of the library carry marks of their own; JSON leaves them behind.
  const plain: Json = JSON.parse(JSON.stringify(result));
  return plain;
}

function isFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    ('_jsonata_lambda' in value || '_jsonata_function' in value)
  );
}

function bindings(scope: Scope): Record<string, unknown> {
  const millis = Date.parse(scope.now);
  return {
    now: (picture?: string, timezone?: string) =>
      compile('$fromMillis($millis, $picture, $timezone)').evaluate(undefined, { millis, picture, timezone }),
    millis: () => millis,
    random: () => scope.chance.number(),
    uuid: () => scope.chance.uuid(),
    parse: (text: string): Json => JSON.parse(text),
    // A variable hides a function of its name, as everywhere in JSONata.
    ...scope.variables,
    states: scope.states,
  };
}

/** JSONata throws plain objects with a message, not errors. */
function messageOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null && 'message' in cause) return String(cause.message);
  return String(cause);
}
