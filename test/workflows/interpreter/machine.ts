import { DefinitionError, load } from '../../../infra/local/workflow/index.ts';

/** A task that the interpreter runs. */
export const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'stage' },
  End: true,
};
/** A task that waits for its answer. */
export const callback = {
  ...task,
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  TimeoutSeconds: 60,
};

/** A definition of one state `A`. */
export function machine(state: object, more: object = {}): object {
  return { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: state }, ...more };
}

/** What is wrong with a definition, by loading it. */
export function problemsOf(definition: unknown): readonly string[] {
  try {
    load(definition);
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems;
    throw error;
  }
  return [];
}
