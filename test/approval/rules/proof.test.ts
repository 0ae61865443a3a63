import { describe, expect, it } from 'vitest';
import {
  chainHead,
  checkProof,
  nextSeal,
  proofFile,
  type Seal,
} from '../../../functions/approval/rules/proof.ts';
import type { Application } from '../../../functions/domain/application.ts';
import type { Round } from '../../../functions/domain/round.ts';
import { first, inReview, roundWith, tuesday, vote } from './voting.ts';

describe('the proof', () => {
  function sealed(): { round: Round; applications: Application[]; seals: Seal[] } {
    const round = roundWith();
    const applications = ['a', 'b', 'c'].map((id, at) => {
      const { application } = inReview(round, { id, reference: `SCM-3-000${at + 1}` });
      return vote(
        application,
        round,
        first,
        at === 1 ? 'reject' : 'approve',
        `2022-09-0${8 - at}T08:00:00.000Z`,
      ).after;
    });
    const seals: Seal[] = [];
    for (const known of [applications.slice(0, 2), applications]) {
      const next = nextSeal(round.id, known, seals, tuesday);
      if (next !== undefined) seals.push({ pk: 'ROUND#3', sk: `SEAL#${next.number}`, ...next });
    }
    return { round, applications, seals };
  }

  it('chains every verdict in the order in which it was given, and goes on with what comes later', () => {
    const { round, applications, seals } = sealed();
    expect(seals.map(({ entries: chained }) => chained.map(({ application }) => application))).toEqual([
      ['b', 'a'],
      ['c'],
    ]);
    expect(nextSeal(round.id, applications, seals, tuesday)).toBeUndefined();
    expect(checkProof(proofFile(round, applications, seals, tuesday))).toMatchObject({
      checked: 3,
      erased: 0,
      unsealed: 0,
      problems: [],
      head: chainHead(round.id, seals),
    });
  });

  it('still fits where somebody was erased, and breaks with every change of what was sealed', () => {
    const { round, applications, seals } = sealed();
    const erased = applications.map((each) => (each.id === 'a' ? { ...each, verdicts: [] } : each));
    expect(checkProof(proofFile(round, erased, seals, tuesday))).toMatchObject({
      checked: 2,
      erased: 1,
      problems: [],
    });
    const file = proofFile(round, applications, seals, tuesday);
    const changed = [
      { ...file, entries: file.entries.slice(1) },
      { ...file, entries: [...file.entries].reverse() },
      { ...file, seals: file.seals.slice(1) },
      ...file.entries.flatMap((entry, at) =>
        entry.verdict === undefined
          ? []
          : [
              { choice: 'reject' as const },
              { at: '2022-09-05T08:00:00.000Z' },
              { name: 'jemand anderes' },
              { shown: '0'.repeat(64) },
              { version: 2 },
            ].map((forged) => ({
              ...file,
              entries: file.entries.map((each, index) =>
                index === at && each.verdict !== undefined
                  ? {
                      ...each,
                      verdict: {
                        ...each.verdict,
                        ...forged,
                        ...(each.verdict.choice === 'reject' && 'choice' in forged
                          ? { choice: 'approve' as const }
                          : {}),
                      },
                    }
                  : each,
              ),
            })),
      ),
    ];
    for (const forged of changed) expect(checkProof(forged).problems).not.toEqual([]);
  });
});
