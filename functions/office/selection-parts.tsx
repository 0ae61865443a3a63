import type { Round } from '../domain/round.ts';
import type { Bilingual, Language } from '../domain/text.ts';
import { Notice } from '../platform/page/content.tsx';
import { cohortName, say } from '../platform/wording.ts';
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
      title={say(
        language,
        'Der Querschnitt ist nicht ganz zu erreichen',
        'The cross-section cannot be reached in full',
      )}
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

function reserveText({ cohort, value, seated, waiting }: ThinReserve, language: Language): string {
  const group = cohortName(cohort, language);
  const seats = say(
    language,
    seated === 1 ? 'dem einen Platz' : `einem der ${seated} Plätze`,
    seated === 1 ? 'the one seat' : `one of the ${seated} seats`,
  );
  return waiting === 0
    ? say(
        language,
        `${value} (${group}): Für den Fall, dass jemand von ${seats} zurücktritt, kann niemand von der Warteliste folgen, ohne dass der Querschnitt leidet.`,
        `${value} (${group}): should somebody withdraw from ${seats}, nobody on the waiting list can follow without harm to the cross-section.`,
      )
    : say(
        language,
        `${value} (${group}): Nur eine Person der Warteliste könnte auf ${seated === 1 ? 'den einen Platz' : `einen der ${seated} Plätze`} nachrücken.`,
        `${value} (${group}): only one person on the waiting list could move up to ${seats}.`,
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
  return (
    <Notice
      tone="warning"
      title={say(language, 'Dünne Reserve auf der Warteliste', 'The waiting list is a thin reserve')}
    >
      <ul>
        {reserve.map((each) => (
          <li key={`${each.cohort} ${each.dimension} ${each.value}`}>{reserveText(each, language)}</li>
        ))}
      </ul>
    </Notice>
  );
}
