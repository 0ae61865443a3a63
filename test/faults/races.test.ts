import { beforeAll, describe, expect, it } from 'vitest';
import { race } from './support/races/races.ts';
import type { Report } from './support/races/tally.ts';

describe('two who do something at the same instant: one wins, the other is told the truth', () => {
  let reports: readonly Report[] = [];
  beforeAll(async () => {
    reports = await race(4);
  }, 600_000);

  it.each([
    'a form is sent twice',
    'two applications of one person are confirmed',
    'two approvers decide against each other',
    'an approver and the deputy decide against each other',
    'one offer is accepted and declined',
    'one offer is accepted while it expires',
    'freed seats go to one each',
  ])('%s', (name) => {
    const report = reports.find((each) => each.name === name);
    expect(report?.wrong).toEqual([]);
    expect(report?.races).toBeGreaterThan(0);
  });
});
