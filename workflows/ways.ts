/**
 * Where an execution goes once a task has looked at the record. Every state that it passes is charged for, so it goes
 * the shortest way: past a task that would look at what another has just seen, and without asking twice where the
 * record stands.
 */
import type { Workflow, Working } from './stage.ts';

export type AnyWorkflow = Workflow<string, string>;

/** A condition on the last answer, and the state that follows where it holds. */
export type Way = readonly [condition: string, next: string];

/** That the record stood in a state when a task looked. */
export const statusIs = (status: string): string => `$stage.status = '${status}'`;

/** What follows in a state of the record whose tasks are done: an end, a wait, or whichever it is time for. */
function settled(status: string, stage: Working<string>): Way[] {
  const stays = statusIs(status);
  const waits: Way[] = stage.wait === undefined ? [] : [[stays, stage.wait]];
  if (stage.end === undefined) return waits;
  return [[waits.length === 0 ? stays : `${stays} and $stage.idle`, stage.end.name], ...waits];
}

/**
 * What follows when a task found the record in a state: the stage of that state; or what comes after its task, where it
 * is the same (the function has done for the record what was due in the state in which it left it) or one that looks
 * and does nothing.
 */
function waysTo(workflow: AnyWorkflow, status: string, task: string): Way[] {
  const stage = workflow.stages[status];
  if (stage === undefined) return [];
  if (stage.tasks === undefined) return [[statusIs(status), stage.name]];
  const [first, ...further] = stage.tasks;
  const onlyWaits = first === workflow.looks && stage.end === undefined;
  const isDone = further.length === 0 && (first === task || onlyWaits);
  return isDone ? settled(status, stage) : [[statusIs(status), stage.name]];
}

/**
 * The ways from the last task of a stage: for its own state, for each state that a move leads to from there, and from
 * the stages that lead here when somebody acts. A record that has moved otherwise takes the way over all states.
 */
export function waysFrom(workflow: AnyWorkflow, status: string): Way[] {
  const stage = workflow.stages[status];
  if (stage?.tasks === undefined) return [];
  const all = Object.entries(workflow.stages);
  const before = all.flatMap(([each, { leadsTo }]) => (leadsTo === status ? [each] : []));
  const near = new Set(before);
  for (const { from, to } of workflow.moves) if (from === status || before.includes(from)) near.add(to);
  near.delete(status);
  const [task] = stage.tasks;
  return [
    ...settled(status, stage),
    ...all.flatMap(([each]) => (near.has(each) ? waysTo(workflow, each, task) : [])),
  ];
}

/** The ways from the first look of an execution, where it has done all that a stage would do. */
export function waysFromStart(workflow: AnyWorkflow): Way[] {
  return Object.entries(workflow.stages).flatMap(([status, { name }]) =>
    waysTo(workflow, status, workflow.start.task).filter(([, next]) => next !== name),
  );
}
