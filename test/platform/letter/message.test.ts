import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { sessionsCalendar } from '../../../functions/platform/letter/calendar.ts';
import { composeMessage, type Message } from '../../../functions/platform/letter/message.ts';
import { renderLetter } from '../../../functions/platform/letter/render.ts';
import { germanFrame, seatOffer } from '../../browser/samples/letters.ts';

const office = { name: 'Programmbüro Smart City Manager:in', email: 'programmbuero@smart-city.example' };
const person = { name: 'Đorđe Łęcki', email: 'd.lecki@amt-brueck.example' };

const dates = {
  method: 'REQUEST',
  sequence: 0,
  sessions: [
    {
      uid: 'a1-1.0007@smart-city.example',
      starts: '2022-10-27T07:00:00.000Z',
      ends: '2022-10-27T11:00:00.000Z',
      title: 'Modul 1: Grundlagen; Übersicht, Teil 1',
      joinUrl: 'https://online.smart-city.example/a?raum=1&teil=2',
      description: 'Zeile eins\nZeile zwei',
    },
    {
      uid: 'a1-2.0007@smart-city.example',
      starts: '2022-11-08T08:00:00.000Z',
      ends: '2022-11-08T12:00:00.000Z',
      title: 'Modul 1',
    },
  ],
  organizer: office,
  attendee: person,
  language: 'de',
  now: '2022-10-24T06:00:00.000Z',
} as const;

const message: Message = {
  from: office,
  to: [person],
  cc: ['leitung@amt-brueck.example'],
  replyTo: { name: 'Jette Lindow', email: 'programmbuero@smart-city.example' },
  ...renderLetter(seatOffer, germanFrame),
  language: 'de',
  headers: { 'X-Kohorte-Purpose': 'seat-offer', 'X-Kohorte-Case': 'SCM-3-0007' },
  messageId: '4f1c.seat-offer@smart-city.example',
  date: '2022-10-24T06:00:00.000Z',
};

const parse = async (given: Message) => simpleParser(Buffer.from(await composeMessage(given)));

describe('a message', () => {
  it('arrives as it was written: names, subject, both parts', async () => {
    const parsed = await parse(message);
    expect(parsed.from?.value).toEqual([{ name: office.name, address: office.email }]);
    expect(parsed.to).toMatchObject({ value: [{ name: person.name, address: person.email }] });
    expect(parsed.cc).toMatchObject({ value: [{ address: 'leitung@amt-brueck.example' }] });
    expect(parsed.replyTo?.value).toEqual([{ name: 'Jette Lindow', address: office.email }]);
    expect(parsed.subject).toBe(message.subject);
    expect(parsed.text?.trim()).toBe(message.text.trim());
    expect(parsed.html).toBe(message.html);
    expect(parsed.messageId).toBe('<4f1c.seat-offer@smart-city.example>');
    expect(parsed.date?.toISOString()).toBe(message.date);
  });

  it('says that it is automatic and what it is for', async () => {
    const { headers } = await parse(message);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-auto-response-suppress')).toBe('All');
    expect(headers.get('x-kohorte-purpose')).toBe('seat-offer');
    expect(headers.get('x-kohorte-case')).toBe('SCM-3-0007');
  });

  it('is the same bytes each time it is composed', async () => {
    expect(
      Buffer.from(await composeMessage(message)).equals(Buffer.from(await composeMessage(message))),
    ).toBe(true);
  });

  it('lets no name or subject add a header', async () => {
    const parsed = await parse({
      ...message,
      subject: 'Guten Tag\r\nBcc: mitleser@elsewhere.example',
      from: { name: 'A\r\nBcc: mitleser@elsewhere.example', email: office.email },
    });
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.headers.has('bcc')).toBe(false);
  });

  it('carries files as they are', async () => {
    const content = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 255, 10, 13]);
    const parsed = await parse({
      ...message,
      attachments: [{ filename: 'Zertifikat SCM-3-0007.pdf', contentType: 'application/pdf', content }],
    });
    expect(parsed.attachments[0]).toMatchObject({
      filename: 'Zertifikat SCM-3-0007.pdf',
      contentType: 'application/pdf',
    });
    expect(new Uint8Array(parsed.attachments[0]?.content ?? [])).toEqual(content);
  });

  it('carries dates both as an invitation and as a file', async () => {
    const content = sessionsCalendar(dates);
    const bytes = await composeMessage({ ...message, calendar: { method: 'REQUEST', content } });
    expect(Buffer.from(bytes).toString()).toMatch(
      /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i,
    );
    const parsed = await simpleParser(Buffer.from(bytes));
    const file = parsed.attachments.find(({ filename }) => filename === 'termine.ics');
    expect(file?.content.toString()).toBe(content);
  });
});

describe('dates for a calendar', () => {
  const unfold = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

  it('stand in UTC, so summer and winter time come out right', () => {
    const lines = unfold(sessionsCalendar(dates));
    expect(lines.filter((line) => /^DT(START|END)/.test(line))).toEqual([
      'DTSTART:20221027T070000Z',
      'DTEND:20221027T110000Z',
      'DTSTART:20221108T080000Z',
      'DTEND:20221108T120000Z',
    ]);
  });

  it('keep their name when they move or are called off, with a higher number', () => {
    const invited = unfold(sessionsCalendar(dates));
    const cancelled = unfold(sessionsCalendar({ ...dates, method: 'CANCEL', sequence: 2 }));
    const uids = (lines: string[]) => lines.filter((line) => line.startsWith('UID:'));
    expect(uids(cancelled)).toEqual(uids(invited));
    expect(invited).toContain('METHOD:REQUEST');
    expect(invited).toContain('SEQUENCE:0');
    expect(cancelled).toContain('METHOD:CANCEL');
    expect(cancelled).toContain('SEQUENCE:2');
    expect(cancelled.filter((line) => line === 'STATUS:CANCELLED')).toHaveLength(2);
  });

  it('name who invites and who is invited, and hold words whatever they contain', () => {
    const text = sessionsCalendar(dates);
    const lines = unfold(text);
    expect(lines).toContain('SUMMARY:Modul 1: Grundlagen\\; Übersicht\\, Teil 1');
    expect(lines).toContain('DESCRIPTION:Zeile eins\\nZeile zwei');
    expect(
      lines.some((line) => line.startsWith('ORGANIZER;') && line.endsWith(`mailto:${office.email}`)),
    ).toBe(true);
    expect(lines.some((line) => line.startsWith('ATTENDEE;') && /MAILTO:d\.lecki@/i.test(line))).toBe(true);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
});
