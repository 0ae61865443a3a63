import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf, effectOf } from '../../../functions/domain/balance.ts';
import { currentEdition, register } from '../../../functions/domain/register/register.ts';
import { anApplication } from '../../support/records.ts';
import { roundWith } from './voting.ts';

describe('the balance', () => {
  const edition = register(currentEdition);
  if (edition === undefined) throw new Error('there is no register');

  it('adds up: targets to the seats, counts to the applications', () => {
    const keys = edition.administrations.map(({ key }) => key);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            key: fc.constantFrom(...keys),
            status: fc.constantFrom('approved', 'in-review', 'rejected', 'withdrawn'),
          }),
          { maxLength: 30 },
        ),
        (drawnCases) => {
          const all = drawnCases.map(({ key, status }, at) =>
            anApplication({ id: String(at), administrations: [key], status }),
          );
          for (const { rows } of balanceOf(roundWith(), edition, all, all[0])) {
            const sum = (of: (row: (typeof rows)[number]) => number): number =>
              rows.reduce((total, row) => total + of(row), 0);
            expect(sum(({ target }) => target)).toBeCloseTo(16, 6);
            expect(sum(({ approved }) => approved)).toBe(
              all.filter(({ id, status }) => id !== '0' && status === 'approved').length,
            );
            expect(sum(({ open }) => open)).toBe(
              all.filter(({ id, status }) => id !== '0' && status === 'in-review').length,
            );
            expect(rows.filter(({ here }) => here)).toHaveLength(all.length === 0 ? 0 : 1);
          }
        },
      ),
    );
  });

  it('says whether one more is wanted, enough or above its share', () => {
    const row = { value: 'Kleinstadt', open: 0, here: true };
    expect(effectOf({ ...row, target: 2.2, approved: 1 })).toBe('wanted');
    expect(effectOf({ ...row, target: 2.2, approved: 2 })).toBe('enough');
    expect(effectOf({ ...row, target: 2.2, approved: 3 })).toBe('above');
  });
});
