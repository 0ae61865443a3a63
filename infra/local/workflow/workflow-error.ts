import * as z from 'zod';
import type { Json } from './json.ts';

/** A refusal as the Step Functions API makes it. */
export class WorkflowError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const json = z.json();

/**
 * The JSON of a text that came with a call.
 * @param code of the refusal where the text is none
 * @throws WorkflowError
 */
export function parsedJson(text: string, code: string): Json {
  try {
    return json.parse(JSON.parse(text));
  } catch {
    throw new WorkflowError(code, `${code.replace('Invalid', 'Invalid ')}: it is no JSON`);
  }
}
