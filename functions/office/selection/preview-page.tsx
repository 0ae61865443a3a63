import { type Preview, preferredPeople, previewOf } from '../../cohort/rules.ts';
import type { Round } from '../../domain/round.ts';
import { say } from '../../platform/letter/wording.ts';
import { Details, FactList, Notice } from '../../platform/page/content.tsx';
import { Buttons, LinkButton } from '../../platform/page/controls.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import { allApplications } from '../../platform/store/records.ts';
import type { Answer } from '../../platform/web/http.ts';
import { officePage } from '../shared/frame.tsx';
import { roundOf, roundPath } from '../shared/places.ts';
import type { Page, Visit } from '../shared/visit.ts';
import { selectionWords } from '../shared/words.ts';
import { Changes } from './preview-changes.tsx';
import { hrefOf, mostTrials, Nobody, Questions, type Wish, wishOf } from './preview-questions.tsx';
import { SelectionBalance } from './selection-balance.tsx';
import { SelectionMap, seatedOf } from './selection-map.tsx';
import { ReserveWarning, Violations } from './selection-parts.tsx';
import { SelectionPeople } from './selection-people.tsx';
import type { Chosen } from './selection-result.ts';

function Shown({
  visit,
  round,
  preview,
  wish,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly preview: Preview;
  readonly wish: Wish;
}) {
  const { language } = visit;
  const { result, candidates, rows, seed } = preview;
  const register = registerOf(round);
  const people = new Map<string, Chosen>(candidates.map((each) => [each.person, each]));
  const seats = result.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
  const filled = result.cohorts.reduce((sum, { members }) => sum + members.length, 0);
  const pinned = candidates.find(({ id }) => id === wish.pin);
  const chance = result.smallestChance;
  return (
    <>
      <FactList
        facts={[
          {
            label: say(language, { de: 'Bewerbungen im Probelauf', en: 'Applications in the preview' }),
            value: candidates.length,
          },
          {
            label: say(language, { de: 'Plätze', en: 'Seats' }),
            value: say(language, {
              de: `${filled} von ${seats} besetzt`,
              en: `${filled} of ${seats} filled`,
            }),
          },
          ...(chance === undefined
            ? []
            : [
                {
                  label: say(language, { de: 'Kleinste Chance', en: 'Smallest chance' }),
                  value: `${(chance * 100).toFixed(1).replace('.', { de: ',', en: '.' }[language])} %`,
                },
              ]),
          {
            label: say(language, { de: 'Verfahren', en: 'Method' }),
            value: selectionWords(round.file, language),
          },
          {
            label: say(language, { de: 'Startwert des Probelaufs', en: 'Seed of the preview' }),
            value: <code>{seed}</code>,
          },
        ]}
      />
      <Buttons>
        <LinkButton
          href={hrefOf(round, { ...wish, trial: wish.trial === mostTrials ? 1 : wish.trial + 1 })}
          kind="tertiary"
        >
          {say(language, { de: 'Noch einmal losen, nur zur Probe', en: 'Draw again, as a preview' })}
        </LinkButton>
      </Buttons>
      <Violations language={language} violations={result.violations ?? []} people={people} />
      {pinned !== undefined && (
        <Changes visit={visit} round={round} preview={preview} pinned={pinned} people={people} />
      )}
      <h2>{say(language, { de: 'Wo die Plätze wären', en: 'Where the seats would be' })}</h2>
      <SelectionMap
        language={language}
        register={register}
        cohorts={result.cohorts.map(({ id }) => id)}
        seated={seatedOf(result.cohorts, (person) => people.get(person)?.administrations ?? [], register)}
      />
      <h2>{say(language, { de: 'Querschnitt', en: 'Cross-section' })}</h2>
      <SelectionBalance language={language} dimensions={round.file.selection.dimensions} lines={rows} />
      <ReserveWarning language={language} reserve={preview.reserve.filter(({ thin }) => thin)} />
      <Details summary={say(language, { de: 'Namen in diesem Probelauf', en: 'Names in this preview' })}>
        <SelectionPeople
          language={language}
          round={round.id}
          register={register}
          result={result}
          people={people}
        />
      </Details>
    </>
  );
}

/** The selection run on today's applications, without effect: a GET that stores nothing. */
async function showPreview(visit: Visit): Promise<Answer> {
  const { language } = visit;
  const round = await roundOf(visit);
  const wish = wishOf(visit);
  const applications = await allApplications(round.id);
  const preview = await previewOf(round, applications, registerOf(round), await preferredPeople(round), wish);
  const drawn = round.selection !== undefined;
  return officePage(visit, {
    area: 'rounds',
    title: say(language, { de: 'Probelauf der Auswahl', en: 'Preview of the selection' }),
    preline: round.file.title,
    lead: say(language, {
      de: 'So könnte die Auswahl ausgehen, wenn sie heute liefe. Der Probelauf hat keine Wirkung, und niemand erfährt davon.',
      en: 'This is how the selection could end if it ran today. The preview has no effect, and nobody learns of it.',
    }),
    body: (
      <>
        <Notice
          title={
            drawn
              ? say(language, {
                  de: 'Die Auswahl ist schon gelaufen. Dieser Probelauf lost neu und gilt nicht.',
                  en: 'The selection has run already. This preview draws anew and does not count.',
                })
              : say(language, {
                  de: 'Der Probelauf sagt nichts darüber, wen das Los trifft.',
                  en: 'The preview says nothing about whom the lottery will choose.',
                })
          }
        >
          <p>
            {say(language, {
              de: 'Er hat einen eigenen Startwert. Den Startwert, der gilt, gibt es erst, nachdem die Bewerbungen festgestellt sind; der eines Probelaufs wird dafür nicht angenommen.',
              en: 'It has a seed of its own. The seed that counts comes into being only after the candidates are frozen; that of a preview is not accepted for it.',
            })}
          </p>
        </Notice>
        <Questions visit={visit} round={round} applications={applications} wish={wish} />
        {preview === undefined ? (
          <Nobody visit={visit} round={round} applications={applications} wish={wish} />
        ) : (
          <Shown visit={visit} round={round} preview={preview} wish={wish} />
        )}
        <Buttons>
          <LinkButton href={roundPath(round, 'auswahl')}>
            {say(language, { de: 'Zurück zur Auswahl', en: 'Back to the selection' })}
          </LinkButton>
        </Buttons>
      </>
    ),
  });
}

export const previewPage: Page = {
  path: '/buero/durchgang/{round}/auswahl/vorschau',
  about: 'A preview of the selection, without effect',
  GET: { for: 'signed-in', handle: showPreview },
};
