import { type Mistake, mistake } from '../../domain/mistake.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import { type Opened, openCase } from '../../platform/store/cases.ts';
import { keys } from '../../platform/store/keys.ts';
import { get } from '../../platform/store/table.ts';
import { type Answer, html } from '../../platform/web/http.ts';
import { fieldsOf } from '../form/form-values.ts';
import { possibleActions } from '../rules/case-rules.ts';
import { casePage, type Said } from './case-pages.tsx';
import { documentOf, type OpenedCase } from './documents.ts';

/** What an act works with: the case, the form, the language, the time. */
export type Act = {
  readonly opened: OpenedCase;
  readonly form: URLSearchParams;
  readonly language: Language;
  readonly at: string;
};

async function needsOf({ application }: Opened): Promise<string | undefined> {
  const item = await get(keys.needs(application.round, application.id));
  const text = item?.['text'];
  return typeof text === 'string' ? text : undefined;
}

/** Reads what is kept beside the record of a case. */
export async function withKept(opened: Opened): Promise<OpenedCase> {
  const [needs, document] = await Promise.all([needsOf(opened), documentOf(opened.application)]);
  return { ...opened, needs, document };
}

/** The page, with what was typed where something is wrong with it, else as the record is. */
export function shown(
  act: Act,
  status: number,
  more: { said?: Said; errors?: readonly Mistake[] } = {},
): Answer {
  const { opened, form, language, at } = act;
  const actions = possibleActions(opened.application, opened.round, at);
  const errors = more.errors ?? [];
  const present = actions.includes('correct')
    ? fieldsOf(opened.application, opened.needs)
    : new URLSearchParams();
  const values =
    errors.length === 0 ? present : form.size > 3 ? form : new URLSearchParams([...present, ...form]);
  return html(casePage(opened, language, { actions, values, errors }, at, more.said), status);
}

/** The case as it is after an act. */
async function after(act: Act): Promise<Act> {
  const opened = await openCase('/vorgang', act.opened.secret);
  return { ...act, opened: await withKept(opened) };
}

/** The case after an act that did what was wanted. */
export async function done(act: Act, title: string, text?: string): Promise<Answer> {
  return shown(await after(act), 200, {
    said: { tone: 'success', title, ...(text === undefined ? {} : { text }) },
  });
}

/** The case after an act that was not possible. */
export async function refused(act: Act, title: string, text?: string): Promise<Answer> {
  return shown(await after(act), 409, {
    said: { tone: 'warning', title, ...(text === undefined ? {} : { text }) },
  });
}

/** The page once more, with what was typed and what is wrong with it. */
export const wrong = (act: Act, name: string, message: Bilingual): Answer =>
  shown(act, 422, { errors: [mistake(name, message)] });
