import { actingLink } from '../../program/host.ts';
import { moment } from '../berlin.ts';
import type { OfficeAct, RoundFile } from '../inputs.ts';
import type { Simulation } from '../play/simulation.ts';
import { Browser } from './browser.ts';
import { changedFile, officeForm } from './office-acts.ts';

/** The simulated programme office: it acts by date, on the pages of the console. */
export class Office {
  readonly #simulation: Simulation;
  readonly #rounds: Map<string, RoundFile>;

  /** @param rounds the rounds by id; their dates change as the office moves them */
  constructor(simulation: Simulation, rounds: Map<string, RoundFile>) {
    this.#simulation = simulation;
    this.#rounds = rounds;
  }

  /** Has the office do what its list says. */
  plan(acts: readonly OfficeAct[]): void {
    for (const act of acts) {
      this.#simulation.plan(moment(act.at), async () => {
        try {
          await this.#act(act);
        } catch (error) {
          const what = error instanceof Error ? error.message : String(error);
          this.#simulation.surprises.push(`${act.round} ${act.act}: ${what}`);
        }
      });
    }
  }

  /** Signs in by a mailed link, and sends the form of the act. */
  async #act(act: OfficeAct): Promise<void> {
    const { host } = this.#simulation;
    const email = this.#rounds.get(act.round)?.office.email ?? '';
    const browser = new Browser();
    const began = await this.#simulation.clock();
    await browser.send(await browser.open(`${host.origin}/buero/anmelden`), 'email', { email });
    this.#simulation.did(began, { kind: 'sign-in', who: email });
    const link = actingLink(await host.mail('sign-in', { to: email }));
    await browser.send(await browser.open(link), 'confirm', { confirm: 'yes' });
    const { path, fields } = officeForm(act);
    const first = await browser.open(`${host.origin}${path}`);
    const acting = await this.#simulation.clock();
    // An invitation is shown as it will be before it can be sent.
    const [page, left] =
      act.act === 'invite-workshop' ? [await browser.send(first, 'title', fields), {}] : [first, fields];
    const answer = await browser.send(page, 'confirm', { ...left, confirm: 'yes' });
    this.#simulation.note(answer, acting, { kind: 'office', who: email, what: act, round: act.round });
    const file = this.#rounds.get(act.round);
    if (file !== undefined && answer.status < 300) this.#rounds.set(act.round, changedFile(file, act));
  }
}
