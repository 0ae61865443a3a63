import type { Verdict } from '../../../functions/domain/application.ts';
import type { Setting } from './steps.ts';
import type { SentLink, World } from './world.ts';

/** A page that somebody has opened, and what it showed. */
export type OpenPage = {
  readonly link: SentLink;
  readonly shown: string;
  readonly version: number;
  readonly mine: string | undefined;
  readonly asked: string;
};

/** The approver for whom a link decides. */
export const slotOf = (link: SentLink): string =>
  (link.person.role === 'deputy' ? link.person.standsInFor : link.person.email) ?? '';

/** What ought to be, kept in the plainest way that can be thought of: who said what last, and what was told. */
export class Oracle {
  votes = new Map<
    string,
    { choice: 'approve' | 'reject'; by: 'approver' | 'deputy'; email: string; reason: string; id: string }
  >();
  query: { text: string; by: string } | undefined;
  queries = 0;
  version = 1;
  state: 'in-review' | 'queried' | 'approved' | 'rejected' | 'withdrawn' = 'in-review';
  decidedAt: string | undefined;
  told = false;
  byOffice = false;
  counted = 0;
  readonly #world: World;
  readonly #setting: Setting;
  readonly #approvers: readonly { readonly email: string }[];
  /** The address of whoever is involved in the application. */
  readonly #conflict: string | undefined;

  constructor(
    world: World,
    setting: Setting,
    approvers: readonly { readonly email: string }[],
    conflict: string | undefined,
  ) {
    this.#world = world;
    this.#setting = setting;
    this.#approvers = approvers;
    this.#conflict = conflict;
  }

  #isNamed(link: SentLink): boolean {
    return link.person.role === 'approver' || this.#world.deputies(slotOf(link)).includes(link.person.email);
  }

  #able(email: string): boolean {
    return email !== this.#conflict || this.#world.deputies(email).some((each) => each !== this.#conflict);
  }

  #ables(): string[] {
    return this.#approvers.map(({ email }) => email).filter((email) => this.#able(email));
  }

  /** What the verdicts that stand come to. */
  outcome(): 'approved' | 'rejected' | 'in-review' {
    const said = [...this.votes.values()].map(({ choice }) => choice);
    if (said.includes('reject')) return 'rejected';
    return said.length >= Math.max(1, Math.min(this.#setting.needed, this.#ables().length))
      ? 'approved'
      : 'in-review';
  }

  /** Whether it is this approver's turn. */
  turn(email: string): boolean {
    if (this.#setting.order === 'any') return true;
    for (const each of this.#ables()) {
      if (each === email) return true;
      if (this.votes.get(each)?.choice !== 'approve') return false;
    }
    return false;
  }

  /** Whether a submitted verdict ought to count, and if not whether it ought to be welcome all the same. */
  expected(page: OpenPage, choice: Verdict['choice'], reason: string): 'counts' | 'welcome' | 'refused' {
    const { link } = page;
    const mySlot = slotOf(link);
    const vote = this.votes.get(mySlot);
    if (this.state === 'withdrawn' || !this.#isNamed(link) || link.person.email === this.#conflict)
      return 'refused';
    if ((link.version ?? page.version) !== this.version) return 'refused';
    if (this.state === 'queried')
      return choice === 'query' && this.query?.text === reason ? 'welcome' : 'refused';
    const closed = this.told || this.byOffice;
    const agrees =
      (this.state === 'approved' ? 'approve' : this.state === 'rejected' ? 'reject' : vote?.choice) ===
      choice;
    if (this.state !== 'in-review' && (closed || vote === undefined)) return agrees ? 'welcome' : 'refused';
    if (vote?.by === 'approver' && link.person.role === 'deputy') {
      return (this.state === 'in-review' ? vote.choice === choice : agrees) ? 'welcome' : 'refused';
    }
    if (!this.turn(mySlot)) return 'refused';
    const elsewhere = [...this.votes].some(
      ([other, { email }]) => other !== mySlot && email === link.person.email,
    );
    if (elsewhere) return 'refused';
    if (vote?.choice === choice && vote.reason === reason) return 'welcome';
    const stale =
      page.mine !== vote?.id || page.asked !== JSON.stringify(this.#world.application.query ?? null);
    return stale ? 'refused' : 'counts';
  }
}
