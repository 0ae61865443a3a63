import { actingLink, type InboxMail } from '../../../program/host.ts';
import { hiddenFields } from '../../../support/hidden-fields.ts';

/** An answer to a form: its status and its page. */
export type Reply = { readonly status: number; readonly page: string };

/** A form behind the link in a mail, and what is filled in. */
export type Sent = { readonly mail: InboxMail; readonly fields: Readonly<Record<string, string>> };

/** Sends forms at the same instant: their pages are fetched before anything is sent. */
export async function atOnce(forms: readonly Sent[]): Promise<Reply[]> {
  const prepared = await Promise.all(
    forms.map(async ({ mail, fields: typed }) => {
      const url = actingLink(mail);
      const body = hiddenFields(await (await fetch(url)).text());
      for (const [name, value] of Object.entries(typed)) body.append(name, value);
      return { url, body };
    }),
  );
  return Promise.all(
    prepared.map(async ({ url, body }) => {
      const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
      return { status: answer.status, page: await answer.text() };
    }),
  );
}

const share = 8;

/** Does something for many, a few at a time. */
export async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += share) {
    await Promise.all(items.slice(from, from + share).map(act));
  }
}

/** Whether an answer's page says something. */
export const says = ({ page }: Reply, words: string): boolean => page.includes(words);
