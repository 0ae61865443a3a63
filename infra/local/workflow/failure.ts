/** Error names that Step Functions itself gives ("Error names" in its developer guide). */
export const errorNames = {
  all: 'States.ALL',
  dataLimitExceeded: 'States.DataLimitExceeded',
  noChoiceMatched: 'States.NoChoiceMatched',
  queryEvaluation: 'States.QueryEvaluationError',
  runtime: 'States.Runtime',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
} as const;

/** What a state failed with: thrown inside a step, and then held against the state's Retry and Catch. */
export class StateFailure extends Error {
  readonly error: string;
  readonly explanation: string | undefined;
  /** The field whose expression could not be evaluated, if that is what failed. */
  readonly location: string | undefined;

  constructor(error: string, explanation: string | undefined, location?: string) {
    super(explanation ?? error);
    this.error = error;
    this.explanation = explanation;
    this.location = location;
  }
}

/**
 * Whether a name in ErrorEquals matches an error. States.ALL matches all but the two terminal errors;
 * States.TaskFailed matches what States.ALL does, without States.Timeout; States.Runtime is never matched.
 */
export function errorMatches(errorEquals: readonly string[], error: string): boolean {
  if (error === errorNames.runtime) return false;
  if (errorEquals.includes(error)) return true;
  if (error === errorNames.dataLimitExceeded) return false;
  if (errorEquals.includes(errorNames.all)) return true;
  return errorEquals.includes(errorNames.taskFailed) && error !== errorNames.timeout;
}
