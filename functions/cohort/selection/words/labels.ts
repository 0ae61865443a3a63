import { dimensionNames } from '../../../domain/register/administration.ts';
import type { Line, Text } from '../types.ts';

/** Names of the dimensions that the registers have, and one that files often have; others go by their own name. */
const DIMENSIONS: Readonly<Record<string, Text>> = {
  ...dimensionNames,
  region: { de: 'Region', en: 'region' },
};

/** The name of a dimension as people read it. */
export function dimensionName(dimension: string): Text {
  return DIMENSIONS[dimension] ?? { de: dimension, en: dimension };
}

/** "Größenklasse Kleinstadt": a value with its dimension. */
export function valueName(dimension: string, value: string): Text {
  const name = dimensionName(dimension);
  return { de: `${name.de} ${value}`, en: `${name.en} ${value}` };
}

/** One rule in words, as a noun phrase. */
export function lineName(line: Line): Text {
  switch (line.kind) {
    case 'seats':
      return {
        de: `${line.seats} Plätze in Gruppe ${line.cohort}`,
        en: `${line.seats} seats in cohort ${line.cohort}`,
      };
    case 'cap': {
      const where = line.scope === 'cohort' ? { de: ' und Gruppe', en: ' and cohort' } : { de: '', en: '' };
      return {
        de: `höchstens ${line.cap} je Verwaltung${where.de}`,
        en: `at most ${line.cap} per administration${where.en}`,
      };
    }
    case 'pin': {
      const { person, cohort } = line;
      return {
        de: `${person} ist gesetzt${cohort === undefined ? '' : ` in Gruppe ${cohort}`}`,
        en: `${person} is pinned${cohort === undefined ? '' : ` to cohort ${cohort}`}`,
      };
    }
    case 'exclusion':
      return { de: `${line.person} ist ausgeschlossen`, en: `${line.person} is excluded` };
    case 'min':
    case 'max': {
      const name = valueName(line.dimension, line.value);
      const word =
        line.kind === 'min' ? { de: 'mindestens', en: 'at least' } : { de: 'höchstens', en: 'at most' };
      return {
        de: `${word.de} ${line.bound} aus ${name.de} in Gruppe ${line.cohort}`,
        en: `${word.en} ${line.bound} of ${name.en} in cohort ${line.cohort}`,
      };
    }
  }
}
