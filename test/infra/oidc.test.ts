import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functions } from '../../infra/functions.ts';
import { pathOf, statementsOf, synthesize, type Template } from './template.ts';

const secret = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:anmeldung-AbCdEf';
const provider = {
  oidcIssuer: 'https://konten.verwaltung.example/realms/land',
  oidcClient: 'kohorte',
  oidcSecret: secret,
};
const plain = synthesize();
const withProvider = synthesize({ context: provider });

const environment = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });
const environmentOf = (template: Template, name: string) => {
  const found = template.of('AWS::Lambda::Function').find((each) => pathOf(each) === `${name}/Resource`);
  return environment.parse(found?.Properties).Environment.Variables;
};
const rolesIn = (template: Template) =>
  functions.map(({ name }) => {
    const role = template.of('AWS::IAM::Role').find((each) => pathOf(each) === `${name}Role/Resource`);
    if (role === undefined) throw new Error(`no role ${name}`);
    return [name, statementsOf(role)] as const;
  });

describe('a provider at which the office signs in', () => {
  it('is in no template that is not configured for one', () => {
    expect(plain.text).not.toMatch(/oidc|secretsmanager/i);
  });

  it('is known to the function of the office alone, without its secret', () => {
    for (const { name } of functions) {
      const told = Object.fromEntries(
        Object.entries(environmentOf(withProvider, name)).filter(([variable]) => variable.startsWith('OIDC')),
      );
      expect([name, told]).toEqual([
        name,
        name === 'OfficeDesk'
          ? { OIDC_ISSUER: provider.oidcIssuer, OIDC_CLIENT: 'kohorte', OIDC_SECRET_ARN: secret }
          : {},
      ]);
    }
  });

  it('lets the office read this one secret, and nobody anything else', () => {
    const before = new Map(rolesIn(plain));
    for (const [name, statements] of rolesIn(withProvider)) {
      const more = statements.filter(
        (statement) =>
          !before.get(name)?.some((known) => JSON.stringify(known) === JSON.stringify(statement)),
      );
      expect([name, more.map(({ Action, Resource }) => [Action, Resource])]).toEqual([
        name,
        name === 'OfficeDesk' ? [[['secretsmanager:GetSecretValue'], secret]] : [],
      ]);
    }
  });

  it('changes nothing else of the template', () => {
    const ids = (template: Template) => template.all.map(({ logicalId }) => logicalId).sort();
    expect(ids(withProvider)).toEqual(ids(plain));
  });

  it.each([
    [{ oidcIssuer: provider.oidcIssuer }, /needed together/],
    [{ ...provider, oidcSecret: '' }, /needed together/],
    [{ ...provider, oidcSecret: 'geheim' }, /the ARN of a secret/],
    [{ ...provider, oidcIssuer: 'http://konten.verwaltung.example' }, /Invalid URL/],
  ])('half a configuration, or a secret in clear, makes no template: %o', (context, message) => {
    expect(() => synthesize({ context })).toThrow(message);
  });
});
