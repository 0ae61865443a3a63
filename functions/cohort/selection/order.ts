import { createHmac } from 'node:crypto';
import type { Drawn, Input, Person } from './types.ts';

/** Compares by UTF-16 code units: the same everywhere, whatever the language of the machine. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** HMAC-SHA-256 with the seed as key, in hexadecimal. */
export function hmac(seed: string, message: string): string {
  return createHmac('sha256', seed).update(message, 'utf8').digest('hex');
}

/**
 * The draw: people sorted by HMAC-SHA-256(seed, person id), those with a preference from an earlier round
 * first. The digest belongs to the person: nobody gains by applying twice, later or under another number.
 */
export function drawOrder(seed: string, people: readonly Pick<Person, 'id' | 'preferred'>[]): Drawn[] {
  return people
    .map(({ id, preferred }) => ({ id, later: preferred === true ? 0 : 1, draw: hmac(seed, id) }))
    .sort((a, b) => a.later - b.later || byText(a.draw, b.draw) || byText(a.id, b.id))
    .map(({ id, draw }, index) => ({ person: id, number: index + 1, draw }));
}

/**
 * The order in which people are asked: the draw, or for `first-come` the time of confirmation (unconfirmed
 * last), where the draw decides between equal times.
 */
export function askingOrder(input: Pick<Input, 'method' | 'people'>, seed: string): Drawn[] {
  const drawn = drawOrder(seed, input.people);
  if (input.method !== 'first-come') return drawn;
  const people = new Map(input.people.map((person) => [person.id, person]));
  const time = (id: string): number => {
    const at = people.get(id)?.confirmedAt;
    return at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at);
  };
  const later = (id: string): number => (people.get(id)?.preferred === true ? 0 : 1);
  return drawn
    .map((entry) => ({ ...entry, time: time(entry.person), later: later(entry.person) }))
    .sort((a, b) => a.later - b.later || (a.time === b.time ? a.number - b.number : a.time - b.time))
    .map(({ person, draw }, index) => ({ person, number: index + 1, draw }));
}

/** The cohorts in the order in which a person is offered them: drawn as well, so that no cohort is the first. */
export function cohortOrder(seed: string, person: string, cohorts: readonly string[]): string[] {
  return cohorts
    .map((id) => ({ id, draw: hmac(seed, JSON.stringify([person, id])) }))
    .sort((a, b) => byText(a.draw, b.draw) || byText(a.id, b.id))
    .map(({ id }) => id);
}

/** A whole number from 0 up to, not including, `total` (at most 2^48), drawn with the seed for a purpose. */
export function drawNumber(seed: string, purpose: string, total: number): number {
  const digest = BigInt(`0x${hmac(seed, JSON.stringify([purpose]))}`);
  return Number((digest * BigInt(total)) >> 256n);
}
