import type { Language } from '../../domain/text.ts';
import { inLanguage } from '../../platform/page/context.ts';
import { type Answer, type Request, seeOther } from '../../platform/web/http.ts';
import type { Session } from './session.ts';

/** A request to the office as its pages see it. */
export type OpenVisit = {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly at: string;
};
/** The same by somebody who is signed in. */
export type Visit = OpenVisit & { readonly session: Session };

type Reply = Answer | Promise<Answer>;

/** Who may use it: anyone, those who are signed in (office and auditors), or the office alone. */
export type Endpoint =
  | { readonly for: 'anyone'; readonly handle: (visit: OpenVisit) => Reply }
  | { readonly for: 'signed-in' | 'office'; readonly handle: (visit: Visit) => Reply };

/** One page of the office, with the form that can be sent to it. */
export type Page = {
  /** Path with names in braces, such as `/buero/durchgang/{round}`. */
  readonly path: string;
  /** What it is for, in the words of the table of access. */
  readonly about: string;
  readonly GET?: Endpoint;
  readonly POST?: Endpoint;
};

/** Sends the browser to another page of the office, in the language it reads. */
export function goTo(visit: OpenVisit, path: string, cookies: readonly string[] = []): Answer {
  return seeOther(inLanguage(path, visit.language), cookies);
}
