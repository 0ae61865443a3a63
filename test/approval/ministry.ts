import type { Application } from '../../functions/domain/application.ts';
import { intoReview } from '../../functions/domain/lifecycle.ts';
import type { Round } from '../../functions/domain/round.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { aHouse, type Letter, type Visit } from '../application/house.ts';
import { anApplication, aRound } from '../support/records.ts';

/** The approvers of these tests: one shared mailbox with a deputy, and perhaps a second one. */
export const referat = {
  name: 'Referat Digitale Kommunen',
  email: 'referat@ministerium.example',
  shared: true,
  deputy: { name: 'Vera Tretung', email: 'vera.tretung@ministerium.example' },
};
export const second = { name: 'Dr. Ilse Zweite', email: 'ilse.zweite@ministerium.example', shared: false };

/** Who sits at the shared mailbox. */
export const who = { name: 'Ines Probst', function: 'Referentin' };

const towns = ['120520000', '120540000', '120600020', '120690020', '120510000', '120530000'];

/** A house with applications in review and the ministry's mails about them. */
export async function aMinistry(
  options: {
    readonly rounds?: number;
    readonly applications?: number;
    readonly file?: Partial<Round['file']>;
  } = {},
) {
  const at = '2022-09-06T07:00:00.000Z';
  const house = aHouse({}, at);
  const file = { approvers: [referat], ...options.file };
  const rounds: Round[] = [];
  for (let number = 0; number < (options.rounds ?? 1); number++) {
    const id = String(3 + number);
    const round = aRound({ status: 'open' });
    rounds.push({ ...round, ...keys.round(id), id, file: { ...round.file, ...file, id } });
  }
  for (const round of rounds) {
    house.table.put({ ...round });
    for (let number = 1; number <= (options.applications ?? 1); number++) await review(round, number);
  }

  /** Puts an application into review, with the mails that this causes. */
  async function review(
    round: Round,
    number: number,
    changes: Partial<Application> = {},
  ): Promise<Application> {
    const id = `${round.id}-${String(number).padStart(3, '0')}`.padEnd(22, '0');
    const { seat: _seat, ...before } = anApplication({ id, status: 'awaiting-endorsement', endorsedAt: at });
    const reference = `SCM-${round.id}-${String(number).padStart(4, '0')}`;
    const begun: Application = {
      ...before,
      ...keys.application(round.id, id),
      round: round.id,
      reference,
      administrations: [towns[number % towns.length] ?? ''],
      applicant: { ...before.applicant, email: `person-${number}@verwaltung.example` },
      ...changes,
    };
    const { record, mails = [] } = intoReview(begun, round, 'supervisor', new Date().toISOString());
    house.table.put({ ...record });
    const about = { round: round.id, application: id };
    await transact(mails.flatMap((order) => owe(order, about, new Date().toISOString())));
    return record;
  }

  return { ...house, rounds, review, round: rounds[0] ?? house.round };
}
export type Ministry = Awaited<ReturnType<typeof aMinistry>>;

/** A form as a plain HTML client finds it: where it goes, and what it sends if nobody touches it. */
export type FoundForm = {
  readonly action: string;
  readonly method: string;
  readonly fields: URLSearchParams;
  readonly buttons: readonly (readonly [string, string])[];
};

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** All forms of a page, as they came. */
export function formsOf(page: string): FoundForm[] {
  return [...page.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const fields = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = attribute(input, 'name');
      const type = attribute(input, 'type') ?? 'text';
      const chooses = type === 'radio' || type === 'checkbox';
      if (name === undefined || (chooses && !/\schecked/.test(input))) continue;
      fields.append(name, attribute(input, 'value') ?? (chooses ? 'on' : ''));
    }
    for (const [, tag = '', text = ''] of form.matchAll(/(<textarea[^>]*>)([\s\S]*?)<\/textarea>/g)) {
      fields.append(attribute(tag, 'name') ?? '', text);
    }
    const buttons = [...form.matchAll(/<button[^>]*>/g)].flatMap(([button]) => {
      const name = attribute(button, 'name');
      return name === undefined ? [] : [[name, attribute(button, 'value') ?? ''] as const];
    });
    return {
      action: attribute(form, 'action') ?? '',
      method: (attribute(form, 'method') ?? 'get').toUpperCase(),
      fields,
      buttons,
    };
  });
}

/** Opens a link, fills in its first form (or the one that has a certain field) and sends it. */
export async function fillIn(
  ministry: Ministry,
  link: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  has?: string,
): Promise<Visit> {
  const page = await ministry.visit(link);
  const forms = formsOf(page.body);
  const form =
    forms.find(
      (each) =>
        has === undefined ||
        (page.body.includes(`name="${has}"`) && (each.fields.has(has) || each === forms.at(-1))),
    ) ?? forms[0];
  return sendForm(ministry, form?.action ?? link, form?.fields ?? new URLSearchParams(), fields);
}

/** Sends fields as found, with others in their place. */
export async function sendForm(
  ministry: Ministry,
  action: string,
  found: URLSearchParams,
  fields: Readonly<Record<string, string | readonly string[]>>,
): Promise<Visit> {
  const form = new URLSearchParams(found);
  for (const [name, value] of Object.entries(fields)) {
    form.delete(name);
    for (const each of [value].flat()) form.append(name, each);
  }
  return ministry.visit(action, { form });
}

/** The link of a letter. @throws where it has none */
export function linkIn(letter: Letter | undefined): string {
  if (letter?.link === undefined) throw new Error('this letter has no link');
  return letter.link;
}

/** The letters of a purpose, perhaps to one address alone. */
export const of = (letters: readonly Letter[], purpose: string, to?: string): Letter[] =>
  letters.filter((letter) => letter.purpose === purpose && (to === undefined || letter.to === to));

/** The link of the letter about one case. */
export const linkFor = (letters: readonly Letter[], purpose: string, reference: string): string =>
  linkIn(of(letters, purpose).find(({ subject }) => subject.includes(`[${reference}]`)));
