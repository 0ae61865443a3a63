import { byText } from '../order.ts';
import type { Settings } from '../schema.ts';
import { quotasFromShares, weigh } from '../targets.ts';
import type { Cohort, Person, Quota, Text } from '../types.ts';
import { InputError } from '../validate.ts';
import { need, type Table } from './csv.ts';
import type { Register } from './register.ts';

/** Reads quotas.csv: each line holds for every cohort. @throws InputError with the line of every fault */
export function readQuotas(
  name: string,
  table: Table,
  dimensions: readonly string[],
  cohorts: readonly Cohort[],
): Quota[] {
  need(name, table, ['feature', 'value', 'min', 'max']);
  const faults: Text[] = [];
  const quotas = table.rows.flatMap(({ line, values: row }) => {
    const dimension = row.get('feature') ?? '';
    const [min, max] = ['min', 'max'].map((column) => row.get(column) ?? '');
    if (!dimensions.includes(dimension)) {
      faults.push({
        de: `${name}, Zeile ${line}: „${dimension}“ steht nicht unter "dimensions" der Einstellungen.`,
        en: `${name}, line ${line}: "${dimension}" is not among the "dimensions" of the settings.`,
      });
    }
    if (!/^\d*$/.test(min ?? '') || !/^\d*$/.test(max ?? '')) {
      faults.push({
        de: `${name}, Zeile ${line}: min und max müssen ganze Zahlen sein.`,
        en: `${name}, line ${line}: min and max have to be whole numbers.`,
      });
    }
    return cohorts.map(({ id, seats }) => ({
      cohort: id,
      dimension,
      value: row.get('value') ?? '',
      min: Number(min),
      max: max === '' ? Math.max(seats, Number(min)) : Number(max),
    }));
  });
  if (faults.length > 0) throw new InputError(faults);
  return quotas;
}

/** The quotas that follow from shares of administrations, of a column of theirs, or of the people. */
export function sharedQuotas(
  dimensions: readonly string[],
  register: Register | undefined,
  settings: Settings,
  people: readonly Person[],
  cohorts: readonly Cohort[],
): Quota[] {
  const own = settings.shares === 'people' ? [] : (register?.dimensions ?? []);
  const weights = {
    ...weigh(own, [...(register?.entries.values() ?? [])]),
    ...weigh(
      dimensions.filter((dimension) => !own.includes(dimension)),
      people.map(({ values }) => ({ values, weight: 1 })),
    ),
  };
  try {
    return quotasFromShares(weights, cohorts);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError([{ de: `Keine Anteile: ${error.message}`, en: error.message }]);
  }
}

/** Says which values of the people no line of quotas.csv limits. */
export function withoutQuota(
  name: string,
  people: readonly Person[],
  dimensions: readonly string[],
  quotas: readonly Quota[],
): Text[] {
  return dimensions.flatMap((dimension) => {
    const lines = new Set(quotas.flatMap((quota) => (quota.dimension === dimension ? [quota.value] : [])));
    const values = new Set(people.map((person) => person.values[dimension] ?? ''));
    return [...values]
      .filter((value) => !lines.has(value))
      .sort(byText)
      .map((value) => ({
        de: `${name}: keine Zeile für ${dimension} „${value}“; dafür gilt keine Grenze.`,
        en: `${name}: no line for ${dimension} "${value}"; nothing limits it.`,
      }));
  });
}
