import { actingLink, type InboxMail } from '../../program/host.ts';
import { moment } from '../berlin.ts';
import type { RoundFile } from '../inputs.ts';
import type { Simulation } from '../play/simulation.ts';
import { Browser } from './browser.ts';
import type { Case } from './case.ts';

/** The simulated trainers: one of each cohort keeps the list. */
export class Trainers {
  readonly #simulation: Simulation;
  readonly #rounds: ReadonlyMap<string, RoundFile>;
  readonly #cases: ReadonlyMap<string, Case>;
  readonly #late: Readonly<Record<string, string>>;

  /** @param late when the lists of some sessions are sent, by session */
  constructor(
    simulation: Simulation,
    rounds: ReadonlyMap<string, RoundFile>,
    cases: ReadonlyMap<string, Case>,
    late: Readonly<Record<string, string>>,
  ) {
    this.#simulation = simulation;
    this.#rounds = rounds;
    this.#cases = cases;
    this.#late = late;
  }

  /** Has the trainer who was asked by a mail mark the session, in time or late. */
  planMarking(mail: InboxMail, to: string): void {
    const sent = moment(mail.sentAt);
    // The mail comes at the very start of the session, and names the round and the cohort.
    const rounds = [...this.#rounds.values()].filter(({ title }) => mail.text.includes(title));
    for (const round of rounds) {
      for (const cohort of round.cohorts) {
        // One of the trainers keeps the list.
        if (cohort.trainers[0]?.email !== to) continue;
        for (const session of cohort.modules.flatMap(({ sessions }) => sessions)) {
          const about = new RegExp(`\\b${cohort.id.toUpperCase()}\\b`).test(mail.subject);
          if (Math.abs(moment(session.starts) - sent) > 60_000 || (round.cohorts.length > 1 && !about))
            continue;
          const late = this.#late[session.id];
          const when = late === undefined ? moment(session.ends) - 600_000 : moment(late);
          this.#simulation.plan(when, () => this.#mark(mail, to, round, session.id));
        }
      }
    }
  }

  async #mark(mail: InboxMail, who: string, round: RoundFile, session: string): Promise<void> {
    const browser = new Browser();
    const page = await browser.open(actingLink(mail));
    const listed = page.forms
      .flatMap(({ fields }) => fields)
      .filter(({ name }) => name === 'present')
      .map(({ value }) => value);
    const present = [...this.#cases.values()].filter(
      ({ id, behaviour }) => listed.includes(id) && !behaviour.absent.includes(session),
    );
    if (listed.length === 0) return;
    const began = await this.#simulation.clock();
    const answer = await browser.send(
      page,
      'present',
      present.length === 0 ? { present: [], nobody: 'yes' } : { present: present.map(({ id }) => id) },
    );
    this.#simulation.note(answer, began, {
      kind: 'mark',
      who,
      round: round.id,
      session,
      present: present.map(({ reference }) => reference),
    });
  }
}
