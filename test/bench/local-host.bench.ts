import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applicationBody, Host, roundFile, submitForm } from '../program/host.ts';
import type { Bench, Measured } from './bench.ts';
import { mostMemory, processorTime } from './processes.ts';

const clients = 16;
const applications = 200;
/** The third round without decisions, so that all who apply are drawn, offered a seat or put on the waiting list. */
const undecided = roundFile({ approvers: [] });

const tenths = (value: number) => Math.round(value * 10) / 10;

/** Does something for each of the numbers below `until`, by so many clients at once. */
async function forEach(until: number, act: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < until) await act(next++);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

const bodyOf = (index: number): Record<string, unknown> =>
  applicationBody({
    applicant: {
      givenName: 'Jördis',
      familyName: `Łukaszewicz ${index}`,
      email: `person-${index}@amt.example`,
      role: 'Sachbearbeiterin Digitalisierung',
    },
  });

/** From the form to the seat or the waiting list, for all of a round; then stopped and started again. */
async function lives(): Promise<Measured> {
  const host = await Host.fresh('2022-09-20T10:00:00+02:00');
  try {
    await host.createRound(undecided);
    await host.settle();
    const before = processorTime(host.pid);
    const begun = performance.now();
    await forEach(applications, (index) => host.apply(bodyOf(index)));
    await host.settle();
    const links = (await host.mails())
      .filter(({ purpose }) => purpose === 'confirm-address')
      .map(({ text }) => /https?:\/\/\S+\/[A-Za-z0-9_-]{43}/.exec(text)?.[0] ?? '');
    await forEach(links.length, (index) => submitForm(links[index] ?? '', { confirm: 'yes' }));
    await host.settle();
    await host.advanceTo('2022-10-06T12:00:00+02:00');
    const seconds = (performance.now() - begun) / 1000;
    const after = processorTime(host.pid);
    const ends = (await host.applications()).map(({ status }) => status);
    const placed = ends.filter((status) => status === 'seat-offered' || status === 'waiting-list').length;
    if (placed !== applications) throw new Error(`${placed} of ${applications} were placed`);
    const memory = mostMemory(host.pid);

    await host.kill();
    const again = performance.now();
    await host.start();
    return {
      'seconds in all': tenths(seconds),
      ...(before !== undefined &&
        after !== undefined && {
          'processor time of an application (ms)': Math.round(((after - before) * 1000) / applications),
        }),
      ...(memory !== undefined && { 'megabytes of the host at most': memory }),
      'ready after a kill (s)': tenths((performance.now() - again) / 1000),
    };
  } finally {
    await host.stop();
  }
}

/** The third round from its opening to its certificates, every mail read and every link clicked. */
function rehearsal(): Promise<Measured> {
  const report = mkdtempSync(join(tmpdir(), 'kohorte-bench-'));
  try {
    const begun = performance.now();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['test/rehearsal/main.ts', '--report', report],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr.slice(-500) || stdout.slice(-500));
    return Promise.resolve({ 'seconds in all': tenths((performance.now() - begun) / 1000) });
  } finally {
    rmSync(report, { recursive: true, force: true });
  }
}

/** A year in which nobody does anything and nothing is owed. */
async function idleYear(): Promise<Measured> {
  const host = await Host.fresh('2022-01-01T10:00:00+01:00');
  try {
    const before = processorTime(host.pid);
    const begun = performance.now();
    const { fired } = await host.advanceTo('2023-01-01T10:00:00+01:00');
    const seconds = (performance.now() - begun) / 1000;
    const after = processorTime(host.pid);
    return {
      'seconds in all': tenths(seconds),
      ...(before !== undefined &&
        after !== undefined && { 'processor seconds of the host': tenths(after - before) }),
      'timers fired': fired,
    };
  } finally {
    await host.stop();
  }
}

export const benches: readonly Bench[] = [
  {
    name: `${applications} applications to a seat or the waiting list`,
    limits: { 'megabytes of the host at most': 600, 'ready after a kill (s)': 3 },
    run: lives,
  },
  { name: 'the rehearsal of the third round', run: rehearsal },
  { name: 'a year without anything to do', run: idleYear },
];
