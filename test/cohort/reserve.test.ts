import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../functions/cohort/refill.ts';
import { inputOf } from '../../functions/cohort/run-selection/selection-input.ts';
import { keepInput, keepResult } from '../../functions/cohort/run-selection/stored-selection.ts';
import { select } from '../../functions/cohort/selection/select.ts';
import type { Application } from '../../functions/domain/application.ts';
import { withdraw } from '../../functions/domain/lifecycle.ts';
import { firstSession, type Round, roundSchema } from '../../functions/domain/round.ts';
import { registerOf } from '../../functions/platform/store/cases.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { loadRound } from '../../functions/platform/store/records.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

const now = '2022-10-20T10:00:00.000Z';

/** The only Großstadt beside Cottbus is Potsdam; the others are towns between 5,000 and 20,000. */
const [cottbus, potsdam, ...towns] = ['120520000', '120540000', '120610020', '120610112', '120610217'];

function selectedRound(): Round {
  const round = aRound({ status: 'selected' });
  const [cohort] = round.file.cohorts;
  if (cohort === undefined) throw new Error('the sample round has no cohort');
  return {
    ...round,
    file: {
      ...round.file,
      cohorts: [{ ...cohort, seats: 2 }],
      selection: { ...round.file.selection, dimensions: ['size_class'] },
    },
  };
}

function applicant(key: string | undefined, status: Application['status'], number: number): Application {
  const id = `applicant${number}`;
  const { seat: _seat, ...bare } = anApplication({
    ...keys.application('3', id),
    id,
    status,
    person: `person ${number}`,
    administrations: [key ?? ''],
  });
  const until = '2022-10-27T21:59:59.000Z';
  if (status === 'accepted') return { ...bare, seat: { cohort: 'a', number, offeredAt: now, until } };
  return { ...bare, waiting: { since: now, order: number } };
}

describe('the reserve for each group of seats', () => {
  let table: ReturnType<typeof tableInMemory>;
  beforeEach(() => {
    table = tableInMemory();
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  });
  afterEach(() => void vi.useRealTimers());

  /** Two seats taken, by Cottbus and a town; these wait. */
  async function roundWith(waiting: readonly (string | undefined)[]): Promise<Round> {
    const round = selectedRound();
    const seated = [cottbus, towns[0]].map((key, index) => applicant(key, 'accepted', index + 1));
    const line = waiting.map((key, index) => applicant(key, 'waiting-list', index + 3));
    const applications = [...seated, ...line];
    table.put({ ...round });
    for (const each of applications) table.put({ ...each });
    for (const { id, seat } of seated) {
      const number = seat?.number ?? 0;
      table.put({
        ...keys.seat('3', 'a', number),
        kind: 'seat',
        cohort: 'a',
        number,
        state: 'taken',
        revision: 2,
        holder: id,
      });
    }
    const input = inputOf(round, applications, registerOf(round), new Set());
    await keepInput(round, input);
    await keepResult(round, input, await select(input, { text: 'dice 4 2 6', origin: 'dice' }));
    return round;
  }
  const stage = () => handler({ round: '3', generation: 1, startedAt: now });
  const thin = async () => (await loadRound('3'))?.thinReserve;

  it.each([
    [0, [], [0, 0]],
    [1, [towns[1]], [1, 1]],
    [2, [towns[1], towns[2]], []],
  ])(
    'is kept with the round; with %i waiting who could take over, it says for how many groups that is thin',
    async (_count, waiting, counts) => {
      await roundWith(waiting);
      await stage();
      const groups = (await thin()) ?? [];
      expect(groups.map((group) => group.waiting)).toEqual(counts);
      for (const group of groups)
        expect(group).toMatchObject({ cohort: 'a', dimension: 'size_class', seated: 1 });
    },
  );

  it('ends with the waiting list', async () => {
    const round = await roundWith([towns[1]]);
    await stage();
    expect(await thin()).toHaveLength(2);
    vi.setSystemTime(new Date(firstSession(round.file)));
    await stage();
    expect(await thin()).toBeUndefined();
  });

  it('is written once, and again only where it has changed', async () => {
    await roundWith([potsdam]);
    await stage();
    const kept = await loadRound('3');
    // The table gives the members of an object back in any order.
    const turned = (kept?.thinReserve ?? []).map((group) =>
      Object.fromEntries(Object.entries(group).reverse()),
    );
    table.put({ ...selectedRound(), ...kept, thinReserve: turned });
    await stage();
    expect((await loadRound('3'))?.revision).toBe(kept?.revision);
  });

  it('is looked at again when somebody leaves the waiting list', () => {
    const left = withdraw(applicant(potsdam, 'waiting-list', 3), 'applicant', now);
    expect(left.change?.wakeRound).toBe(true);
  });

  it('is an optional part of the record: rounds without it are read as before', () => {
    expect(roundSchema.safeParse(aRound()).success).toBe(true);
  });
});
