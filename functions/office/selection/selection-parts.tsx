import type { Round } from '../../domain/round.ts';
import { type Bilingual, enumerate, type Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import { type Chosen, namePeople } from './selection-result.ts';

/** Where not everything could be kept: which rules stand against each other, and what would mend it. */
export function Violations({
  language,
  violations,
  people,
}: {
  readonly language: Language;
  readonly violations: readonly { readonly text: Bilingual }[];
  readonly people: ReadonlyMap<string, Pick<Chosen, 'reference'>>;
}) {
  if (violations.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={say(language, {
        de: 'Der Querschnitt ist nicht ganz zu erreichen',
        en: 'The cross-section cannot be reached in full',
      })}
    >
      <ul>
        {violations.map(({ text }) => (
          <li key={text.de}>{namePeople(text[language], people)}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** A group of seats for which hardly anybody on the waiting list could move up. */
export type ThinReserve = NonNullable<Round['thinReserve']>[number];

/** "Großstadt (A und C), Mittelstadt (B)": the groups, each with the cohorts it is about. */
function groupNames(reserve: readonly ThinReserve[], language: Language): string {
  const cohorts = new Map<string, string[]>();
  for (const { value, cohort } of reserve) {
    cohorts.set(value, [...(cohorts.get(value) ?? []), cohort.toUpperCase()]);
  }
  return enumerate(
    [...cohorts].map(
      ([value, ids]) =>
        `${value} (${say(language, { de: 'Gruppe', en: 'group' })} ${enumerate(ids, language)})`,
    ),
    language,
  );
}

/** The warning in advance: which groups would be hard to fill again. */
export function ReserveWarning({
  language,
  reserve,
}: {
  readonly language: Language;
  readonly reserve: readonly ThinReserve[];
}) {
  if (reserve.length === 0) return null;
  const nobody = reserve.filter(({ waiting }) => waiting === 0);
  const one = reserve.filter(({ waiting }) => waiting > 0);
  return (
    <Notice
      tone="warning"
      title={say(language, {
        de: 'Dünne Reserve auf der Warteliste',
        en: 'The waiting list is a thin reserve',
      })}
    >
      <ul>
        {nobody.length > 0 && (
          <li>
            {say(language, {
              de: 'Zieht hier jemand zurück, kann niemand von der Warteliste folgen, ohne dass der Querschnitt leidet: ',
              en: 'Should somebody withdraw here, nobody on the waiting list can follow without harm to the cross-section: ',
            })}
            {groupNames(nobody, language)}.
          </li>
        )}
        {one.length > 0 && (
          <li>
            {say(language, {
              de: 'Hier könnte nur eine einzige Person nachrücken: ',
              en: 'Here only one single person could move up: ',
            })}
            {groupNames(one, language)}.
          </li>
        )}
      </ul>
    </Notice>
  );
}
