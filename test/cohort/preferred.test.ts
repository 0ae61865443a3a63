import { beforeEach, describe, expect, it, vi } from 'vitest';
import { preferredPeople } from '../../functions/cohort/run-selection/preferred-people.ts';
import { inputOf } from '../../functions/cohort/run-selection/selection-input.ts';
import { toExport, verify } from '../../functions/cohort/selection/export.ts';
import { select } from '../../functions/cohort/selection/select.ts';
import type { Application } from '../../functions/domain/application.ts';
import type { Round } from '../../functions/domain/round.ts';
import { parseRoundFile } from '../../functions/domain/round-file.ts';
import { nextFrom } from '../../functions/office/new-round/proposal.ts';
import { settings } from '../../functions/platform/settings.ts';
import { registerOf } from '../../functions/platform/store/cases.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

const seed = { text: 'dice: 4 2 6 1 3', origin: 'dice' };

/** Towns of one size class and region, so that nothing but the draw decides between their people. */
const alike = ['120610020', '120610112', '120610217', '120610219'];

function earlier(status: Application['status'], index: number, person = `person ${index}`): Application {
  const id = `earlier${index}`;
  return anApplication({ ...keys.application('2', id), id, round: '2', status, person });
}

function applicants(administrations: readonly string[]): Application[] {
  return administrations.map((key, index) => {
    const id = `now${index}`;
    return anApplication({
      ...keys.application('3', id),
      id,
      status: 'approved',
      person: `person ${index}`,
      administrations: [key],
    });
  });
}

function following(changes: Partial<Round['file']['selection']>): Round {
  const round = aRound({ status: 'closed' });
  const [cohort] = round.file.cohorts;
  if (cohort === undefined) throw new Error('the sample round has no cohort');
  return {
    ...round,
    file: {
      ...round.file,
      cohorts: [{ ...cohort, seats: 2 }],
      selection: { ...round.file.selection, dimensions: ['size_class'], ...changes },
    },
  };
}

describe('who was left on the waiting list of an earlier round', () => {
  let table: ReturnType<typeof tableInMemory>;
  beforeEach(() => {
    table = tableInMemory();
    table.put({ ...earlier('list-closed', 3) });
    table.put({ ...earlier('declined', 2) });
    table.put({ ...earlier('completed', 1) });
    table.put({ ...earlier('list-closed', 9, '') });
  });

  it('is preferred where the round says so, and only then', async () => {
    expect(await preferredPeople(following({}))).toEqual(new Set());
    expect(await preferredPeople(following({ preferWaitingListOf: '2' }))).toEqual(new Set(['person 3']));
  });

  it('comes first in the draw, is told so, and anybody can verify it', async () => {
    const round = following({ preferWaitingListOf: '2' });
    const input = inputOf(round, applicants(alike), registerOf(round), await preferredPeople(round));
    expect(input.people.filter(({ preferred }) => preferred).map(({ id }) => id)).toEqual(['person 3']);
    for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) {
      const result = await select(input, { text, origin: 'test' });
      expect(result.order[0]).toMatchObject({ person: 'person 3', number: 1 });
      expect(result.cohorts[0]?.members).toContain('person 3');
      expect(result.explanations['person 3']?.de).toContain(
        'Losnummer 1 von 4 mit Vorrang von der Warteliste eines früheren Durchgangs',
      );
      expect(result.explanations['person 3']?.en).toContain('with preference from the waiting list');
    }
    const file = JSON.parse(JSON.stringify(toExport(input, await select(input, seed))));
    expect(await verify(file)).toEqual({ reproduced: true, faults: [] });
    // Taking the preference out of the file is found out.
    for (const person of file.input.people) delete person.preferred;
    expect((await verify(file)).reproduced).toBe(false);
  });

  it('is bound to the quotas like everybody else', async () => {
    const round = following({ preferWaitingListOf: '2' });
    const input = inputOf(round, applicants(alike), registerOf(round), await preferredPeople(round));
    const value = input.people.find(({ id }) => id === 'person 3')?.values['size_class'] ?? '';
    const closed = input.quotas.map((quota) =>
      quota.value === value ? { ...quota, min: 0, max: 0 } : quota,
    );
    const others = input.people.map((person) =>
      person.id === 'person 3' ? person : { ...person, values: { size_class: 'Großstadt' } },
    );
    const quotas = closed.map((quota) =>
      quota.value === 'Großstadt' ? { ...quota, min: 0, max: 2 } : { ...quota, min: 0 },
    );
    const result = await select({ ...input, people: others, quotas }, seed);
    expect(result.status).toBe('optimal');
    expect(result.cohorts[0]?.members).not.toContain('person 3');
    expect(result.explanations['person 3']?.de).toContain('Kein Platz bei Losnummer 1 von 4 mit Vorrang');
  });
});

describe('a round made from an earlier one', () => {
  const round = aRound();
  const now = '2023-01-10T09:00:00.000Z';

  it('prefers those left on its waiting list only where the office wishes it', () => {
    expect(nextFrom(round, [round], settings, now).selection.preferWaitingListOf).toBeUndefined();
    expect(nextFrom(round, [round], settings, now, true).selection.preferWaitingListOf).toBe('3');
  });

  it('does not hand the preference on to the one after', () => {
    const second = { ...round, id: '4', file: nextFrom(round, [round], settings, now, true) };
    const third = nextFrom(second, [round, second], settings, now);
    expect(third.selection.preferWaitingListOf).toBeUndefined();
  });

  it('has it in its file as an optional line', () => {
    const file = nextFrom(round, [round], settings, now, true);
    expect(parseRoundFile(JSON.parse(JSON.stringify(file)), now)).toMatchObject({
      ok: true,
      file: { selection: { preferWaitingListOf: '3' } },
    });
  });
});
