import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { workingWell } from '../../../infra/local/ses/sending.ts';
import { createSes, type Ses, type SesOptions } from '../../../infra/local/ses/ses.ts';
import { clientFor, form, message, newDirectory, newSes, noon, settings } from './support.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function started(options: Partial<SesOptions> = {}): Promise<Ses> {
  const ses = await newSes(options);
  open.push(() => ses.stop());
  return ses;
}

async function refusal(sending: Promise<unknown>): Promise<[string, string]> {
  try {
    await sending;
  } catch (error) {
    if (error instanceof SESServiceException) return [error.name, error.message];
    throw error;
  }
  throw new Error('the message was taken');
}

async function rich(): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true });
  const sent = await composer.sendMail({
    from: 'Programmbüro <scm@office.example>',
    to: 'Jürgen Groß <a@stadt.example>',
    cc: 'chefin@stadt.example',
    replyTo: 'buero@office.example',
    subject: '[SCM-3-0007] Platz für Jürgen Groß: Antwort nötig bis 18. Oktober',
    text: 'Guten Tag Jürgen Groß,\n\nSie haben einen Platz.',
    html: '<p>Guten Tag Jürgen Groß,</p><p>Sie haben einen <b>Platz</b>.</p>',
    headers: { 'X-Kohorte-Purpose': 'seat-offer', 'X-Kohorte-Case': 'SCM-3-0007' },
    attachments: [
      { filename: 'Übersicht.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' },
    ],
    icalEvent: {
      method: 'REQUEST',
      filename: 'termine.ics',
      content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    },
  });
  if (!Buffer.isBuffer(sent.message)) throw new Error('no message');
  return sent.message;
}

describe('a message that SES takes', () => {
  it('is listed with everything that people and tests look for', async () => {
    const ses = await started();
    const { client, close } = await clientFor(ses);
    open.push(close);
    const raw = await rich();
    const { MessageId } = await client.send(
      new SendRawEmailCommand({
        RawMessage: { Data: raw },
        Destinations: ['Jürgen <a@stadt.example>', 'chefin@stadt.example'],
        ConfigurationSetName: 'Kohorte',
        Tags: [{ Name: 'purpose', Value: 'seat-offer' }],
      }),
    );
    const [mail] = ses.list();
    expect(mail).toMatchObject({
      id: MessageId,
      sentAt: noon,
      purpose: 'seat-offer',
      case: 'SCM-3-0007',
      from: 'scm@office.example',
      to: ['a@stadt.example', 'chefin@stadt.example'],
      subject: '[SCM-3-0007] Platz für Jürgen Groß: Antwort nötig bis 18. Oktober',
      delivery: 'sent',
      replyTo: ['buero@office.example'],
      cc: ['chefin@stadt.example'],
    });
    expect(mail?.text.trim()).toBe('Guten Tag Jürgen Groß,\n\nSie haben einen Platz.');
    expect(mail?.html).toContain('<b>Platz</b>');
    expect(mail?.attachments).toContainEqual({
      filename: 'Übersicht.pdf',
      contentType: 'application/pdf',
      size: 8,
    });
    expect(mail?.attachments.map((it) => it.contentType)).toContain('text/calendar');
    expect(await ses.raw(mail?.id ?? '')).toEqual(raw);
  });

  it('gives each attachment back by its place in the list', async () => {
    const ses = await started();
    await ses.handle(form(await rich()));
    const [mail] = ses.list();
    for (const [at, listed] of (mail?.attachments ?? []).entries()) {
      const attachment = await ses.attachment(mail?.id ?? '', at);
      expect(attachment).toMatchObject({ filename: listed.filename, contentType: listed.contentType });
      expect(attachment?.content.length).toBe(listed.size);
    }
    expect(await ses.attachment(mail?.id ?? '', 9)).toBeUndefined();
    expect(await ses.attachment('unknown', 0)).toBeUndefined();
  });

  it('is on disk as .eml before the answer, and listed again after a restart in the same order', async () => {
    const directory = await newDirectory();
    const ses = createSes({ directory, now: () => noon, settings });
    for (const at of [1, 2, 3]) await ses.handle(form(message({ Subject: `Mail ${at}` })));
    const before = ses.list();
    const files = (await readdir(directory)).filter((name) => name.endsWith('.eml'));
    expect(files.sort()).toEqual(before.map((it) => `${it.id}.eml`).sort());
    await ses.stop();
    const again = createSes({ directory, now: () => noon, settings });
    open.push(() => again.stop());
    expect(again.list()).toEqual(before);
    expect(before.map((it) => it.subject)).toEqual(['Mail 1', 'Mail 2', 'Mail 3']);
    expect(await readFile(join(directory, `${before[0]?.id}.eml`), 'utf8')).toContain('Subject: Mail 1');
  });

  it('says so when it may have been sent twice', async () => {
    const ses = await started();
    await ses.handle(form(message({ 'X-Kohorte-Delivery': 'possibly-doubled' })));
    await ses.handle(form(message()));
    expect(ses.list().map((it) => it.delivery)).toEqual(['possibly-doubled', 'sent']);
  });

  it('goes to the recipients of its headers where the call names none, and hides Bcc from them', async () => {
    const ses = await started();
    await ses.handle(
      form(message({ Cc: 'b@stadt.example', Bcc: 'c@stadt.example', 'Message-ID': '', Date: '' })),
    );
    const [mail] = ses.list();
    expect(mail?.to).toEqual(['a@stadt.example', 'b@stadt.example', 'c@stadt.example']);
    const raw = (await ses.raw(mail?.id ?? ''))?.toString() ?? '';
    expect(raw).not.toMatch(/^bcc:/im);
    expect(raw).toMatch(/^message-id: <.+>/im);
    expect(raw).toContain('Date: Tue, 04 Oct 2022 10:00:00 +0000');
  });

  it('can be found by case, purpose, recipient, words, and by what came after', async () => {
    const ses = await started();
    await ses.handle(form(message({ 'X-Kohorte-Case': 'SCM-3-0001' }, 'Vögel')));
    await ses.handle(form(message({ 'X-Kohorte-Purpose': 'approved', To: 'B@Stadt.example' })));
    await ses.handle(form(message({ 'X-Kohorte-Case': '', 'X-Kohorte-Purpose': 'sign-in' })));
    const [first, second, third] = ses.list();
    const ids = (filter: Parameters<Ses['list']>[0]) => ses.list(filter).map((it) => it.id);
    expect(ids({ case: 'SCM-3-0001' })).toEqual([first?.id]);
    expect(ids({ purpose: 'approved' })).toEqual([second?.id]);
    expect(ids({ to: 'b@stadt.example' })).toEqual([second?.id]);
    expect(ids({ after: second?.id })).toEqual([third?.id]);
    expect(third?.case).toBeNull();
    expect(ses.inbox({ search: 'vögel scm-3' })).toMatchObject({ total: 1, mails: [{ id: first?.id }] });
    expect(ses.inbox({ limit: 2 })).toMatchObject({
      total: 3,
      mails: [{ id: third?.id }, { id: second?.id }],
    });
  });
});

describe('a message that SES refuses', () => {
  const cases: [string, Buffer, string[], string, RegExp][] = [
    [
      'from a sender who is not verified',
      message({ From: 'x@elsewhere.example' }),
      [],
      'MessageRejected',
      /not verified.*EU-CENTRAL-1: x@elsewhere\.example/,
    ],
    ['over 10 MB', message({}, 'x\r\n'.repeat(3_500_000)), [], 'InvalidParameterValue', /bytes/],
    [
      'to 51 recipients',
      message(),
      Array.from({ length: 51 }, (_, at) => `a${at}@stadt.example`),
      'InvalidParameterValue',
      /51 recipients/,
    ],
    ['without a sender', message({ From: '' }), [], 'InvalidParameterValue', /From/],
    ['without a recipient', message({ To: '' }), [], 'InvalidParameterValue', /recipient/],
    ['to an address with an umlaut', message(), ['jürgen@stadt.example'], 'InvalidParameterValue', /jürgen/],
    ['with two subjects', message({ subject: 'again' }), [], 'InvalidParameterValue', /subject/],
    ['with an endless line', message({}, 'x'.repeat(1000)), [], 'InvalidParameterValue', /line/],
  ];
  it.each(cases)('%s leaves nothing behind', async (_, Data, Destinations, code, text) => {
    const ses = await started();
    const { client, close } = await clientFor(ses);
    open.push(close);
    const [name, reason] = await refusal(
      client.send(new SendRawEmailCommand({ RawMessage: { Data }, Destinations })),
    );
    expect(name).toBe(code);
    expect(reason).toMatch(text);
    expect(ses.list()).toEqual([]);
  });

  it('for a configuration set that the template does not have', async () => {
    const ses = await started();
    const { client, close } = await clientFor(ses);
    open.push(close);
    const sending = client.send(
      new SendRawEmailCommand({ RawMessage: { Data: message() }, ConfigurationSetName: 'Other' }),
    );
    expect((await refusal(sending))[0]).toMatch(/^ConfigurationSetDoesNotExist/);
  });

  it('when its role may not send from that address', async () => {
    const ses = await started();
    const asked: unknown[] = [];
    const answer = await ses.handle(form(message()), (...call) => {
      asked.push(call);
      return { allowed: false, reason: 'role/x is not authorized & so on' };
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('<Code>AccessDenied</Code>');
    expect(answer.body).toContain('not authorized &amp; so on');
    expect(asked).toEqual([
      [
        'ses:SendRawEmail',
        'arn:aws:ses:eu-central-1:111122223333:identity/office.example',
        { 'ses:FromAddress': 'scm@office.example' },
      ],
    ]);
    expect(ses.list()).toEqual([]);
  });

  it('when its role may send from that address, but not with that configuration set', async () => {
    const ses = await started();
    const answer = await ses.handle(form(message(), { ConfigurationSetName: 'Kohorte' }), (_, resource) => ({
      allowed: !resource.includes(':configuration-set/'),
      reason: `not authorized on ${resource}`,
    }));
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('arn:aws:ses:eu-central-1:111122223333:configuration-set/Kohorte');
    expect(ses.list()).toEqual([]);
  });

  it('for want of rate, by real time while the local clock stands, and takes it a moment later', async () => {
    const ses = await started({
      faults: { ...workingWell, account: () => ({ ...workingWell.account(), perSecond: 20 }) },
    });
    const { client, close } = await clientFor(ses);
    open.push(close);
    const send = () => client.send(new SendRawEmailCommand({ RawMessage: { Data: message() } }));
    const all = await Promise.allSettled(Array.from({ length: 40 }, send));
    const thrown = all.flatMap((it) => (it.status === 'rejected' ? [String(it.reason?.name)] : []));
    expect(thrown.length).toBeGreaterThan(0);
    expect(new Set(thrown)).toEqual(new Set(['Throttling']));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await send();
    expect(ses.list().length).toBe(40 - thrown.length + 1);
  });

  it('because the action is another one', async () => {
    const ses = await started();
    const answer = await ses.handle('Action=SendBounce');
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('InvalidAction')]);
  });
});
