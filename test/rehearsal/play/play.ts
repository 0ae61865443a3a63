import { Host, type InboxMail, type ListedApplication } from '../../program/host.ts';
import { after, at, dayOf, iso, type Moment, moment, onOrBefore, plusDays } from '../berlin.ts';
import type { ApplicationBody, People, RoundFile } from '../inputs.ts';
import type { Act } from '../people/acts.ts';
import { Crowd } from '../people/people.ts';
import { Simulation } from './simulation.ts';

/** A round as it is to be played: its file as given, and what the rehearsal read in it. */
export type RoundToPlay = { readonly raw: unknown; readonly file: RoundFile };

/** What a rehearsal is made of. */
export type Script = {
  readonly rounds: readonly RoundToPlay[];
  readonly applications: readonly ApplicationBody[];
  readonly people: People;
  /** How far to go on when nobody has anything left to do; by default until all applications have ended. */
  readonly until?: Moment;
};

/** What came of a rehearsal. */
export type Played = {
  readonly script: Script;
  readonly started: Moment;
  readonly ended: Moment;
  readonly mails: readonly InboxMail[];
  readonly acts: readonly Act[];
  readonly applications: readonly ListedApplication[];
  readonly surprises: readonly string[];
  /** Real time it took, in seconds. */
  readonly seconds: number;
};

/** Told while it runs: where the clock stands, and the mails that have just come. */
export type Progress = (now: Moment, mails: readonly InboxMail[], total: number) => void;

/** When the nth of so many applications is sent, where its behaviour does not say: spread over the window, in office hours. */
export function spreadOver(file: RoundFile, index: number, count: number): Moment {
  const opens = moment(file.applications.opens);
  const closes = moment(file.applications.closes);
  // The first on the day after the opening, the last on the day before the closing.
  const share = (index + 1) / (count + 1);
  const day = onOrBefore(dayOf(Math.round(opens + (closes - opens) * share)));
  const minutes = 9 * 60 + ((index * 47) % (8 * 60));
  const time = at(
    day,
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  );
  return Math.min(Math.max(time, opens + 3_600_000), closes - 3_600_000);
}

function lastSessionEnd(rounds: readonly RoundToPlay[]): Moment {
  return Math.max(
    ...rounds.flatMap(({ file }) =>
      file.cohorts.flatMap(({ modules }) =>
        modules.flatMap(({ sessions }) => sessions.map(({ ends }) => moment(ends))),
      ),
    ),
  );
}

const ended = [
  'rejected',
  'declined',
  'expired',
  'list-closed',
  'completed',
  'not-completed',
  'withdrawn',
  'dropped-out',
  'erased',
];

/** Starts a host of its own before the first round opens, and stops it however the work ends. */
export async function withHost<Result>(
  rounds: readonly RoundToPlay[],
  work: (host: Host, start: Moment) => Promise<Result>,
): Promise<Result> {
  const opens = Math.min(...rounds.map(({ file }) => moment(file.applications.opens)));
  const start = at(plusDays(dayOf(opens), -1), '12:00');
  const host = await Host.fresh(iso(start));
  const end = () => void host.stop().finally(() => process.exit(130));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    return await work(host, start);
  } catch (error) {
    throw host.ended === undefined ? error : new Error(host.ended, { cause: error });
  } finally {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    await host.stop();
  }
}

/** Plays the script on a running host to its end. */
export async function play(host: Host, start: Moment, script: Script, progress?: Progress): Promise<Played> {
  const since = performance.now();
  const simulation = new Simulation(host, start);
  const crowd = new Crowd(simulation, script.people);
  for (const { raw, file } of script.rounds) crowd.makeRound(start, raw, file);
  const perRound = new Map<string, number>();
  for (const [index, body] of script.applications.entries()) {
    const of = script.rounds.find(({ file }) => file.id === body.round);
    if (of === undefined)
      throw new Error(`application ${index + 1} is for the round ${body.round}, which is not played`);
    const nth = perRound.get(body.round) ?? 0;
    perRound.set(body.round, nth + 1);
    const count = script.applications.filter(({ round }) => round === body.round).length;
    const { applies } = crowd.behaviourOf(body, index + 1);
    const when = applies === undefined ? spreadOver(of.file, nth, count) : moment(applies);
    // Never before the rounds are made, so that what is wrong with a round is what is said.
    crowd.apply(Math.max(when, start), body, index + 1);
  }

  const over = lastSessionEnd(script.rounds);
  const until = script.until ?? after(over, 'P30D');
  for (;;) {
    const goesOn = await simulation.step(until);
    const mails = await simulation.newMails();
    crowd.read(mails);
    progress?.(simulation.now(), mails, simulation.mails.length);
    if (!goesOn) break;
    const idle = script.until === undefined && simulation.nextAct === undefined && simulation.now() > over;
    if (idle && (await simulation.applications()).every(({ status }) => ended.includes(status))) break;
  }
  if (script.until !== undefined) {
    await simulation.rest(script.until);
    await simulation.newMails();
  }
  await simulation.lookForFailures();
  return {
    script,
    started: start,
    ended: simulation.now(),
    mails: simulation.mails,
    acts: simulation.acts,
    applications: await simulation.applications(),
    surprises: simulation.surprises,
    seconds: (performance.now() - since) / 1000,
  };
}
