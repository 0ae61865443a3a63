import { expect, test } from 'vitest';
import { alumniMails } from '../../functions/alumni/mails.ts';
import { certificateMails } from '../../functions/certificate/mails.ts';
import type { Application } from '../../functions/domain/application.ts';
import type { Purpose, Recipient } from '../../functions/domain/mail.ts';
import { currentEdition, register } from '../../functions/domain/register/register.ts';
import type { Language } from '../../functions/domain/text.ts';
import { officeMails } from '../../functions/office/mails.ts';
import type { MailContext, MailWriter } from '../../functions/platform/letter/mail.ts';
import { renderLetter } from '../../functions/platform/letter/render.ts';
import { parseSettings } from '../../functions/platform/settings.ts';
import { anApplication, aRound } from '../support/records.ts';

const edition = register(currentEdition);
if (edition === undefined) throw new Error('no register');
const known = edition;
const writers: Partial<Record<Purpose, MailWriter>> = { ...certificateMails, ...alumniMails, ...officeMails };
const certificate = {
  id: 'Xq3vPz1L0aB9cD8eF7gH6i',
  number: 'SCM-3-Z-0007',
  issuedAt: '2022-11-23T12:05:00.000Z',
};

function write(
  purpose: Purpose,
  language: Language,
  parts: { application?: Application; data?: Record<string, string>; recipient?: Recipient } = {},
) {
  const application = parts.application ?? anApplication({ status: 'completed', certificate, language });
  const context: MailContext = {
    language,
    recipient: parts.recipient ?? {
      role: 'applicant',
      name: 'Änne Łukaszewska',
      email: application.applicant.email,
    },
    application,
    round: aRound(),
    register: known,
    settings: parseSettings(undefined),
    link: { url: 'https://kohorte.example/vorgang/secret', code: 'ABCDE-FGHJK' },
    data: parts.data ?? {},
    baseUrl: 'https://kohorte.example',
    now: '2022-11-23T12:05:00.000Z',
  };
  const writer = writers[purpose];
  if (writer === undefined) throw new Error(`nobody words ${purpose}`);
  const mail = writer(context);
  const letter = renderLetter(mail.letter, {
    language,
    reference: application.reference,
    contact: { name: 'Programmbüro', email: 'buero@programm.example' },
    programme: 'Smart City Manager:in',
    baseUrl: context.baseUrl,
  });
  return { mail, letter };
}

test.each(['de', 'en'] as const)(
  'the certificate comes with number, PDF, verification link and the alumni step (%s)',
  (language) => {
    const { mail, letter } = write('certificate', language);
    expect(letter.subject).toContain('[SCM-3-0007]');
    for (const form of [letter.text.replaceAll(/\s+/g, ' '), letter.html]) {
      expect(form).toContain('SCM-3-Z-0007');
      expect(form).toContain('https://kohorte.example/zertifikat/Xq3vPz1L0aB9cD8eF7gH6i');
      expect(form).toContain(language === 'de' ? 'kein staatlicher Abschluss' : 'not a state qualification');
      expect(form).toContain(language === 'de' ? 'Netzwerk der Ehemaligen' : 'alumni network');
    }
    expect(mail.document?.id).toBe(certificate.id);
    expect(mail.document?.filename).toMatch(/SCM-3-Z-0007\.pdf$/);
  },
);

test.each(['de', 'en'] as const)(
  'the confirmation says what was attended, what is missing and how to make it up (%s)',
  (language) => {
    const application = anApplication({
      status: 'not-completed',
      attended: ['a1-1', 'a1-2', 'a2-1'],
      language,
    });
    const { mail, letter } = write('participation-confirmation', language, {
      application,
      data: { document: 'doc' },
    });
    const [attended = '', missing = ''] = letter.text.split(
      language === 'de' ? 'Das fehlt noch' : 'What is still missing',
    );
    expect(attended).toContain('Grundlagen der digitalen Kommune (8');
    expect(attended).toContain('Daten und Plattformen (4');
    expect(attended).not.toContain('Beteiligung');
    expect(missing).not.toContain('Grundlagen');
    expect(missing).toContain('Daten und Plattformen (4');
    expect(missing).toContain('Beteiligung und Umsetzung (8');
    expect(missing).toContain(language === 'de' ? 'späteren Durchgang' : 'later round');
    expect(mail.document).toMatchObject({ id: 'doc' });
  },
);

test('who was at no session gets no document', () => {
  const application = anApplication({ status: 'not-completed', attended: [] });
  const { mail, letter } = write('participation-confirmation', 'de', { application });
  expect(mail.document).toBeUndefined();
  expect(letter.text).not.toContain('liegt dieser E-Mail');
});

test('the invitation to the alumni says that it is voluntary and can be ended at any time', () => {
  const { letter } = write('alumni-invitation', 'de');
  expect(letter.text).toContain('nichts ist vorausgewählt');
  expect(letter.text).toContain('jederzeit');
  expect(write('alumni-invitation', 'en').letter.text).toContain('at any time');
});

test('a workshop names topic, date and place; a supervisor gets no link that acts for the graduate', () => {
  const data = {
    title: 'Offene Daten',
    starts: '2023-03-14T09:00:00.000Z',
    ends: '2023-03-14T15:00:00.000Z',
    place: 'Potsdam, Am Speicher 4',
  };
  const graduate = write('alumni-workshop', 'de', {
    data,
    recipient: { role: 'graduate', name: 'Änne Łukaszewska', email: 'a@cottbus.example' },
  });
  expect(graduate.letter.text).toContain('Dienstag, 14. März 2023, 10:00 bis 16:00 Uhr');
  expect(graduate.letter.text).toContain('Potsdam, Am Speicher 4');
  expect(graduate.letter.text).toContain('/secret');
  const supervisor = write('alumni-workshop', 'de', {
    data,
    recipient: { role: 'supervisor', name: 'Uwe Noack', email: 'uwe.noack@cottbus.example' },
  });
  expect(supervisor.letter.text).toContain('Offene Daten');
  expect(supervisor.letter.text).toContain('Änne Łukaszewska');
  expect(supervisor.letter.text).not.toContain('/secret');
});
