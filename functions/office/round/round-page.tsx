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
    { label: say(language, 'Bewerbungen', 'Applications'), value: sumOf(counts, confirmed), query: '' },
    {
      label: say(language, 'noch offen', 'undecided'),
      value: sumOf(counts, undecidedStatuses),
      query: '&stand=offen',
    },
    {
      label: say(language, `von ${seatsOf(round)} Plätzen fest`, `of ${seatsOf(round)} seats taken`),
      value: sumOf(counts, enrolledStatuses),
      query: '&stand=fest',
    },
    {
      label: say(language, 'auf der Warteliste', 'on the waiting list'),
      value: counts['waiting-list'] ?? 0,
      query: '&stand=waiting-list',
    },
  ];
  return (
    <section>
      <h2>{say(language, 'Bewerbungen', 'Applications')}</h2>
      <ul class="k-figures">
        {figures.map(({ label, value, query }) => (
          <li key={label}>
            <Link href={`/buero/bewerbungen?durchgang=${round.id}${query}`}>
              <strong>{value}</strong> {label}
            </Link>
          </li>
        ))}
      </ul>
      <Details summary={say(language, 'Alle Stände einzeln', 'Every state')}>
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
      ? [{ path: 'fristen', title: say(language, 'Fristen und Plätze ändern', 'Change deadlines and seats') }]
      : []),
    { path: 'auswahl', title: say(language, 'Auswahl ansehen', 'See the selection') },
    ...(canReplacePeople(round)
      ? [{ path: 'personen', title: say(language, 'Beteiligte ändern', 'Change people') }]
      : []),
    ...(canNameSubstitute(round)
      ? [{ path: 'ersatz', title: say(language, 'Ersatz für eine Stelle benennen', 'Name a substitute') }]
      : []),
    ...(takesLate(round, visit.at)
      ? [
          {
            path: 'nachtrag',
            title: say(language, 'Nach der Frist bewerben lassen', 'Let somebody apply late'),
          },
        ]
      : []),
  ];
  const first = possible.filter((act) => !act.danger);
  const danger = possible.filter((act) => act.danger);
  if (first.length + danger.length + change.length === 0) return null;
  return (
    <Card title={say(language, 'Was Sie tun können', 'What you can do')}>
      <ul class="k-acts">
        {round.status === 'draft' && (
          <li>
            <LinkButton href={roundPath(round, 'probe')} kind="primary">
              {say(language, 'Durchgang proben', 'Rehearse the round')}
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
          label: say(language, 'Programmbüro', 'Programme office'),
          value: `${file.office.name}, ${file.office.email}`,
        },
        ...file.approvers.map(({ name, email, deputy, shared }) => ({
          label: shared
            ? say(language, 'Entscheidet (gemeinsames Postfach)', 'Approver (shared mailbox)')
            : say(language, 'Entscheidet', 'Approver'),
          value: `${name}, ${email}${deputy === undefined ? '' : ` – ${say(language, 'Vertretung', 'deputy')}: ${deputy.name}, ${deputy.email}`}`,
        })),
        ...file.cohorts.map(({ id, trainers, seats }) => ({
          label: say(
            language,
            `Gruppe ${id.toUpperCase()}, ${seats} Plätze`,
            `Group ${id.toUpperCase()}, ${seats} seats`,
          ),
          value: trainers.map(({ name, email }) => `${name}, ${email}`).join('; '),
        })),
        {
          label: say(language, 'Auswahl', 'Selection'),
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
      caption={say(language, 'Verlauf', 'History')}
      hideCaption
      rows={[...round.history].reverse()}
      columns={[
        { header: say(language, 'Wann', 'When'), cell: ({ at }) => formatShortDateTime(at, language) },
        {
          header: say(language, 'Was', 'What'),
          rowHeader: true,
          cell: ({ what, words }) => (
            <>
              {historySentence(what)[language]}
              {words !== undefined && <> „{words}“</>}
            </>
          ),
        },
        {
          header: say(language, 'Wer', 'Who'),
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
    preline: say(language, `Durchgang ${round.id}`, `Round ${round.id}`),
    body: (
      <>
        <p class="k-state">
          <Badge tone={roundTones[round.status]}>{roundStatusNames[round.status][language]}</Badge>{' '}
          {next && (
            <span>
              {say(language, 'Als Nächstes:', 'Next:')} <strong>{formatDateTime(next.at, language)}</strong> –{' '}
              {next.what[language]}.
            </span>
          )}
        </p>
        {round.cancelReason !== undefined && (
          <Notice title={say(language, 'Abgesagt', 'Cancelled')}>{round.cancelReason}</Notice>
        )}
        {needs.length > 0 && <NeedList visit={visit} needs={needs} />}
        <RoundSteps round={round} language={language} />
        <Timeline file={round.file} now={at} language={language} />
        {session.role === 'office' && <Acts visit={visit} round={round} />}
        <Applications visit={visit} round={round} counts={countByStatus(rows)} />
        <section>
          <h2>{say(language, 'Termine', 'Sessions')}</h2>
          <Sessions visit={visit} round={round} />
        </section>
        <section>
          <h2>{say(language, 'Beteiligte und Regeln', 'People and rules')}</h2>
          <People visit={visit} round={round} />
        </section>
        <section>
          <h2>{say(language, 'Verlauf', 'History')}</h2>
          <History visit={visit} round={round} />
        </section>
        <Buttons>
          {(['csv', 'xlsx'] as const).map((kind) => (
            <LinkButton key={kind} href={roundPath(round, `teilnehmende.${kind}`)} kind="tertiary">
              {say(
                language,
                `Teilnehmende als ${kind.toUpperCase()}`,
                `Participants as ${kind.toUpperCase()}`,
              )}
            </LinkButton>
          ))}
          <LinkButton href={roundPath(round, 'datei.json')} kind="tertiary">
            {say(language, 'Datei dieses Durchgangs herunterladen', 'Download the file of this round')}
          </LinkButton>
        </Buttons>
      </>
    ),
  });
}
