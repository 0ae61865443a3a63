import { formatShortDateTime } from '../domain/calendar.ts';
import { historySentence } from '../domain/history.ts';
import { firstSession, lastSessionEnd, type Round } from '../domain/round.ts';
import type { Answer } from '../platform/http.ts';
import { Badge, Card, FactList, Link, Table } from '../platform/page/content.tsx';
import { LinkButton } from '../platform/page/controls.tsx';
import { allRounds } from '../platform/records.ts';
import { say } from '../platform/wording.ts';
import { officePage } from './frame.tsx';
import { roundActs, roundOf, roundPath } from './round-act-pages.tsx';
import type { Page, Visit } from './router.ts';
import { roundStatusNames } from './words.ts';

async function today(visit: Visit): Promise<Answer> {
  const rounds = (await allRounds()).filter(
    (round) => round.status !== 'archived' && round.status !== 'erased',
  );
  const { language } = visit;
  return officePage(visit, {
    area: 'today',
    title: say(language, 'Heute', 'Today'),
    body: <RoundTable visit={visit} rounds={rounds} />,
  });
}

function RoundTable({
  visit: { language },
  rounds,
}: {
  readonly visit: Visit;
  readonly rounds: readonly Round[];
}) {
  return (
    <Table
      caption={say(language, 'Durchgänge', 'Rounds')}
      rows={rounds}
      rowKey={(round) => round.id}
      columns={[
        {
          header: say(language, 'Durchgang', 'Round'),
          rowHeader: true,
          cell: (round) => <Link href={roundPath(round)}>{round.file.title}</Link>,
        },
        {
          header: say(language, 'Stand', 'State'),
          cell: (round) => <Badge>{roundStatusNames[round.status][language]}</Badge>,
        },
        {
          header: say(language, 'Bewerbung bis', 'Applications until'),
          cell: (round) => formatShortDateTime(round.file.applications.closes, language),
        },
        {
          header: say(language, 'Erster Termin', 'First session'),
          cell: (round) => formatShortDateTime(firstSession(round.file), language),
        },
      ]}
    />
  );
}

async function list(visit: Visit): Promise<Answer> {
  const { language } = visit;
  return officePage(visit, {
    area: 'rounds',
    title: say(language, 'Durchgänge', 'Rounds'),
    body: <RoundTable visit={visit} rounds={await allRounds()} />,
  });
}

async function show(visit: Visit): Promise<Answer> {
  const { language, session } = visit;
  const round = await roundOf(visit);
  const { file } = round;
  const time = (at: string) => formatShortDateTime(at, language);
  const possible = session.role === 'office' ? roundActs.filter((act) => act.isPossible(round)) : [];
  return officePage(visit, {
    area: 'rounds',
    title: file.title,
    preline: roundStatusNames[round.status][language],
    body: (
      <>
        {possible.length > 0 && (
          <Card title={say(language, 'Was Sie tun können', 'What you can do')}>
            <ul>
              {possible.map((act) => (
                <li key={act.path}>
                  <LinkButton href={roundPath(round, act.path)}>{act.title[language]}</LinkButton>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <FactList
          facts={[
            {
              label: say(language, 'Bewerbung', 'Applications'),
              value: `${time(file.applications.opens)} – ${time(file.applications.closes)}`,
            },
            { label: say(language, 'Entscheidungen bis', 'Decisions due'), value: time(file.decisionsDue) },
            {
              label: say(language, 'Termine', 'Sessions'),
              value: `${time(firstSession(file))} – ${time(lastSessionEnd(file))}`,
            },
          ]}
        />
        <h2>{say(language, 'Verlauf', 'History')}</h2>
        <Table
          caption={say(language, 'Verlauf', 'History')}
          hideCaption
          rows={[...round.history].reverse()}
          columns={[
            { header: say(language, 'Wann', 'When'), cell: ({ at }) => time(at) },
            {
              header: say(language, 'Was', 'What'),
              cell: ({ what, words }) =>
                `${historySentence(what)[language]}${words === undefined ? '' : ` „${words}“`}`,
            },
            { header: say(language, 'Wer', 'Who'), cell: ({ who, name }) => name ?? who },
          ]}
        />
      </>
    ),
  });
}

export const roundPages: readonly Page[] = [
  { path: '/buero', about: 'Today', GET: { for: 'signed-in', handle: today } },
  { path: '/buero/durchgaenge', about: 'All rounds', GET: { for: 'signed-in', handle: list } },
  { path: '/buero/durchgang/{round}', about: 'One round', GET: { for: 'signed-in', handle: show } },
];
