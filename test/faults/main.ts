import { parseArgs } from 'node:util';
import { chance, drawKills, tell, type Victims, withoutCopies } from './support/kills.ts';
import { race } from './support/races/races.ts';
import { storyOf } from './support/story.ts';

/**
 * `npm run faults -- --kills 50 --races 100 [--seed N]`: the same faults as in the tests, many more times.
 * Ends with 1 where anything was lost, doubled or untrue.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '0' },
    races: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const kills = Number(values.kills);
const races = Number(values.races);
const seed = Number(values.seed);
if (![kills, races, seed].every((each) => Number.isInteger(each) && each >= 0) || kills + races === 0) {
  console.error('npm run faults -- --kills 50 --races 100 [--seed N]');
  process.exit(2);
}

/** Kills in one telling of the story; more of them only follow one another before anything new has happened. */
const killsInOneStory = 10;

let faults = 0;

function fault(line: string): void {
  faults += 1;
  console.error(`FAULT: ${line}`);
}

/** What differs between two ends, line by line. */
function differences(one: unknown, other: unknown): string[] {
  const lines = (value: unknown): string[] => JSON.stringify(value, null, 1).split('\n');
  const [before, after] = [lines(one), lines(other)];
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}

async function killAtRandom(): Promise<void> {
  const story = storyOf(3, ['completes', 'misses-a-session', 'declines', 'moves-up', 'is-rejected']);
  console.log('A round without a fault ...');
  const undisturbed = await tell(story, []);
  const random = chance(seed);
  let doubled = 0;
  for (let done = 0, telling = 0; done < kills; telling += 1) {
    const count = Math.min(killsInOneStory, kills - done);
    const victims: Victims = telling % 2 === 0 ? 'host-alone' : 'with-children';
    const drawn = drawKills(count, undisturbed.durations, victims, random);
    const told = await tell(story, drawn);
    done += count;
    doubled += told.doubled;
    for (const line of differences(withoutCopies(undisturbed.outcome), withoutCopies(told.outcome)))
      fault(line);
    for (const mail of told.unmarked) fault(`doubled and not marked: ${mail}`);
    if (told.doubled > count) fault(`${told.doubled} mails were doubled by ${count} kills`);
    console.log(
      `${done} of ${kills} kills (${victims}): the end is ${faults === 0 ? 'the same' : 'ANOTHER'}`,
    );
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

if (kills > 0) await killAtRandom();
if (races > 0) await raceAll();
process.exit(faults === 0 ? 0 : 1);
