import { beforeAll, describe, expect, it } from 'vitest';
import { factsOf } from '../../functions/domain/mail.ts';
import { composed } from './composed.ts';
import { roleOf, samples } from './every-mail.ts';

/** Words of a result in both languages, and what was said about somebody. */
const result =
  /zertifikat|bescheinig|absolvent|ehemalig|abgelehnt|nicht berücksichtig|leider|erfüllt|voraussetzung|Platz|warteliste|angenommen|bestätigt|Glückwunsch|versäum|Krankheitswelle|nur bis November|allen Terminen|certificate|alumni|graduate|rejected|sorry|meets the|\bseat|waiting list|congrat|miss another|confirmation of/i;

/** Mails to applicants: by the table, those that tell a result, and those that go out as they are. */
const toApplicants = [...samples].filter(([, sample]) => roleOf(sample) === 'applicant');
const isPlain = ([, { purpose }]: (typeof toApplicants)[number]) =>
  factsOf(purpose).written.tells === 'nothing';
const plain = toApplicants.filter(isPlain).map(([name]) => name);
const telling = toApplicants.filter((one) => !isPlain(one)).map(([name]) => name);

/** What sounds like a result and is none: the address was confirmed, and a cancelled round tells nobody's result. */
const harmless: Readonly<Record<string, RegExp>> = {
  'application-received': /bestätigt/gi,
  'round-cancelled': /leider|sorry/gi,
};

const words = ({ subject, text, html }: Awaited<ReturnType<typeof composed>>) =>
  `${subject} ${text} ${html || ''}`.replaceAll(/https:\/\/\S+/g, '');

describe('a mail to a mailbox that others read', () => {
  beforeAll(() => {
    process.env['BASE_URL'] = 'https://programm.example';
    process.env['SENDER'] = 'Programm <programm@programm.example>';
  });

  it.each(telling)('says nothing of the result and brings no document: %s', async (name) => {
    for (const language of ['de', 'en'] as const) {
      const usual = await composed(name, language);
      const mail = await composed(name, language, { sharedMailbox: true });
      expect(words(usual)).toMatch(
        name.startsWith('withdrawn') ? /zurückgezogen|withdrawn|beendet|ended|übergeben|handed/ : result,
      );
      expect(words(mail)).not.toMatch(result);
      expect(mail.attachments.map(({ contentType }) => contentType)).not.toContain('application/pdf');
      if (name.startsWith('withdrawn')) expect(mail.text).not.toMatch(/https:\/\/programm\.example\/vorgang/);
      else expect(mail.text).toMatch(/https:\/\/programm\.example\/(?:vorgang|platz|alumni)\//);
    }
  });

  it.each(plain)('goes out as to anybody else where there is no result to tell: %s', async (name) => {
    for (const language of ['de', 'en'] as const) {
      const mail = await composed(name, language, { sharedMailbox: true });
      expect(mail.text).toBe((await composed(name, language)).text);
      expect(words(mail).replaceAll(harmless[name] ?? /(?!)/g, '')).not.toMatch(result);
      expect(mail.attachments.map(({ contentType }) => contentType)).not.toContain('application/pdf');
    }
  });
});
