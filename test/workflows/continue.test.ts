import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { handler as resume } from '../../functions/application/resume.ts';
import { handler as offer } from '../../functions/cohort/offer.ts';
import type { ApplicationStatus } from '../../functions/domain/application.ts';
import { handler as continueAll } from '../../functions/platform/continue.ts';
import { roundStage } from '../../functions/platform/flow/stage.ts';
import { handler as park } from '../../functions/platform/park.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { startApplication, startRound } from '../../functions/platform/store/outbox.ts';
import { changeApplication } from '../../functions/platform/store/records.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';
import { type Lambda, Services } from './services.ts';

const at = '2022-10-10T08:00:00.000Z';
const table = tableInMemory();
/** Of the drill; `CASES=1000` rehearses it as large as a round may be. */
const cases = Number(process.env['CASES'] ?? 100);
const idleRound = roundStage(() => ({}));

/** The functions of the stages that the cases below stand in; none of them mails anything. */
function lambdaOf(name: string): Lambda {
  if (name === 'PlatformPark') return park;
  if (name === 'CohortOffer') return offer;
  return name.startsWith('Application') ? resume : idleRound;
}

function definition(workflow: 'application' | 'round'): unknown {
  return JSON.parse(readFileSync(new URL(`../../workflows/${workflow}.asl.json`, import.meta.url), 'utf8'));
}

/** The definition after a release: the wait for a seat is another state. */
function changed(): unknown {
  return JSON.parse(
    JSON.stringify(definition('application')).replaceAll('"Await a free seat"', '"Await a seat"'),
  );
}

const idOf = (number: number): string => `case-${String(number).padStart(16, '0')}`;

/** A round in which so many wait for a seat, each with an execution. */
async function roundOf(applications: number): Promise<Services> {
  const services = new Services(table, lambdaOf);
  services.deploy('application', definition('application'));
  services.deploy('round', definition('round'));
  const round = aRound({ status: 'selected' });
  table.put(round);
  table.put({ ...keys.roundListed('3'), kind: 'round-listed' });
  await transact([startRound(round, at)]);
  for (let number = 0; number < applications; number++) {
    const waiting = anApplication({
      id: idOf(number),
      reference: `SCM-3-${String(number).padStart(4, '0')}`,
      status: 'waiting-list',
    });
    table.put(waiting);
    await transact([startApplication(waiting, at)]);
  }
  await services.deliver();
  return services;
}

async function move(number: number, status: ApplicationStatus, restart = false): Promise<void> {
  await changeApplication('3', idOf(number), at, (found) => ({
    answer: 'done',
    change: { record: { ...found, status }, restart },
  }));
}

const running = (services: Services) => services.executions().filter(({ status }) => status === 'RUNNING');

beforeEach(() => table.clear());

describe('a definition that changes while cases wait', () => {
  it('takes over 200 in flight: each goes on in one execution of it and comes to its right end', async () => {
    const services = await roundOf(200);
    services.deploy('application', changed());
    const before = table.snapshot();
    expect(await continueAll({})).toEqual({ rounds: 1, applications: 200, failed: 0, written: false });
    expect(table.snapshot()).toBe(before);

    expect(await continueAll({ write: true })).toEqual({
      rounds: 1,
      applications: 200,
      failed: 0,
      written: true,
    });
    await services.deliver();
    const applications = running(services).filter(({ name }) => name.startsWith('SCM'));
    expect(applications).toHaveLength(200);
    for (const { state } of applications) expect(state).toBe('Await a seat');
    expect(running(services)).toHaveLength(201);

    for (let number = 0; number < 200; number++)
      await move(number, number % 2 === 0 ? 'declined' : 'list-closed');
    await services.deliver();
    expect(running(services)).toHaveLength(1);
    const ended = services.executions().filter(({ name }) => name.startsWith('SCM'));
    expect(ended).toHaveLength(400);
    expect(ended.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    expect(table.ofKind('stuck')).toHaveLength(0);
  });

  it('can be brought to one round alone', async () => {
    await roundOf(3);
    table.put({ ...aRound(), ...keys.round('4'), id: '4' });
    table.put({ ...keys.roundListed('4'), kind: 'round-listed' });
    expect(await continueAll({ round: '4' })).toMatchObject({ rounds: 1, applications: 0 });
    expect(await continueAll({})).toMatchObject({ rounds: 2, applications: 3 });
  });
});

describe('a table that was restored in the middle of a round', () => {
  it('has each live case go on in one execution, whatever became of the others since', async () => {
    const services = await roundOf(cases);
    const moment = table.all().map((item) => structuredClone(item));
    // Since the moment: some ended, some went on in a generation that the restored record does not know.
    for (let number = 0; number < cases / 10; number++) await move(number, 'declined');
    for (let number = cases / 10; number < cases / 5; number++) await move(number, 'waiting-list', true);
    await services.deliver();
    // While everything was switched off, some executions were lost.
    services.abort((name) => /^SCM-3-0\d\d9-/.test(name));
    table.clear();
    for (const item of moment) table.put(item);

    expect(await continueAll({ write: true })).toMatchObject({ rounds: 1, applications: cases, failed: 0 });
    await services.deliver();
    const generations = new Map<string, number>();
    for (const { name, state } of running(services)) {
      const [, reference = name, generation] = /^(SCM-3-\d+)-.*-(\d+)-[0-9a-f]+$/.exec(name) ?? [];
      if (generation !== '102') continue;
      generations.set(reference, (generations.get(reference) ?? 0) + 1);
      expect(state).toBe('Await a free seat');
    }
    expect(generations.size).toBe(cases);
    expect([...generations.values()].every((executions) => executions === 1)).toBe(true);

    // Each hears what happens to its case from now on.
    for (let number = 0; number < cases; number++) await move(number, 'declined');
    await services.deliver();
    expect(
      running(services).filter(({ name }) => /-102-[0-9a-f]+$/.test(name) && name.startsWith('SCM')),
    ).toEqual([]);
  });
});
