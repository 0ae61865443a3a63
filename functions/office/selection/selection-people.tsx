import type { Register } from '../../domain/register/register.ts';
import type { Language } from '../../domain/text.ts';
import { administrationNames, cohortName, say } from '../../platform/letter/wording.ts';
import { Details, Link, Table } from '../../platform/page/content.tsx';
import { casePath } from '../shared/places.ts';
import type { Chosen } from './selection-result.ts';

/** So many of those who wait are shown, the first first. */
export const shownWaiting = 50;

/** Who has a seat, a table for each cohort, and who waits. */
export function SelectionPeople(props: {
  readonly language: Language;
  readonly round: string;
  readonly register: Register;
  readonly result: {
    readonly cohorts: readonly {
      readonly id: string;
      readonly seats: number;
      readonly members: readonly string[];
    }[];
    readonly order: readonly { readonly person: string; readonly number: number }[];
  };
  readonly people: ReadonlyMap<string, Chosen>;
}) {
  const { language, round, register, result, people } = props;
  const seated = new Set(result.cohorts.flatMap(({ members }) => members));
  const waiting = [...result.order]
    .sort((a, b) => a.number - b.number)
    .filter(({ person }) => !seated.has(person));
  const table = (caption: string, members: readonly string[]) => (
    <Table
      caption={caption}
      rows={members}
      rowKey={(person) => person}
      columns={[
        {
          header: say(language, { de: 'Name', en: 'Name' }),
          rowHeader: true,
          cell: (person) => {
            const found = people.get(person);
            return found === undefined ? (
              say(language, { de: 'nicht mehr dabei', en: 'no longer there' })
            ) : (
              <Link href={casePath({ round, id: found.id })}>{found.name}</Link>
            );
          },
        },
        {
          header: say(language, { de: 'Verwaltung', en: 'Administration' }),
          cell: (person) => {
            const found = people.get(person);
            return found === undefined
              ? '–'
              : administrationNames({ administrations: [...found.administrations] }, register);
          },
        },
      ]}
    />
  );
  return (
    <>
      {result.cohorts.map(({ id, seats, members }) => (
        <section key={id}>
          {table(
            say(language, {
              de: `${cohortName(id, language)}: ${members.length} von ${seats} Plätzen`,
              en: `${cohortName(id, language)}: ${members.length} of ${seats} seats`,
            }),
            members,
          )}
        </section>
      ))}
      <Details
        summary={say(language, {
          de: `Warteliste (${waiting.length})`,
          en: `Waiting list (${waiting.length})`,
        })}
      >
        {table(
          waiting.length > shownWaiting
            ? say(language, { de: `Die ersten ${shownWaiting}`, en: `The first ${shownWaiting}` })
            : say(language, { de: 'Nach dem Los', en: 'By the draw' }),
          waiting.slice(0, shownWaiting).map(({ person }) => person),
        )}
      </Details>
    </>
  );
}
