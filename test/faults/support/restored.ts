import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { restoreBackup } from '../../../infra/local/backup/restore.ts';
import { Host, roundFile } from '../../program/host.ts';
import { fields, mailCopies, records, text } from './outcome.ts';
import { beginning, bodyOf } from './round.ts';
import { badDay } from './services/bad-day.ts';
import { peopleOf } from './services/disturbed.ts';
import { violations } from './services/invariants.ts';
import { storyOf } from './story.ts';

/** The round that a flood of people apply to, beside the one that is followed to its end. */
const besides = 'besides';
const clients = 16;
/** So long the flood has run when the backup is made; milliseconds. */
const beforeBackupMs = 1500;

/** What a backup in the middle of everything led to. */
export type Restored = {
  /** Applications that were answered in all, and before the backup began. */
  readonly answered: number;
  readonly answeredBefore: number;
  /** Units of writing a second, as DynamoDB counts them, during the flood. */
  readonly writesPerSecond: number;
  readonly backupMs: number;
  /** What does not hold once the round was played to its end from what was restored. */
  readonly violations: readonly string[];
};

const emailOf = (person: number): string => `flood-${person}@amt.example`;

function floodBody(person: number): Record<string, unknown> {
  const applicant = {
    givenName: 'Flut',
    familyName: `Nummer-${person}`,
    email: emailOf(person),
    role: 'Amt',
  };
  return bodyOf(person, { round: besides, applicant });
}

async function writeUnits(host: Host): Promise<number> {
  const { costs } = await host.json<{ costs: { item: string; units: number }[] }>('/_local/usage');
  return costs.find(({ item }) => item.startsWith('DynamoDB: write'))?.units ?? 0;
}

/** As an operator does it: by the command, beside the host. */
async function backUp(data: string, file: string): Promise<void> {
  const command = spawn(process.execPath, ['infra/local/backup/command.ts', 'backup', file], {
    env: { ...process.env, KOHORTE_DATA: data },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((done) => command.once('exit', done));
  if (code !== 0) throw new Error(`the backup ended with ${String(code)}`);
}

/** Lets people apply as fast as they are answered, until told to stop. @returns the addresses answered so far */
function flood(host: Host): { readonly answered: string[]; readonly stop: () => Promise<void> } {
  const answered: string[] = [];
  let next = 0;
  let isOver = false;
  const running = Array.from({ length: clients }, async () => {
    while (!isOver) {
      next += 1;
      const person = next;
      const { status } = await host.post('/api/applications', floodBody(person));
      if (status === 201) answered.push(emailOf(person));
      else await pause(20);
    }
  });
  const stop = async (): Promise<void> => {
    isOver = true;
    await Promise.all(running);
  };
  return { answered, stop };
}

/** Each of the flood that was answered before is there, and whoever is there was asked to confirm, once. */
async function floodKept(host: Host, before: readonly string[]): Promise<string[]> {
  const items = await records(host);
  const kept = items.filter((item) => item['kind'] === 'application' && item['round'] === besides);
  const known = kept.map((item) => text(fields(item['applicant'])['email']));
  const mails = await host.mails();
  const copiesTo = (email: string) => mails.filter(({ to }) => to.includes(email));
  const isAskedOnce = (email: string): boolean => {
    const copies = copiesTo(email);
    // What was on its way to SES at the moment of the backup comes again, and says so.
    return copies.length > 0 && copies.filter(({ delivery }) => delivery !== 'possibly-doubled').length <= 1;
  };
  return [
    ...before.filter((email) => !known.includes(email)).map((email) => `${email} was answered and is lost`),
    ...known
      .filter((email) => !isAskedOnce(email))
      .map((email) => `${email} was asked ${copiesTo(email).length} times`),
  ];
}

/**
 * Backs a host up while a round is decided and a flood of people apply to another, throws it away, and plays the round to
 * its certificates from what the backup holds.
 * @param count people of the round that is followed
 */
export async function playRestored(count: number): Promise<Restored> {
  const { seats, fates } = peopleOf(count);
  const { steps } = storyOf(seats, fates, badDay);
  const decides = steps.findIndex(({ name }) => name === 'the ministry decides');
  const place = mkdtempSync(join(tmpdir(), 'kohorte-restored-'));
  const file = join(place, 'kohorte.backup');
  const first = await Host.fresh(beginning);
  let measured: Omit<Restored, 'violations'>;
  let before: readonly string[];
  try {
    await first.createRound(roundFile({ id: besides, title: 'Durchgang daneben' }));
    for (const { run } of steps.slice(0, decides)) await run(first);
    const units = await writeUnits(first);
    const begun = performance.now();
    const people = flood(first);
    // The clock of the host moves on for those who wait for mails; whatever breaks off here is done again below.
    const deciding = Promise.resolve(steps[decides]?.run(first)).catch(() => {});
    await pause(beforeBackupMs);
    before = [...people.answered];
    const began = performance.now();
    await backUp(first.data, file);
    const backupMs = performance.now() - began;
    await people.stop();
    const seconds = (performance.now() - begun) / 1000;
    const written = (await writeUnits(first)) - units;
    await deciding;
    measured = {
      answered: people.answered.length,
      answeredBefore: before.length,
      writesPerSecond: written / seconds,
      backupMs,
    };
  } finally {
    await first.stop();
  }
  restoreBackup(file, join(place, 'data'));
  const again = await Host.instead(first, join(place, 'data'));
  try {
    await again.settle();
    const lost = await floodKept(again, before);
    for (const { run } of steps.slice(decides)) await run(again);
    await again.advanceTo('2022-09-15T12:00:00+02:00');
    const rejected = fates.flatMap((fate, person) => (fate === 'is-rejected' ? [person] : []));
    // The flood is long forgotten by then, and its mails' entries with it.
    const found = (await violations(again, { people: count, rejected, seats })).filter(
      (line) => !line.includes('flood-'),
    );
    const copies = [...(await mailCopies(again)).entries()].filter(
      ([, { sent, marked }]) => sent - marked > 1,
    );
    return { ...measured, violations: [...lost, ...found, ...copies.map(([key]) => `came twice: ${key}`)] };
  } finally {
    await again.stop();
    rmSync(place, { recursive: true, force: true });
  }
}
