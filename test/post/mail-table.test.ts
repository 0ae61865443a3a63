import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { valueInWords } from '../../functions/application/case/own-data-words.ts';
import { applicationStatuses } from '../../functions/domain/application.ts';
import {
  factsOf,
  type LedgerEntry,
  linkOf,
  type MailRoom,
  type Purpose,
  type PurposeFacts,
  type PurposeOf,
  purposeSchema,
  roles,
} from '../../functions/domain/mail.ts';
import { resendable } from '../../functions/office/case/case-rules.ts';
import { officePages } from '../../functions/office/pages.ts';
import type { MailsOf } from '../../functions/platform/letter/mail.ts';
import { writeLetter } from '../../functions/post/message/write-letter.ts';
import { unseen } from '../../functions/rehearsal/result/surprises.ts';
import { functions } from '../../infra/functions.ts';
import { findRoute, readRoute } from '../../infra/local/web/routes.ts';
import { anApplication, aRound } from '../support/records.ts';
import { composed, gathered, secret } from './composed.ts';
import { mailsPage } from './mails-page.ts';

const languages = ['de', 'en'] as const;
const all = purposeSchema.options;

/** A mail of this purpose, worded without these of its parts. */
function worded(purpose: Purpose, left: readonly string[] = []) {
  const parts = gathered(purpose, 'en');
  const isLeft = (part: string): boolean => left.includes(part);
  return writeLetter({
    ...parts,
    application: isLeft('application') ? undefined : parts.application,
    round: isLeft('round') ? undefined : parts.round,
    applications: isLeft('applications') ? undefined : parts.applications,
    counted: isLeft('counted') ? undefined : parts.counted,
  });
}

/** What the words do without, by what the table says they are made from. */
const needless: Readonly<Record<PurposeFacts['written']['from'], readonly string[]>> = {
  case: ['applications', 'counted'],
  'case-among-others': ['applications'],
  round: ['application', 'applications', 'counted'],
  applications: ['application', 'counted'],
  order: ['application', 'round', 'applications', 'counted'],
};

/** The page that a path leads to: of the function by its route, of the office by its table of pages. */
function isPage(path: string): boolean {
  const routes = functions.flatMap(({ routes: own = [], name }) =>
    own
      .filter((route) => route !== '$default')
      .map((route) => readRoute({ apiId: 'api', routeKey: `ANY ${route}`, functionArn: name })),
  );
  const found = findRoute(routes, 'GET', path)?.route;
  if (found === undefined || found.functionArn !== 'OfficeDesk') return found !== undefined;
  const pages = officePages.map((page) =>
    readRoute({ apiId: 'office', routeKey: `ANY ${page.path}`, functionArn: page.path }),
  );
  return findRoute(pages, 'GET', path) !== undefined;
}

function entryOf(purpose: Purpose, occasion = 'first'): LedgerEntry {
  const { entry } = gathered(purpose, 'de');
  return { ...entry, sk: occasion, state: 'sent', order: { ...entry.order, occasion } };
}

describe('the table of mails', () => {
  beforeAll(() => {
    process.env['BASE_URL'] = 'https://programm.example';
    process.env['SENDER'] = 'Programm <programm@programm.example>';
  });

  it('gives every mail a name of its own', () => {
    for (const language of languages) {
      const names = all.map((purpose) => factsOf(purpose).name[language]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  it('leaves no purpose without words, and no room with words that are not its own', () => {
    expectTypeOf<PurposeOf<MailRoom>>().toEqualTypeOf<Purpose>();
    expectTypeOf<Extract<PurposeOf<'certificate'>, PurposeOf<'cohort'>>>().toEqualTypeOf<never>();
    expectTypeOf<Omit<MailsOf<'certificate'>, 'certificate'>>().not.toExtend<MailsOf<'certificate'>>();
  });

  it('lets no mail tell a result that leads to no page where it stands', () => {
    type Telling = Extract<PurposeFacts, { written: { tells: 'result' | 'document' } }>;
    expectTypeOf<'none'>().not.toExtend<Telling['sent']['link']>();
    expectTypeOf<'/vorgang'>().toExtend<Telling['sent']['link']>();
  });

  it('is what docs/mails.md tells', async () => {
    await expect(mailsPage()).toMatchFileSnapshot('../../docs/mails.md');
  });

  it('keeps those that no round has by itself out of what a rehearsal misses', () => {
    const nothing = { mails: [], round: aRound(), applications: [], startedAt: '', endedAt: '' };
    const missed = unseen(nothing);
    expect(missed).toContain('seat-offer');
    expect(all.filter((purpose) => !missed.includes(purpose))).toEqual(
      all.filter((purpose) => factsOf(purpose).sent.by !== 'course'),
    );
  });
});

describe.each(all)('the mail %s', (purpose) => {
  const { name, when, sent, written } = factsOf(purpose);

  it('says in both languages what it is called and what causes it', () => {
    for (const language of languages) {
      expect(name[language]).toMatch(/^\p{Lu}[^.]+$/u);
      expect(when[language]).toMatch(/^\p{Lu}.+\.$/u);
    }
    expect(when.de).not.toBe(when.en);
  });

  it('is worded from what the table says, in the language of who reads it', () => {
    const { rendered, language } = worded(purpose);
    expect(language).toBe(roles[sent.to[0]].language === 'chosen' ? 'en' : 'de');
    const sparing = worded(purpose, needless[written.from]).rendered;
    if (written.from === 'case' || written.from === 'case-among-others')
      expect(sparing.text).toBe(rendered.text);
    expect(sparing.subject).not.toBe('');
    if (written.from === 'case-among-others')
      expect(worded(purpose, ['counted']).rendered.text).not.toBe(rendered.text);
  });

  it('carries its name in the header, by which the local inbox shows it', async () => {
    const { headers } = await composed(purpose, 'de');
    expect(headers.get('x-kohorte-purpose')).toBe(purpose);
  });

  it('carries the link of the table and no other, to a page that there is', async () => {
    const path = linkOf(purpose);
    const { text = '' } = await composed(purpose, 'de');
    const carried = [...text.matchAll(/https:\/\/programm\.example(\/\S+?)\/([\w-]{43})/g)];
    expect(new Set(carried.map(([, opened]) => opened))).toEqual(new Set(path === undefined ? [] : [path]));
    if (path !== undefined) expect(isPage(`${path}/${secret}`)).toBe(true);
  });

  it('brings a document only where the table says that it tells by one', () => {
    const { mail } = writeLetter(gathered(purpose, 'de'));
    const brings = mail.document !== undefined;
    expect(brings).toBe(written.tells === 'document');
  });

  it('in a mailbox that others read stands as the table says', async () => {
    const usual = await composed(purpose, 'de');
    const shared = await composed(purpose, 'de', { sharedMailbox: true });
    // Nobody but the applicant can have said that others read their mailbox.
    const isTheirs = sent.to[0] === 'applicant';
    if (!isTheirs) expect(written.tells).toBe('nothing');
    expect(shared.text === usual.text).toBe(written.tells === 'nothing');
  });

  it('can be sent again by the office when the table says so', () => {
    const entry = entryOf(purpose);
    const states = applicationStatuses.filter(
      (status) => resendable([entry], anApplication({ status })).length === 1,
    );
    switch (sent.again) {
      case 'always':
      case 'each':
      case 'until-told':
        expect(states).toEqual(applicationStatuses);
        break;
      case 'not-of-a-case':
        expect(states).toEqual([]);
        expect(written.from.startsWith('case')).toBe(false);
        break;
      default:
        expect(states).toEqual([sent.again]);
    }
    const two = [entry, entryOf(purpose, 'second')];
    if (states.length === applicationStatuses.length)
      expect(resendable(two, anApplication()).length).toBe(sent.again === 'each' ? 2 : 1);
  });

  it('is called the same in the applicant’s own data', () => {
    for (const language of languages) {
      expect(valueInWords('purpose', purpose, language)).toBe(name[language]);
    }
  });
});
