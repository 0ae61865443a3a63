import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Node } from 'constructs';
import * as z from 'zod';
import { root } from '../root.ts';

/** What an installation may set, as CDK context: in cdk.json, or by `--context name=value`. */
const installation = z.strictObject({
  /** Name of the stack, for a second installation in the same account. */
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/)
    .default('Kohorte'),
  /** Who mails come from; SES gets an identity for its domain. */
  sender: z
    .string()
    .regex(/^[^<>]*<[^<>@\s]+@[^<>@\s]+>$/, 'a name and an address in angle brackets')
    .default('Programmbüro <noreply@kohorte.example>'),
  /** The host name of the pages; without it they have the address that API Gateway gives. */
  domain: z.hostname().optional(),
  /** ARN of an issued certificate of AWS Certificate Manager for `domain`. */
  certificate: z.string().startsWith('arn:').optional(),
  /** Who is told of alarms. */
  alarmMail: z.email().optional(),
  /** The least important messages that functions still log. */
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  /** Issuer of the OpenID Connect provider at which the office signs in; without it links are mailed. */
  oidcIssuer: z.url({ protocol: /^https$/ }).optional(),
  /** Name by which the provider knows this installation. */
  oidcClient: z.string().optional(),
  /** ARN of the secret in AWS Secrets Manager that the provider gave for that name. */
  oidcSecret: z
    .string()
    .regex(/^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+$/, 'the ARN of a secret')
    .optional(),
  /** File with the settings of the programme (JSON), relative to the project's top directory. */
  programme: z.string().optional(),
});

/** The settings of an installation, and what follows from them. */
export type Installation = z.infer<typeof installation> & {
  /** The sender's address, and its domain. */
  readonly mailAddress: string;
  readonly mailDomain: string;
  /** The settings of the programme as one line of JSON, if they are not the defaults. */
  readonly programmeJson: string | undefined;
  /** The provider at which the office signs in. */
  readonly oidc: { readonly issuer: string; readonly client: string; readonly secretArn: string } | undefined;
};

/**
 * Reads the settings of an installation from the context of a construct.
 * @throws ZodError where one is not allowed, Error where settings that belong together are not all given, or the file of the
 *   programme is too long for a function's environment
 */
export function readInstallation(node: Node): Installation {
  const given = Object.keys(installation.shape).flatMap((name) => {
    const value: unknown = node.tryGetContext(name);
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const parsed = installation.parse(Object.fromEntries(given));
  if ((parsed.domain === undefined) !== (parsed.certificate === undefined)) {
    throw new Error('The settings "domain" and "certificate" are needed together');
  }
  const { oidcIssuer: issuer, oidcClient: client, oidcSecret: secretArn } = parsed;
  const oidc = issuer && client && secretArn ? { issuer, client, secretArn } : undefined;
  if (oidc === undefined && (issuer ?? client ?? secretArn) !== undefined) {
    throw new Error('The settings "oidcIssuer", "oidcClient" and "oidcSecret" are needed together');
  }
  const programmeJson =
    parsed.programme === undefined
      ? undefined
      : JSON.stringify(JSON.parse(readFileSync(resolve(root, parsed.programme), 'utf8')));
  // Lambda allows 4 KB for all variables of a function together.
  if (programmeJson !== undefined && Buffer.byteLength(programmeJson) > 3_000) {
    throw new Error(
      `${parsed.programme} is longer than the 3,000 bytes that fit into a function's environment`,
    );
  }
  const mailAddress = parsed.sender.replace(/^.*<(.*)>$/, '$1');
  return { ...parsed, mailAddress, mailDomain: mailAddress.replace(/^.*@/, ''), programmeJson, oidc };
}
