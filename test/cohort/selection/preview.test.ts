import { describe, expect, test } from 'vitest';
import { compareResults, previewRows } from '../../../functions/cohort/selection/preview.ts';
import { select } from '../../../functions/cohort/selection/select.ts';
import type { Input } from '../../../functions/cohort/selection/types.ts';

const seed = { text: 'preview', origin: 'preview' };
const input: Input = {
  method: 'lottery',
  dimensions: ['size'],
  people: ['p1', 'p2', 'p3', 'p4'].map((id, index) => ({
    id,
    administrations: [`A${index}`],
    values: { size: index < 2 ? 'large' : 'small' },
  })),
  cohorts: [{ id: 'a', seats: 2 }],
  quotas: ['large', 'small'].map((value) => ({
    cohort: 'a',
    dimension: 'size',
    value,
    min: 1,
    max: 1,
    target: 1,
  })),
  cap: 1,
  capScope: 'programme',
  pins: [],
  exclusions: ['p2'],
};

describe('the preview', () => {
  test('sets target against result for each value, and tells how many could be chosen', async () => {
    const rows = previewRows(input, await select(input, seed));
    expect(
      rows.map(({ value, applicants, target, count, kept }) => [value, applicants, target, count, kept]),
    ).toEqual([
      ['large', 1, 1, 1, true],
      ['small', 2, 1, 1, true],
    ]);
  });

  test('tells who changes if somebody is pinned', async () => {
    const before = await select(input, seed);
    const out = ['p3', 'p4'].filter((id) => !before.cohorts[0]?.members.includes(id));
    const taken = ['p3', 'p4'].filter((id) => !out.includes(id));
    const after = await select({ ...input, pins: [{ person: out[0] ?? '' }] }, seed);
    expect(compareResults(before, after)).toEqual({ enter: out, leave: taken, move: [] });
  });
});
