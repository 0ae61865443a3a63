import { describe, expect, it } from 'vitest';
import { applicationMoves } from '../../../functions/domain/application.ts';
import { countsOf } from '../../../functions/platform/observe/application-counts.ts';
import { anApplication } from '../../support/records.ts';

const certificate = { id: 'c1', number: 'SCM-3-0007-Z', issuedAt: '2022-12-01T07:00:00.000Z' };

describe('a change of an application counts', () => {
  it.each([
    ['unconfirmed', 'awaiting-endorsement', [['Applications', { outcome: 'confirmed' }]]],
    [
      'unconfirmed',
      'approved',
      [
        ['Applications', { outcome: 'confirmed' }],
        ['Decisions', { outcome: 'approved' }],
      ],
    ],
    ['unconfirmed', 'erased', [['Applications', { outcome: 'erased' }]]],
    ['awaiting-endorsement', 'in-review', []],
    ['in-review', 'in-review', []],
    ['in-review', 'rejected', [['Decisions', { outcome: 'rejected' }]]],
    ['approved', 'seat-offered', [['Seats', { outcome: 'offered' }]]],
    ['seat-offered', 'accepted', [['Seats', { outcome: 'accepted' }]]],
    ['seat-offered', 'expired', [['Seats', { outcome: 'expired' }]]],
    ['taking-part', 'completed', [['Courses', { outcome: 'completed' }]]],
  ] as const)('from %s to %s', (from, to, expected) => {
    expect(countsOf(anApplication({ status: from }), anApplication({ status: to }))).toEqual(expected);
  });

  it('once at most under each name, whatever move the table allows', () => {
    for (const { from, to } of applicationMoves) {
      const names = countsOf(anApplication({ status: from }), anApplication({ status: to })).map(
        ([name]) => name,
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each([
    ['issued', undefined, certificate],
    ['replaced', certificate, { ...certificate, id: 'c2' }],
    ['revoked', certificate, { ...certificate, revokedAt: '2022-12-05T07:00:00.000Z' }],
  ] as const)('a certificate that was %s', (outcome, before, after) => {
    const of = (given: typeof certificate | undefined) =>
      anApplication({ status: 'completed', ...(given === undefined ? {} : { certificate: given }) });
    expect(countsOf(of(before), of(after))).toEqual([['Certificates', { outcome }]]);
    expect(countsOf(of(after), of(after))).toEqual([]);
  });
});
