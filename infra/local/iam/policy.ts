import * as z from 'zod';
import { type Condition, type Context, isMet, unknownIn } from './conditions.ts';
import { fits } from './patterns.ts';

/** One statement of a policy of a role, read and checked. */
export interface Statement {
  readonly policy: string;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** True where `actions` came from NotAction. */
  readonly actionsExcluded: boolean;
  readonly resources: readonly string[];
  /** True where `resources` came from NotResource. */
  readonly resourcesExcluded: boolean;
  readonly conditions: readonly Condition[];
}

const oneOrMore = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value));

const conditionValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .or(z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).min(1))
  .transform((value) => (typeof value === 'string' ? [value] : value));

const statementShape = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Action: oneOrMore.optional(),
    NotAction: oneOrMore.optional(),
    Resource: oneOrMore.optional(),
    NotResource: oneOrMore.optional(),
    Condition: z.record(z.string(), z.record(z.string(), conditionValue)).optional(),
  })
  .refine((it) => (it.Action === undefined) !== (it.NotAction === undefined), 'needs Action or NotAction')
  .refine(
    (it) => (it.Resource === undefined) !== (it.NotResource === undefined),
    'needs Resource or NotResource',
  );

const documentShape = z.object({
  Version: z.string().optional(),
  Statement: z
    .union([statementShape, z.array(statementShape)])
    .transform((value) => (Array.isArray(value) ? value : [value])),
});

/**
 * Reads an identity-based policy document whose intrinsic functions are resolved.
 *
 * @param name the policy's name, for messages
 * @throws where the document is not one, or holds what this machine cannot judge (an unknown condition
 *   operator or key, a policy variable): such a policy must not be half obeyed.
 */
export function readPolicy(name: string, document: unknown): Statement[] {
  const parsed = documentShape.safeParse(document);
  if (!parsed.success) {
    throw new Error(`The policy ${name} cannot be read: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data.Statement.map((it) => {
    const conditions = Object.entries(it.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
    );
    for (const condition of conditions) {
      const unknown = unknownIn(condition);
      if (unknown !== undefined) throw new Error(`The policy ${name} cannot be judged: ${unknown}.`);
    }
    const resources = it.Resource ?? it.NotResource ?? [];
    if (resources.some((resource) => resource.includes('${'))) {
      throw new Error(`The policy ${name} cannot be judged: policy variables are not known here.`);
    }
    return {
      policy: name,
      sid: it.Sid,
      effect: it.Effect,
      actions: it.Action ?? it.NotAction ?? [],
      actionsExcluded: it.Action === undefined,
      resources,
      resourcesExcluded: it.Resource === undefined,
      conditions,
    };
  });
}

/** True where a statement speaks of this action on this resource in this context. */
export function speaksOf(statement: Statement, action: string, resource: string, context: Context): boolean {
  const ofAction = statement.actions.some((pattern) => fits(pattern, action, true));
  const ofResource = statement.resources.some((pattern) => fits(pattern, resource));
  return (
    ofAction !== statement.actionsExcluded &&
    ofResource !== statement.resourcesExcluded &&
    statement.conditions.every((condition) => isMet(condition, context))
  );
}
