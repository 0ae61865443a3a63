import { beforeAll, describe, expect, it } from 'vitest';
import { composed, samples, withoutSample } from './every-mail.ts';

/** Words of a result in both languages, and what was said about somebody. */
const result =
  /zertifikat|bescheinig|absolvent|ehemalig|abgelehnt|nicht berücksichtig|leider|erfüllt|voraussetzung|Platz|warteliste|angenommen|bestätigt|Glückwunsch|versäum|Krankheitswelle|nur bis November|allen Terminen|certificate|alumni|graduate|rejected|sorry|meets the|\bseat|waiting list|congrat|miss another|confirmation of/i;

/** Mails to an applicant that ask, confirm, or name dates, and tell no result. */
const plain = [
  'confirm-address',
  'confirm-address-again',
  'confirm-address-new',
  'application-received',
  'calendar-invitation',
  'module-reminder',
  'session-moved',
  'session-cancelled',
  'round-cancelled',
  'case-link',
];

const toApplicants = [...samples].filter(([, { to }]) => to === undefined).map(([name]) => name);

describe('a mail to a mailbox that others read', () => {
  beforeAll(() => {
    process.env['BASE_URL'] = 'https://programm.example';
    process.env['SENDER'] = 'Programm <programm@programm.example>';
  });

  it('is looked at for every purpose there is', () => {
    expect(withoutSample).toEqual([]);
  });

  it.each(toApplicants.filter((name) => !plain.includes(name)))(
    'says nothing of the result and brings no document: %s',
    async (name) => {
      for (const language of ['de', 'en'] as const) {
        const usual = await composed(name, language);
        const mail = await composed(name, language, { sharedMailbox: true });
        const words = (each: typeof mail) =>
          `${each.subject} ${each.text} ${each.html || ''}`.replaceAll(/https:\/\/\S+/g, '');
        expect(words(usual)).toMatch(
          name.startsWith('withdrawn') ? /zurückgezogen|withdrawn|beendet|ended|übergeben|handed/ : result,
        );
        expect(words(mail)).not.toMatch(result);
        expect(mail.attachments.map(({ contentType }) => contentType)).not.toContain('application/pdf');
        if (name.startsWith('withdrawn'))
          expect(words(mail)).not.toMatch(/https:\/\/programm\.example\/vorgang/);
        else expect(mail.text).toMatch(/https:\/\/programm\.example\/(?:vorgang|platz|alumni)\//);
      }
    },
  );

  it.each(plain)('goes out as to anybody else where there is no result to tell: %s', async (name) => {
    const mail = await composed(name, 'de', { sharedMailbox: true });
    expect(mail.text).toBe((await composed(name, 'de')).text);
    expect(mail.attachments.map(({ contentType }) => contentType)).not.toContain('application/pdf');
  });
});
