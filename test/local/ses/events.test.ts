import { afterEach, describe, expect, it } from 'vitest';
import { outcomes } from '../../../infra/local/ses/events.ts';
import { createSes, type Ses } from '../../../infra/local/ses/ses.ts';
import { form, message, newDirectory, newSes, noon, settings, topicArn } from './support.ts';

const open: Ses[] = [];
afterEach(async () => {
  for (const ses of open.splice(0)) await ses.stop();
});

const withSet = {
  ConfigurationSetName: 'Kohorte',
  'Tags.member.1.Name': 'case',
  'Tags.member.1.Value': 'x-1',
};

function events(ses: Ses) {
  return ses.events.pending().map((it) => ({ ...it, message: JSON.parse(it.message) }));
}

describe('the events of a message', () => {
  it('tell of the delivery, with tags and headers, to the topic of the configuration set', async () => {
    const ses = await newSes();
    open.push(ses);
    await ses.handle(form(message(), withSet));
    const [event, ...rest] = events(ses);
    expect(rest).toEqual([]);
    expect(event?.topicArn).toBe(topicArn);
    expect(event?.message).toMatchObject({
      eventType: 'Delivery',
      mail: {
        timestamp: noon,
        messageId: ses.list()[0]?.id,
        destination: ['a@stadt.example'],
        tags: { case: ['x-1'], 'ses:configuration-set': ['Kohorte'] },
      },
      delivery: { recipients: ['a@stadt.example'] },
    });
    expect(event?.message.mail.headers).toContainEqual({ name: 'X-Kohorte-Case', value: 'SCM-3-0007' });
  });

  it('are a permanent bounce for an address that begins with "bounce"', async () => {
    const ses = await newSes();
    open.push(ses);
    await ses.handle(form(message({ To: 'bounce-7@stadt.example, b@stadt.example' }), withSet));
    const [delivery, bounce] = events(ses).map((it) => it.message);
    expect(delivery).toMatchObject({ eventType: 'Delivery', delivery: { recipients: ['b@stadt.example'] } });
    expect(bounce).toMatchObject({
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce-7@stadt.example' }] },
    });
  });

  it('are a complaint after the delivery for an address that begins with "complaint"', async () => {
    const ses = await newSes();
    open.push(ses);
    await ses.handle(form(message({ To: 'complaint@simulator.example' }), withSet));
    expect(events(ses).map((it) => it.message.eventType)).toEqual(['Delivery', 'Complaint']);
  });

  it('are not published without a configuration set, nor where nobody asked for that kind', async () => {
    const ses = await newSes();
    open.push(ses);
    await ses.handle(form(message({ To: 'bounce@stadt.example' })));
    expect(events(ses)).toEqual([]);
    expect(outcomes(['a@stadt.example'])[0]?.type).toBe('Send');
    await ses.handle(form(message(), withSet));
    expect(events(ses).map((it) => it.message.eventType)).not.toContain('Send');
  });

  it('stay until they are acknowledged, in order, over a restart', async () => {
    const directory = await newDirectory();
    let told = 0;
    const onEvents = () => {
      told += 1;
    };
    const options = { directory, now: () => noon, settings, onEvents };
    const first = createSes(options);
    await first.handle(form(message({ Subject: 'one' }), withSet));
    await first.handle(form(message({ Subject: 'two' }), withSet));
    expect(told).toBe(2);
    await first.stop();
    const second = createSes(options);
    open.push(second);
    const waiting = events(second);
    expect(waiting.map((it) => it.message.mail.commonHeaders.subject)).toEqual(['one', 'two']);
    second.events.ack(waiting[0]?.id ?? 0);
    expect(events(second).map((it) => it.id)).toEqual([waiting[1]?.id]);
  });
});
