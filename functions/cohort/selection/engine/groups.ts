import type { Problem } from '../problem.ts';

/** What is still open about each person while a panel is being put together. */
export interface State {
  /** Cohorts that the person may still come into; none: out. */
  readonly allowed: (readonly number[])[];
  /** Is in every panel from now on. */
  readonly must: boolean[];
  /** Is pinned by the office, while it is still open which pins can hold together. */
  readonly pinned?: readonly boolean[];
  /** Group of equal people that a leximin panel counts; -1 for none. */
  readonly origin?: readonly number[];
}

/** People who are alike in all that the rules ask: features, cohorts, duties. */
export interface Cell {
  readonly features: readonly number[];
  readonly allowed: readonly number[];
  readonly must: boolean;
  readonly pinned: boolean;
  readonly origin: number;
}

/** Equal people: one cell, and administrations of one class (two classes for a joint place; none without a cap). */
export interface EqualPeople {
  readonly cell: number;
  readonly classes: readonly number[];
  readonly people: readonly number[];
}

/** Administrations with the same places left and equally many people of each cell: they can be exchanged. */
export interface AdministrationClass {
  readonly administrations: readonly number[];
  /** Places left in each of them, one number a cohort or one for the programme. */
  readonly cap: readonly number[];
  readonly groups: number[];
}

export interface Grouping {
  readonly cells: readonly Cell[];
  readonly groups: readonly EqualPeople[];
  readonly classes: readonly AdministrationClass[];
}

/** State at the start: everybody may come into what suits, nobody is set. */
export function openState(problem: Problem): State {
  return {
    allowed: problem.people.map(({ suits }) => suits),
    must: problem.people.map(() => false),
  };
}

/**
 * Groups people who can be exchanged for each other. Solving for numbers per group instead of people is exact:
 * within a class the rules of one administration form a totally unimodular system (nested sums, or a table of cells
 * by cohorts), and whole-number solutions of n times such a system are sums of n solutions of it
 * (S. Baum and L. Trotter, 1978); `deal` constructs them.
 *
 * @param exact keep people apart whose administrations have different numbers of applicants, so that all people of a
 *   group have equal chances by symmetry. Without it people whom the cap makes superfluous are left out, which gives
 *   fewer groups and the same answer to "does a panel exist".
 */
export function groupPeople(problem: Problem, state: State, exact: boolean): Grouping {
  const cells: Cell[] = [];
  const cellIndex = new Map<string, number>();
  const cellOf = problem.people.map((person, index) => {
    const allowed = state.allowed[index] ?? [];
    if (allowed.length === 0) return -1;
    const must = state.must[index] ?? false;
    const pinned = state.pinned?.[index] ?? false;
    const origin = state.origin?.[index] ?? -1;
    const key = `${person.features.join(',')}|${allowed.join(',')}|${must}|${pinned}|${origin}`;
    const known = cellIndex.get(key);
    if (known !== undefined) return known;
    cells.push({ features: person.features, allowed, must, pinned, origin });
    cellIndex.set(key, cells.length - 1);
    return cells.length - 1;
  });

  const groups: { cell: number; classes: number[]; people: number[] }[] = [];
  const groupIndex = new Map<string, number>();
  const join = (cell: number, classes: readonly number[], person: number): void => {
    const key = `${cell}|${classes.join(',')}`;
    const known = groupIndex.get(key);
    if (known !== undefined) groups[known]?.people.push(person);
    else groupIndex.set(key, groups.push({ cell, classes: [...classes], people: [person] }) - 1);
  };

  const { capLeft } = problem;
  if (capLeft === null) {
    for (const [person, cell] of cellOf.entries()) if (cell >= 0) join(cell, [], person);
    return { cells, groups, classes: [] };
  }

  const staff: number[][] = problem.administrationIds.map(() => []);
  const linked = problem.administrationIds.map(() => false);
  for (const [index, person] of problem.people.entries()) {
    if ((cellOf[index] ?? -1) < 0) continue;
    for (const administration of person.administrations) staff[administration]?.push(index);
    if (person.administrations.length > 1) for (const each of person.administrations) linked[each] = true;
  }

  const classes: { administrations: number[]; cap: readonly number[]; groups: number[] }[] = [];
  const classIndex = new Map<string, number>();
  const classOf = problem.administrationIds.map(() => -1);
  const left = new Set<number>();
  for (const [administration, people] of staff.entries()) {
    const cap = capLeft[administration] ?? [];
    const counts = new Map<number, number>();
    let kept = 0;
    for (const person of people) {
      kept++;
      // Who applies with another administration as well is like nobody else here; such an administration has a class
      // of its own, so the profile need not tell of it.
      if ((problem.people[person]?.administrations.length ?? 0) > 1) continue;
      const cell = cellOf[person] ?? -1;
      const count = (counts.get(cell) ?? 0) + 1;
      const surplus = !exact && cells[cell]?.must === false && count > mostOf(cells[cell], cap);
      if (surplus) {
        left.add(person);
        kept--;
      } else counts.set(cell, count);
    }
    // A cap that the people left can never reach needs no row.
    if (kept <= Math.min(...cap)) continue;
    const profile = [...counts].sort(([a], [b]) => a - b).map(([cell, count]) => `${cell}:${count}`);
    const key = linked[administration] ? `one ${administration}` : `${cap.join(',')}|${profile.join(' ')}`;
    const known = classIndex.get(key);
    if (known !== undefined) {
      classes[known]?.administrations.push(administration);
      classOf[administration] = known;
    } else {
      classOf[administration] = classes.push({ administrations: [administration], cap, groups: [] }) - 1;
      classIndex.set(key, classes.length - 1);
    }
  }
  for (const [index, person] of problem.people.entries()) {
    const cell = cellOf[index] ?? -1;
    if (cell < 0 || left.has(index)) continue;
    const own = person.administrations.flatMap((each) => {
      const at = classOf[each] ?? -1;
      return at < 0 ? [] : [at];
    });
    join(cell, own, index);
  }
  for (const [index, group] of groups.entries()) {
    for (const each of group.classes) classes[each]?.groups.push(index);
  }
  return { cells, groups, classes };
}

/** How many people of a cell one administration can send at most. */
function mostOf(cell: Cell | undefined, cap: readonly number[]): number {
  if (cap.length === 1 || cell === undefined) return cap[0] ?? 0;
  return cell.allowed.reduce((sum, cohort) => sum + (cap[cohort] ?? 0), 0);
}
