import { morningLists } from '../../../functions/approval/rules/list-rules.ts';
import { answerQuery } from '../../../functions/approval/rules/query.ts';
import { reviewStage } from '../../../functions/approval/rules/review-rules.ts';
import { tell } from '../../../functions/approval/rules/tell-rules.ts';
import type { Application } from '../../../functions/domain/application.ts';
import { askedFirst, deputiesOf } from '../../../functions/domain/approvers.ts';
import { isMorning, nextMorning } from '../../../functions/domain/calendar.ts';
import type { Change } from '../../../functions/domain/change.ts';
import { intoReview, isUntold, withdraw } from '../../../functions/domain/lifecycle.ts';
import {
  isVersioned,
  type LedgerEntry,
  linkOf,
  type MailOrder,
  type Recipient,
} from '../../../functions/domain/mail.ts';
import type { Round } from '../../../functions/domain/round.ts';
import { ledgerKey } from '../../../functions/platform/store/outbox.ts';
import { anApplication, aRound } from '../../support/records.ts';

/** A link that went out in a mail: what the page behind it may do. */
export type SentLink = {
  readonly person: Recipient;
  readonly version: number | undefined;
  readonly mail: string;
  readonly at: string;
};

/** A mail that was owed, and when. */
export type Owed = { readonly at: string; readonly order: MailOrder };

/**
 * The ports of the approval rules in memory: one application of one round, its ledger, its execution with one
 * timer, the round's morning, the links that went out. Wakes can get lost; the sweep brings them back.
 */
export class World {
  application: Application;
  round: Round;
  now: string;
  readonly mails: Owed[] = [];
  readonly links: SentLink[] = [];
  #ledger = new Map<string, LedgerEntry>();
  /** When the execution looks at the record again by itself; undefined where only a wake helps. */
  #timer: string | undefined;
  /** Wakes that the stream has not delivered. */
  lostWakes = 0;
  losesWakes = false;

  constructor(file: Partial<Round['file']>, changes: Partial<Application>, now: string) {
    const round = aRound({ status: 'open', createdAt: now });
    this.round = { ...round, file: { ...round.file, ...file } };
    const { seat: _seat, ...application } = anApplication({ status: 'awaiting-endorsement', ...changes });
    this.application = { ...application, status: 'awaiting-endorsement', confirmedAt: now };
    this.now = now;
    const begun = intoReview(this.application, this.round, 'supervisor', now);
    this.save(begun);
  }

  #post(order: MailOrder, about: 'case' | 'round'): void {
    const key = `${about} ${ledgerKey(order)}`;
    if (this.#ledger.has(key)) throw new Error(`the mail ${key} is owed twice`);
    this.#ledger.set(key, {
      pk: about,
      sk: key,
      kind: 'mail',
      state: 'sent',
      order,
      owedAt: this.now,
      attempts: 1,
      sentAt: this.now,
    });
    this.mails.push({ at: this.now, order });
    if (linkOf(order.purpose) === '/entscheidung') {
      const version = isVersioned(order.purpose) ? (order.version ?? this.application.version) : undefined;
      this.links.push({ person: order.to, version, mail: key, at: this.now });
    }
  }

  #entries(about: 'case' | 'round'): LedgerEntry[] {
    return [...this.#ledger.values()].filter(({ pk }) => pk === about);
  }

  /** Writes a change as the records do: record, mails and wake together. */
  save(change: Change<Application>, byExecution = false): void {
    this.application = { ...change.record, revision: this.application.revision + 1 };
    for (const order of change.mails ?? []) this.#post(order, 'case');
    if (byExecution) return;
    if (this.losesWakes) this.lostWakes += 1;
    else this.runExecution();
  }

  saveRound(change: Change<Round>): void {
    this.round = { ...change.record, revision: this.round.revision + 1 };
    for (const order of change.mails ?? []) this.#post(order, 'round');
  }

  /** The execution looks at the record and does what is due, until there is nothing left but to wait. */
  runExecution(): void {
    for (let pass = 0; pass < 20; pass++) {
      const { change, until } = reviewStage(this.application, this.round, this.#entries('case'), this.now);
      if (change !== undefined) this.save(change, true);
      this.#timer = until;
      if (until === undefined || until > this.now) return;
    }
    throw new Error('the stage never waits');
  }

  /** The hourly sweep: wakes that were lost are delivered. */
  sweep(): void {
    if (this.lostWakes === 0) return;
    this.lostWakes = 0;
    this.runExecution();
  }

  /** The round's morning: tells what is due, then sends the lists. */
  #morning(): void {
    if (isUntold(this.application)) {
      const { change } = tell(this.application, false, this.now);
      if (change !== undefined) this.save(change, false);
    }
    if (!isMorning(this.now)) return;
    const occasions = new Set(
      this.#entries('round').map(({ order }) => `${order.occasion} ${order.to.email}`),
    );
    const { mails, record = this.round } = morningLists([this.application], this.round, occasions, this.now);
    if (mails.length > 0 || record !== this.round) this.saveRound({ record, mails });
  }

  /** Goes on to an instant through every timer that falls due on the way. */
  advanceTo(target: string): void {
    while (this.now < target) {
      const morning = nextMorning(this.now);
      const stops = [
        target,
        morning,
        ...(this.#timer !== undefined && this.#timer > this.now ? [this.#timer] : []),
      ];
      const next = stops.sort()[0] ?? target;
      this.now = next;
      if (this.#timer !== undefined && this.#timer <= this.now) this.runExecution();
      if (this.now === morning) this.#morning();
    }
  }

  /** The applicant corrects what was submitted: a new version, reviewed anew. */
  correct(motivation: string): boolean {
    const { status, decision, version } = this.application;
    const open = status === 'in-review' || (status === 'approved' && decision?.toldAt === undefined);
    if (!open) return false;
    const { decision: _decision, query: _query, ...rest } = this.application;
    this.save(intoReview({ ...rest, motivation, version: version + 1 }, this.round, 'applicant', this.now));
    return true;
  }

  answer(text: string): boolean {
    const { answer, change } = answerQuery(this.application, this.round, text, this.now);
    if (change !== undefined) this.save(change);
    return answer === 'answered';
  }

  withdraw(): boolean {
    const { answer, change } = withdraw(this.application, 'applicant', this.now);
    if (change !== undefined) this.save(change);
    return answer === 'withdrawn';
  }

  /** A fresh link for whoever would be asked now, as the page sends it to the listed address. */
  freshLink(): void {
    for (const approver of this.round.file.approvers) {
      const to = askedFirst(this.application, this.round, approver, this.now);
      if (
        to === undefined ||
        this.links.some(({ at, person }) => at === this.now && person.email === to.email)
      )
        continue;
      const { version } = this.application;
      this.#post({ purpose: 'review-request', to, occasion: `new-link-${this.now}`, version }, 'case');
    }
  }

  deputies(email: string): readonly string[] {
    const approver = this.round.file.approvers.find((each) => each.email === email);
    return approver === undefined ? [] : deputiesOf(this.round, approver).map((deputy) => deputy.email);
  }
}
