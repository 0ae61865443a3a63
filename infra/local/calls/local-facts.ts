import * as z from 'zod';
import { allItems, applicationsIn, itemsOf, roundsIn, type StoredItem } from '../data/records.ts';
import type { Store } from '../data/store.ts';
import type { Table } from '../data/table.ts';
import type { LocalFaults } from '../faults/local-faults.ts';
import type { Functions } from '../lambda/functions.ts';
import type { ApplicationLine, ClockState, ExecutionLine, LocalHost, RoundLine } from '../page/data.ts';
import { type Problem, pausedSince, problemsIn } from '../page/problems.ts';
import type { createSes } from '../ses/ses.ts';
import type { TableModel } from '../template/models.ts';
import type { LocalClock } from '../time/clock.ts';
import { clockMove, targetOf } from '../time/instants.ts';
import type { Timers } from '../time/timers.ts';
import type { Usage } from '../usage/usage.ts';
import { nextDue } from '../workflow/index.ts';
import type { Workflows } from '../workflows.ts';

/** The parts of a running host that people and tests may look at. */
export interface HostParts {
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly functions: Functions;
  readonly table: Table;
  readonly tables: readonly TableModel[];
  readonly store: Store;
  readonly workflows: Workflows;
  readonly mail: ReturnType<typeof createSes>;
  readonly usage: Usage;
  readonly faults: LocalFaults;
  readonly smtp: string | undefined;
}

/** What the function that makes rounds answers. */
const roundAnswer = z.object({ statusCode: z.int(), body: z.unknown() });
export type RoundAnswer = z.infer<typeof roundAnswer>;

/** The function that makes rounds, by its name in the template. */
const createRound = 'OfficeCreateRound';
const owned = z.object({ case: z.string() });

/** What stands behind the calls and the page below /_local. */
export class LocalFacts implements LocalHost {
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  clock(): ClockState {
    const next = this.#parts.store.nextTimer();
    return {
      now: this.#parts.clock.iso(),
      nextDueAt: next && new Date(next.due).toISOString(),
    };
  }

  /** @throws ZodError for a body that names no target */
  async advance(to: unknown): Promise<{ now: string; fired: number }> {
    const move = clockMove.parse(to);
    const { now, fired } = await this.#parts.timers.advance((from) => targetOf(move, from));
    return { now: new Date(now).toISOString(), fired };
  }

  get lastFired(): number {
    return this.#parts.timers.lastFired;
  }

  inbox(wanted: { search: string; limit: number; offset: number }) {
    return this.#parts.mail.inbox(wanted);
  }

  mail(id: string) {
    return this.#parts.mail.mail(id);
  }

  /** @param after id of a mail: only those that came after it */
  mailsJson(after?: string): string {
    return this.#parts.mail.listJson({ after });
  }

  rawMail(id: string) {
    return this.#parts.mail.raw(id);
  }

  attachment(id: string, at: number) {
    return this.#parts.mail.attachment(id, at);
  }

  records(): Promise<StoredItem[]> {
    return allItems(this.#parts.table, this.#parts.tables);
  }

  async applications(): Promise<ApplicationLine[]> {
    return applicationsIn(await this.records());
  }

  async rounds(): Promise<RoundLine[]> {
    return roundsIn(await this.records());
  }

  executions(): (ExecutionLine & { stoppedAt: string | null; error: string | null })[] {
    return this.#parts.workflows.list().map((it) => {
      const owner = owned.safeParse(it.input);
      return {
        id: it.id,
        workflow: it.stateMachine.name,
        status: it.status,
        state: it.state?.name ?? null,
        case: owner.success ? owner.data.case : null,
        startedAt: it.startedAt,
        nextDueAt: nextDue(it)?.at ?? null,
        stoppedAt: it.stoppedAt,
        error: it.error,
      };
    });
  }

  history(executionId: string): unknown[] {
    return this.#parts.store.history(executionId).map((it) => JSON.parse(it));
  }

  deadLetters() {
    return this.#parts.store.deadLetters();
  }

  faults() {
    return this.#parts.faults.report();
  }

  /** @throws ZodError for what cannot be taken */
  disturb(change: unknown) {
    this.#parts.faults.change(change);
    return this.faults();
  }

  get disturbed() {
    return this.#parts.faults.disturbed;
  }

  endFaults(): void {
    this.#parts.faults.end();
  }

  /** Since when sending pauses because the mail service takes no mails, ISO 8601; undefined where it does not. */
  async mailPausedSince(): Promise<string | undefined> {
    const { table, tables } = this.#parts;
    return pausedSince(await itemsOf(table, tables, 'PROBLEMS'));
  }

  /** What the office and the operator should know, the oldest first. */
  async problems(language: string | null): Promise<Problem[]> {
    const { store, clock } = this.#parts;
    const known = { items: await this.records(), deadLetters: store.deadLetters(), now: clock.now() };
    return problemsIn(known, language);
  }

  usage() {
    return this.#parts.usage.report();
  }

  get relaysTo(): string | undefined {
    return this.#parts.smtp === undefined ? undefined : new URL(this.#parts.smtp).hostname;
  }

  /**
   * Makes a round by the function that the template has for it.
   * @param request `{ file }` or `{ example: true }`
   */
  async createRound(request: { readonly file: unknown } | { readonly example: true }): Promise<RoundAnswer> {
    const { functions } = this.#parts;
    const model = functions.find(createRound);
    if (!model) throw new Error(`The template has no function ${createRound}.`);
    const outcome = await functions.invoke(model, JSON.stringify(request));
    if (!outcome.ok) throw new Error(`${createRound}: ${outcome.error.errorMessage}`);
    return roundAnswer.parse(JSON.parse(outcome.payload));
  }

  async makeExample(): Promise<{ id: string }> {
    const { statusCode, body } = await this.createRound({ example: true });
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    if (statusCode >= 300) throw new Error(text);
    return z.object({ id: z.string() }).parse(JSON.parse(text));
  }
}
