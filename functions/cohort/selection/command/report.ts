import type { Language } from '../../../domain/text.ts';
import type { Result } from '../types.ts';
import { dimensionName } from '../words/labels.ts';

const WORDS = {
  de: {
    optimal: 'Alle Plätze besetzt, alle Quoten eingehalten.',
    infeasible: 'Nicht alles ist erfüllbar; dies ist die Auswahl, die am wenigsten verletzt.',
    cohort: 'Gruppe',
    of: 'von',
    seats: 'Plätzen',
    head: ['Merkmal', 'Wert', 'Ziel', 'von', 'bis', 'ist'],
    chance: 'Kleinste Chance',
    bound: 'mehr ist nicht möglich (bewiesene Grenze',
    seed: 'Startwert',
    hash: 'Hash der Eingabe',
    point: ',',
  },
  en: {
    optimal: 'All seats filled, all quotas kept.',
    infeasible: 'Not everything can be kept; this is the selection that violates least.',
    cohort: 'Cohort',
    of: 'of',
    seats: 'seats',
    head: ['dimension', 'value', 'target', 'min', 'max', 'is'],
    chance: 'Smallest chance',
    bound: 'more is impossible (proven bound',
    seed: 'Seed',
    hash: 'Hash of the input',
    point: '.',
  },
} as const;

/** A result for people to read on a terminal. */
export function report(result: Result, language: Language): string {
  const words = WORDS[language];
  const decimal = (value: number, digits: number): string => value.toFixed(digits).replace('.', words.point);
  const lines: string[] = [words[result.status]];
  for (const { id, seats, members } of result.cohorts) {
    lines.push('', `${words.cohort} ${id}: ${members.length} ${words.of} ${seats} ${words.seats}`);
    lines.push(`  ${members.join(' ')}`);
    const rows: string[][] = [[...words.head]];
    for (const [dimension, values] of Object.entries(result.targets[id] ?? {})) {
      for (const [value, { target, min, max }] of Object.entries(values)) {
        const count = result.counts[id]?.[dimension]?.[value] ?? 0;
        const kept = count >= min && count <= max ? '' : ' !';
        rows.push([
          dimensionName(dimension)[language],
          value,
          target === null ? '' : decimal(target, 2),
          `${min}`,
          `${max}`,
          `${count}${kept}`,
        ]);
      }
    }
    lines.push(...alignColumns(rows).map((line) => `  ${line}`));
  }
  for (const { text } of result.violations ?? []) lines.push('', text[language]);
  if (result.smallestChance !== undefined && result.certificate !== undefined) {
    const percent = (value: number): string => `${decimal(value * 100, 4)} %`;
    lines.push(
      '',
      `${words.chance}: ${percent(result.smallestChance)}; ${words.bound} ${percent(result.certificate.bound)}).`,
    );
  }
  lines.push(
    '',
    `${words.seed}: ${result.seed.text} (${result.seed.origin})`,
    `${words.hash}: ${result.inputHash}`,
  );
  return lines.join('\n');
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
