import validate from 'asl-validator';
import * as z from 'zod';
import { DefinitionError, expressionsOf, load, variablesOf } from '../local/workflow/definition.ts';
import { functionNames, inspect } from '../local/workflow/expression.ts';
import { errorMatches, errorNames } from '../local/workflow/failure.ts';
import {
  type Definition,
  isCallback,
  leavingsOf,
  nextOf,
  type State,
  type Task,
} from '../local/workflow/grammar.ts';

/** No wait is longer than its execution may live. */
const longestWaitSeconds = 31_536_000;

/**
 * Checks a workflow file: with asl-validator, by loading it as the local host does, and for what both miss.
 * @internal
 * @param name what the file is called in messages
 * @param json the parsed file, with its placeholders such as `${Partition}` and `${ParkArn}`
 * @returns what is wrong, in words; empty if nothing is
 */
export function lintWorkflow(name: string, json: unknown): string[] {
  const problems = [...textProblems(json), ...commentProblems(json)];
  const filled = fill(json);
  if (typeof filled === 'object' && filled !== null)
    problems.push(
      ...validate(structuredClone(filled)).errors.map((error) => `${error['Error code']}: ${error.Message}`),
    );
  try {
    problems.push(...definitionProblems(load(filled)));
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    problems.push(...error.problems);
  }
  return problems.map((problem) => `${name}: ${problem}`);
}

/** Puts example values where the deployment puts the true ones. */
export function fill(json: unknown): unknown {
  const text = JSON.stringify(json)
    .replaceAll(/\$\{Partition\}/g, 'aws')
    .replaceAll(/\$\{([A-Za-z0-9]+)\}/g, 'arn:aws:example:::$1');
  return JSON.parse(text);
}

/** All texts inside a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function textProblems(json: unknown): string[] {
  const problems: string[] = [];
  for (const text of textsIn(json)) {
    for (const [arn] of text.matchAll(/\barn:(?!\$\{Partition\}:)[^"\s]*/g))
      problems.push(`"${arn}" names a partition; write arn:\${Partition}:… or a placeholder`);
    for (const [placeholder, inside] of text.matchAll(/\$\{([^}]*)\}/g))
      if (inside !== 'Partition' && !/^[A-Z][A-Za-z0-9]*Arn$/.test(inside ?? ''))
        problems.push(`${placeholder} is neither \${Partition} nor a placeholder like \${ParkArn}`);
  }
  return problems;
}

const commented = z.object({ Comment: z.string().trim().min(1) });

function commentProblems(json: unknown): string[] {
  const problems = commented.safeParse(json).success ? [] : ['has no Comment'];
  const states = z.object({ States: z.record(z.string(), z.unknown()) }).safeParse(json);
  for (const [name, state] of Object.entries(states.data?.States ?? {}))
    if (!commented.safeParse(state).success) problems.push(`State "${name}": has no Comment`);
  return problems;
}

function definitionProblems(definition: Definition): string[] {
  const problems = [...graphProblems(definition), ...variableProblems(definition)];
  for (const [name, state] of Object.entries(definition.States)) {
    const found = state.Type === 'Task' ? taskProblems(state) : [];
    const seconds =
      state.Type === 'Wait' ? state.Seconds : state.Type === 'Task' ? state.TimeoutSeconds : undefined;
    if (typeof seconds === 'number' && seconds > longestWaitSeconds)
      found.push('waits for longer than a year');
    problems.push(...found.map((problem) => `State "${name}": ${problem}`));
  }
  return problems;
}

function taskProblems(state: Task): string[] {
  const problems: string[] = [];
  const target =
    'FunctionName' in state.Arguments ? state.Arguments.FunctionName : state.Arguments.StateMachineArn;
  // By now every placeholder has become an example ARN.
  if (!target.startsWith('arn:aws:example:::'))
    problems.push(`names its target; write a placeholder like \${ParkArn}`);
  if (!isCallback(state)) return problems;
  if (state.TimeoutSeconds === undefined) problems.push('is a callback without TimeoutSeconds');
  const readsToken = expressionsOf(state).some(
    ({ field, code, readable }) => field.startsWith('Arguments') && inspect(code, readable).readsToken,
  );
  if (!readsToken) problems.push('is a callback that does not pass $states.context.Task.Token');
  for (const rule of state.Retry ?? [])
    if (errorMatches(rule.ErrorEquals, errorNames.timeout))
      problems.push(`is a callback that is retried after its timeout (${rule.ErrorEquals.join(', ')})`);
  if (!state.Catch?.some((rule) => errorMatches(rule.ErrorEquals, errorNames.timeout)))
    problems.push('is a callback whose timeout nothing catches');
  return problems;
}

/** The states that can be reached from one, itself included. */
function reachable(
  definition: Definition,
  from: string,
  follow: (state: State) => boolean = () => true,
): Set<string> {
  const found = new Set<string>();
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = definition.States[name];
    if (!state || found.has(name) || !follow(state)) continue;
    found.add(name);
    open.push(...nextOf(state));
  }
  return found;
}

function graphProblems(definition: Definition): string[] {
  const problems: string[] = [];
  const fromStart = reachable(definition, definition.StartAt);
  const passing = (state: State) => state.Type === 'Pass' || state.Type === 'Choice';
  for (const [name, state] of Object.entries(definition.States)) {
    if (!fromStart.has(name)) problems.push(`State "${name}": cannot be reached`);
    const ends = [...reachable(definition, name)].some((other) => isEnd(definition.States[other]));
    if (!ends) problems.push(`State "${name}": no end can be reached from it`);
    const restless =
      passing(state) && nextOf(state).some((next) => reachable(definition, next, passing).has(name));
    if (restless) problems.push(`State "${name}": is in a loop that neither waits nor does anything`);
  }
  return problems;
}

function isEnd(state: State | undefined): boolean {
  if (state?.Type === 'Succeed' || state?.Type === 'Fail') return true;
  return state !== undefined && 'End' in state && state.End === true;
}

/** Variables that are read where not every way from the start has assigned them. */
function variableProblems(definition: Definition): string[] {
  const assigned = assignedOnEntry(definition);
  const variables = variablesOf(definition);
  const problems: string[] = [];
  for (const [name, state] of Object.entries(definition.States)) {
    const known = assigned.get(name);
    if (!known) continue;
    for (const { field, code, readable } of expressionsOf(state))
      for (const variable of inspect(code, readable).reads)
        if (!known.has(variable) && (variables.has(variable) || !functionNames.has(variable)))
          problems.push(
            `State "${name}": field ${field} reads $${variable}, which not every way to it has assigned`,
          );
  }
  return problems;
}

/** For each state that can be reached, the variables that every way to it has assigned. */
function assignedOnEntry(definition: Definition): Map<string, ReadonlySet<string>> {
  const known = new Map<string, ReadonlySet<string>>([[definition.StartAt, new Set()]]);
  const open = [definition.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = definition.States[name];
    if (!state) continue;
    for (const leaving of leavingsOf(state)) {
      if (leaving.Next === undefined) continue;
      const here = new Set([...(known.get(name) ?? []), ...Object.keys(leaving.Assign ?? {})]);
      const before = known.get(leaving.Next);
      const both = before ? new Set([...before].filter((variable) => here.has(variable))) : here;
      if (before && both.size === before.size) continue;
      known.set(leaving.Next, both);
      open.push(leaving.Next);
    }
  }
  return known;
}
