import * as z from 'zod';
import { managedPolicy } from './managed.ts';
import { readPolicy, type Statement } from './policy.ts';

/**
 * A resource of the template with its intrinsic functions resolved. `ref` is what Ref gives (a role's or a
 * function's name), `arn` what `Fn::GetAtt … Arn` gives.
 */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly ref: string;
  readonly arn?: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A role of the template with all that its policies say. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** Services that may take the role on, such as `lambda.amazonaws.com`. */
  readonly trusted: readonly string[];
  readonly statements: readonly Statement[];
}

/** A Lambda resource policy: which service may invoke which function for which source. */
export interface Permission {
  readonly functionName: string;
  readonly principal: string;
  readonly sourceArn: string | undefined;
  readonly sourceAccount: string | undefined;
}

/** Who may do what, read once from the template. */
export interface IamModel {
  readonly roles: ReadonlyMap<string, Role>;
  readonly permissions: readonly Permission[];
}

const strings = z.array(z.string());

const roleShape = z.object({
  AssumeRolePolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.literal('Allow'),
        Action: z.union([z.string(), strings]),
        Principal: z.object({ Service: z.union([z.string(), strings]).optional() }),
      }),
    ),
  }),
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: z.unknown() })).default([]),
  ManagedPolicyArns: strings.default([]),
  PermissionsBoundary: z.undefined('permissions boundaries are not known here').optional(),
});

const policyShape = z.object({
  PolicyName: z.string(),
  PolicyDocument: z.unknown(),
  Roles: strings.default([]),
});

const managedShape = z.object({ PolicyDocument: z.unknown(), Roles: strings.default([]) });

const permissionShape = z.object({
  Action: z.enum(['lambda:InvokeFunction', 'lambda:*']),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

/**
 * Reads roles, their policies (inline, AWS::IAM::Policy, AWS::IAM::ManagedPolicy and AWS's own by ARN) and the
 * functions' invoke permissions out of the resources of a template.
 *
 * @throws where something cannot be judged faithfully on this machine, and names it.
 */
export function iamModel(resources: Iterable<TemplateResource>): IamModel {
  const all = [...resources];
  const ofType = (type: string) => all.filter((it) => it.type === type);

  const attached = new Map<string, Statement[]>();
  const attach = (roles: readonly string[], statements: readonly Statement[]) => {
    for (const role of roles) attached.set(role, [...(attached.get(role) ?? []), ...statements]);
  };
  for (const it of ofType('AWS::IAM::Policy')) {
    const policy = parse(policyShape, it);
    attach(policy.Roles, readPolicy(policy.PolicyName, policy.PolicyDocument));
  }
  const own = new Map<string, Statement[]>();
  for (const it of ofType('AWS::IAM::ManagedPolicy')) {
    const policy = parse(managedShape, it);
    const statements = readPolicy(it.logicalId, policy.PolicyDocument);
    own.set(it.arn ?? it.ref, statements);
    own.set(it.ref, statements);
    attach(policy.Roles, statements);
  }

  const roles = new Map<string, Role>();
  for (const it of ofType('AWS::IAM::Role')) {
    const role = parse(roleShape, it);
    if (it.arn === undefined) throw new Error(`The role ${it.logicalId} has no ARN.`);
    const inline = role.Policies.flatMap((policy) => readPolicy(policy.PolicyName, policy.PolicyDocument));
    const managed = role.ManagedPolicyArns.flatMap((arn) => own.get(arn) ?? managedPolicy(arn));
    roles.set(it.arn, {
      arn: it.arn,
      name: it.ref,
      trusted: role.AssumeRolePolicyDocument.Statement.flatMap((one) => one.Principal.Service ?? []),
      statements: [...inline, ...managed, ...(attached.get(it.ref) ?? [])],
    });
  }

  const permissions = ofType('AWS::Lambda::Permission').map((it) => {
    const permission = parse(permissionShape, it);
    return {
      functionName: permission.FunctionName,
      principal: permission.Principal,
      sourceArn: permission.SourceArn,
      sourceAccount: permission.SourceAccount,
    };
  });
  return { roles, permissions };
}

function parse<T>(shape: z.ZodType<T>, resource: TemplateResource): T {
  const parsed = shape.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new Error(`${resource.type} ${resource.logicalId} cannot be read: ${z.prettifyError(parsed.error)}`);
}
