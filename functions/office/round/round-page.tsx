import { takesLate } from '../../application/rules.ts';
import { applicationStatuses, enrolledStatuses, undecidedStatuses } from '../../domain/application.ts';
import { formatDateTime, formatShortDateTime } from '../../domain/calendar.ts';
import { actorNames, historySentence } from '../../domain/history.ts';
import type { Round } from '../../domain/round.ts';
import { say, statusNames } from '../../platform/letter/wording.ts';
import { Badge, Card, Details, FactList, Link, Notice, Table } from '../../platform/page/content.tsx';
import { Buttons, LinkButton } from '../../platform/page/controls.tsx';
import type { Answer } from '../../platform/web/http.ts';
import { officePage } from '../shared/frame.tsx';
import { nextDates } from '../shared/next-dates.ts';
import { type Counts, countByStatus, rowsOf, seatsOf, sumOf } from '../shared/overview.ts';
import { roundOf, roundPath } from '../shared/places.ts';
import { RoundSteps, Timeline } from '../shared/timeline.tsx';
import type { Visit } from '../shared/visit.ts';
import { roundStatusNames, roundTones, selectionWords } from '../shared/words.ts';
import { loadNeeds } from '../today/load-needs.ts';
import { NeedList } from '../today/need-list.tsx';
import { roundActs } from './round-act-list.ts';
import { canReplacePeople, openDeadlines } from './round-changes.ts';
import { Sessions } from './session-table.tsx';
import { canNameSubstitute } from './substitute-form.tsx';

function Applications({
  visit,
  round,
  counts,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly counts: Counts;
}) {
  const { language } = visit;
  const confirmed = applicationStatuses.filter((status) => status !== 'unconfirmed');
  const figures = [
    {
      label: say(language, { de: 'Bewerbungen', en: 'Applications' }),
      value: sumOf(counts, confirmed),
      query: '',
    },
    {
      label: say(language, { de: 'noch offen', en: 'undecided' }),
      value: sumOf(counts, undecidedStatuses),
      query: '&stand=offen',
    },
    {
      label: say(language, {
        de: `von ${seatsOf(round)} Plätzen fest`,
        en: `of ${seatsOf(round)} seats taken`,
      }),
      value: sumOf(counts, enrolledStatuses),
      query: '&stand=fest',
    },
    {
      label: say(language, { de: 'auf der Warteliste', en: 'on the waiting list' }),
      value: counts['waiting-list'] ?? 0,
      query: '&stand=waiting-list',
    },
  ];
  return (
    <section>
      <h2>{say(language, { de: 'Bewerbungen', en: 'Applications' })}</h2>
      <ul class="k-figures">
        {figures.map(({ label, value, query }) => (
          <li key={label}>
            <Link href={`/buero/bewerbungen?durchgang=${round.id}${query}`}>
              <strong>{value}</strong> {label}
            </Link>
          </li>
        ))}
      </ul>
      <Details summary={say(language, { de: 'Alle Stände einzeln', en: 'Every state' })}>
        <FactList
          facts={applicationStatuses
            .filter((status) => counts[status] !== undefined)
            .map((status) => ({
              label: statusNames[status][language],
              value: (
                <Link href={`/buero/bewerbungen?durchgang=${round.id}&stand=${status}`}>
                  {counts[status]}
                </Link>
              ),
            }))}
        />
      </Details>
    </section>
  );
}

function Acts({ visit, round }: { readonly visit: Visit; readonly round: Round }) {
  const { language } = visit;
  const possible = roundActs.filter((act) => !act.rare && act.isPossible(round));
  const change = [
    ...(openDeadlines(round).length > 0
      ? [
          {
            path: 'fristen',
            title: say(language, { de: 'Fristen und Plätze ändern', en: 'Change deadlines and seats' }),
          },
        ]
      : []),
    { path: 'auswahl', title: say(language, { de: 'Auswahl ansehen', en: 'See the selection' }) },
    ...(canReplacePeople(round)
      ? [{ path: 'personen', title: say(language, { de: 'Beteiligte ändern', en: 'Change people' }) }]
      : []),
    ...(canNameSubstitute(round)
      ? [
          {
            path: 'ersatz',
            title: say(language, { de: 'Ersatz für eine Stelle benennen', en: 'Name a substitute' }),
          },
        ]
      : []),
    ...(takesLate(round, visit.at)
      ? [
          {
            path: 'nachtrag',
            title: say(language, { de: 'Nach der Frist bewerben lassen', en: 'Let somebody apply late' }),
          },
        ]
      : []),
  ];
  const first = possible.filter((act) => !act.danger);
  const danger = possible.filter((act) => act.danger);
  if (first.length + danger.length + change.length === 0) return null;
  return (
    <Card title={say(language, { de: 'Was Sie tun können', en: 'What you can do' })}>
      <ul class="k-acts">
        {round.status === 'draft' && (
          <li>
            <LinkButton href={roundPath(round, 'probe')} kind="primary">
              {say(language, { de: 'Durchgang proben', en: 'Rehearse the round' })}
            </LinkButton>
          </li>
        )}
        {first.map((act) => (
          <li key={act.path}>
            <LinkButton href={roundPath(round, act.path)} kind="secondary">
              {act.title[language]}
            </LinkButton>
          </li>
        ))}
        {change.map(({ path, title }) => (
          <li key={path}>
            <LinkButton href={roundPath(round, path)} kind="tertiary">
              {title}
            </LinkButton>
          </li>
        ))}
        {danger.map((act) => (
          <li key={act.path}>
            <LinkButton href={roundPath(round, act.path)} kind="tertiary">
              {act.title[language]}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function People({ visit: { language }, round }: { readonly visit: Visit; readonly round: Round }) {
  const { file } = round;
  return (
    <FactList
      facts={[
        {
          label: say(language, { de: 'Programmbüro', en: 'Programme office' }),
          value: `${file.office.name}, ${file.office.email}`,
        },
        ...file.approvers.map(({ name, email, deputy, shared }) => ({
          label: shared
            ? say(language, { de: 'Entscheidet (gemeinsames Postfach)', en: 'Approver (shared mailbox)' })
            : say(language, { de: 'Entscheidet', en: 'Approver' }),
          value: `${name}, ${email}${deputy === undefined ? '' : ` – ${say(language, { de: 'Vertretung', en: 'deputy' })}: ${deputy.name}, ${deputy.email}`}`,
        })),
        ...file.cohorts.map(({ id, trainers, seats }) => ({
          label: say(language, {
            de: `Gruppe ${id.toUpperCase()}, ${seats} Plätze`,
            en: `Group ${id.toUpperCase()}, ${seats} seats`,
          }),
          value: trainers.map(({ name, email }) => `${name}, ${email}`).join('; '),
        })),
        {
          label: say(language, { de: 'Auswahl', en: 'Selection' }),
          value: selectionWords(file, language),
        },
      ]}
    />
  );
}

/** History of a round, the latest first. */
function History({ visit: { language }, round }: { readonly visit: Visit; readonly round: Round }) {
  return (
    <Table
      caption={say(language, { de: 'Verlauf', en: 'History' })}
      hideCaption
      rows={[...round.history].reverse()}
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
              {words !== undefined && <> „{words}“</>}
            </>
          ),
        },
        {
          header: say(language, { de: 'Wer', en: 'Who' }),
          cell: ({ who, name }) => name ?? actorNames[who]?.[language] ?? who,
        },
      ]}
    />
  );
}

/** Everything about one round, and what can be done with it. */
export async function showRound(visit: Visit): Promise<Answer> {
  const { language, session, at } = visit;
  const round = await roundOf(visit);
  const rows = await rowsOf(round.id);
  const needs = await loadNeeds(round, rows, at);
  const next = nextDates(round, at)[0];
  return officePage(visit, {
    area: 'rounds',
    title: round.file.title,
    preline: say(language, { de: `Durchgang ${round.id}`, en: `Round ${round.id}` }),
    body: (
      <>
        <p class="k-state">
          <Badge tone={roundTones[round.status]}>{roundStatusNames[round.status][language]}</Badge>{' '}
          {next && (
            <span>
              {say(language, { de: 'Als Nächstes:', en: 'Next:' })}{' '}
              <strong>{formatDateTime(next.at, language)}</strong> – {next.what[language]}.
            </span>
          )}
        </p>
        {round.cancelReason !== undefined && (
          <Notice title={say(language, { de: 'Abgesagt', en: 'Cancelled' })}>{round.cancelReason}</Notice>
        )}
        {needs.length > 0 && <NeedList visit={visit} needs={needs} />}
        <RoundSteps round={round} language={language} />
        <Timeline file={round.file} now={at} language={language} />
        {session.role === 'office' && <Acts visit={visit} round={round} />}
        <Applications visit={visit} round={round} counts={countByStatus(rows)} />
        <section>
          <h2>{say(language, { de: 'Termine', en: 'Sessions' })}</h2>
          <Sessions visit={visit} round={round} />
        </section>
        <section>
          <h2>{say(language, { de: 'Beteiligte und Regeln', en: 'People and rules' })}</h2>
          <People visit={visit} round={round} />
        </section>
        <section>
          <h2>{say(language, { de: 'Verlauf', en: 'History' })}</h2>
          <History visit={visit} round={round} />
        </section>
        <Buttons>
          {(['csv', 'xlsx'] as const).map((kind) => (
            <LinkButton key={kind} href={roundPath(round, `teilnehmende.${kind}`)} kind="tertiary">
              {say(language, {
                de: `Teilnehmende als ${kind.toUpperCase()}`,
                en: `Participants as ${kind.toUpperCase()}`,
              })}
            </LinkButton>
          ))}
          <LinkButton href={roundPath(round, 'datei.json')} kind="tertiary">
            {say(language, {
              de: 'Datei dieses Durchgangs herunterladen',
              en: 'Download the file of this round',
            })}
          </LinkButton>
        </Buttons>
      </>
    ),
  });
}
