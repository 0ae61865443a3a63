import type { Input, Text } from './types.ts';

/** An input that cannot be used, with everything that is wrong with it in words for the person who made it. */
export class InputError extends Error {
  readonly faults: readonly Text[];

  constructor(faults: readonly Text[]) {
    super(faults.map(({ en }) => en).join('\n'));
    this.name = 'InputError';
    this.faults = faults;
  }
}

const isSeats = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}

/** @throws InputError naming every fault: unknown or repeated names, impossible numbers */
export function validate(input: Input): void {
  const faults: Text[] = [];
  const fault = (de: string, en: string): void => {
    faults.push({ de, en });
  };
  const cohorts = new Set(input.cohorts.map(({ id }) => id));
  const people = new Set(input.people.map(({ id }) => id));

  if (input.cohorts.length === 0) fault('Es gibt keine Gruppe.', 'There is no cohort.');
  for (const id of repeated(input.cohorts.map((cohort) => cohort.id))) {
    fault(`Die Gruppe ${id} gibt es zweimal.`, `Cohort ${id} is there twice.`);
  }
  for (const { id, seats } of input.cohorts) {
    if (!isSeats(seats)) {
      fault(
        `Gruppe ${id}: ${seats} ist keine Zahl von Plätzen.`,
        `Cohort ${id}: ${seats} is not a number of seats.`,
      );
    }
  }
  if (input.cap !== null && (!Number.isSafeInteger(input.cap) || input.cap < 1)) {
    fault(
      `${input.cap} je Verwaltung: es muss eine ganze Zahl ab 1 sein.`,
      `${input.cap} per administration: it has to be a whole number from 1.`,
    );
  }
  for (const id of repeated(input.people.map((person) => person.id))) {
    fault(`Die Person ${id} gibt es zweimal.`, `Person ${id} is there twice.`);
  }
  for (const { id, cohorts: suits, confirmedAt } of input.people) {
    if (id === '') fault('Eine Person hat keinen Schlüssel.', 'A person has no key.');
    for (const cohort of suits ?? []) {
      if (!cohorts.has(cohort)) {
        fault(`Person ${id}: es gibt keine Gruppe ${cohort}.`, `Person ${id}: there is no cohort ${cohort}.`);
      }
    }
    if (confirmedAt !== undefined && Number.isNaN(Date.parse(confirmedAt))) {
      fault(
        `Person ${id}: ${confirmedAt} ist kein Zeitpunkt nach ISO 8601.`,
        `Person ${id}: ${confirmedAt} is not an ISO 8601 instant.`,
      );
    } else if (confirmedAt === undefined && input.method === 'first-come') {
      fault(
        `Person ${id}: der Zeitpunkt der Bestätigung fehlt.`,
        `Person ${id}: the time of confirmation is missing.`,
      );
    }
  }
  for (const { cohort, dimension, value, min, max } of input.quotas) {
    const name = `${dimension} ${value}`;
    if (!cohorts.has(cohort)) {
      fault(`Quote ${name}: es gibt keine Gruppe ${cohort}.`, `Quota ${name}: there is no cohort ${cohort}.`);
    }
    if (!input.dimensions.includes(dimension)) {
      fault(
        `Quote ${name}: ${dimension} ist kein Merkmal.`,
        `Quota ${name}: ${dimension} is not a dimension.`,
      );
    }
    if (!isSeats(min) || !isSeats(max) || min > max) {
      fault(
        `Quote ${name} in Gruppe ${cohort}: von ${min} bis ${max} geht nicht.`,
        `Quota ${name} in cohort ${cohort}: from ${min} to ${max} is impossible.`,
      );
    }
  }
  const lines = input.quotas.map(({ cohort, dimension, value }) => `${dimension} ${value} (${cohort})`);
  for (const line of repeated(lines))
    fault(`Die Quote ${line} gibt es zweimal.`, `Quota ${line} is there twice.`);
  for (const { person, cohort } of input.pins) {
    if (!people.has(person))
      fault(`Gesetzt ist ${person}, unbekannt.`, `Pinned is ${person}, who is unknown.`);
    if (cohort !== undefined && !cohorts.has(cohort)) {
      fault(
        `Gesetzt in Gruppe ${cohort}, die es nicht gibt.`,
        `Pinned to cohort ${cohort}, which does not exist.`,
      );
    }
  }
  for (const person of repeated(input.pins.map((pin) => pin.person))) {
    fault(`Die Person ${person} ist zweimal gesetzt.`, `Person ${person} is pinned twice.`);
  }
  for (const person of input.exclusions) {
    if (!people.has(person))
      fault(`Ausgenommen ist ${person}, unbekannt.`, `Excluded is ${person}, who is unknown.`);
  }
  if (faults.length > 0) throw new InputError(faults);
}
