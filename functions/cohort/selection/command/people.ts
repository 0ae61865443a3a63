import type { Cohort, Person, Text } from '../types.ts';
import { InputError } from '../validate.ts';
import { need, type Table } from './csv.ts';
import type { Register } from './register.ts';

/** Reads people.csv. @throws InputError with the line of every fault */
export function readPeople(
  name: string,
  table: Table,
  dimensions: readonly string[],
  register: Register | undefined,
  withQuotas: boolean,
  cohorts: readonly Cohort[],
): Person[] {
  const faults: Text[] = [];
  const fault = (line: number, de: string, en: string): void => {
    faults.push({ de: `${name}, Zeile ${line}: ${de}`, en: `${name}, line ${line}: ${en}` });
  };
  // With quotas the columns of people.csv lead; with shares those of the administrations.
  const fromRegister = (dimension: string): boolean =>
    register?.dimensions.includes(dimension) === true && !(withQuotas && table.columns.includes(dimension));
  const missing = dimensions.filter((each) => !fromRegister(each) && !table.columns.includes(each));
  if (missing.length > 0) need(name, table, missing);
  const suiting = table.columns.includes('cohorts') && !dimensions.includes('cohorts');
  const ids = new Set(cohorts.map(({ id }) => id));
  const seen = new Map<string, number>();
  const people = table.rows.map(({ line, values: row }): Person => {
    const id = row.get('person') ?? '';
    const before = seen.get(id);
    if (id === '') fault(line, 'person ist leer.', 'person is empty.');
    else if (before !== undefined) {
      fault(line, `${id} steht schon in Zeile ${before}.`, `${id} is in line ${before} already.`);
    }
    seen.set(id, line);
    const administrations = (row.get('administration') ?? '').split(/\s+/).filter((key) => key !== '');
    if (administrations.length > 2) {
      fault(line, 'mehr als zwei Verwaltungen.', 'more than two administrations.');
    }
    if (administrations.length === 0 && !withQuotas) {
      fault(line, 'administration ist leer.', 'administration is empty.');
    }
    for (const key of administrations) {
      if (register !== undefined && !register.entries.has(key)) {
        fault(line, `es gibt keine Verwaltung ${key}.`, `there is no administration ${key}.`);
      }
    }
    const values = dimensions.map((dimension) => {
      const value = fromRegister(dimension)
        ? register?.entries.get(administrations[0] ?? '')?.values[dimension]
        : row.get(dimension);
      if (value === '') fault(line, `${dimension} ist leer.`, `${dimension} is empty.`);
      return [dimension, value ?? ''] as const;
    });
    const confirmedAt = row.get('confirmed') ?? '';
    if (confirmedAt !== '' && !/^\d{4}-\d{2}-\d{2}(T|$)/.test(confirmedAt)) {
      fault(line, `„${confirmedAt}“ ist kein Zeitpunkt nach ISO 8601.`, `"${confirmedAt}" is not ISO 8601.`);
    }
    const suits = suiting ? (row.get('cohorts') ?? '').split(/\s+/).filter((each) => each !== '') : [];
    for (const cohort of suits) {
      if (!ids.has(cohort)) fault(line, `es gibt keine Gruppe ${cohort}.`, `there is no cohort ${cohort}.`);
    }
    return {
      id,
      administrations,
      values: Object.fromEntries(values),
      ...(suits.length === 0 ? {} : { cohorts: suits }),
      ...(confirmedAt === '' ? {} : { confirmedAt }),
    };
  });
  if (faults.length > 0) throw new InputError(faults);
  return people;
}
