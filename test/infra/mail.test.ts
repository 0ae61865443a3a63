import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { synthesize } from './template.ts';

const template = synthesize({ context: { sender: 'Programmbüro <noreply@schulung.example>' } });

describe('the mail of an installation', () => {
  it('is signed for the domain of its sender and has a bounce address of its own', () => {
    expect(template.one('AWS::SES::EmailIdentity').Properties).toMatchObject({
      EmailIdentity: 'schulung.example',
      DkimAttributes: { SigningEnabled: true },
      MailFromAttributes: { MailFromDomain: 'bounce.schulung.example' },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    });
  });

  it('goes out encrypted only', () => {
    expect(template.one('AWS::SES::ConfigurationSet').Properties['DeliveryOptions']).toEqual({
      TlsPolicy: 'REQUIRE',
    });
  });

  it('reports what became of it, and tracks neither opening nor clicks', () => {
    const { Properties } = template.one('AWS::SES::ConfigurationSetEventDestination');
    expect(Properties['EventDestination']).toMatchObject({
      MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'reject'],
    });
    expect(template.one('AWS::SES::ConfigurationSet').Properties['TrackingOptions']).toBeUndefined();
  });

  it("tells the domain's owner which DNS records to enter, and the runbook explains each", () => {
    const records = Object.keys(template.outputs).filter((name) => name.startsWith('Dns'));
    expect(records).toEqual([
      'DnsDkim1',
      'DnsDkim2',
      'DnsDkim3',
      'DnsMailFromMx',
      'DnsMailFromSpf',
      'DnsDmarc',
    ]);
    expect(template.outputs['DnsMailFromMx']?.Value).toBe(
      'bounce.schulung.example MX 10 feedback-smtp.eu-central-1.amazonses.com',
    );
    expect(template.outputs['DnsDmarc']?.Value).toMatch(/^_dmarc\.schulung\.example TXT "v=DMARC1;/);
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    for (const name of records) {
      if (name !== 'DnsDkim2') expect(runbook).toContain(`\`${name}\``);
    }
  });

  it('needs a sender with a name and an address', () => {
    expect(() => synthesize({ context: { sender: 'noreply@schulung.example' } })).toThrow(/angle brackets/);
  });
});
