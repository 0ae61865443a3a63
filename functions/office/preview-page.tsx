import { type Preview, preferredPeople, previewCandidates, previewOf } from '../cohort/preview.ts';
import type { Application } from '../domain/application.ts';
import type { Round } from '../domain/round.ts';
import { registerOf } from '../platform/cases.ts';
import type { Answer } from '../platform/http.ts';
import { Details, FactList, Link, Notice, Table } from '../platform/page/content.tsx';
import { Button, Buttons, Form, Hidden, LinkButton, Select } from '../platform/page/controls.tsx';
import { eachApplication } from '../platform/records.ts';
import { administrationNames, cohortName, say } from '../platform/wording.ts';
import { casePath } from './applications.tsx';
import { officePage } from './frame.tsx';
import { roundOf, roundPath } from './round-act-pages.tsx';
import type { Page, Visit } from './router.ts';
import { SelectionBalance } from './selection-balance.tsx';
import { SelectionMap, seatedOf } from './selection-map.tsx';
import { ReserveWarning, Violations } from './selection-parts.tsx';
import { SelectionPeople } from './selection-people.tsx';
import type { Chosen } from './selection-result.ts';
import { selectionWords } from './words.ts';

/** What the page's address asks: which applications, who is pinned, which of the previews. */
type Wish = { readonly withUndecided: boolean; readonly pin: string | undefined; readonly trial: number };

const mostTrials = 999;

function wishOf({ request }: Visit): Wish {
  const trial = Number(request.query.get('los') ?? '1');
  const pin = request.query.get('gesetzt') ?? '';
  return {
    withUndecided: request.query.get('stand') === 'alle',
    pin: pin === '' ? undefined : pin,
    trial: Number.isInteger(trial) && trial >= 1 && trial <= mostTrials ? trial : 1,
  };
}

function hrefOf(round: Round, { withUndecided, pin, trial }: Wish): string {
  const query = new URLSearchParams({
    ...(withUndecided ? { stand: 'alle' } : {}),
    ...(pin === undefined ? {} : { gesetzt: pin }),
    ...(trial === 1 ? {} : { los: String(trial) }),
  }).toString();
  return `${roundPath(round, 'auswahl/vorschau')}${query === '' ? '' : `?${query}`}`;
}

function Questions({
  visit,
  round,
  applications,
  wish,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly applications: readonly Application[];
  readonly wish: Wish;
}) {
  const { language } = visit;
  const approved = previewCandidates(applications, false).length;
  const all = previewCandidates(applications, true);
  const register = registerOf(round);
  return (
    <Form
      action={roundPath(round, 'auswahl/vorschau')}
      method="get"
      label={say(language, 'Was der Probelauf zeigen soll', 'What the preview is to show')}
    >
      {wish.trial > 1 && <Hidden name="los" value={String(wish.trial)} />}
      <Select
        name="stand"
        label={say(language, 'Welche Bewerbungen?', 'Which applications?')}
        placeholder={false}
        value={wish.withUndecided ? 'alle' : 'genehmigt'}
        options={[
          {
            value: 'genehmigt',
            label: say(language, `Nur genehmigte (${approved})`, `Approved only (${approved})`),
          },
          {
            value: 'alle',
            label: say(
              language,
              `Als wären alle offenen genehmigt (${all.length})`,
              `As if all undecided were approved (${all.length})`,
            ),
          },
        ]}
      />
      <Select
        name="gesetzt"
        label={say(language, 'Wer bekäme sicher einen Platz?', 'Who would get a seat for certain?')}
        optional
        search
        placeholder={say(language, 'Niemand', 'Nobody')}
        value={wish.pin}
        options={all
          .toSorted((a, b) => a.name.localeCompare(b.name, 'de'))
          .map((application) => ({
            value: application.id,
            label: `${application.name}, ${administrationNames(application, register)}`,
            names: [application.reference],
          }))}
      />
      <Button kind="secondary" small>
        {say(language, 'Ansehen', 'Show')}
      </Button>
    </Form>
  );
}

/** Who comes in and who goes out because somebody is pinned. */
function Changes({
  visit,
  round,
  preview,
  pinned,
  people,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly preview: Preview;
  readonly pinned: Application;
  readonly people: ReadonlyMap<string, Chosen>;
}) {
  const { language } = visit;
  const { change, result } = preview;
  if (change === undefined) return null;
  const cohortOf = (person: string): string =>
    cohortName(result.cohorts.find(({ members }) => members.includes(person))?.id ?? '', language);
  const rows = [
    ...change.enter.map((person) => ({
      person,
      what: say(language, `bekommt einen Platz in ${cohortOf(person)}`, `gets a seat in ${cohortOf(person)}`),
    })),
    ...change.leave.map((person) => ({
      person,
      what: say(language, 'bekommt keinen Platz mehr', 'no longer gets a seat'),
    })),
    ...change.move.map(({ person, from, to }) => ({
      person,
      what: say(
        language,
        `wechselt von ${cohortName(from, language)} nach ${cohortName(to, language)}`,
        `moves from ${cohortName(from, language)} to ${cohortName(to, language)}`,
      ),
    })),
  ];
  const { enter, leave, move } = change;
  return (
    <section>
      <h2>
        {say(
          language,
          `Was sich ändert, wenn ${pinned.name} gesetzt ist`,
          `What changes if ${pinned.name} is pinned`,
        )}
      </h2>
      {rows.length === 0 ? (
        <p>
          {say(
            language,
            'Nichts: Auch ohne diese Vorgabe säßen in diesem Probelauf dieselben Menschen auf denselben Plätzen.',
            'Nothing: without it the same people would have the same seats in this preview.',
          )}
        </p>
      ) : (
        <>
          <p>
            {say(
              language,
              `Gegenüber demselben Probelauf ohne diese Vorgabe: ${enter.length} neu dabei, ${leave.length} nicht mehr dabei, ${move.length} in einer anderen Gruppe.`,
              `Against the same preview without it: ${enter.length} new, ${leave.length} no longer in, ${move.length} in another group.`,
            )}
          </p>
          <Table
            caption={say(language, 'Wer betroffen ist', 'Who is concerned')}
            hideCaption
            rows={rows}
            rowKey={({ person }) => person}
            columns={[
              {
                header: say(language, 'Name', 'Name'),
                rowHeader: true,
                cell: ({ person }) => {
                  const found = people.get(person);
                  return found === undefined ? (
                    '–'
                  ) : (
                    <Link href={casePath({ round: round.id, id: found.id })}>{found.name}</Link>
                  );
                },
              },
              {
                header: say(language, 'Verwaltung', 'Administration'),
                cell: ({ person }) =>
                  administrationNames(
                    { administrations: [...(people.get(person)?.administrations ?? [])] },
                    registerOf(round),
                  ),
              },
              { header: say(language, 'Änderung', 'Change'), cell: ({ what }) => what },
            ]}
          />
        </>
      )}
    </section>
  );
}

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
            label: say(language, 'Bewerbungen im Probelauf', 'Applications in the preview'),
            value: candidates.length,
          },
          {
            label: say(language, 'Plätze', 'Seats'),
            value: say(language, `${filled} von ${seats} besetzt`, `${filled} of ${seats} filled`),
          },
          ...(chance === undefined
            ? []
            : [
                {
                  label: say(language, 'Kleinste Chance', 'Smallest chance'),
                  value: `${(chance * 100).toFixed(1).replace('.', language === 'de' ? ',' : '.')} %`,
                },
              ]),
          { label: say(language, 'Verfahren', 'Method'), value: selectionWords(round.file, language) },
          {
            label: say(language, 'Startwert des Probelaufs', 'Seed of the preview'),
            value: <code>{seed}</code>,
          },
        ]}
      />
      <Buttons>
        <LinkButton
          href={hrefOf(round, { ...wish, trial: wish.trial === mostTrials ? 1 : wish.trial + 1 })}
          kind="tertiary"
        >
          {say(language, 'Noch einmal losen, nur zur Probe', 'Draw again, as a preview')}
        </LinkButton>
      </Buttons>
      <Violations language={language} violations={result.violations ?? []} people={people} />
      {pinned !== undefined && (
        <Changes visit={visit} round={round} preview={preview} pinned={pinned} people={people} />
      )}
      <h2>{say(language, 'Wo die Plätze wären', 'Where the seats would be')}</h2>
      <SelectionMap
        language={language}
        register={register}
        cohorts={result.cohorts.map(({ id }) => id)}
        seated={seatedOf(result.cohorts, (person) => people.get(person)?.administrations ?? [], register)}
      />
      <h2>{say(language, 'Querschnitt', 'Cross-section')}</h2>
      <SelectionBalance language={language} lines={rows} />
      <ReserveWarning language={language} reserve={preview.reserve.filter(({ thin }) => thin)} />
      <Details summary={say(language, 'Namen in diesem Probelauf', 'Names in this preview')}>
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

/** Said where there is nobody to choose from. */
function Nobody({
  visit,
  round,
  applications,
  wish,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly applications: readonly Application[];
  readonly wish: Wish;
}) {
  const { language } = visit;
  const undecided = previewCandidates(applications, true).length;
  if (wish.withUndecided || undecided === 0) {
    return (
      <Notice
        title={say(
          language,
          'Noch ist keine Bewerbung da, die ausgewählt werden könnte.',
          'There is no application yet that could be chosen.',
        )}
      />
    );
  }
  return (
    <Notice title={say(language, 'Noch ist keine Bewerbung genehmigt.', 'No application is approved yet.')}>
      <p>
        {say(
          language,
          undecided === 1
            ? 'Eine Bewerbung ist noch nicht entschieden.'
            : `${undecided} Bewerbungen sind noch nicht entschieden.`,
          undecided === 1 ? 'One application is undecided.' : `${undecided} applications are undecided.`,
        )}{' '}
        <Link href={hrefOf(round, { ...wish, withUndecided: true })}>
          {say(
            language,
            'Probelauf ansehen, als wären alle genehmigt',
            'See the preview as if all were approved',
          )}
        </Link>
      </p>
    </Notice>
  );
}

/** The selection run on today's applications, without effect: a GET that stores nothing. */
async function showPreview(visit: Visit): Promise<Answer> {
  const { language } = visit;
  const round = await roundOf(visit);
  const wish = wishOf(visit);
  const applications: Application[] = [];
  for await (const application of eachApplication(round.id)) applications.push(application);
  const preview = await previewOf(round, applications, registerOf(round), await preferredPeople(round), wish);
  const drawn = round.selection !== undefined;
  return officePage(visit, {
    area: 'rounds',
    title: say(language, 'Probelauf der Auswahl', 'Preview of the selection'),
    preline: round.file.title,
    lead: say(
      language,
      'So könnte die Auswahl ausgehen, wenn sie heute liefe. Der Probelauf hat keine Wirkung, und niemand erfährt davon.',
      'This is how the selection could end if it ran today. The preview has no effect, and nobody learns of it.',
    ),
    body: (
      <>
        <Notice
          title={
            drawn
              ? say(
                  language,
                  'Die Auswahl ist schon gelaufen. Dieser Probelauf lost neu und gilt nicht.',
                  'The selection has run already. This preview draws anew and does not count.',
                )
              : say(
                  language,
                  'Der Probelauf sagt nichts darüber, wen das Los trifft.',
                  'The preview says nothing about whom the lottery will choose.',
                )
          }
        >
          <p>
            {say(
              language,
              'Er hat einen eigenen Startwert. Den Startwert, der gilt, gibt es erst, nachdem die Bewerbungen festgestellt sind; der eines Probelaufs wird dafür nicht angenommen.',
              'It has a seed of its own. The seed that counts comes into being only after the candidates are frozen; that of a preview is not accepted for it.',
            )}
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
            {say(language, 'Zurück zur Auswahl', 'Back to the selection')}
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
