import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationBody, Host, roundFile } from './host.ts';

describe('one application, from the form to its certificate, over HTTP and mail alone', () => {
  let host: Host;
  let reference = '';
  const status = async (): Promise<string | undefined> =>
    (await host.applications()).find((application) => application.reference === reference)?.status;

  beforeAll(async () => {
    host = await Host.fresh('2022-09-06T09:00:00+02:00');
  }, 120_000);
  afterAll(() => host.stop());

  it('is taken, and the address is asked for', async () => {
    await host.createRound(roundFile());
    const answer = await host.apply(applicationBody());
    expect(answer.status).toBe('unconfirmed');
    reference = answer.reference;
    const mail = await host.mail('confirm-address', { case: reference });
    expect(mail.to).toEqual(['joerdis.lukaszewicz@amt.example']);
    expect(mail.text).not.toContain('Łukaszewicz');
  });

  it('counts once it is confirmed, and goes to the ministry', async () => {
    const mail = await host.mail('confirm-address');
    expect((await host.answer(mail, {})).status).toBe(422);
    expect(await status()).toBe('unconfirmed');
    expect((await host.answer(mail, { confirm: 'yes' })).status).toBe(200);
    await host.settle();
    expect(await status()).toBe('in-review');
    await host.mail('application-received', { case: reference });
    await host.mail('review-request', { case: reference });
  });

  it('is approved by the ministry, and a receipt follows', async () => {
    const mail = await host.mail('review-request', { case: reference });
    expect((await host.answer(mail, {})).status).toBe(422);
    const answer = await host.answer(mail, {
      decision: 'approve',
      name: 'Ines Probst',
      function: 'Referentin',
    });
    expect(answer.status).toBe(200);
    expect(await status()).toBe('approved');
    await host.mail('decision-receipt', { case: reference });
  });

  it('is told at the next morning of a working day', async () => {
    await host.advanceTo('2022-09-07T08:00:00+02:00');
    const mail = await host.mail('approved', { case: reference });
    expect(mail.sentAt).toMatch(/^2022-09-07T06:00:0/);
  });

  it('is offered a seat on the morning after the closing', async () => {
    await host.advanceTo('2022-10-05T08:00:00+02:00');
    expect(await status()).toBe('seat-offered');
    const mail = await host.mail('seat-offer', { case: reference });
    expect(mail.sentAt).toMatch(/^2022-10-05T06:00:0/);
    expect((await host.answer(mail, { answer: 'accept' })).status).toBe(200);
    await host.settle();
    expect(await status()).toBe('accepted');
    await host.mail('seat-confirmed', { case: reference });
    const invitation = await host.mail('calendar-invitation', { case: reference });
    expect(invitation.attachments.some(({ contentType }) => contentType.includes('calendar'))).toBe(true);
  });

  it('is reminded, taught and marked present, session by session', async () => {
    await host.advanceTo('2022-11-08T09:00:00+01:00');
    expect(await status()).toBe('taking-part');
    const reminders = (await host.mails()).filter(({ purpose }) => purpose === 'module-reminder');
    expect(reminders.map(({ sentAt, subject }) => `${sentAt.slice(0, 16)} ${subject.slice(0, 7)}`)).toEqual([
      '2022-11-01T07:00 Modul 1',
      '2022-11-07T07:00 Modul 1',
      '2022-11-08T07:00 Modul 2',
    ]);
    await host.advanceTo('2022-12-07T13:00:00+01:00');
    const requests = (await host.mails()).filter(({ purpose }) => purpose === 'attendance-request');
    expect(requests).toHaveLength(10);
    const [application] = await host.applications();
    for (const request of requests) {
      const answer = await host.answer(request, { present: application?.id ?? '' });
      expect(answer.status).toBe(200);
    }
    await host.settle();
  });

  it('ends with a certificate that anyone can verify', async () => {
    expect(await status()).toBe('completed');
    const mail = await host.mail('certificate', { case: reference });
    expect(mail.attachments.map(({ contentType }) => contentType)).toContain('application/pdf');
    const id = /\/zertifikat\/([A-Za-z0-9_-]+)/.exec(mail.text)?.[1] ?? '';
    const certificate = await host.json<{ status: string; number: string }>(`/api/certificates/${id}`);
    expect(certificate.status).toBe('valid');
    const page = await fetch(`${host.origin}/zertifikat/${id}`);
    expect(await page.text()).toContain(certificate.number);
    await host.mail('alumni-invitation', { case: reference });
  });
});
