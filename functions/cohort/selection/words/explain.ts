import type { Language } from '../../../domain/text.ts';
import type { Problem } from '../problem.ts';
import type { Drawn, Input, Person, Table, Target, Text } from '../types.ts';
import { dimensionName, valueName } from './labels.ts';
import type { Reason } from './reason.ts';

/** Everything that a sentence may refer to. */
export interface Story {
  readonly input: Input;
  readonly problem: Problem;
  readonly order: readonly Drawn[];
  /** Person → cohort of those who are taken. */
  readonly cohortOf: ReadonlyMap<string, string>;
  readonly counts: Table<number>;
  readonly targets: Table<Target>;
  readonly reasons: ReadonlyMap<number, Reason>;
  readonly chances?: Readonly<Record<string, number>> | undefined;
}

/**
 * For each person one sentence in German and English: where and by which draw number taken, and which quota lines
 * the seat fills; or the first rule that stood against it and the position among people with the same values.
 */
export function explainAll(story: Story): Record<string, Text> {
  const people = new Map(story.input.people.map((person) => [person.id, person]));
  const excluded = new Set(story.input.exclusions);
  const pinned = new Set(story.input.pins.map(({ person }) => person));
  const key = (person: Person): string =>
    JSON.stringify(story.input.dimensions.map((each) => person.values[each]));
  const size = new Map<string, number>();
  for (const person of story.input.people) size.set(key(person), (size.get(key(person)) ?? 0) + 1);
  const seen = new Map<string, number>();

  const sentences: [string, Text][] = [];
  for (const drawn of story.order) {
    const person = people.get(drawn.person);
    if (person === undefined) continue;
    const place = (seen.get(key(person)) ?? 0) + 1;
    seen.set(key(person), place);
    const position = positionText(story.input, person, place, size.get(key(person)) ?? 0);
    const cohort = story.cohortOf.get(person.id);
    const text =
      cohort !== undefined
        ? takenText(story, person, drawn, cohort, pinned.has(person.id))
        : excluded.has(person.id)
          ? {
              de: 'Nicht gezogen: vom Programmbüro ausgenommen.',
              en: 'Not drawn: excluded by the programme office.',
            }
          : passedText(story, person, drawn, position);
    sentences.push([person.id, text]);
  }
  return Object.fromEntries(sentences);
}

const percent = (chance: number, decimal: string): string =>
  `${(Math.round(chance * 1000) / 10).toString().replace('.', decimal)}\u202f%`;

function numberText(story: Story, drawn: Drawn, person: Person): Text {
  const of = story.order.length;
  const number =
    story.input.method === 'first-come'
      ? {
          de: `Nummer ${drawn.number} von ${of} nach Eingang`,
          en: `number ${drawn.number} of ${of} by time of arrival`,
        }
      : { de: `Losnummer ${drawn.number} von ${of}`, en: `draw number ${drawn.number} of ${of}` };
  if (person.preferred !== true) return number;
  return {
    de: `${number.de} mit Vorrang von der Warteliste eines früheren Durchgangs`,
    en: `${number.en} with preference from the waiting list of an earlier round`,
  };
}

function positionText(input: Input, person: Person, place: number, of: number): Text {
  const values = input.dimensions.flatMap((each) => person.values[each] ?? []).join(', ');
  const named = values === '' ? '' : ` (${values})`;
  return {
    de: `Stelle ${place} von ${of} unter den Vergleichbaren${named}`,
    en: `position ${place} of ${of} among comparable applicants${named}`,
  };
}

function takenText(story: Story, person: Person, drawn: Drawn, cohort: string, pinned: boolean): Text {
  const lines = story.input.dimensions.flatMap((dimension) => {
    const value = person.values[dimension];
    if (value === undefined) return [];
    const target = story.targets[cohort]?.[dimension]?.[value];
    if (target === undefined) return [];
    const name = valueName(dimension, value);
    const count = story.counts[cohort]?.[dimension]?.[value] ?? 0;
    const range = target.min === target.max ? `${target.min}` : `${target.min}–${target.max}`;
    return [
      {
        de: `${name.de} (${count} Plätze, vorgesehen ${range})`,
        en: `${name.en} (${count} seats, planned ${range})`,
      },
    ];
  });
  const chance = story.chances?.[person.id];
  const number = numberText(story, drawn, person);
  const how = pinned
    ? { de: 'vom Programmbüro gesetzt', en: 'set by the programme office' }
    : chance === undefined
      ? number
      : {
          de: `${number.de}, Chance ${percent(chance, ',')}`,
          en: `${number.en}, chance ${percent(chance, '.')}`,
        };
  const fills = (language: Language, and: string): string => lines.map((line) => line[language]).join(and);
  return {
    de: `Platz in Gruppe ${cohort}: ${how.de}${lines.length ? `; der Platz zählt für ${fills('de', ' und ')}` : ''}.`,
    en: `Seat in cohort ${cohort}: ${how.en}${lines.length ? `; the seat counts for ${fills('en', ' and ')}` : ''}.`,
  };
}

function passedText(story: Story, person: Person, drawn: Drawn, position: Text): Text {
  const number = numberText(story, drawn, person);
  const reason = story.reasons.get(story.problem.index.get(person.id) ?? -1);
  const why = reasonText(story, reason);
  return {
    de: `Kein Platz bei ${number.de}: ${why.de}; ${position.de}.`,
    en: `No seat with ${number.en}: ${why.en}; ${position.en}.`,
  };
}

function reasonText(story: Story, reason: Reason | undefined): Text {
  const firstCome = story.input.method === 'first-come';
  const before = firstCome
    ? { de: 'früher Bestätigte', en: 'people who confirmed earlier' }
    : { de: 'kleinere Losnummern', en: 'smaller draw numbers' };
  switch (reason?.kind) {
    case 'cap':
      return {
        de: 'die Verwaltung hat schon so viele Plätze, wie sie haben kann',
        en: 'the administration already has as many seats as it may have',
      };
    case 'full':
      return {
        de: `alle Plätze der passenden Gruppen gingen an ${before.de}`,
        en: `all seats of the suitable cohorts went to ${before.en}`,
      };
    case 'max': {
      const { dimension, value } = story.problem.features[reason.feature] ?? { dimension: '', value: '' };
      const name = valueName(dimension, value);
      return {
        de: `die Plätze für ${name.de} gingen an ${before.de}`,
        en: `the seats for ${name.en} went to ${before.en}`,
      };
    }
    case 'reserved': {
      const name = dimensionName(reason.dimension);
      return {
        de: `die restlichen Plätze waren für andere Werte nötig (${name.de})`,
        en: `the seats left were needed for other values (${name.en})`,
      };
    }
    case 'together':
      return {
        de: 'mit diesem Platz hätten sich die Gruppen nicht mehr so zusammensetzen lassen wie vorgesehen',
        en: 'with this seat the cohorts could no longer have been composed as planned',
      };
    case 'other-panel':
      return {
        de: `die Chance war ${percent(reason.chance, ',')}, gezogen wurde eine Zusammensetzung ohne diesen Platz`,
        en: `the chance was ${percent(reason.chance, '.')}, and a composition without this seat was drawn`,
      };
    case 'impossible':
      return {
        de: 'keine Zusammensetzung, die alle Vorgaben einhält, hat hier einen Platz',
        en: 'no composition that keeps all rules has a seat here',
      };
    case undefined:
      return { de: 'keine Gruppe passt', en: 'no cohort suits' };
  }
}
