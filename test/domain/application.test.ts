import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ApplicationStatus,
  actors,
  applicationMoves,
  applicationStatuses,
  endedStatuses,
  isAllowed,
  isLive,
  seatedStatuses,
  undecidedStatuses,
} from '../../functions/domain/application.ts';
import { moved } from '../../functions/domain/change.ts';
import { isRoundMoveAllowed, roundMoves, roundStatuses } from '../../functions/domain/round.ts';
import { anApplication } from '../support/records.ts';

function reachableFrom(start: ApplicationStatus): Set<string> {
  const reached = new Set<string>([start]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { from, to } of applicationMoves) {
      if (reached.has(from) && !reached.has(to)) {
        reached.add(to);
        grown = true;
      }
    }
  }
  return reached;
}

describe('the life of an application', () => {
  it('leads from the form to every state', () => {
    expect([...reachableFrom('unconfirmed')].sort()).toEqual([...applicationStatuses].sort());
  });

  it('can end in erasure from every end', () => {
    for (const end of endedStatuses) expect(reachableFrom(end).has('erased')).toBe(true);
  });

  it('can be left at any stage: withdrawn before the training, dropped out of it', () => {
    const stages = applicationStatuses.filter(
      (status) => !endedStatuses.includes(status) && status !== 'unconfirmed',
    );
    for (const status of stages) {
      const to = status === 'taking-part' ? 'dropped-out' : 'withdrawn';
      expect(isAllowed(status, to, 'applicant'), status).toBe(true);
    }
  });

  it('never leads from a told end back to a seat', () => {
    for (const end of ['declined', 'expired', 'list-closed', 'withdrawn', 'dropped-out', 'erased'] as const) {
      expect(
        [...reachableFrom(end)].filter((status) => seatedStatuses.some((each) => each === status)),
      ).toEqual([]);
    }
  });

  it('counts as live from the confirmation to the withdrawal', () => {
    expect(isLive('unconfirmed')).toBe(false);
    expect(isLive('rejected')).toBe(true);
    expect(isLive('withdrawn')).toBe(false);
  });

  it('is undecided while it awaits endorsement, is in review or queried', () => {
    expect(undecidedStatuses).toEqual(['awaiting-endorsement', 'in-review', 'queried']);
  });

  it('makes a line of history of every allowed move, and refuses every other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...applicationStatuses),
        fc.constantFrom(...applicationStatuses),
        fc.constantFrom(...actors),
        (from, to, actor) => {
          const application = anApplication({ status: from });
          const move = () => moved(application, to, actor, { at: '2022-10-01T10:00:00.000Z', what: 'test' });
          if (!isAllowed(from, to, actor)) {
            expect(move).toThrow(/not in the table of moves/);
            return;
          }
          const after = move();
          expect(after.status).toBe(to);
          expect(after.history.at(-1)).toMatchObject({ who: actor, what: 'test' });
          expect(application.status).toBe(from);
        },
      ),
    );
  });
});

describe('the life of a round', () => {
  it('leads from draft to erased, one step after the other', () => {
    const way = ['draft', 'open', 'closed', 'selected', 'running', 'finished', 'archived', 'erased'] as const;
    for (const [index, from] of way.slice(0, -1).entries()) {
      const to = way[index + 1];
      expect(to !== undefined && roundMoves.some((move) => move.from === from && move.to === to)).toBe(true);
    }
  });

  it('can be cancelled by the office from every state before its erasure, and by no date', () => {
    for (const from of roundStatuses.filter((status) => status !== 'erased' && status !== 'cancelled')) {
      expect(isRoundMoveAllowed(from, 'cancelled', 'office'), from).toBe(true);
      expect(isRoundMoveAllowed(from, 'cancelled', 'date'), from).toBe(false);
    }
  });
});
