import type { Language } from '../../../domain/text.ts';
import type { Problem } from '../problem.ts';
import type { Change, Input, Line, Text, Violation } from '../types.ts';
import { lineName } from '../words/labels.ts';
import { complete, countFeatures } from './complete.ts';
import type { Panel } from './deal.ts';
import { openState } from './groups.ts';
import type { Solver } from './solver.ts';

/** A rule that can be switched off, and the bound that it has while others are looked at. */
interface Rule {
  readonly line: Line;
  /** The bound that the selection keeps: differs from the line's own where the selection misses it. */
  readonly kept: number | null;
}

/**
 * Names what stands against each other wherever a panel leaves a seat empty, misses a quota or drops a pin: for every
 * missed rule an irreducible set of rules that cannot hold together with it, and the change that would mend it.
 *
 * The changes of all violations together are the smallest weighted ones (the panel is a least violating one), and
 * with all of them made the rules can be kept.
 */
export function findViolations(input: Input, problem: Problem, solver: Solver, panel: Panel): Violation[] {
  const counts = countFeatures(problem, panel);
  const filled = input.cohorts.map((_, cohort) =>
    panel.reduce((sum, at) => sum + (at === cohort ? 1 : 0), 0),
  );
  const pins = input.pins.map(({ person, cohort }): Rule => {
    const at = problem.cohortIds[panel[problem.index.get(person) ?? -1] ?? -1];
    const holds = at !== undefined && (cohort === undefined || cohort === at);
    return { line: { kind: 'pin', person, cohort }, kept: holds ? 1 : null };
  });
  const seats = input.cohorts.map((cohort, index): Rule => {
    const free = problem.seats[index] ?? 0;
    return { line: { kind: 'seats', cohort: cohort.id, seats: free }, kept: filled[index] ?? 0 };
  });
  const cap: Rule[] =
    input.cap === null
      ? []
      : [{ line: { kind: 'cap', cap: input.cap, scope: input.capScope }, kept: input.cap }];
  const quotas = problem.quotas.flatMap((quota): Rule[] => {
    const { cohort, dimension, value } = input.quotas[quota.index] ?? {
      cohort: '',
      dimension: '',
      value: '',
    };
    const count = counts[quota.cohort]?.[quota.feature] ?? 0;
    const shared = { cohort, dimension, value };
    return [
      { line: { kind: 'min', ...shared, bound: quota.min }, kept: Math.min(quota.min, count) },
      { line: { kind: 'max', ...shared, bound: quota.max }, kept: Math.max(quota.max, count) },
    ];
  });

  const excluded = new Set(input.exclusions);
  const found: Violation[] = [];
  const explain = (missed: Rule, others: readonly Rule[]): void => {
    const holds = (rules: readonly Rule[]): boolean => rulesHold(input, problem, solver, missed, rules);
    const lines = conflictOf(missed, others, holds);
    const change: Change = { line: missed.line, to: missed.kept };
    const alternatives = alternativesTo(input, lines, others, holds);
    found.push(violation([missed.line, ...lines.map(asKept)], change, alternatives));
  };
  for (const rule of pins) {
    if (rule.kept !== null || rule.line.kind !== 'pin') continue;
    const { person, cohort } = rule.line;
    const suits = problem.people[problem.index.get(person) ?? -1]?.suits ?? [];
    const open = cohort === undefined ? suits : suits.filter((each) => problem.cohortIds[each] === cohort);
    if (open.length === 0) {
      const lines: Line[] = excluded.has(person) ? [rule.line, { kind: 'exclusion', person }] : [rule.line];
      found.push(violation(lines, { line: rule.line, to: null }, []));
    } else {
      explain(rule, [...cap, ...pins.filter((each) => each !== rule && each.kept !== null)]);
    }
  }
  const heldPins = pins.filter((each) => each.kept !== null);
  for (const rule of seats) {
    if (rule.line.kind !== 'seats' || rule.kept === rule.line.seats) continue;
    explain(rule, [...cap, ...seats.filter((each) => each !== rule), ...heldPins]);
  }
  for (const rule of quotas) {
    if ((rule.line.kind !== 'min' && rule.line.kind !== 'max') || rule.kept === rule.line.bound) continue;
    explain(rule, [...cap, ...seats, ...heldPins, ...quotas.filter((each) => each !== rule)]);
  }
  return found;
}

/** A rule as the selection keeps it, which is how it takes part in the conflict of another one. */
function asKept({ line, kept }: Rule): Line {
  if (kept === null) return line;
  if (line.kind === 'seats') return { ...line, seats: kept };
  return line.kind === 'min' || line.kind === 'max' ? { ...line, bound: kept } : line;
}

/** Whether the missed rule as it is written can hold together with others as the selection keeps them. */
function rulesHold(
  input: Input,
  problem: Problem,
  solver: Solver,
  missed: Rule,
  others: readonly Rule[],
): boolean {
  const start = openState(problem);
  const state = { allowed: [...start.allowed], must: [...start.must] };
  const fill = problem.seats.map(() => false);
  // Without its rule a cohort has room for everybody and need not be filled.
  const seats = problem.seats.map(() => problem.people.length);
  const bounds = new Map<string, { min: number; max: number }>();
  let capLeft: Problem['capLeft'] = null;
  for (const { line, kept } of [{ line: missed.line, kept: undefined }, ...others]) {
    if (line.kind === 'pin') {
      const index = problem.index.get(line.person) ?? -1;
      state.must[index] = true;
      const at = problem.cohortIds.indexOf(line.cohort ?? '');
      if (at >= 0) state.allowed[index] = (state.allowed[index] ?? []).filter((each) => each === at);
    } else if (line.kind === 'seats') {
      const at = problem.cohortIds.indexOf(line.cohort);
      fill[at] = true;
      seats[at] = kept ?? line.seats;
    } else if (line.kind === 'cap') {
      const raised = (kept ?? line.cap) - (input.cap ?? 0);
      capLeft = problem.capLeft?.map((row) => row.map((left) => left + raised)) ?? null;
    } else if (line.kind === 'min' || line.kind === 'max') {
      const key = JSON.stringify([line.cohort, line.dimension, line.value]);
      const bound = bounds.get(key) ?? { min: 0, max: Number.POSITIVE_INFINITY };
      bound[line.kind] = kept ?? line.bound;
      bounds.set(key, bound);
    }
  }
  const quotas = problem.quotas.flatMap((quota) => {
    const { cohort, dimension, value } = input.quotas[quota.index] ?? {
      cohort: '',
      dimension: '',
      value: '',
    };
    const bound = bounds.get(JSON.stringify([cohort, dimension, value]));
    return bound === undefined ? [] : [{ ...quota, ...bound }];
  });
  const requirement = { pins: null, seats: null, violation: 0, fill };
  return complete({ ...problem, seats, quotas, capLeft }, solver, state, requirement) !== null;
}

/**
 * An irreducible conflict with the missed rule. Small and telling sets of rules are tried first, so that the rules
 * named are those of one cohort and one dimension wherever these suffice.
 */
function conflictOf(
  missed: Rule,
  others: readonly Rule[],
  holds: (rules: readonly Rule[]) => boolean,
): readonly Rule[] {
  const own = missed.line;
  const isHard = ({ line }: Rule): boolean => line.kind === 'cap' || line.kind === 'pin';
  const sameCohort = ({ line }: Rule): boolean =>
    !('cohort' in own && 'cohort' in line) || line.cohort === own.cohort;
  const sameDimension = ({ line }: Rule): boolean =>
    !('dimension' in own && 'dimension' in line) || line.dimension === own.dimension;
  const tries: Rule[][] = [
    [],
    others.filter((rule) => !isHard(rule) && sameCohort(rule) && sameDimension(rule)),
    others.filter(isHard),
    others.filter((rule) => sameCohort(rule) && sameDimension(rule)),
    others.filter(sameCohort),
    others.filter(sameDimension),
  ];
  const rules = tries.find((set) => !holds(set)) ?? [...others];
  // A conflict must be there, as the panel misses as little as possible; should it not, all rules are named.
  return rules.length === 0 || holds(rules) ? rules : shrink([], rules, holds);
}

/** QuickXplain (U. Junker, 2004): an irreducible part of `rules` that conflicts, given a background. */
function shrink(
  background: readonly Rule[],
  rules: readonly Rule[],
  holds: (rules: readonly Rule[]) => boolean,
  grown = false,
): readonly Rule[] {
  if (grown && !holds(background)) return [];
  if (rules.length <= 1) return rules;
  const half = Math.ceil(rules.length / 2);
  const [first, second] = [rules.slice(0, half), rules.slice(half)];
  const later = shrink([...background, ...first], second, holds, first.length > 0);
  const earlier = shrink([...background, ...later], first, holds, later.length > 0);
  return [...earlier, ...later];
}

/** Another single change of a cap that takes part and with which everything else can hold. */
function alternativesTo(
  input: Input,
  lines: readonly Rule[],
  others: readonly Rule[],
  holds: (rules: readonly Rule[]) => boolean,
): Change[] {
  const cap = lines.find(({ line }) => line.kind === 'cap');
  if (cap === undefined || input.cap === null) return [];
  const staff = new Map<string, number>();
  for (const person of input.people) {
    for (const each of person.administrations) staff.set(each, (staff.get(each) ?? 0) + 1);
  }
  const most = Math.min(input.cap + 9, Math.max(0, ...staff.values()));
  for (let to = input.cap + 1; to <= most; to++) {
    if (holds(others.map((rule) => (rule === cap ? { ...rule, kept: to } : rule))))
      return [{ line: cap.line, to }];
  }
  return [];
}

function violation(lines: readonly Line[], change: Change, alternatives: readonly Change[]): Violation {
  const names = lines.map(lineName);
  const all = [change, ...alternatives].map(changeText);
  const list = (language: Language, and: string): string =>
    names.length < 2
      ? (names[0]?.[language] ?? '')
      : `${names
          .slice(0, -1)
          .map((name) => name[language])
          .join('; ')} ${and} ${names.at(-1)?.[language] ?? ''}`;
  const single = names.length < 2;
  return {
    lines,
    change: [change],
    alternatives,
    text: {
      de: `${single ? 'Nicht erfüllbar ist' : 'Nicht zusammen erfüllbar sind'}: ${list('de', 'und')}. Kleinste Änderung: ${all.map(({ de }) => de).join('; oder: ')}.`,
      en: `${single ? 'This cannot be kept' : 'These cannot be kept together'}: ${list('en', 'and')}. Smallest change: ${all.map(({ en }) => en).join('; or: ')}.`,
    },
  };
}

function changeText({ line, to }: Change): Text {
  const name = lineName(line);
  if (to === null) return { de: `ohne „${name.de}“`, en: `without "${name.en}"` };
  const changed = lineName(
    line.kind === 'seats'
      ? { ...line, seats: to }
      : line.kind === 'cap'
        ? { ...line, cap: to }
        : line.kind === 'min' || line.kind === 'max'
          ? { ...line, bound: to }
          : line,
  );
  return { de: `${changed.de} statt „${name.de}“`, en: `${changed.en} instead of "${name.en}"` };
}
