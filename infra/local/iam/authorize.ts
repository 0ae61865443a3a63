import type { Context } from './conditions.ts';
import type { IamModel } from './model.ts';
import { arnFits } from './patterns.ts';
import { speaksOf } from './policy.ts';

/** Whether a call is allowed, and by or for want of what. For a refused call `reason` is the whole message. */
export interface Verdict {
  readonly allowed: boolean;
  readonly reason: string;
}

/**
 * Holds a call of a role against its policies in the template, in IAM's order: an explicit Deny wins, an Allow
 * is needed, and without one the answer is no (IAM User Guide, "Policy evaluation logic").
 *
 * @param action such as `dynamodb:PutItem`
 * @param resourceArn the ARN called, or `*` for actions without resources
 * @param context condition keys such as `dynamodb:LeadingKeys`, each with its value or values
 */
export function authorize(
  model: IamModel,
  roleArn: string,
  action: string,
  resourceArn: string,
  context: Context = {},
): Verdict {
  const refused = (why: string): Verdict => ({
    allowed: false,
    reason: `${roleArn} is not authorized to perform ${action} on ${resourceArn}: ${why}`,
  });
  const role = model.roles.get(roleArn);
  if (role === undefined) return refused('the template has no such role.');

  const speaking = role.statements.filter((it) => speaksOf(it, action, resourceArn, context));
  const denying = speaking.find((it) => it.effect === 'Deny');
  if (denying !== undefined) return refused(`${named(denying)} denies it.`);
  const allowing = speaking.find((it) => it.effect === 'Allow');
  if (allowing === undefined) return refused('no policy of the role allows it.');
  return { allowed: true, reason: `${named(allowing)} allows it.` };
}

/**
 * Whether a service may invoke a function for a source, by the functions' resource policies
 * (AWS::Lambda::Permission). Callers that act with a role of their own, such as state machines, schedules and
 * event source mappings, are judged by {@link authorize} instead.
 *
 * @param functionArn the function's ARN, with or without a qualifier
 * @param principalService such as `apigateway.amazonaws.com`
 * @param sourceArn the ARN on whose behalf the service calls, such as that of an API's route or a topic
 */
export function mayInvoke(
  model: IamModel,
  functionArn: string,
  principalService: string,
  sourceArn: string,
): Verdict {
  const account = sourceArn.split(':')[4] ?? '';
  const found = model.permissions.find(
    (it) =>
      isFunction(it.functionName, functionArn) &&
      it.principal === principalService &&
      (it.sourceArn === undefined || arnFits(it.sourceArn, sourceArn)) &&
      (it.sourceAccount === undefined || it.sourceAccount === account),
  );
  if (found !== undefined) {
    return {
      allowed: true,
      reason: `a permission of ${functionArn} allows ${principalService} to invoke it.`,
    };
  }
  return {
    allowed: false,
    reason:
      `${principalService} is not authorized to perform lambda:InvokeFunction on ${functionArn} ` +
      `for ${sourceArn}: no permission of the function allows it.`,
  };
}

/** Whether a service may take a role on. */
export function mayAssume(model: IamModel, roleArn: string, principalService: string): Verdict {
  const allowed = model.roles.get(roleArn)?.trusted.includes(principalService) ?? false;
  return {
    allowed,
    reason: allowed
      ? `${roleArn} trusts ${principalService}.`
      : `${principalService} is not authorized to perform sts:AssumeRole on ${roleArn}: the role does not trust it.`,
  };
}

/** Whether a role may read a table's stream: each of the calls that reading takes. */
export function mayReadStream(model: IamModel, roleArn: string, streamArn: string): Verdict {
  const refused = ['DescribeStream', 'GetRecords', 'GetShardIterator']
    .map((it) => authorize(model, roleArn, `dynamodb:${it}`, streamArn))
    .find((it) => !it.allowed);
  return refused ?? { allowed: true, reason: `${roleArn} may read ${streamArn}.` };
}

// A permission names its function by name, by ARN, or by either with a qualifier.
function isFunction(named: string, arn: string): boolean {
  if (named === arn) return true;
  const parts = arn.split(':');
  const name = parts[6] ?? '';
  const qualified = parts.length > 7 ? `${name}:${parts[7]}` : name;
  return named === qualified;
}

function named(statement: { policy: string; sid: string | undefined }): string {
  return statement.sid === undefined
    ? `the policy ${statement.policy}`
    : `${statement.policy}/${statement.sid}`;
}
