import { parseArgs } from 'node:util';
import { chance, drawKills, tell, withoutCopies } from './support/kills.ts';
import { race } from './support/races/races.ts';
import { playRestored } from './support/restored.ts';
import { differences } from './support/services/disturbed.ts';
import { kinds } from './support/services/kinds.ts';
import { matrix } from './support/services/matrix.ts';
import { storyOf } from './support/story.ts';

/**
 * `npm run faults -- --kills 50 --races 100 [--seed N]`: the same faults as in the tests, many more times.
 * `npm run faults -- --backups 3 [--people 20]`: backups in the middle of a flood of applications, each restored and played
 * to the end of its round.
 * `npm run faults -- --services all --shares 1,10,30 [--people 20] [--seed N]`: a round under each kind of fault of the
 * services (or under those whose name begins so), at these percentages of calls.
 * Ends with 1 where anything was lost, doubled or untrue.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '0' },
    races: { type: 'string', default: '0' },
    backups: { type: 'string', default: '0' },
    services: { type: 'string', default: '' },
    shares: { type: 'string', default: '1,10,30' },
    people: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const kills = Number(values.kills);
const races = Number(values.races);
const backups = Number(values.backups);
const seed = Number(values.seed);
const people = Number(values.people);
const shares = values.shares.split(',').map(Number);
const disturbing = kinds.filter(({ name }) => values.services === 'all' || name.startsWith(values.services));
const services = values.services === '' ? [] : disturbing;
const areNumbers = [kills, races, backups, seed, people, ...shares].every(
  (each) => Number.isFinite(each) && each >= 0,
);
if (!areNumbers || kills + races + backups + services.length === 0) {
  console.error('npm run faults -- --kills 50 --races 100 [--seed N]');
  console.error('npm run faults -- --backups 3 [--people 20]');
  console.error(
    `npm run faults -- --services ${['all', ...kinds.map(({ name }) => `"${name}"`)].join('|')} --shares 1,10,30`,
  );
  process.exit(2);
}

/** Kills in one telling of the story; more of them only follow one another before anything new has happened. */
const killsInOneStory = 10;

let faults = 0;

function fault(line: string): void {
  faults += 1;
  console.error(`FAULT: ${line}`);
}

async function killAtRandom(): Promise<void> {
  const story = storyOf(3, ['completes', 'misses-a-session', 'declines', 'moves-up', 'is-rejected']);
  console.log('A round without a fault ...');
  const undisturbed = await tell(story, []);
  const random = chance(seed);
  let doubled = 0;
  for (let done = 0; done < kills; ) {
    const count = Math.min(killsInOneStory, kills - done);
    const drawn = drawKills(count, undisturbed.durations, random);
    const told = await tell(story, drawn);
    done += count;
    doubled += told.doubled;
    for (const line of differences(withoutCopies(undisturbed.outcome), withoutCopies(told.outcome)))
      fault(line);
    for (const mail of told.unmarked) fault(`doubled and not marked: ${mail}`);
    if (told.doubled > count) fault(`${told.doubled} mails were doubled by ${count} kills`);
    console.log(`${done} of ${kills} kills: the end is ${faults === 0 ? 'the same' : 'ANOTHER'}`);
  }
  console.log(
    `${kills} kills, seed ${seed}: ${doubled} mails possibly doubled and marked so, ${faults} faults.`,
  );
}

async function raceAll(): Promise<void> {
  for (const report of await race(races)) {
    for (const line of report.wrong) fault(`${report.name}: ${line}`);
    const outcomes = Object.entries(report.outcomes).map(([outcome, count]) => `${outcome} ${count}`);
    console.log(
      `${report.name}: ${report.races} races, ${report.wrong.length} wrong (${outcomes.join(', ')})`,
    );
  }
}

async function disturbServices(): Promise<void> {
  console.log(`A round of ${people}, seed ${seed}.`);
  console.log('kind                   share  faults  retries  seconds  given up  the end');
  const percent = shares.map((share) => share / 100);
  for await (const line of matrix(people, services, percent, seed)) {
    const { kind, share, injected, retries, seconds, deadLetters, wrong } = line;
    const numbers = [injected, retries, seconds, deadLetters].map((each) => String(each).padStart(7));
    const end = wrong.length === 0 ? 'the same, all holds' : `ANOTHER: ${wrong.length} lines`;
    console.log(`${kind.padEnd(22)} ${`${share * 100} %`.padStart(5)} ${numbers.join('  ')}   ${end}`);
    // What is there in its place says more than what is missing.
    const telling = wrong.toSorted(
      (one, other) => Number(one.startsWith('-')) - Number(other.startsWith('-')),
    );
    for (const each of telling.slice(0, 30)) fault(`${kind} ${share * 100} %: ${each}`);
  }
}

async function restoreBackups(): Promise<void> {
  for (let done = 1; done <= backups; done += 1) {
    const { answered, answeredBefore, writesPerSecond, backupMs, violations } = await playRestored(people);
    for (const line of violations) fault(line);
    console.log(
      `backup ${done}: ${Math.round(backupMs)} ms at ${Math.round(writesPerSecond)} write units a second; ` +
        `${answeredBefore} of ${answered} applications answered before it; ` +
        `the round ends with ${violations.length === 0 ? 'all that must hold' : `${violations.length} faults`}`,
    );
  }
}

if (backups > 0) await restoreBackups();
if (services.length > 0) await disturbServices();
if (kills > 0) await killAtRandom();
if (races > 0) await raceAll();
process.exit(faults === 0 ? 0 : 1);
