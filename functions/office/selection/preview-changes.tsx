import type { Preview } from '../../cohort/rules.ts';
import type { Application } from '../../domain/application.ts';
import type { Round } from '../../domain/round.ts';
import { administrationNames, cohortName, say } from '../../platform/letter/wording.ts';
import { Link, Table } from '../../platform/page/content.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import { casePath } from '../shared/places.ts';
import type { Visit } from '../shared/visit.ts';
import type { Chosen } from './selection-result.ts';

/** Who comes in and who goes out because somebody is pinned. */
export function Changes({
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
      what: say(language, {
        de: `bekommt einen Platz in ${cohortOf(person)}`,
        en: `gets a seat in ${cohortOf(person)}`,
      }),
    })),
    ...change.leave.map((person) => ({
      person,
      what: say(language, { de: 'bekommt keinen Platz mehr', en: 'no longer gets a seat' }),
    })),
    ...change.move.map(({ person, from, to }) => ({
      person,
      what: say(language, {
        de: `wechselt von ${cohortName(from, language)} nach ${cohortName(to, language)}`,
        en: `moves from ${cohortName(from, language)} to ${cohortName(to, language)}`,
      }),
    })),
  ];
  const { enter, leave, move } = change;
  return (
    <section>
      <h2>
        {say(language, {
          de: `Was sich ändert, wenn ${pinned.name} gesetzt ist`,
          en: `What changes if ${pinned.name} is pinned`,
        })}
      </h2>
      {rows.length === 0 ? (
        <p>
          {say(language, {
            de: 'Nichts: Auch ohne diese Vorgabe säßen in diesem Probelauf dieselben Menschen auf denselben Plätzen.',
            en: 'Nothing: without it the same people would have the same seats in this preview.',
          })}
        </p>
      ) : (
        <>
          <p>
            {say(language, {
              de: `Gegenüber demselben Probelauf ohne diese Vorgabe: ${enter.length} neu dabei, ${leave.length} nicht mehr dabei, ${move.length} in einer anderen Gruppe.`,
              en: `Against the same preview without it: ${enter.length} new, ${leave.length} no longer in, ${move.length} in another group.`,
            })}
          </p>
          <Table
            caption={say(language, { de: 'Wer betroffen ist', en: 'Who is concerned' })}
            hideCaption
            rows={rows}
            rowKey={({ person }) => person}
            columns={[
              {
                header: say(language, { de: 'Name', en: 'Name' }),
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
                header: say(language, { de: 'Verwaltung', en: 'Administration' }),
                cell: ({ person }) =>
                  administrationNames(
                    { administrations: [...(people.get(person)?.administrations ?? [])] },
                    registerOf(round),
                  ),
              },
              { header: say(language, { de: 'Änderung', en: 'Change' }), cell: ({ what }) => what },
            ]}
          />
        </>
      )}
    </section>
  );
}
