import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedAbsences, isCompleted } from '../../functions/attendance/rules/attendance.ts';

test('eight of ten sessions are enough where 0.8 is needed, seven are not', () => {
  expect(isCompleted(8, 10, 0.8)).toBe(true);
  expect(isCompleted(7, 10, 0.8)).toBe(false);
  expect(allowedAbsences(10, 0.8)).toBe(2);
});

test.each([
  // Products that binary fractions miss: 0.07 × 100 = 7.000000000000001, 0.57 × 100 = 56.99999999999999.
  [7, 100, 0.07],
  [57, 100, 0.57],
  [29, 100, 0.29],
  [11, 20, 0.55],
  [3, 3, 1],
  [0, 5, 0],
  [1, 5, 1e-7],
])('%i of %i sessions are enough where %d is needed, one less is not', (attended, total, needed) => {
  expect(isCompleted(attended, total, needed)).toBe(true);
  expect(isCompleted(attended - 1, total, needed)).toBe(false);
});

test('whoever stays away as often as is allowed completes, and once more does not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 1000 }), (total, thousandths) => {
      const needed = thousandths / 1000;
      const absences = allowedAbsences(total, needed);
      expect(absences).toBeGreaterThanOrEqual(0);
      expect(isCompleted(total - absences, total, needed)).toBe(true);
      expect(isCompleted(total - absences - 1, total, needed)).toBe(false);
      // The same in whole numbers alone.
      expect((total - absences) * 1000).toBeGreaterThanOrEqual(thousandths * total);
      expect((total - absences - 1) * 1000).toBeLessThan(thousandths * total);
    }),
  );
});
