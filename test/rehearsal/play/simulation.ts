import type { Host, InboxMail, ListedApplication } from '../../program/host.ts';
import { iso, type Moment, moment } from '../berlin.ts';
import type { Act, Deed } from '../people/acts.ts';
import { type Page, titleOf } from '../people/browser.ts';

type Due = { readonly at: Moment; readonly order: number; readonly run: () => Promise<void> };

/** What the program shows of an execution. */
type Execution = {
  readonly workflow: string;
  readonly status: string;
  readonly state?: string | null;
  readonly case?: string | null;
  readonly nextDueAt?: string | null;
};

/** The program on its simulated clock, with the acts of people that are still to come. */
export class Simulation {
  readonly host: Host;
  /** All mails so far, oldest first. */
  readonly mails: InboxMail[] = [];
  /** What people did, in order. */
  readonly acts: Act[] = [];
  /** What went otherwise than people expected: an answer that was no success. */
  readonly surprises: string[] = [];
  #due: Due[] = [];
  #order = 0;
  /** The program's clock: where it was, and at which instant of this machine's. */
  #clock: { readonly at: Moment; readonly since: number };

  constructor(host: Host, start: Moment) {
    this.host = host;
    this.#clock = { at: start, since: performance.now() };
  }

  /** The instant that the program's clock shows. */
  async clock(): Promise<Moment> {
    return moment((await this.host.json<{ now: string }>('/_local/clock')).now);
  }

  /** About that instant, without asking: the clock ticks at real speed between its moves, but stands while it works. */
  now(): Moment {
    return this.#clock.at + Math.round(performance.now() - this.#clock.since);
  }

  /** Has somebody do something at a moment; what lies in the past is done next. */
  plan(at: Moment, run: () => Promise<void>): void {
    this.#order += 1;
    this.#due.push({ at, order: this.#order, run });
    this.#due.sort((a, b) => a.at - b.at || a.order - b.order);
  }

  /** Notes what was done, at the instant at which it began. */
  did(at: Moment, deed: Deed): void {
    this.acts.push({ at, ...deed });
  }

  /** Notes what came of sending a form: a success is an act, anything else a surprise. */
  note(answer: Page, began: Moment, deed: Deed): void {
    if (answer.status < 300) this.did(began, deed);
    else {
      const whose = 'case' in deed ? deed.case : deed.who;
      this.surprises.push(`${whose} ${deed.kind}: ${answer.status} ${titleOf(answer)}`);
    }
  }

  /** The moment of the next act, if anybody still means to do something. */
  get nextAct(): Moment | undefined {
    return this.#due[0]?.at;
  }

  applications(): Promise<ListedApplication[]> {
    return this.host.applications();
  }

  async #nextTimer(): Promise<Moment | undefined> {
    const executions = await this.host.json<Execution[]>('/_local/executions');
    const dates = executions
      .filter(({ status }) => status === 'RUNNING')
      .flatMap(({ nextDueAt }) => (typeof nextDueAt === 'string' ? [moment(nextDueAt)] : []));
    return dates.length === 0 ? undefined : Math.min(...dates);
  }

  /** Executions that ended otherwise than well are surprises. */
  async lookForFailures(): Promise<void> {
    for (const execution of await this.host.json<Execution[]>('/_local/executions')) {
      if (execution.status === 'RUNNING' || execution.status === 'SUCCEEDED') continue;
      const { workflow, status, state, case: of } = execution;
      this.surprises.push(`${of ?? ''} ${workflow}: ${status}${state == null ? '' : ` at ${state}`}`);
    }
  }

  async #moveTo(at: Moment): Promise<void> {
    const { now } = await this.host.advanceTo(iso(at));
    this.#clock = { at: moment(now), since: performance.now() };
  }

  /** The mails that came since the last time. */
  async newMails(): Promise<InboxMail[]> {
    const last = this.mails.at(-1)?.id;
    const known = new Set(this.mails.map(({ id }) => id));
    const path = last === undefined ? '/_local/mails' : `/_local/mails?after=${encodeURIComponent(last)}`;
    const fresh = (await this.host.json<InboxMail[]>(path)).filter(({ id }) => !known.has(id));
    this.mails.push(...fresh);
    return fresh;
  }

  /**
   * Moves to whatever comes first, an act or a timer of the program, never beyond `until`; then what people mean
   * to do by then is done, and all that it causes.
   * @returns false when nothing is left to happen until then
   */
  async step(until: Moment): Promise<boolean> {
    const act = this.nextAct;
    const timer = await this.#nextTimer();
    const next = Math.min(act ?? Number.POSITIVE_INFINITY, timer ?? Number.POSITIVE_INFINITY);
    if (next > until) return false;
    await this.#moveTo(Math.max(next, this.now()));
    const ready = this.#due.filter(({ at }) => at <= this.now());
    if (ready.length === 0) return true;
    this.#due = this.#due.filter((each) => !ready.includes(each));
    for (const { run } of ready) await run();
    await this.host.settle();
    return true;
  }

  /** Moves the clock on to a moment through all that falls due, with nobody acting. */
  async rest(until: Moment): Promise<void> {
    if (until > this.now()) await this.#moveTo(until);
  }
}
