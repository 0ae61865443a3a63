import { Fragment } from 'preact';
import * as z from 'zod';
import { type Application, fullName } from '../../domain/application.ts';
import { formatDateTime, formatShortDateTime } from '../../domain/calendar.ts';
import { actorNames, historySentence } from '../../domain/history.ts';

import { sessionsOf } from '../../domain/round.ts';
import { joined, type Line, type LinePart, submittedLines } from '../../platform/letter/submitted.ts';
import { cohortName, say, statusNames } from '../../platform/letter/wording.ts';
import {
  Badge,
  Card,
  type Fact,
  FactList,
  Link,
  Notice,
  Table,
  Verbatim,
} from '../../platform/page/content.tsx';
import { LinkButton } from '../../platform/page/controls.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import { keys } from '../../platform/store/keys.ts';
import { applicationRows, ledgerOf } from '../../platform/store/records.ts';
import { get } from '../../platform/store/table.ts';
import type { Answer } from '../../platform/web/http.ts';
import { officePage } from '../shared/frame.tsx';
import { MailTable } from '../shared/mail-table.tsx';
import { casePath } from '../shared/places.ts';
import type { Visit } from '../shared/visit.ts';
import { applicationTones } from '../shared/words.ts';
import { type Case, caseOf } from './case.ts';
import { caseActs } from './case-acts.tsx';
import { awaitsSelection, plannedMails } from './planned.ts';
import { PlannedMails } from './planned-list.tsx';

const needsSchema = z.object({ text: z.string() });

/** What somebody needs in order to take part: for the office alone, not for auditors. */
async function needsText(visit: Visit, { id, round }: Application): Promise<string | undefined> {
  if (visit.session.role !== 'office') return undefined;
  const needs = needsSchema.safeParse(await get(keys.needs(round, id)));
  return needs.success ? needs.data.text : undefined;
}

function Acts({ visit, found }: { readonly visit: Visit; readonly found: Case }) {
  const { language, at, session } = visit;
  if (session.role !== 'office') return null;
  const possible = caseActs.filter((act) => act.isPossible(found, at));
  if (possible.length === 0) return null;
  return (
    <Card title={say(language, { de: 'Was Sie tun können', en: 'What you can do' })}>
      <ul class="k-acts">
        {possible.map((act) => (
          <li key={act.path}>
            <LinkButton
              href={casePath(found.application, act.path)}
              kind={act.pressing?.(found) ? 'secondary' : 'tertiary'}
              small
            >
              {act.title[language]}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Way = { readonly href: string; readonly text: string };

/** How somebody is reached by an answer; nobody by most. */
function wayOf({ kind, text }: Pick<LinePart, 'kind' | 'text'>): Way[] {
  if (kind === 'email') return [{ href: `mailto:${text}`, text }];
  return kind === 'phone' ? [{ href: `tel:${text.replaceAll(/[^+\d]/g, '')}`, text }] : [];
}

/** Who somebody is, and below how they are reached. */
function Reached({ who, ways }: { readonly who: string; readonly ways: readonly Way[] }) {
  return (
    <>
      {who}
      {ways.map(({ href, text }) => (
        <Fragment key={href}>
          <br />
          <a href={href}>{text}</a>
        </Fragment>
      ))}
    </>
  );
}

/** A line of what was submitted, with addresses to follow. */
function lineFact({ label, parts, isLong, value }: Line): Fact {
  if (isLong) return { label, value: <Verbatim>{value}</Verbatim> };
  const ways = parts.flatMap(wayOf);
  if (ways.length === 0) return { label, value };
  const others = parts.filter((part) => wayOf(part).length === 0);
  return { label, value: <Reached who={joined(others)} ways={ways} /> };
}

function facts(visit: Visit, { application, round }: Case, needs: string | undefined): Fact[] {
  const { language } = visit;
  const { endorser, decision, query, seat, attended, waiting } = application;
  const lines = submittedLines('office', { ...application, needs }, registerOf(round), language);
  // What became of the addresses stands after the people and before what they wrote.
  const wrote = lines.findIndex(({ isLong }) => isLong);
  const time = (at: string): string => formatDateTime(at, language);
  const present = (label: string, value: Fact['value'] | undefined): Fact[] =>
    value === undefined ? [] : [{ label, value }];
  return [
    ...lines.slice(0, wrote).map(lineFact),
    ...present(
      say(language, { de: 'Zustimmung liegt bei', en: 'Agreement is asked of' }),
      endorser && <Reached who={endorser.name} ways={wayOf({ kind: 'email', text: endorser.email })} />,
    ),
    ...present(
      say(language, { de: 'Neue Adresse, noch nicht bestätigt', en: 'New address, not confirmed yet' }),
      application.emailChange?.email,
    ),
    ...lines.slice(wrote).map(lineFact),
    ...present(
      say(language, { de: 'Rückfrage', en: 'Question' }),
      query && (
        <>
          <Verbatim>{query.text}</Verbatim>
          {query.answer === undefined
            ? say(language, { de: `Antwort bis ${time(query.until)}`, en: `Answer by ${time(query.until)}` })
            : say(language, { de: 'Antwort:', en: 'Answer:' })}
          {query.answer !== undefined && <Verbatim>{query.answer}</Verbatim>}
        </>
      ),
    ),
    ...present(
      say(language, { de: 'Entscheidung', en: 'Decision' }),
      decision && (
        <>
          {decision.outcome === 'approve'
            ? say(language, { de: 'Voraussetzungen erfüllt', en: 'Conditions met' })
            : say(language, { de: 'Abgelehnt', en: 'Rejected' })}
          , {time(decision.at)};{' '}
          {decision.toldAt === undefined
            ? say(language, { de: 'noch nicht mitgeteilt', en: 'not told yet' })
            : say(language, {
                de: `mitgeteilt am ${time(decision.toldAt)}`,
                en: `told on ${time(decision.toldAt)}`,
              })}
          {decision.reason !== undefined && <Verbatim>{decision.reason}</Verbatim>}
        </>
      ),
    ),
    ...present(
      say(language, { de: 'Warteliste', en: 'Waiting list' }),
      waiting && say(language, { de: `seit ${time(waiting.since)}`, en: `since ${time(waiting.since)}` }),
    ),
    ...present(
      say(language, { de: 'Platz', en: 'Seat' }),
      seat && (
        <>
          {cohortName(seat.cohort, language)}, {say(language, { de: 'angeboten am', en: 'offered on' })}{' '}
          {time(seat.offeredAt)}
          {seat.acceptedAt === undefined
            ? say(language, {
                de: `; gilt bis ${time(seat.until)}`,
                en: `; stands until ${time(seat.until)}`,
              })
            : say(language, {
                de: `; angenommen am ${time(seat.acceptedAt)}`,
                en: `; accepted on ${time(seat.acceptedAt)}`,
              })}
        </>
      ),
    ),
    ...present(
      say(language, { de: 'Anwesenheit', en: 'Attendance' }),
      attended &&
        seat &&
        say(language, {
          de: `${attended.length} von ${sessionsOf(round.file, seat.cohort).length} Terminen`,
          en: `${attended.length} of ${sessionsOf(round.file, seat.cohort).length} sessions`,
        }),
    ),
    ...present(
      say(language, { de: 'Zertifikat', en: 'Certificate' }),
      application.certificate && (
        <>
          <Link href={`/zertifikat/${application.certificate.id}`}>{application.certificate.number}</Link>
          {application.certificate.revokedAt !== undefined &&
            say(language, {
              de: `, zurückgezogen am ${time(application.certificate.revokedAt)}`,
              en: `, revoked on ${time(application.certificate.revokedAt)}`,
            })}
          {application.certificate.reissueOrderedAt !== undefined &&
            say(language, { de: '; ein neues wird ausgestellt', en: '; a new one is being issued' })}
        </>
      ),
    ),
    {
      label: say(language, { de: 'Stand der Angaben', en: 'Version of the data' }),
      value: say(language, {
        de: `Fassung ${application.version}, eingegangen am ${time(application.submittedAt)}`,
        en: `version ${application.version}, received on ${time(application.submittedAt)}`,
      }),
    },
  ];
}

/** Everything about one application. */
export async function showCase(visit: Visit): Promise<Answer> {
  const { language } = visit;
  const found = await caseOf(visit);
  const { application, round } = found;
  const [ledger, needs, rows] = await Promise.all([
    ledgerOf({ application: application.id }),
    needsText(visit, application),
    awaitsSelection(application, round) ? applicationRows(round.id) : [],
  ]);
  const others = rows.filter(({ id }) => id !== application.id).map(({ status }) => status);
  const planned = plannedMails({ application, round, ledger, others }, visit.at);
  const failed = ledger.filter((entry) => entry.trouble === 'bounce' || entry.trouble === 'refused');
  const isErased = application.status === 'erased';
  return officePage(visit, {
    area: 'applications',
    title: isErased ? application.reference : `${fullName(application.applicant)} (${application.reference})`,
    heading: isErased ? application.reference : fullName(application.applicant),
    preline: `${application.reference} – ${round.file.title}`,
    body: (
      <>
        <p class="k-state">
          <Badge tone={applicationTones[application.status]}>
            {statusNames[application.status][language]}
          </Badge>
          <Link href={`/buero/bewerbungen?durchgang=${round.id}`}>
            {say(language, { de: 'Zu allen Bewerbungen', en: 'To all applications' })}
          </Link>
        </p>
        {failed.length > 0 && (
          <Notice
            tone="danger"
            title={say(language, { de: 'Eine E-Mail kam nicht an', en: 'A mail did not arrive' })}
          >
            {[...new Set(failed.map((entry) => entry.order.to.email))].join(', ')}
          </Notice>
        )}
        <Acts visit={visit} found={found} />
        {!isErased && <FactList facts={facts(visit, found, needs)} />}
        <section>
          <h2>{say(language, { de: 'Verlauf', en: 'History' })}</h2>
          <Table
            caption={say(language, { de: 'Verlauf', en: 'History' })}
            hideCaption
            rows={[...application.history].reverse()}
            columns={[
              {
                header: say(language, { de: 'Wann', en: 'When' }),
                cell: ({ at }) => formatShortDateTime(at, language),
              },
              {
                header: say(language, { de: 'Was', en: 'What' }),
                rowHeader: true,
                cell: ({ what, words }) => (
                  <>
                    {historySentence(what)[language]}
                    {words !== undefined && <span class="k-words"> „{words}“</span>}
                  </>
                ),
              },
              {
                header: say(language, { de: 'Wer', en: 'Who' }),
                cell: ({ who, name }) =>
                  name === undefined
                    ? (actorNames[who]?.[language] ?? who)
                    : `${name} (${actorNames[who]?.[language] ?? who})`,
              },
            ]}
          />
        </section>
        <section>
          <h2>{say(language, { de: 'E-Mails', en: 'Mails' })}</h2>
          <MailTable visit={visit} entries={ledger} />
          <PlannedMails planned={planned} language={language} />
        </section>
      </>
    ),
  });
}
