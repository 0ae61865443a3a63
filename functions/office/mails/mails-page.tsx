import { formatShortDateTime } from '../../domain/calendar.ts';
import { factsOf, type LedgerEntry, readLedgerEntry } from '../../domain/mail.ts';
import { mistake } from '../../domain/mistake.ts';
import { isEmail } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Badge, Link, Notice, Table } from '../../platform/page/content.tsx';
import { Button, Buttons, Checkbox, Form, LinkButton, TextField } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { overviewOf } from '../../platform/store/keys.ts';
import { ConflictError } from '../../platform/store/port.ts';
import { allRounds, ledgerOf } from '../../platform/store/records.ts';
import { get, query } from '../../platform/store/table.ts';
import { ticked } from '../../platform/web/forms.ts';
import { type Answer, HttpError } from '../../platform/web/http.ts';
import { formWords } from '../shared/form-words.ts';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import { stateWord } from '../shared/mail-state.ts';
import { MailTable } from '../shared/mail-table.tsx';
import { rowOf } from '../shared/overview.ts';
import { casePath } from '../shared/places.ts';
import { goTo, type Page, type Visit } from '../shared/visit.ts';
import { settleTrouble, troubledMails } from '../today/troubles.ts';
import { explain } from './explain.ts';
import { wasNotTaken } from './send-again.ts';
import { sendAgainPage } from './send-again-page.tsx';

/** How many mails of one address are shown, the latest first. */
const most = 200;

async function toAddress(email: string): Promise<LedgerEntry[]> {
  const listed = await query(overviewOf.address(email), {
    index: 'overview',
    attributes: ['pk', 'sk'],
    newestFirst: true,
    limit: most,
  });
  const items = await Promise.all(listed.map(({ pk, sk }) => get({ pk: String(pk), sk: String(sk) })));
  // What the index still lists may have been erased.
  return items.flatMap((item) => (item === undefined ? [] : [readLedgerEntry(item)]));
}

type Found = { readonly title: string; readonly entries: readonly LedgerEntry[]; readonly href?: string };

/** The mails of a case by its reference, or to an address. */
async function search(asked: string): Promise<Found | undefined> {
  if (asked.includes('@')) {
    return isEmail(asked) ? { title: asked, entries: await toAddress(asked) } : undefined;
  }
  const number = /-(\d+)$/.exec(asked)?.[1];
  const prefix = asked.toUpperCase().slice(0, asked.indexOf('-'));
  for (const { id: round } of await allRounds()) {
    // A round's id may have small letters, whatever was typed.
    const reference = `${prefix}-${round}-${number}`;
    if (reference.toUpperCase() !== asked.toUpperCase()) continue;
    const row = await rowOf(round, reference);
    if (row !== undefined) {
      return {
        title: `${row.reference}, ${row.name}`,
        entries: await ledgerOf({ application: row.id }),
        href: casePath(row),
      };
    }
  }
  return undefined;
}

async function showMails(visit: Visit): Promise<Answer> {
  const { language, request, session } = visit;
  const asked = request.query.get('suche')?.trim() ?? '';
  const found = asked === '' ? undefined : await search(asked);
  const troubled = await troubledMails();
  return officePage(visit, {
    area: 'mails',
    title: say(language, { de: 'E-Mails', en: 'Mails' }),
    lead: say(language, {
      de: 'Warum hat jemand eine E-Mail bekommen oder nicht bekommen? Suchen Sie nach der Vorgangsnummer oder der Adresse.',
      en: 'Why did, or didn’t, somebody get a mail? Search by the reference of the case or by the address.',
    }),
    body: (
      <>
        <Form action="/buero/mails" method="get" label={say(language, { de: 'Suchen', en: 'Search' })}>
          <TextField
            name="suche"
            type="search"
            size="medium"
            label={say(language, { de: 'Vorgang oder E-Mail-Adresse', en: 'Case or email address' })}
            value={asked}
          />
          <Buttons>
            <Button>{say(language, { de: 'Suchen', en: 'Search' })}</Button>
          </Buttons>
        </Form>
        {session.role === 'office' && (
          <p>
            <Link href="/buero/werkstatt">
              {say(language, {
                de: 'Ehemalige zu einer Werkstatt einladen',
                en: 'Invite the alumni to a workshop',
              })}
            </Link>
          </p>
        )}
        {asked !== '' && found === undefined && (
          <Notice title={say(language, { de: 'Nichts gefunden', en: 'Nothing found' })}>
            {say(language, {
              de: 'Bitte geben Sie die ganze Vorgangsnummer ein, zum Beispiel SCM-3-0007, oder die ganze Adresse.',
              en: 'Please enter the whole reference, such as SCM-3-0007, or the whole address.',
            })}
          </Notice>
        )}
        {found && (
          <section>
            <h2>{found.title}</h2>
            {found.href !== undefined && (
              <p>
                <Link href={found.href}>{say(language, { de: 'Zum Vorgang', en: 'To the case' })}</Link>
              </p>
            )}
            {explain(found.entries).map((sentence) => (
              <p key={sentence.de}>{sentence[language]}</p>
            ))}
            <MailTable visit={visit} entries={found.entries} withCase={found.href === undefined} />
          </section>
        )}
        <section>
          <h2>{say(language, { de: 'Nicht angekommen', en: 'Not delivered' })}</h2>
          {session.role === 'office' && troubled.some(({ entry }) => wasNotTaken(entry)) && (
            <p>
              <Link href="/buero/mails/erneut">
                {say(language, { de: 'Abgelehnte E-Mails neu senden', en: 'Send refused mails again' })}
              </Link>
            </p>
          )}
          <Table
            caption={say(language, { de: 'Nicht angekommen', en: 'Not delivered' })}
            hideCaption
            rows={troubled}
            rowKey={({ tag }) => tag}
            empty={say(language, { de: 'Alle E-Mails kamen an.', en: 'All mails were delivered.' })}
            columns={[
              {
                header: say(language, { de: 'Adresse', en: 'Address' }),
                rowHeader: true,
                cell: ({ entry }) => entry.order.to.email,
              },
              {
                header: say(language, { de: 'E-Mail', en: 'Mail' }),
                cell: ({ entry }) => factsOf(entry.order.purpose).name[language],
              },
              {
                header: say(language, { de: 'Was geschah', en: 'What happened' }),
                cell: ({ entry }) => {
                  const { tone, word } = stateWord(entry);
                  return <Badge tone={tone}>{word[language]}</Badge>;
                },
              },
              {
                header: say(language, { de: 'Wann', en: 'When' }),
                cell: ({ entry }) => formatShortDateTime(entry.sentAt ?? entry.owedAt, language),
              },
              {
                header: say(language, { de: 'Was hilft', en: 'What helps' }),
                cell: ({ entry, tag }) => (
                  <>
                    {entry.round !== undefined && entry.application !== undefined && (
                      <>
                        <Link href={casePath({ round: entry.round, id: entry.application }, 'adresse')}>
                          {say(language, { de: 'Adresse berichtigen', en: 'Correct the address' })}
                        </Link>
                        <br />
                      </>
                    )}
                    {session.role === 'office' && (
                      <Link href={`/buero/mails/${tag}`}>
                        {say(language, { de: 'Als erledigt ablegen', en: 'Mark as settled' })}
                      </Link>
                    )}
                  </>
                ),
              },
            ]}
          />
        </section>
      </>
    ),
  });
}

async function settlePage(visit: Visit, untouched = false): Promise<Answer> {
  const { language, params } = visit;
  const troubled = (await troubledMails()).find(({ tag }) => tag === params['tag']);
  if (troubled === undefined) throw new HttpError(404, 'There is no such trouble.');
  const errors = untouched ? [mistake('confirm', formWords.tick)] : [];
  const { order } = troubled.entry;
  return officePage(
    visit,
    {
      area: 'mails',
      title: say(language, { de: 'Als erledigt ablegen', en: 'Mark as settled' }),
      width: 'reading',
      hasErrors: untouched,
      body: (
        <>
          <p>
            {factsOf(order.purpose).name[language]}, {order.to.email}
          </p>
          <ErrorSummary errors={errors} />
          <OfficeForm visit={visit} action={visit.request.path}>
            <Checkbox
              name="confirm"
              value="yes"
              label={say(language, {
                de: 'Ja, darum hat sich jemand gekümmert.',
                en: 'Yes, somebody has dealt with it.',
              })}
              error={errorOf(errors, 'confirm')}
            />
            <Buttons>
              <Button>{say(language, { de: 'Ablegen', en: 'Settle' })}</Button>
              <LinkButton href="/buero/mails">{say(language, { de: 'Zurück', en: 'Back' })}</LinkButton>
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    untouched ? 422 : 200,
  );
}

async function settle(visit: Visit): Promise<Answer> {
  if (!ticked(visit.request.form, 'confirm', 'yes')) return settlePage(visit, true);
  const tag = visit.params['tag'] ?? '';
  const troubled = (await troubledMails()).find((each) => each.tag === tag);
  if (troubled === undefined) throw new HttpError(404, 'There is no such trouble.');
  try {
    await settleTrouble(tag);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
  return goTo(visit, '/buero/mails?getan=settled');
}

export const mailPages: readonly Page[] = [
  {
    path: '/buero/mails',
    about: 'Mails of a case or an address; what was not delivered',
    GET: { for: 'signed-in', handle: showMails },
  },
  sendAgainPage,
  {
    path: '/buero/mails/{tag}',
    about: 'Settle a mail that was not delivered',
    GET: { for: 'office', handle: (visit) => settlePage(visit) },
    POST: { for: 'office', handle: settle },
  },
];
