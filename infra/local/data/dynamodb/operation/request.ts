import * as z from 'zod';
import { type DynamoError, invalid, notServed, unreadable } from '../errors.ts';
import { unexpected } from '../value/read.ts';

/** Parts of requests that several operations share. */
export const tableName = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[a-zA-Z0-9_.-]+$/);
export const attributes = z.record(z.string(), z.unknown());
export const names = z.record(z.string(), z.string()).optional();
export const values = z.record(z.string(), z.unknown()).optional();
export const returnOnFailure = z.enum(['ALL_OLD', 'NONE']).optional();
/** What this machine could only tell by guessing: asked for, it is refused. */
export const nothingConsumed = {
  ReturnConsumedCapacity: z.literal('NONE').optional(),
  ReturnItemCollectionMetrics: z.literal('NONE').optional(),
};

/**
 * Reads the body of a request.
 * @throws DynamoError in the service's words; what is not known here is refused by its name
 */
export function readRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw errorOf(parsed.error.issues, body);
}

function errorOf(issues: readonly z.core.$ZodIssue[], body: unknown): DynamoError {
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') return notServed(`The parameter ${issue.keys.join(', ')}`);
    const given = valueAt(body, issue.path);
    if (issue.code === 'invalid_type' && given !== undefined && given !== null) {
      return unreadable(unexpected(given, javaTypes[issue.expected] ?? issue.expected));
    }
    if (issue.code === 'invalid_value' && issue.values.length === 1) {
      return notServed(`${issue.path.join('.')} ${String(given)}`);
    }
  }
  const constraints = issues.map((issue) => constraintOf(issue, valueAt(body, issue.path)));
  const count = `${constraints.length} validation error${constraints.length > 1 ? 's' : ''} detected`;
  return invalid(`${count}: ${constraints.join('; ')}`);
}

const javaTypes: Readonly<Record<string, string>> = {
  string: 'String',
  boolean: 'Boolean',
  number: 'Integer',
  int: 'Integer',
  array: 'List',
  object: 'Map',
  record: 'Map',
};

function constraintOf(issue: z.core.$ZodIssue, given: unknown): string {
  const shown = given === undefined || given === null ? 'null' : `'${asText(given)}'`;
  const value = `Value ${shown} at '${shownPath(issue.path)}' failed to satisfy constraint: Member must`;
  if (shown === 'null') return `${value} not be null`;
  switch (issue.code) {
    case 'invalid_value':
      return `${value} satisfy enum value set: [${issue.values.join(', ')}]`;
    case 'too_small':
    case 'too_big': {
      const what =
        issue.origin === 'string' || issue.origin === 'array' || issue.origin === 'map' ? 'length' : 'value';
      const [order, limit] =
        issue.code === 'too_small' ? ['greater', issue.minimum] : ['less', issue.maximum];
      return `${value} have ${what} ${order} than or equal to ${limit}`;
    }
    case 'invalid_format':
      return `${value} satisfy regular expression pattern: [a-zA-Z0-9_.-]+`;
    default:
      return `${value} ${issue.message}`;
  }
}

function asText(given: unknown): string {
  return typeof given === 'string' ? given : JSON.stringify(given);
}

// Names begin small, places in lists count from 1: transactItems.1.member.put.tableName.
function shownPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => {
      if (typeof part === 'number') return `${part + 1}.member`;
      // What lies under the name of a table is a member of a map.
      if (path[at - 1] === 'RequestItems') return `${String(part)}.member`;
      return `${String(part).charAt(0).toLowerCase()}${String(part).slice(1)}`;
    })
    .join('.');
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let found = body;
  for (const part of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, part);
  }
  return found;
}
