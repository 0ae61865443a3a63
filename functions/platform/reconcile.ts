import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Round } from '../domain/round.ts';
import { isExpiryTold, lacksApplication, lacksRound, Running } from './flow/missing.ts';
import { alertOfStopped, noteStopped, type Stopped } from './flow/stopped.ts';
import { errorFields, log } from './observe/log.ts';
import { observed } from './observe/observed.ts';
import { now } from './store/clock.ts';
import { allRounds, eachApplication, ledgerOf } from './store/records.ts';

const client = new SFNClient({});
/** What the service lists at once, at most. */
const atOnce = 1000;

/** The names of all executions that run. */
async function* runningNames(): AsyncGenerator<string> {
  for (const workflow of ['APPLICATION', 'ROUND']) {
    const stateMachineArn = process.env[`${workflow}_WORKFLOW_ARN`];
    if (stateMachineArn === undefined) throw new Error('the ARN of the workflow is not set');
    let nextToken: string | undefined;
    do {
      const answer = await client.send(
        new ListExecutionsCommand({
          stateMachineArn,
          statusFilter: 'RUNNING',
          maxResults: atOnce,
          nextToken,
        }),
      );
      for (const { name } of answer.executions ?? []) if (name !== undefined) yield name;
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);
  }
}

async function* missingOf(round: Round, running: Running, at: string): AsyncGenerator<Stopped> {
  if (lacksRound(round, running, at)) yield { round: round.id, reference: `round-${round.id}` };
  if (round.status === 'archived' || round.status === 'erased') return;
  for await (const application of eachApplication(round.id)) {
    if (!lacksApplication(application, running, at)) continue;
    if (application.status === 'expired') {
      if (isExpiryTold(application, await ledgerOf({ application: application.id }))) continue;
    }
    yield { round: round.id, application: application.id, reference: application.reference };
  }
}

async function reconcile(round: Round, running: Running, at: string): Promise<number> {
  let found = 0;
  for await (const missing of missingOf(round, running, at)) {
    if (await noteStopped(missing, at)) found += 1;
  }
  if (found > 0) await alertOfStopped(round, found, at);
  return found;
}

/**
 * Once a day: compares every record that waits for something with the executions that run. Whatever ended one without
 * a word (somebody ended it, it timed out, it was never started) comes to the office's list, from which it goes on.
 * @returns how many cases were put there
 */
export const handler = observed(async (): Promise<{ readonly found: number }> => {
  const at = now();
  // The executions before the records: one that ends in between has moved its record, which is read then.
  const running = new Running(await Array.fromAsync(runningNames()));
  let found = 0;
  for (const round of await allRounds()) {
    try {
      found += await reconcile(round, running, at);
    } catch (error) {
      // One round that cannot be read hides no other.
      log.error('a round was not compared with its executions', { round: round.id, ...errorFields(error) });
    }
  }
  return { found };
});
