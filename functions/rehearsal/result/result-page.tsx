import { formatDateTime, formatLongDate, formatTime } from '../../domain/calendar.ts';
import { factsOf, recipientSchema, roles } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import { officePage } from '../../office/shared/frame.tsx';
import type { Visit } from '../../office/shared/visit.ts';
import { say, statusNames } from '../../platform/letter/wording.ts';
import { Details, Link, Notice, Table } from '../../platform/page/content.tsx';
import { Buttons } from '../../platform/page/controls.tsx';
import type { Answer } from '../../platform/web/http.ts';
import type { Rehearsal } from '../play/rehearse.ts';
import type { RehearsedMail } from '../play/simulation.ts';
import { BackToRound, frame, rehearsalPath } from './frame.tsx';
import { type Batch, byDay, type Chosen, chosenMails, countByRole } from './list.ts';
import { surprises, unseen } from './surprises.ts';

/** To whom a mail of the rehearsal goes, in a line. */
function addressee({ order, application }: RehearsedMail): string {
  const name = order.to.name ?? order.to.email;
  return application === undefined ? name : `${name} (${application.reference})`;
}

function BatchCell({
  visit,
  round,
  batch,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly batch: Batch;
}) {
  const [first, ...others] = batch.mails;
  const link = (mail: RehearsedMail) => (
    <Link href={rehearsalPath(round, `mail/${mail.id}`)}>{addressee(mail)}</Link>
  );
  if (others.length === 0) return link(first);
  return (
    <Details
      summary={say(visit.language, {
        de: `${batch.mails.length} E-Mails`,
        en: `${batch.mails.length} mails`,
      })}
    >
      <ul>
        {batch.mails.map((mail) => (
          <li key={mail.id}>{link(mail)}</li>
        ))}
      </ul>
    </Details>
  );
}

/** What was asked for in the address; what isn't known there counts as nothing. */
export function chosenBy(query: URLSearchParams): Chosen {
  const role = recipientSchema.shape.role.safeParse(query.get('fuer'));
  const reference = query.get('vorgang');
  return {
    ...(role.success ? { role: role.data } : {}),
    ...(reference === null || reference === '' ? {} : { reference }),
  };
}

function Filter({
  visit,
  round,
  rehearsal,
  chosen,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly rehearsal: Rehearsal;
  readonly chosen: Chosen;
}) {
  const { language } = visit;
  const { mails } = rehearsal;
  const all = rehearsalPath(round, 'ergebnis');
  const isAll = chosen.role === undefined && chosen.reference === undefined;
  return (
    <nav aria-label={say(language, { de: 'Welche E-Mails', en: 'Which mails' })}>
      <ul class="k-figures">
        <li>
          <Link href={all}>
            <strong>{mails.length}</strong>{' '}
            {isAll
              ? say(language, { de: 'alle, hier gezeigt', en: 'all, shown here' })
              : say(language, { de: 'alle zeigen', en: 'show all' })}
          </Link>
        </li>
        {countByRole(mails).map(([role, count]) => (
          <li key={role}>
            <Link href={`${all}?fuer=${role}`}>
              <strong>{count}</strong> {roles[role].name[language]}
              {chosen.role === role && say(language, { de: ', hier gezeigt', en: ', shown here' })}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Findings({ visit, rehearsal }: { readonly visit: Visit; readonly rehearsal: Rehearsal }) {
  const { language } = visit;
  const found = surprises(rehearsal);
  const missing = unseen(rehearsal);
  return (
    <>
      {found.length > 0 && (
        <Notice
          tone="warning"
          title={say(language, { de: 'Was Sie vielleicht nicht erwarten', en: 'What you may not expect' })}
        >
          <ul>
            {found.map((text) => (
              <li key={text.en}>{text[language]}</li>
            ))}
          </ul>
        </Notice>
      )}
      {missing.length > 0 && (
        <Details
          summary={say(language, {
            de: 'E-Mails, die in dieser Probe nicht vorkamen',
            en: 'Mails that did not occur in this rehearsal',
          })}
        >
          <ul>
            {missing.map((purpose) => (
              <li key={purpose}>{factsOf(purpose).name[language]}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

/** The invented applications and what became of each, with the way to its mails. */
function Applications({
  visit: { language },
  round,
  rehearsal,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly rehearsal: Rehearsal;
}) {
  const sorted = [...rehearsal.applications].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return (
    <Details
      summary={say(language, {
        de: 'Die erfundenen Bewerbungen und was aus ihnen wurde',
        en: 'The invented applications and what became of them',
      })}
    >
      <ul>
        {sorted.map(({ reference, name, status }) => (
          <li key={reference}>
            <Link href={rehearsalPath(round, `ergebnis?vorgang=${reference}`)}>
              {reference}, {name}
            </Link>
            : {statusNames[status][language]}
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** The rehearsal: what may surprise, and every mail at its time. */
export function resultPage(visit: Visit, round: Round, rehearsal: Rehearsal): Answer {
  const { language, request } = visit;
  const chosen = chosenBy(request.query);
  const mails = chosenMails(rehearsal.mails, chosen);
  const completed = rehearsal.applications.filter(({ status }) => status === 'completed').length;
  return officePage(visit, {
    ...frame(visit, round),
    title: say(language, { de: 'Probe des Durchgangs', en: 'Rehearsal of the round' }),
    body: (
      <>
        {rehearsal.fault === undefined ? (
          <p>
            {say(language, {
              de: `Vom ${formatDateTime(rehearsal.startedAt, language)} bis zum ${formatDateTime(rehearsal.endedAt, language)}: ${rehearsal.applications.length} Bewerbungen, ${completed} Zertifikate, ${rehearsal.mails.length} E-Mails. Nichts davon wurde verschickt.`,
              en: `From ${formatDateTime(rehearsal.startedAt, language)} to ${formatDateTime(rehearsal.endedAt, language)}: ${rehearsal.applications.length} applications, ${completed} certificates, ${rehearsal.mails.length} mails. None of them was sent.`,
            })}
          </p>
        ) : (
          <Notice
            tone="danger"
            title={say(language, {
              de: `Die Probe ist am ${formatDateTime(rehearsal.endedAt, language)} stehen geblieben`,
              en: `The rehearsal stopped at ${formatDateTime(rehearsal.endedAt, language)}`,
            })}
          >
            <p>
              {say(language, {
                de: 'Unten steht, was bis dahin geschah. Am echten Durchgang hat sich nichts geändert. Bitte geben Sie diese Angabe weiter, wenn Sie Hilfe holen: ',
                en: 'Below stands what happened until then. The real round is as it was. Please pass this on when you ask for help: ',
              })}
              <code>{rehearsal.fault}</code>
            </p>
          </Notice>
        )}
        <Findings visit={visit} rehearsal={rehearsal} />
        <Applications visit={visit} round={round} rehearsal={rehearsal} />
        <h2>{say(language, { de: 'Alle E-Mails nach Tagen', en: 'All mails by day' })}</h2>
        <Filter visit={visit} round={round} rehearsal={rehearsal} chosen={chosen} />
        {chosen.reference !== undefined && (
          <p>
            {say(language, { de: `Nur Vorgang ${chosen.reference}.`, en: `Case ${chosen.reference} only.` })}{' '}
            <Link href={rehearsalPath(round, 'ergebnis')}>
              {say(language, { de: 'Alle zeigen', en: 'Show all' })}
            </Link>
          </p>
        )}
        {mails.length === 0 && (
          <p class="k-empty">
            {say(language, { de: 'Hier gibt es keine E-Mails.', en: 'There are no mails here.' })}
          </p>
        )}
        {byDay(mails).map(({ date, batches }) => (
          <section key={date}>
            <h3>{formatLongDate(date, language)}</h3>
            <Table
              caption={formatLongDate(date, language)}
              hideCaption
              rows={batches}
              rowKey={({ mails: [mail] }) => mail.id}
              columns={[
                {
                  header: say(language, { de: 'Uhrzeit', en: 'Time' }),
                  cell: ({ at }) => formatTime(at, language),
                },
                {
                  header: say(language, { de: 'E-Mail', en: 'Mail' }),
                  rowHeader: true,
                  cell: ({ mails: [mail] }) => factsOf(mail.order.purpose).name[language],
                },
                {
                  header: say(language, { de: 'Für', en: 'For' }),
                  cell: ({ mails: [mail] }) => roles[mail.order.to.role].name[language],
                },
                {
                  header: say(language, { de: 'Ansehen', en: 'Look at' }),
                  cell: (batch) => <BatchCell visit={visit} round={round} batch={batch} />,
                },
              ]}
            />
          </section>
        ))}
        <Buttons>
          <BackToRound visit={visit} round={round} />
        </Buttons>
      </>
    ),
  });
}
