import { actingLink, type InboxMail } from '../../program/host.ts';
import type { Simulation } from '../play/simulation.ts';
import type { Deed } from './acts.ts';
import { Browser } from './browser.ts';
import type { Case } from './case.ts';

/** What is filled into a form. */
type Fields = Readonly<Record<string, string | readonly string[]>>;

/** How people act: they open a link, fill in the form behind it and send it; what happens is noted. */
export class Acting {
  readonly #simulation: Simulation;
  readonly #cases: ReadonlyMap<string, Case>;

  constructor(simulation: Simulation, cases: ReadonlyMap<string, Case>) {
    this.#simulation = simulation;
    this.#cases = cases;
  }

  /** Acts on the case page, by the link that came last. */
  async onCase(reference: string, fields: Fields, deed: Deed): Promise<void> {
    const link = this.#cases.get(reference)?.vorgang;
    if (link === undefined) {
      this.#simulation.surprises.push(`${reference}: there is no link to the case page for ${deed.kind}`);
      return;
    }
    await this.#fill(link, 'action', fields, deed);
  }

  /** Acts by the link in a mail. */
  async byMail(mail: InboxMail, field: string, fields: Fields, deed: Deed): Promise<void> {
    await this.#fill(actingLink(mail), field, fields, deed);
  }

  /** Whether the same person sent another application to the round before this one. */
  #isSecond(reference: string): boolean {
    const key = ({ body }: Case): string =>
      [body.round, body.applicant.email, body.applicant.givenName, body.applicant.familyName].join('\n');
    const one = this.#cases.get(reference);
    const first = [...this.#cases.values()].find((other) => one !== undefined && key(other) === key(one));
    return first !== undefined && first !== one;
  }

  async #fill(link: string, field: string, fields: Fields, deed: Deed): Promise<void> {
    const browser = new Browser();
    try {
      const page = await browser.open(link);
      // Who has applied already is shown the first case, and finds nothing to confirm.
      if (
        deed.kind === 'confirm' &&
        page.status === 200 &&
        page.forms.every(({ method }) => method !== 'post') &&
        this.#isSecond(deed.case)
      )
        return;
      const began = await this.#simulation.clock();
      this.#simulation.note(await browser.send(page, field, fields), began, deed);
    } catch (error) {
      this.#simulation.surprises.push(
        `${'case' in deed ? deed.case : ''} ${deed.kind}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
