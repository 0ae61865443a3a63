import type { Problem } from '../problem.ts';
import type { Grouping } from './groups.ts';
import { addColumn, addRow, emptyModel, type LinearModel } from './linear-model.ts';

/** What a panel has to fulfil beyond the hard rules; null: not asked. */
export interface Requirement {
  /** So many of the pins hold. */
  readonly pins: number | null;
  /** So many seats are filled. */
  readonly seats: number | null;
  /** The quotas are missed by at most this weighted sum; 0: all are kept. */
  readonly violation: number | null;
  /** Cohorts of which all seats are filled; left out: none by itself. */
  readonly fill?: readonly boolean[];
  /** Seats of each group of equal people (`State.origin`). */
  readonly totals?: readonly number[];
}

export type Aim =
  | { readonly kind: 'any' | 'pins' | 'seats' | 'violation' }
  | { readonly kind: 'prices'; readonly prices: readonly number[] };

/** The model and how to read it. */
export interface PanelModel {
  readonly model: LinearModel;
  /** Columns whose sum is the number of members that a group sends. */
  readonly groupColumns: readonly (readonly number[])[];
  /** Reads numbers[group][cohort] from a solution in whole numbers. */
  read(columns: Float64Array): number[][];
  /** Rows of the seats of each cohort, and of the quota lines (by their index in the problem). */
  readonly rows: {
    readonly seats: readonly number[];
    readonly quotas: readonly number[];
    readonly classes: readonly (readonly number[])[];
  };
}

/** The rules of a panel as linear rows over numbers per cell and cohort and per group. */
export function panelModel(
  problem: Problem,
  grouping: Grouping,
  requirement: Requirement,
  aim: Aim,
): PanelModel {
  const model = emptyModel();
  const { cells, groups, classes } = grouping;
  const byCohort = problem.capScope === 'cohort' && classes.length > 0;
  const cohorts = problem.cohortIds.map((_, index) => index);
  const groupsOf: number[][] = cells.map(() => []);
  for (const [index, group] of groups.entries()) groupsOf[group.cell]?.push(index);

  // seats[cell][cohort] and, where a cell has several groups, what each of them sends: in all, or to each cohort.
  const cellColumns = cells.map(({ allowed }, cell) => {
    const size = (groupsOf[cell] ?? []).reduce((sum, group) => sum + (groups[group]?.people.length ?? 0), 0);
    const row: (number | undefined)[] = [];
    for (const cohort of allowed) {
      row[cohort] = addColumn(model, 0, Math.min(size, problem.seats[cohort] ?? 0));
    }
    return row;
  });
  const columnsOf = (row: readonly (number | undefined)[]): number[] =>
    row.filter((each) => each !== undefined);
  const perCohort: (number | undefined)[][] = [];
  const groupColumns = groups.map((group, index): number[] => {
    const size = group.people.length;
    const must = cells[group.cell]?.must ?? false;
    const own = cellColumns[group.cell] ?? [];
    const alone = (groupsOf[group.cell] ?? []).length === 1;
    if (alone || byCohort) {
      const row = alone
        ? own
        : own.map((each, cohort) =>
            each === undefined ? undefined : addColumn(model, 0, Math.min(size, problem.seats[cohort] ?? 0)),
          );
      perCohort[index] = row;
      const columns = columnsOf(row);
      addRow(
        model,
        must ? size : 0,
        size,
        columns.map((each) => [each, 1]),
      );
      return columns;
    }
    return [addColumn(model, must ? size : 0, size)];
  });
  for (const [cell, members] of groupsOf.entries()) {
    if (members.length < 2) continue;
    const own = cellColumns[cell] ?? [];
    if (byCohort) {
      for (const [cohort, column] of own.entries()) {
        if (column === undefined) continue;
        const parts = members.flatMap((group) => perCohort[group]?.[cohort] ?? []);
        addRow(model, 0, 0, [[column, -1], ...parts.map((each) => [each, 1] as const)]);
      }
    } else {
      const parts = members.flatMap((group) => groupColumns[group] ?? []);
      addRow(model, 0, 0, [
        ...columnsOf(own).map((each) => [each, -1] as const),
        ...parts.map((each) => [each, 1] as const),
      ]);
    }
  }

  const capacity = problem.seats.reduce((sum, seats) => sum + seats, 0);
  const full = requirement.seats === capacity;
  const inCohort = (cohort: number): number[] => cellColumns.flatMap((row) => row[cohort] ?? []);
  const seatRows = cohorts.map((cohort) => {
    const seats = problem.seats[cohort] ?? 0;
    return addRow(
      model,
      full || requirement.fill?.[cohort] === true ? seats : 0,
      seats,
      inCohort(cohort).map((each) => [each, 1]),
    );
  });
  const everySeat = cellColumns.flatMap(columnsOf);
  if (requirement.seats !== null && !full) {
    addRow(
      model,
      requirement.seats,
      requirement.seats,
      everySeat.map((each) => [each, 1]),
    );
  }
  if (aim.kind === 'seats') for (const column of everySeat) model.cost[column] = 1;

  const slack: [number, number][] = [];
  const quotaRows: number[] = [];
  if (requirement.violation !== null || aim.kind === 'violation') {
    const strict = requirement.violation === 0 && aim.kind !== 'violation';
    for (const quota of problem.quotas) {
      const entries: [number, number][] = [];
      for (const [cell, row] of cellColumns.entries()) {
        const column = row[quota.cohort];
        if (column !== undefined && cells[cell]?.features.includes(quota.feature)) entries.push([column, 1]);
      }
      const already = problem.seatedWith[quota.cohort]?.[quota.feature] ?? 0;
      if (!strict) {
        const most = Math.max(quota.min, (problem.seats[quota.cohort] ?? 0) + already);
        const cost = aim.kind === 'violation' ? -quota.weight : 0;
        for (const sign of [1, -1]) {
          const column = addColumn(model, 0, most, { cost, whole: false });
          entries.push([column, sign]);
          slack.push([column, quota.weight]);
        }
      }
      quotaRows.push(addRow(model, quota.min - already, quota.max - already, entries));
    }
    if (!strict && requirement.violation !== null) {
      // The weights are whole numbers, so half a unit of room cannot let another panel in.
      addRow(model, 0, requirement.violation + 0.5, slack);
    }
  }

  const classRows = classes.map(({ administrations, cap, groups: members }) => {
    const n = administrations.length;
    if (!byCohort) {
      const columns = members.flatMap((group) => groupColumns[group] ?? []);
      return [
        addRow(
          model,
          0,
          n * (cap[0] ?? 0),
          columns.map((each) => [each, 1]),
        ),
      ];
    }
    return cohorts.map((cohort) => {
      const columns = members.flatMap((group) => perCohort[group]?.[cohort] ?? []);
      return addRow(
        model,
        0,
        n * (cap[cohort] ?? 0),
        columns.map((each) => [each, 1]),
      );
    });
  });

  const pinned = groups.flatMap((group, index) =>
    cells[group.cell]?.pinned ? (groupColumns[index] ?? []) : [],
  );
  if (requirement.pins !== null) {
    addRow(
      model,
      requirement.pins,
      problem.people.length,
      pinned.map((each) => [each, 1]),
    );
  }
  if (aim.kind === 'pins') for (const column of pinned) model.cost[column] = 1;

  for (const [origin, total] of (requirement.totals ?? []).entries()) {
    const columns = groups.flatMap((group, index) =>
      cells[group.cell]?.origin === origin ? (groupColumns[index] ?? []) : [],
    );
    if (columns.length > 0 || total > 0) {
      addRow(
        model,
        total,
        total,
        columns.map((each) => [each, 1]),
      );
    }
  }
  if (aim.kind === 'prices') {
    for (const [group, price] of aim.prices.entries()) {
      for (const column of groupColumns[group] ?? []) model.cost[column] = price;
    }
  }

  const read = (columns: Float64Array): number[][] => {
    const value = (column: number | undefined): number =>
      column === undefined ? 0 : Math.round(columns[column] ?? 0);
    // What a cell sends to each cohort, handed out to its groups in turn.
    const open = cellColumns.map((row) => cohorts.map((cohort) => value(row[cohort])));
    return groups.map((group, index) => {
      const own = perCohort[index];
      if (own) return cohorts.map((cohort) => value(own[cohort]));
      let want = (groupColumns[index] ?? []).reduce((sum, column) => sum + value(column), 0);
      const stock = open[group.cell] ?? [];
      return cohorts.map((cohort) => {
        const taken = Math.min(want, stock[cohort] ?? 0);
        want -= taken;
        stock[cohort] = (stock[cohort] ?? 0) - taken;
        return taken;
      });
    });
  };
  return { model, groupColumns, read, rows: { seats: seatRows, quotas: quotaRows, classes: classRows } };
}
