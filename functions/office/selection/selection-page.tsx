import { formatDateTime } from '../../domain/calendar.ts';
import { say } from '../../platform/letter/wording.ts';
import { Card, FactList } from '../../platform/page/content.tsx';
import { Buttons, LinkButton } from '../../platform/page/controls.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import { type Answer, HttpError, json } from '../../platform/web/http.ts';
import { canConfirmSelection } from '../round/round-acts.ts';
import { officePage } from '../shared/frame.tsx';
import { roundOf, roundPath } from '../shared/places.ts';
import type { Page, Visit } from '../shared/visit.ts';
import { selectionWords } from '../shared/words.ts';
import { SelectionBalance } from './selection-balance.tsx';
import { SelectionMap, seatedOf } from './selection-map.tsx';
import { ReserveWarning, Violations } from './selection-parts.tsx';
import { SelectionPeople, shownWaiting } from './selection-people.tsx';
import {
  balanceLines,
  type Chosen,
  chosenPeople,
  type SelectionResult,
  selectionFile,
  selectionResult,
} from './selection-result.ts';
import { needsSeed, seedPage } from './selection-seed.tsx';
import { canWish, wishPage } from './selection-wishes.tsx';

/** The people whom the page names: all who have a seat, and the first of those who wait. */
async function peopleOf(round: string, result: SelectionResult): Promise<Map<string, Chosen>> {
  const seated = result.cohorts.flatMap(({ members }) => members);
  const first = result.order.slice(0, seated.length + shownWaiting).map(({ person }) => person);
  return chosenPeople(round, [...new Set([...seated, ...first])]);
}

/** The selection of a round: how it is done, and once it has run, what it says. */
async function showSelection(visit: Visit): Promise<Answer> {
  const { language, session } = visit;
  const round = await roundOf(visit);
  const result = await selectionResult(round.id);
  const people = result === undefined ? new Map<string, Chosen>() : await peopleOf(round.id, result);
  const time = (at: string): string => formatDateTime(at, language);
  const isOffice = session.role === 'office';
  const register = registerOf(round);
  const frozen =
    round.frozen === undefined
      ? []
      : [
          {
            label: say(language, { de: 'Bewerbungen festgestellt', en: 'Candidates frozen' }),
            value: (
              <>
                {time(round.frozen.at)} <code>{round.frozen.inputHash}</code>
              </>
            ),
          },
        ];
  const seed =
    result === undefined
      ? []
      : [
          {
            label: say(language, { de: 'Startwert des Loses', en: 'Seed of the lottery' }),
            value: (
              <>
                <code>{result.seed.text}</code> ({result.seed.origin})
              </>
            ),
          },
        ];
  return officePage(visit, {
    area: 'rounds',
    title: say(language, { de: 'Auswahl', en: 'Selection' }),
    preline: round.file.title,
    body: (
      <>
        {canConfirmSelection(round) && (
          <Card>
            <p>
              {say(language, {
                de: 'Diese Auswahl ist ein Vorschlag. Erst wenn das Büro sie bestätigt, erfährt jemand davon.',
                en: 'This selection is a proposal. Nobody learns of it before the office confirms it.',
              })}
            </p>
            {isOffice && (
              <LinkButton href={roundPath(round, 'auswahl-bestaetigen')} kind="primary">
                {say(language, { de: 'Zur Bestätigung', en: 'To the confirmation' })}
              </LinkButton>
            )}
          </Card>
        )}
        <Violations language={language} violations={result?.violations ?? []} people={people} />
        <ReserveWarning language={language} reserve={round.thinReserve ?? []} />
        <FactList
          facts={[
            {
              label: say(language, { de: 'Verfahren', en: 'Method' }),
              value: selectionWords(round.file, language),
            },
            ...frozen,
            ...seed,
          ]}
        />
        <Buttons>
          {isOffice && needsSeed(round) && (
            <LinkButton href={roundPath(round, 'auswahl/startwert')} kind="primary">
              {say(language, { de: 'Startwert eintragen', en: 'Enter the seed' })}
            </LinkButton>
          )}
          {result === undefined && (
            <LinkButton href={roundPath(round, 'auswahl/vorschau')}>
              {say(language, { de: 'Probelauf ansehen', en: 'See a preview' })}
            </LinkButton>
          )}
          {isOffice && canWish(round) && (
            <LinkButton href={roundPath(round, 'auswahl/vorgaben')}>
              {say(language, { de: 'Vorgaben machen', en: 'Set what it must respect' })}
            </LinkButton>
          )}
          {isOffice && result !== undefined && (
            <LinkButton href={roundPath(round, 'auswahl.json')} kind="tertiary">
              {say(language, {
                de: 'Ergebnis zum Nachrechnen herunterladen',
                en: 'Download the result for verification',
              })}
            </LinkButton>
          )}
        </Buttons>
        {result === undefined ? (
          <p class="k-empty">
            {say(language, {
              de: 'Die Auswahl ist noch nicht gelaufen.',
              en: 'The selection has not run yet.',
            })}
          </p>
        ) : (
          <>
            <h2>{say(language, { de: 'Wo die Plätze sind', en: 'Where the seats are' })}</h2>
            <SelectionMap
              language={language}
              register={register}
              cohorts={result.cohorts.map(({ id }) => id)}
              seated={seatedOf(
                result.cohorts,
                (person) => people.get(person)?.administrations ?? [],
                register,
              )}
            />
            <h2>{say(language, { de: 'Querschnitt', en: 'Cross-section' })}</h2>
            <SelectionBalance
              language={language}
              dimensions={round.file.selection.dimensions}
              lines={balanceLines(result)}
            />
            <h2>{say(language, { de: 'Wer einen Platz hat', en: 'Who has a seat' })}</h2>
            <SelectionPeople
              language={language}
              round={round.id}
              register={register}
              result={result}
              people={people}
            />
          </>
        )}
      </>
    ),
  });
}

async function downloadSelection(visit: Visit): Promise<Answer> {
  const round = await roundOf(visit);
  const file = await selectionFile(round.id);
  if (file === undefined) throw new HttpError(404, 'The selection has not run yet.');
  return json(file, 200, { 'content-disposition': `attachment; filename="auswahl-${round.id}.json"` });
}

export const selectionPages: readonly Page[] = [
  {
    path: '/buero/durchgang/{round}/auswahl',
    about: 'The selection of a round',
    GET: { for: 'signed-in', handle: showSelection },
  },
  {
    path: '/buero/durchgang/{round}/auswahl.json',
    about: 'Download the result of a selection',
    GET: { for: 'signed-in', handle: downloadSelection },
  },
  wishPage,
  seedPage,
];
