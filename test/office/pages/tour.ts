import { vi } from 'vitest';
import type { Round, RoundStatus } from '../../../functions/domain/round.ts';
import { newSession } from '../../../functions/office/shared/session.ts';
import type { Page } from '../../../functions/office/shared/visit.ts';
import { settings } from '../../../functions/platform/settings.ts';
import { transact } from '../../../functions/platform/store/table.ts';
import type { Answer } from '../../../functions/platform/web/http.ts';
import { csrfIn, type openDesk } from '../desk.ts';
import { roundOfCohorts } from '../selection/samples.ts';

type Form = Readonly<Record<string, string>>;

/** Somebody who walks through the office in one language and keeps what the pages show. */
export class Tour {
  /** What was shown: name and HTML. */
  readonly states = new Map<string, string>();
  readonly table: ReturnType<typeof openDesk>['table'];
  /** The round that is looked at. */
  readonly round: Round = roundOfCohorts(['a', 'b']);
  readonly #desk: ReturnType<typeof openDesk>;
  readonly #language: 'de' | 'en';
  /** Paths of the pages of which a form was seen. */
  readonly #formSeen = new Set<string>();
  #cookie = '';
  #csrf = '';

  constructor(desk: ReturnType<typeof openDesk>, language: 'de' | 'en') {
    this.#desk = desk;
    this.table = desk.table;
    this.#language = language;
  }

  #address(path: string): string {
    return this.#language === 'de' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=en`;
  }

  /** Asks for a page, or sends its form. */
  ask(path: string, form?: Form): Promise<Answer> {
    return this.#desk.visit(this.#address(path), {
      ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
      ...(form === undefined ? {} : { form: { csrf: this.#csrf, ...form } }),
    });
  }

  /** Keeps what a page shows under a name, if it shows something. */
  async see(name: string, path: string, form?: Form): Promise<string> {
    const body = String((await this.ask(path, form)).body);
    if (body.startsWith('<!DOCTYPE')) this.states.set(name, body);
    return body;
  }

  /** Comes back at an instant, signed in as somebody. */
  async at(instant: string, who: 'office' | 'auditor' | 'nobody' = 'office'): Promise<void> {
    vi.setSystemTime(new Date(instant));
    this.#cookie = '';
    if (who === 'nobody') return;
    const email = who === 'office' ? settings.office.email : 'pruefung@programm.example';
    const { write, cookie } = await newSession(email, { role: who, by: 'settings' }, instant);
    await transact([write]);
    this.#cookie = cookie.split(';')[0] ?? '';
    this.#csrf = csrfIn(await this.ask('/buero/abmelden'));
  }

  /** A link to sign in, as it is mailed. */
  link(validUntil: string): Promise<string> {
    return this.#desk.link(settings.office.email, validUntil);
  }

  /** Lets the round be in a state. */
  put(status: RoundStatus, changes: Partial<Round> = {}): void {
    this.table.put({ ...this.round, status, ...changes });
    this.table.put({ pk: 'ROUNDS', sk: 'ROUND#3', kind: 'round-listed' });
  }

  /** Keeps each page that shows its form now and did not before: as it is, and sent empty. */
  async visitForms(pages: readonly Page[], fill: (path: string) => string): Promise<void> {
    for (const { path, GET, POST } of pages) {
      if (GET === undefined || POST === undefined || this.sawForm(path)) continue;
      const here = fill(path);
      const body = String((await this.ask(here)).body);
      const action = this.#address(here).replaceAll('&', '&amp;');
      if (!body.includes(`action="${action}"`) && !body.includes(`action="${here}`)) continue;
      this.#formSeen.add(path);
      const name = nameOf(path);
      await this.see(`formular-${name}`, here);
      await this.see(`formular-${name}-fehler`, here, {});
    }
  }

  /** Whether the form of a page was seen. */
  sawForm(path: string): boolean {
    return this.#formSeen.has(path);
  }
}

/** What a page of the office is called here, from its path. */
export function nameOf(path: string): string {
  return path
    .replace(/^\/buero\//, '')
    .replaceAll(/[{}]/g, '')
    .replaceAll('/', '-');
}
