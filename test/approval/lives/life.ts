import { actingLink, applicationBody, type Host, type InboxMail } from '../../program/host.ts';
import { hiddenFields } from '../../support/hidden-fields.ts';
import { demand, send } from './answers.ts';
import type { Chance } from './chance.ts';
import { type Step, steps, type Tally } from './steps.ts';

type Verdict = {
  readonly id: string;
  readonly choice: string;
  readonly by: string;
  readonly version: number;
};
type Stored = {
  readonly kind?: string;
  readonly reference?: string;
  readonly id?: string;
  readonly status?: string;
  readonly version?: number;
  readonly verdicts?: readonly Verdict[];
  readonly query?: { readonly answeredAt?: string; readonly expiredAt?: string };
};
type Page = { readonly url: string; readonly fields: URLSearchParams };

/** One application of the program, decided on by people who do all that people do. */
export class Life {
  readonly #host: Host;
  readonly #chance: Chance;
  readonly #tally: Tally;
  readonly #reference: string;
  /** Pages that lie open somewhere, the oldest first. */
  readonly #pages: Page[] = [];
  #last: { url: string; body: URLSearchParams } | undefined;
  #counted = 0;
  #corrections = 0;
  #seen: readonly Verdict[] = [];

  private constructor(host: Host, chance: Chance, tally: Tally, reference: string) {
    this.#host = host;
    this.#chance = chance;
    this.#tally = tally;
    this.#reference = reference;
  }

  /** Somebody applies and confirms. */
  static async begin(host: Host, chance: Chance, tally: Tally, number: number): Promise<Life> {
    const letter = (at: number): string => 'abcdefghij'[at % 10] ?? '';
    const applicant = {
      givenName: 'Änne',
      familyName: `Muster${letter(number)}${letter(Math.floor(number / 10))}`,
      email: `p${number}@amt.example`,
      role: 'Planung',
    };
    const { reference } = await host.apply(applicationBody({ applicant }));
    await host.answer(await host.mail('confirm-address', { case: reference }), { confirm: 'yes' });
    await host.settle();
    return new Life(host, chance, tally, reference);
  }

  #note(what: string): void {
    this.#tally.set(what, (this.#tally.get(what) ?? 0) + 1);
  }

  async #recorded(): Promise<Stored> {
    const all = await this.#host.json<readonly Stored[]>('/_local/records');
    return all.find(({ kind, reference }) => kind === 'application' && reference === this.#reference) ?? {};
  }

  async #mine(purposes: readonly string[]): Promise<InboxMail[]> {
    return (await this.#host.mails()).filter(
      ({ purpose, case: about }) => about === this.#reference && purposes.includes(purpose),
    );
  }

  async #open(url: string): Promise<void> {
    const response = await fetch(url);
    demand(response.status < 500, `${this.#reference}: opening answers ${response.status}`);
    this.#pages.push({ url, fields: hiddenFields(await response.text()) });
  }

  #submitted(page: Page): { url: string; body: URLSearchParams } {
    const body = new URLSearchParams(page.fields);
    const decision = this.#chance.one(['approve', 'approve', 'reject', 'query']) ?? 'approve';
    body.set('decision', decision);
    if (decision !== 'approve') body.set('reason', `Grund ${this.#chance.below(2)}`);
    body.set('name', 'Ines Probst');
    body.set('function', 'Referentin');
    return { url: page.url, body };
  }

  async #vote(form: { url: string; body: URLSearchParams }): Promise<void> {
    const { status, title } = await send(form.url, form.body);
    demand(status < 500, `${this.#reference}: an answer of ${status}`);
    if (title !== 'Ihre Entscheidung ist aufgezeichnet') return;
    this.#counted += 1;
    this.#note(`decided ${form.body.get('decision') ?? ''}`);
  }

  async #advance(by: string): Promise<void> {
    const response = await this.#host.post('/_local/clock', { advanceBy: by });
    demand(response.ok, `the clock answers ${response.status}`);
    await response.text();
  }

  /** What an approver arranges beside deciding, from the newest request. */
  async #arrange(fields: Record<string, string>): Promise<void> {
    const request = (await this.#mine(['review-request', 'query-answered']))
      .filter(({ to }) => to.includes('smart-city@mil.example'))
      .at(-1);
    if (request === undefined) return;
    const { status } = await send(actingLink(request), new URLSearchParams(fields));
    demand(status < 500, `${this.#reference}: arranging answers ${status}`);
    if (status === 200) this.#note(fields['action'] ?? '');
  }

  /** Somebody asks the applicant; in the week that follows nobody answers. */
  async #ask(): Promise<void> {
    const request = (await this.#mine(['review-request', 'query-answered'])).at(-1);
    if (request === undefined) return;
    await this.#open(actingLink(request));
    const page = this.#pages.at(-1);
    if (page === undefined) return;
    const body = new URLSearchParams(page.fields);
    const submitted = {
      decision: 'query',
      reason: 'Wer vertritt Sie?',
      name: 'Ines Probst',
      function: 'Referentin',
    };
    for (const [name, value] of Object.entries(submitted)) body.set(name, value);
    await this.#vote({ url: page.url, body });
  }

  /** A week in which nobody does anything. */
  async #week(): Promise<void> {
    await this.#advance('P8D');
    if ((await this.#recorded()).query?.expiredAt !== undefined) this.#note('question not answered in time');
  }

  async #correct(): Promise<void> {
    const [received] = await this.#mine(['application-received']);
    if (received === undefined) return;
    this.#corrections += 1;
    const before = (await this.#recorded()).version ?? 0;
    const motivation = `Wir möchten unsere Dienste einfacher machen, Fassung ${this.#corrections}.`;
    const { status } = await send(
      actingLink(received),
      new URLSearchParams({ action: 'correct', motivation }),
    );
    const after = await this.#recorded();
    demand(status === 200 || status === 409, `${this.#reference}: a correction answers ${status}`);
    demand(
      (after.version ?? 0) === before + (status === 200 ? 1 : 0),
      `${this.#reference}: version ${before} became ${after.version} with an answer of ${status}`,
    );
    if (status !== 200) return;
    this.#note('corrected');
    demand(after.status === 'in-review', `${this.#reference}: ${after.status} after a correction`);
  }

  async #do(step: Step): Promise<void> {
    const { below, one } = {
      below: (n: number) => this.#chance.below(n),
      one: <I>(of: readonly I[]) => this.#chance.one(of),
    };
    switch (step) {
      case 'open': {
        const kinds = [
          'review-request',
          'query-answered',
          'decision-receipt',
          'review-reminder',
          'review-escalation',
        ];
        const letter = one(await this.#mine(kinds));
        if (letter !== undefined) await this.#open(actingLink(letter));
        return;
      }
      case 'from-list': {
        const lists = (await this.#host.mails()).filter(({ purpose }) => purpose === 'review-list');
        const list = lists.at(-1);
        const { id } = await this.#recorded();
        if (list !== undefined) await this.#open(`${actingLink(list)}?bewerbung=${id ?? ''}`);
        return;
      }
      case 'decide': {
        const page = one(this.#pages.slice(-3));
        if (page === undefined) return;
        this.#last = this.#submitted(page);
        return this.#vote(this.#last);
      }
      case 'repeat':
        // Who hears no answer sends the form again.
        if (this.#last !== undefined) await this.#vote(this.#last);
        return;
      case 'both': {
        const [a, b] = [this.#pages.at(-1), this.#pages.at(-2) ?? this.#pages.at(-1)];
        if (a === undefined || b === undefined) return;
        await Promise.all([a, b].map((page) => this.#vote(this.#submitted(page))));
        return;
      }
      case 'answer': {
        const asked = (await this.#mine(['query'])).at(-1);
        if (asked === undefined) return;
        const fields = { action: 'answer', text: 'Frau Noack.' };
        const { status } = await send(actingLink(asked), new URLSearchParams(fields));
        if (status === 200) this.#note('answered');
        return;
      }
      case 'correct':
        // Else nearly every decision would be void.
        return below(3) === 0 ? this.#correct() : undefined;
      case 'hour':
        return this.#advance(below(20) === 0 ? 'P1D' : 'PT30M');
      case 'week':
        return this.#week();
      case 'hand-over': {
        if (below(2) === 0) return;
        const { now } = await this.#host.json<{ now: string }>('/_local/clock');
        const until = new Date(Date.parse(now) + 3 * 86_400_000).toISOString().slice(0, 10);
        return this.#arrange({ action: 'hand-over', until });
      }
      case 'take-back':
        return this.#arrange({ action: 'take-back' });
      case 'scan': {
        const page = one(this.#pages);
        if (page === undefined) return;
        const { status } = await send(page.url, page.fields);
        demand(status !== 200, `${this.#reference}: a form as it came decided`);
        return;
      }
      case 'settle':
        return this.#host.settle();
    }
  }

  /** Whatever happened: each answer "recorded" is one verdict, and none was lost or replaced. */
  async #check(step: Step): Promise<void> {
    const { verdicts = [] } = await this.#recorded();
    demand(
      verdicts.length === this.#counted,
      `${this.#reference}, ${step}: ${this.#counted} answers said "recorded", ${verdicts.length} verdicts are kept`,
    );
    demand(
      this.#seen.every(({ id }, at) => verdicts[at]?.id === id),
      `${this.#reference}, ${step}: a verdict was lost or replaced`,
    );
    this.#seen = verdicts;
  }

  /**
   * Lives through so many steps.
   * @param weeks after how many steps a week passes in which nobody decides
   */
  async live(count: number, weeks: readonly number[]): Promise<string> {
    for (let at = 0; at < count; at++) {
      if (at > 0 && weeks.includes(at)) await this.#ask();
      const step = weeks.includes(at) ? 'week' : (this.#chance.one(steps) ?? 'settle');
      await this.#do(step);
      await this.#check(step);
    }
    await this.#host.settle();
    const { status, version = 1, verdicts = [] } = await this.#recorded();
    const told = await this.#mine(['approved', 'rejected']);
    demand(told.length <= 1, `${this.#reference}: a decision was told ${told.length} times`);
    const counting = verdicts.filter((verdict) => verdict.version === version).at(-1);
    const expected = { approve: ['approved'], reject: ['rejected'], query: ['queried', 'in-review'] }[
      counting?.choice ?? ''
    ];
    demand(
      (expected ?? ['in-review']).includes(status ?? ''),
      `${this.#reference}: ${status} after ${counting?.choice} on version ${version}`,
    );
    const receipts = await this.#mine(['decision-receipt']);
    demand(
      receipts.length >= verdicts.length,
      `${this.#reference}: ${receipts.length} receipts for ${verdicts.length} verdicts`,
    );
    const escalated = await this.#mine(['review-escalation']);
    for (const { to } of escalated)
      demand(to.includes('vertretung@mil.example'), 'an escalation went astray');
    if (escalated.length > 0) this.#note('deputy asked after five working days');
    for (const { by } of verdicts) this.#note(`verdict of the ${by}`);
    return `${this.#reference} ${status}, version ${version}, ${verdicts.length} verdicts, ${told.length === 0 ? 'not told' : 'told'}`;
  }
}
