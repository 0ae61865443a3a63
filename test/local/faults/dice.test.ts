import fc from 'fast-check';
import { expect, it } from 'vitest';
import { met } from '../../../infra/local/faults/dice.ts';
import { faultChange, faultSettings, harmless } from '../../../infra/local/faults/settings.ts';
import { chanceFrom } from '../../../infra/local/workflow/chance.ts';

const order = ['throttle', 'error', 'reset'] as const;
const share = fc.double({ min: 0, max: 1 / 3, noNaN: true });
const thrown = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('a throw meets one fault at most, in its share, and says how far within it', () => {
  fc.assert(
    fc.property(fc.tuple(share, share, share), thrown, ([throttle, error, reset], at) => {
      const found = met(at, { throttle, error, reset }, order);
      expect(found === undefined).toBe(at >= throttle + error + reset);
      if (found === undefined) return;
      expect(found.at).toBeGreaterThanOrEqual(0);
      expect(found.at).toBeLessThan(1 + 1e-9);
    }),
  );
});

it('each fault is met by its share of many throws, and nothing by no share', () => {
  const chance = chanceFrom('7 dynamodb');
  const counts = { throttle: 0, error: 0, reset: 0, none: 0 };
  for (let at = 0; at < 10_000; at += 1) {
    counts[met(chance.number(), { throttle: 0.1, error: 0.3 }, order)?.fault ?? 'none'] += 1;
  }
  expect(counts.reset).toBe(0);
  expect(counts.throttle / 10_000).toBeCloseTo(0.1, 1);
  expect(counts.error / 10_000).toBeCloseTo(0.3, 1);
});

it('the settings of the contract are taken as they stand there, and nothing goes wrong without any', () => {
  const contract = {
    seed: 1,
    ses: { identity: 'verified', sandbox: false, perSecond: 50, reject: 0.0 },
    dynamodb: { throttle: 0.1, conflict: 0.1, error: 0.0, reset: 0.0, resetAfter: 0.0, indexLagMs: 0 },
    lambda: { throttle: 0.0, kill: 0.0, twice: 0.0 },
    states: { throttle: 0.0, error: 0.0 },
    stream: { twice: 0.0, late: 0.0 },
  };
  expect(faultChange.parse(contract)).toMatchObject(contract);
  expect(faultSettings.parse({})).toEqual(harmless);
});
