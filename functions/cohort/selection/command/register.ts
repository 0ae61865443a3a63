import type { Settings } from '../schema.ts';
import type { Text } from '../types.ts';
import { InputError } from '../validate.ts';
import { need, type Table } from './csv.ts';

/** Administrations with the values of those dimensions that are theirs. */
export interface Register {
  readonly dimensions: readonly string[];
  readonly entries: ReadonlyMap<
    string,
    { readonly values: Readonly<Record<string, string>>; readonly weight: number }
  >;
}

/** Reads administrations.csv. @throws InputError with the line of every fault */
export function readRegister(
  name: string,
  table: Table,
  dimensions: readonly string[],
  settings: Pick<Settings, 'shares'>,
  withQuotas: boolean,
): Register {
  const own = dimensions.filter((dimension) => table.columns.includes(dimension));
  const weighted = settings.shares !== 'administrations' && settings.shares !== 'people' && !withQuotas;
  if (weighted) need(name, table, [settings.shares]);
  const faults: Text[] = [];
  const entries = new Map<string, { values: Record<string, string>; weight: number }>();
  for (const { line, values: row } of table.rows) {
    const key = row.get('administration') ?? '';
    if (key === '' || entries.has(key)) {
      faults.push({
        de: `${name}, Zeile ${line}: Der Schlüssel „${key}“ ist leer oder kommt schon vor.`,
        en: `${name}, line ${line}: The key "${key}" is empty or was there before.`,
      });
    }
    const text = weighted ? (row.get(settings.shares) ?? '') : '1';
    if (!/^\d+$/.test(text)) {
      faults.push({
        de: `${name}, Zeile ${line}: „${text}“ in ${settings.shares} ist keine ganze Zahl.`,
        en: `${name}, line ${line}: "${text}" in ${settings.shares} is not a whole number.`,
      });
    }
    for (const dimension of own) {
      if (row.get(dimension)) continue;
      faults.push({
        de: `${name}, Zeile ${line}: ${dimension} ist leer.`,
        en: `${name}, line ${line}: ${dimension} is empty.`,
      });
    }
    const values = Object.fromEntries(own.map((dimension) => [dimension, row.get(dimension) ?? '']));
    entries.set(key, { values, weight: Number(text) });
  }
  if (faults.length > 0) throw new InputError(faults);
  return { dimensions: own, entries };
}
