import { pinnedState } from './engine/aims.ts';
import { checkCertificate } from './engine/certificate.ts';
import { PORTFOLIO_TOTAL } from './engine/leximin.ts';
import { canonicalJson, freeze } from './freeze.ts';
import { askingOrder } from './order.ts';
import { compile } from './problem.ts';
import type { Input, Result } from './types.ts';
import { countTable, deviationTable, targetTable } from './words/tables.ts';

/**
 * Checks a result by counting alone, without a solver, before it takes effect: people, suiting cohorts, seats, cap,
 * exclusions, pins, counts, quotas, status, order, hash, and for leximin portfolio, chances and certificate.
 *
 * @returns what is wrong, in English for the log; empty where the result may take effect
 */
export function check(given: Input, result: Result): string[] {
  const faults: string[] = [];
  const { input, hash } = freeze(given);
  const fault = (text: string): void => {
    faults.push(text);
  };
  if (result.inputHash !== hash) fault('The result belongs to another input.');
  if (result.method !== input.method) fault('The result was reached by another method.');
  if (canonicalJson(result.order) !== canonicalJson(askingOrder(input, result.seed.text))) {
    fault('The order does not follow from the seed.');
  }

  const people = new Map(input.people.map((person) => [person.id, person]));
  const excluded = new Set(input.exclusions);
  const cohortOf = new Map<string, string>();
  const used = new Map<string, number>();
  if (
    canonicalJson(result.cohorts.map(({ id, seats }) => ({ id, seats }))) !== canonicalJson(input.cohorts)
  ) {
    fault('The cohorts are not those of the input.');
  }
  for (const { id, seats, members } of result.cohorts) {
    if (members.length > seats) fault(`Cohort ${id} has ${members.length} members on ${seats} seats.`);
    for (const member of members) {
      const person = people.get(member);
      if (person === undefined) {
        fault(`${member} is not among the people.`);
        continue;
      }
      if (cohortOf.has(member)) fault(`${member} holds two seats.`);
      cohortOf.set(member, id);
      if (excluded.has(member)) fault(`${member} is excluded and holds a seat.`);
      if (person.cohorts !== undefined && !person.cohorts.includes(id))
        fault(`Cohort ${id} does not suit ${member}.`);
      for (const administration of person.administrations) {
        const key = JSON.stringify(input.capScope === 'cohort' ? [administration, id] : [administration]);
        used.set(key, (used.get(key) ?? 0) + 1);
      }
    }
  }
  for (const [key, count] of used) {
    if (input.cap !== null && count > input.cap)
      fault(`${key} holds ${count} seats, ${input.cap} are allowed.`);
  }

  const counts = countTable(input, result.cohorts);
  const targets = targetTable(input);
  if (canonicalJson(result.counts) !== canonicalJson(counts)) fault('The counts are wrong.');
  if (canonicalJson(result.targets) !== canonicalJson(targets)) fault('The targets are wrong.');
  if (canonicalJson(result.deviation) !== canonicalJson(deviationTable(counts, targets))) {
    fault('The deviation is wrong.');
  }
  const missed = new Set<string>();
  for (const { id, seats, members } of result.cohorts) if (members.length < seats) missed.add(`seats ${id}`);
  for (const { cohort, dimension, value, min, max } of input.quotas) {
    const count = counts[cohort]?.[dimension]?.[value] ?? 0;
    if (count < min) missed.add(`min ${cohort} ${dimension} ${value}`);
    if (count > max) missed.add(`max ${cohort} ${dimension} ${value}`);
  }
  for (const { person, cohort } of input.pins) {
    const at = cohortOf.get(person);
    if (at === undefined || (cohort !== undefined && at !== cohort)) missed.add(`pin ${person}`);
  }
  const told = new Set(
    (result.violations ?? []).flatMap(({ change }) =>
      change.map(({ line }) => {
        if (line.kind === 'seats') return `seats ${line.cohort}`;
        if (line.kind === 'pin') return `pin ${line.person}`;
        return 'value' in line ? `${line.kind} ${line.cohort} ${line.dimension} ${line.value}` : line.kind;
      }),
    ),
  );
  for (const line of missed) if (!told.has(line)) fault(`Missed and not told: ${line}.`);
  for (const line of told) if (!missed.has(line)) fault(`Told but not missed: ${line}.`);
  if (result.status !== (missed.size === 0 ? 'optimal' : 'infeasible'))
    fault(`The status is not ${result.status}.`);
  for (const { id } of input.people) {
    if (result.explanations[id] === undefined) fault(`${id} has no explanation.`);
  }
  if (input.method === 'leximin' && result.portfolio !== undefined)
    faults.push(...checkChances(input, result));
  return faults;
}

function checkChances(input: Input, result: Result): string[] {
  const { groups, portfolio, certificate, chances, smallestChance } = result;
  if (!groups || !portfolio || !certificate || !chances || smallestChance === undefined) {
    return ['The portfolio, its chances or its certificate are missing.'];
  }
  const faults: string[] = [];
  const near = (a: number, b: number, by: number): boolean => Math.abs(a - b) <= by;
  if (portfolio.reduce((sum, { weight }) => sum + weight, 0) !== PORTFOLIO_TOTAL) {
    faults.push('The weights of the portfolio do not add up.');
  }
  for (const [index, { people, chance }] of groups.entries()) {
    const seats = portfolio.reduce((sum, panel) => sum + panel.weight * (panel.seats[index] ?? 0), 0);
    if (!near(seats / PORTFOLIO_TOTAL / people.length, chance, 1e-9))
      faults.push(`The chance of group ${index} is wrong.`);
    if (people.some((person) => chances[person] !== chance))
      faults.push(`Group ${index} has unequal chances.`);
  }
  if (!near(Math.min(...groups.map(({ chance }) => chance)), smallestChance, 1e-12)) {
    faults.push('The smallest chance is wrong.');
  }
  if (smallestChance < certificate.bound - 1e-6)
    faults.push('The smallest chance is not the largest possible.');

  const problem = compile(input);
  const indexed = groups.map(({ people }) => ({ people: people.map((id) => problem.index.get(id) ?? -1) }));
  const bound = checkCertificate(problem, { state: pinnedState(problem, input.pins) }, indexed, certificate);
  if (certificate.proof === 'arithmetic' && (bound === null || !near(bound, certificate.bound, 1e-9))) {
    faults.push('The certificate does not prove its bound.');
  }
  return faults;
}
