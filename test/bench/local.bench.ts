import { applicationBody, Host, roundFile } from '../program/host.ts';
import { openDynoxide } from '../support/dynoxide.ts';
import type { Bench, Measured } from './bench.ts';
import { processorTime } from './processes.ts';

const clients = 16;
/** What one source may send in a minute is limited; so many are well within it. */
const warming = 20;
const applications = 270;

/** The value below which a share of the sorted values lies. */
function percentile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** An application of a person of its own. */
function bodyOf(index: number): Record<string, unknown> {
  return applicationBody({
    applicant: {
      givenName: 'Jördis',
      familyName: `Łukaszewicz ${index}`,
      email: `person-${index}@amt.example`,
      role: 'Sachbearbeiterin Digitalisierung',
    },
  });
}

/** Sends applications as fast as the program takes them: so many clients, each one after the other. */
async function submissions(table?: { endpoint: string; pid: number }): Promise<Measured> {
  const environment = table && { DYNAMODB_ENDPOINT: table.endpoint };
  const host = await Host.fresh('2022-09-20T10:00:00+02:00', environment);
  try {
    await host.createRound(roundFile());
    let next = 0;
    const took: number[] = [];
    const client = async (until: number): Promise<void> => {
      while (next < until) {
        const begun = performance.now();
        await host.apply(bodyOf(next++));
        took.push(performance.now() - begun);
      }
    };
    const all = (until: number) => Promise.all(Array.from({ length: clients }, () => client(until)));
    await all(warming);
    await host.settle();
    took.length = 0;
    const before = processorTime(host.pid, table?.pid);
    const begun = performance.now();
    await all(warming + applications);
    const seconds = (performance.now() - begun) / 1000;
    await host.settle();
    const settled = (performance.now() - begun) / 1000;
    const after = processorTime(host.pid, table?.pid);
    const sorted = took.sort((a, b) => a - b);
    return {
      'submissions a second': Math.round(applications / seconds),
      'p50 (ms)': percentile(sorted, 0.5),
      'p95 (ms)': percentile(sorted, 0.95),
      'p99 (ms)': percentile(sorted, 0.99),
      'until all mails are out (s)': Math.round(settled * 10) / 10,
      ...(before !== undefined &&
        after !== undefined && {
          'processor time of an application (ms)': Math.round(((after - before) * 1000) / applications),
        }),
    };
  } finally {
    await host.stop();
  }
}

/** The same with another server of the table, where it is installed: what the table in the program is measured by. */
async function withDynoxide(): Promise<Measured> {
  const table = await openDynoxide();
  if (table === undefined) return { 'not measured': 'dynoxide is not installed' };
  try {
    return await submissions(table);
  } finally {
    await table.stop();
  }
}

export const benches: readonly Bench[] = [
  { name: `submissions by ${clients} clients at once`, run: () => submissions() },
  { name: `submissions by ${clients} clients at once, the table in dynoxide`, run: withDynoxide },
];
