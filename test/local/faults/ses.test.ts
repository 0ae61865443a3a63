import { afterEach, describe, expect, it } from 'vitest';
import { LocalFaults } from '../../../infra/local/faults/local-faults.ts';
import type { Ses } from '../../../infra/local/ses/ses.ts';
import { form, message, newSes } from '../ses/support.ts';

const open: Ses[] = [];
afterEach(async () => {
  for (const ses of open.splice(0)) await ses.stop();
});

/** A SES that does wrong what the settings say, and a clock for it. */
async function disturbed(settings: object) {
  const faults = new LocalFaults({ fact: () => undefined, setFact: () => {} });
  faults.change({ ses: settings });
  let instant = Date.parse('2022-10-01T08:00:00Z');
  const ses = await newSes({ faults: faults.ses, now: () => new Date(instant).toISOString() });
  open.push(ses);
  const send = async () => {
    const { status, body } = await ses.handle(form(message(), { ConfigurationSetName: 'Kohorte' }));
    const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];
    return status === 200 ? 'sent' : `${part('Code')}: ${part('Message')}`;
  };
  const goOn = (ms: number) => {
    instant += ms;
  };
  return { ses, faults, send, goOn };
}

describe('SES says in its own words that it does not send', () => {
  it('for an identity that is not verified', async () => {
    const { send, faults } = await disturbed({ identity: 'unverified' });
    expect(await send()).toBe(
      'MessageRejected: Email address is not verified. The following identities failed the check in region ' +
        'EU-CENTRAL-1: scm@office.example',
    );
    expect(faults.report().injected).toEqual({ 'ses MessageRejected': 1 });
    faults.change({ ses: {} });
    expect(await send()).toBe('sent');
  });

  it('to a recipient that is not verified, in the sandbox', async () => {
    const { send } = await disturbed({ sandbox: true });
    expect(await send()).toMatch(/^MessageRejected: Email address is not verified\..*EU-CENTRAL-1: [^ ]+@/);
  });

  it('for an account that is paused', async () => {
    const { send } = await disturbed({ paused: true });
    expect(await send()).toMatch(/^AccountSendingPaused: /);
  });

  it('for a configuration set that is gone', async () => {
    const { send } = await disturbed({ configurationSet: 'missing' });
    expect(await send()).toMatch(/^ConfigurationSetDoesNotExist: /);
  });

  it('beyond the rate, until the local clock has gone on', async () => {
    const { send, goOn } = await disturbed({ perSecond: 1 });
    expect(await send()).toBe('sent');
    expect(await send()).toBe('Throttling: Maximum sending rate exceeded.');
    goOn(1000);
    expect(await send()).toBe('sent');
  });

  it('beyond the quota of a day, until a day has gone by', async () => {
    const { send, goOn } = await disturbed({ perDay: 2 });
    expect([await send(), await send(), await send()]).toEqual([
      'sent',
      'sent',
      'Throttling: Daily message quota exceeded.',
    ]);
    goOn(86_400_000);
    expect(await send()).toBe('sent');
  });
});

describe('SES takes a mail that nobody gets, and reports it', () => {
  it.each([
    { fault: 'reject', subType: 'General' },
    { fault: 'suppress', subType: 'OnAccountSuppressionList' },
  ])('$fault: a permanent bounce, $subType', async ({ fault, subType }) => {
    const { ses, send } = await disturbed({ [fault]: 1 });
    expect(await send()).toBe('sent');
    const events = ses.events.pending().map((it) => JSON.parse(it.message));
    const bounce = events.find((it) => it.eventType === 'Bounce')?.bounce;
    expect(bounce).toMatchObject({ bounceType: 'Permanent', bounceSubType: subType });
    expect(events.some((it) => it.eventType === 'Delivery')).toBe(false);
  });
});
