import { createHash } from 'node:crypto';
import { byText } from './order.ts';
import type { Input } from './types.ts';

/** JSON with sorted keys and without undefined members: equal data gives equal text (RFC 8785 in spirit). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => byText(a, b))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

const instant = (at: string): string => new Date(at).toISOString();

/**
 * Brings an input into its one form, in which the order of rows cannot matter: lists sorted, times in UTC,
 * what is left out is left out. The order of a person's administrations stays: the first gives the values.
 */
export function canonical(input: Input): Input {
  const dimensions = [...new Set(input.dimensions)].sort(byText);
  return {
    method: input.method,
    dimensions,
    people: input.people
      .map((person) => ({
        id: person.id,
        administrations: [...new Set(person.administrations)],
        values: Object.fromEntries(
          dimensions.flatMap((name) => {
            const value = person.values[name];
            return value === undefined ? [] : [[name, value]];
          }),
        ),
        ...(person.cohorts === undefined ? {} : { cohorts: [...new Set(person.cohorts)].sort(byText) }),
        ...(person.confirmedAt === undefined ? {} : { confirmedAt: instant(person.confirmedAt) }),
        ...(person.preferred === true ? { preferred: true } : {}),
      }))
      .sort((a, b) => byText(a.id, b.id)),
    cohorts: input.cohorts.map(({ id, seats }) => ({ id, seats })).sort((a, b) => byText(a.id, b.id)),
    quotas: input.quotas
      .map(({ cohort, dimension, value, min, max, target }) => ({
        cohort,
        dimension,
        value,
        min,
        max,
        ...(target === undefined ? {} : { target }),
      }))
      .sort(
        (a, b) => byText(a.cohort, b.cohort) || byText(a.dimension, b.dimension) || byText(a.value, b.value),
      ),
    cap: input.cap,
    capScope: input.capScope,
    pins: input.pins
      .map(({ person, cohort }) => (cohort === undefined ? { person } : { person, cohort }))
      .sort((a, b) => byText(a.person, b.person) || byText(a.cohort ?? '', b.cohort ?? '')),
    exclusions: [...new Set(input.exclusions)].sort(byText),
  };
}

/** SHA-256, in hexadecimal, of the canonical JSON of the canonical input. */
export function inputHash(input: Input): string {
  return createHash('sha256')
    .update(canonicalJson(canonical(input)), 'utf8')
    .digest('hex');
}

/**
 * The input as it is recorded before the seed exists, and its hash.
 * @returns the canonical input; equal for equal inputs whatever the order of their rows
 */
export function freeze(input: Input): { input: Input; hash: string } {
  const frozen = canonical(input);
  return { input: frozen, hash: inputHash(frozen) };
}
