import { expect } from 'vitest';
import {
  chainBeginning,
  checkProof,
  nextSeal,
  proofFile,
  type Seal,
} from '../../../functions/approval/rules/proof.ts';
import { nextMorning, plusDuration } from '../../../functions/domain/calendar.ts';
import type { Oracle } from './oracle.ts';
import type { World } from './world.ts';

/** What must be true when a life in the model is over: told once, sealed, and not forgotten. */
export function checkEnds(world: World, oracle: Oracle): void {
  // A decision is told once, not before its morning, and as it was then.
  const tellings = world.mails.filter(
    ({ order: { purpose } }) => purpose === 'approved' || purpose === 'rejected',
  );
  expect(new Set(tellings.map(({ order: { occasion } }) => occasion)).size).toBe(tellings.length);
  for (const {
    at,
    order: { occasion },
  } of tellings)
    expect(at).toBe(nextMorning(occasion));

  // Sealed, exported and checked: the proof fits, and one changed word breaks it.
  const seal = nextSeal(world.round.id, [world.application], [], world.now);
  const seals: Seal[] = seal === undefined ? [] : [{ pk: 'ROUND#3', sk: 'SEAL#0001', ...seal }];
  const proof = proofFile(world.round, [world.application], seals, world.now);
  expect(checkProof(proof).problems).toEqual([]);
  if (oracle.counted === 0) expect(checkProof(proof).head).toBe(chainBeginning(world.round.id));
  const [entry] = proof.entries;
  if (entry?.verdict !== undefined) {
    const forged = {
      ...proof,
      entries: [{ ...entry, verdict: { ...entry.verdict, reason: 'gefälscht' } }, ...proof.entries.slice(1)],
    };
    expect(checkProof(forged).problems).not.toEqual([]);
  }

  // Left alone, an application doesn't lie unseen: whoever is late is reminded, and then the office hears of it.
  world.losesWakes = false;
  world.sweep();
  world.advanceTo(plusDuration(world.now, 'P30D'));
  if (world.application.status === 'in-review') {
    const alerts = world.mails.filter(
      ({ order: { purpose, version } }) =>
        purpose === 'office-alert' && version === world.application.version,
    );
    expect(alerts.length).toBeGreaterThan(0);
  }
}
