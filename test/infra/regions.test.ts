import { describe, expect, it } from 'vitest';
import { synthesize } from './template.ts';

const frankfurt = synthesize({ region: 'eu-central-1' });
const brandenburg = synthesize({ region: 'eusc-de-east-1' });

describe('the two clouds', () => {
  it('have the same resources', () => {
    const kinds = (template: typeof frankfurt) =>
      template.all.map(({ logicalId, Type }) => `${Type} ${logicalId}`);
    expect(kinds(brandenburg)).toEqual(kinds(frankfurt));
    expect(frankfurt.all.length).toBeGreaterThan(200);
  });

  it.each([
    ['Frankfurt', frankfurt],
    ['the Sovereign Cloud', brandenburg],
  ])('get no literal partition in %s', (_, template) => {
    expect(template.text).not.toMatch(/arn:aws/);
  });

  it('name services in trust policies as both do, and no host beside', () => {
    // IAM calls services by the same names in every partition, `amazonaws.com` included; hosts differ.
    const hosts = (text: string) =>
      [...new Set([...text.matchAll(/[a-z0-9.-]*amazonaws[a-z.-]*/g)].map(([host]) => host))].sort();
    const principals = ['apigateway', 'cloudwatch', 'events', 'lambda', 'scheduler', 'ses', 'sns', 'states'];
    expect(hosts(brandenburg.text)).toEqual(principals.map((service) => `${service}.amazonaws.com`));
    expect(hosts(frankfurt.text)).toEqual(hosts(brandenburg.text));
    expect(brandenburg.text).not.toMatch(/eu-central-1|amazonses\.com|on\.aws/);
  });

  it('differ in nothing but region and mail servers', () => {
    const neutral = (text: string) =>
      text.replaceAll(/eu-central-1|eusc-de-east-1/g, 'REGION').replaceAll(/amazonses\.(com|eu)/g, 'MAIL');
    expect(neutral(brandenburg.text)).toBe(neutral(frankfurt.text));
  });

  it.each(['eu-central-1', 'eusc-de-east-1'])(
    'get what CloudFormation and the rules allow in %s',
    (region) => {
      expect(() => synthesize({ region, checks: true })).not.toThrow();
    },
    60_000,
  );

  it('need neither CloudFront nor EventBridge Pipes', () => {
    const types = brandenburg.all.map(({ Type }) => Type);
    expect(types.filter((type) => /CloudFront|Pipes/.test(type))).toEqual([]);
  });
});

describe('a synthesis', () => {
  it('gives the same template every time', () => {
    expect(synthesize().text).toBe(frankfurt.text);
  });

  it('reads the context of cdk.json itself', () => {
    // Where a function's code lies is written into the template only where that file asks for it.
    expect(frankfurt.text).toContain('aws:asset:path');
  });
});
