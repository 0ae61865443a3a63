import { enrolledStatuses } from '../../domain/application.ts';
import { formatLongDate, formatShortDateTime } from '../../domain/calendar.ts';
import { firstSession, type Round } from '../../domain/round.ts';
import { compareDin5007 } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Badge, Card, Link, Table } from '../../platform/page/content.tsx';
import { Buttons, LinkButton } from '../../platform/page/controls.tsx';
import { allRounds } from '../../platform/store/records.ts';
import type { Answer } from '../../platform/web/http.ts';
import { officePage } from '../shared/frame.tsx';
import { nextDates } from '../shared/next-dates.ts';
import { countByStatus, rowsOf, seatsOf, sumOf } from '../shared/overview.ts';
import { roundPath } from '../shared/places.ts';
import { RoundSteps } from '../shared/timeline.tsx';
import type { Visit } from '../shared/visit.ts';
import { roundStatusNames, roundTones } from '../shared/words.ts';
import { continuePath } from './continue-page.tsx';
import { loadNeeds } from './load-needs.ts';
import { NeedList } from './need-list.tsx';
import { pausedMail, setAsideNeeds, stuck, stuckNeeds, troubles } from './troubles.ts';

/** So many cases that have stopped are named one by one; below them all are continued together. */
const mostStopped = 20;

/** A round with what of it is shown on the first page. */
async function glance(round: Round, at: string) {
  const rows = await rowsOf(round.id);
  return { round, counts: countByStatus(rows), needs: await loadNeeds(round, rows, at) };
}

/** What needs me today, how far are the rounds, what happens next. */
export async function showToday(visit: Visit): Promise<Answer> {
  const { language, at } = visit;
  const rounds = (await allRounds()).filter((round) => !['archived', 'erased'].includes(round.status));
  const glances = await Promise.all(rounds.map((round) => glance(round, at)));
  const stopped = await stuck();
  const needs = [
    ...glances.flatMap((each) => each.needs),
    ...(await troubles()),
    ...stuckNeeds(stopped.slice(0, mostStopped)),
    ...(await pausedMail()),
    ...(await setAsideNeeds()),
  ];
  const titles = new Map(rounds.map((round) => [round.id, round.file.title]));
  return officePage(visit, {
    area: 'today',
    title: say(language, { de: 'Heute', en: 'Today' }),
    preline: formatLongDate(at, language),
    body: (
      <>
        <section>
          <h2>{say(language, { de: 'Was Sie jetzt braucht', en: 'What needs you now' })}</h2>
          {needs.length === 0 ? (
            <p class="k-empty">
              {say(language, { de: 'Nichts. Alles geht seinen Gang.', en: 'Nothing. All is well.' })}
            </p>
          ) : (
            <NeedList visit={visit} needs={needs} titles={titles} />
          )}
          {stopped.length > 1 && visit.session.role === 'office' && (
            <Buttons>
              <LinkButton href={continuePath}>
                {say(language, {
                  de: `Alle ${stopped.length} stehenden Vorgänge weiterführen`,
                  en: `Continue all ${stopped.length} cases that have stopped`,
                })}
              </LinkButton>
            </Buttons>
          )}
        </section>
        <section>
          <h2>{say(language, { de: 'So weit sind die Durchgänge', en: 'How far the rounds are' })}</h2>
          {glances.length === 0 && (
            <p class="k-empty">
              {say(language, { de: 'Es läuft kein Durchgang.', en: 'No round is under way.' })}
            </p>
          )}
          {glances.map(({ round, counts }) => {
            const applications =
              Object.values(counts).reduce((sum, count) => sum + count, 0) - (counts.unconfirmed ?? 0);
            const taken = sumOf(counts, enrolledStatuses);
            const dates = nextDates(round, at).slice(0, 3);
            return (
              <Card key={round.id} level={3}>
                <h3>
                  <Link href={roundPath(round)}>{round.file.title}</Link>{' '}
                  <Badge tone={roundTones[round.status]}>{roundStatusNames[round.status][language]}</Badge>
                </h3>
                <RoundSteps round={round} language={language} />
                <p>
                  {say(language, {
                    de: `${applications} ${applications === 1 ? 'Bewerbung' : 'Bewerbungen'}, ${taken} von ${seatsOf(round)} Plätzen fest.`,
                    en: `${applications} ${applications === 1 ? 'application' : 'applications'}, ${taken} of ${seatsOf(round)} seats taken.`,
                  })}
                </p>
                {dates.length > 0 && (
                  <ul>
                    {dates.map(({ at: when, what }) => (
                      <li key={`${when} ${what.de}`}>
                        {formatShortDateTime(when, language)}: {what[language]}
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            );
          })}
        </section>
        {visit.session.role === 'office' && (
          <Buttons>
            <LinkButton href="/buero/durchgaenge/neu">
              {say(language, { de: 'Neuen Durchgang anlegen', en: 'Create a round' })}
            </LinkButton>
          </Buttons>
        )}
      </>
    ),
  });
}

/** All rounds, the latest first. */
export async function showRounds(visit: Visit): Promise<Answer> {
  const { language } = visit;
  const rounds = (await allRounds()).sort(
    (a, b) => (a.file.applications.opens < b.file.applications.opens ? 1 : -1) || compareDin5007(a.id, b.id),
  );
  return officePage(visit, {
    area: 'rounds',
    title: say(language, { de: 'Durchgänge', en: 'Rounds' }),
    body: (
      <>
        {visit.session.role === 'office' && (
          <Buttons>
            <LinkButton href="/buero/durchgaenge/neu" kind="primary">
              {say(language, { de: 'Neuen Durchgang anlegen', en: 'Create a round' })}
            </LinkButton>
          </Buttons>
        )}
        <Table
          caption={say(language, { de: 'Alle Durchgänge', en: 'All rounds' })}
          hideCaption
          rows={rounds}
          rowKey={(round) => round.id}
          empty={say(language, { de: 'Es gibt noch keinen Durchgang.', en: 'There is no round yet.' })}
          columns={[
            {
              header: say(language, { de: 'Durchgang', en: 'Round' }),
              rowHeader: true,
              cell: (round) => <Link href={roundPath(round)}>{round.file.title}</Link>,
            },
            { header: say(language, { de: 'Kennung', en: 'Id' }), cell: (round) => round.id },
            {
              header: say(language, { de: 'Stand', en: 'State' }),
              cell: (round) => (
                <Badge tone={roundTones[round.status]}>{roundStatusNames[round.status][language]}</Badge>
              ),
            },
            {
              header: say(language, { de: 'Bewerbung bis', en: 'Applications until' }),
              cell: (round) => formatShortDateTime(round.file.applications.closes, language),
            },
            {
              header: say(language, { de: 'Erster Termin', en: 'First session' }),
              cell: (round) => formatShortDateTime(firstSession(round.file), language),
            },
            {
              header: say(language, { de: 'Plätze', en: 'Seats' }),
              numeric: true,
              cell: (round) => seatsOf(round),
            },
          ]}
        />
      </>
    ),
  });
}
