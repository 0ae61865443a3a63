import type { ComponentChildren } from 'preact';
import type { LedgerEntry } from '../../domain/mail.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { type Bilingual, lengthOf, longestStatement } from '../../domain/text.ts';
import type { Visit } from '../shared/visit.ts';
import type { Case } from './case.ts';
import type { CaseDecision, Office } from './case-rules.ts';

/** What a form of a case shows. */
export type Shown = {
  readonly visit: Visit;
  readonly found: Case;
  readonly ledger: readonly LedgerEntry[];
  readonly sent: URLSearchParams | undefined;
  readonly errors: readonly Mistake[];
};

/** What a form is to do with the record as it is then. */
type Decide = (found: Case, office: Office, now: string) => CaseDecision | Promise<CaseDecision>;
/** What a form holds: what is to be done, or what is wrong with it. */
export type Read = { readonly decide: Decide } | { readonly errors: readonly Mistake[] };

/** An act of the office on one application. */
export type CaseAct = {
  readonly path: string;
  readonly title: Bilingual;
  readonly lead?: Bilingual;
  readonly isPossible: (found: Case, now: string) => boolean;
  /** Stands out among the acts, as it is what the case waits for. */
  readonly pressing?: (found: Case) => boolean;
  readonly fields: (shown: Shown) => ComponentChildren;
  readonly read: (form: URLSearchParams, visit: Visit, found: Case, ledger: readonly LedgerEntry[]) => Read;
  /** Whether a note on who called and what was said is needed, welcome, or not asked for. */
  readonly note: 'needed' | 'welcome' | 'none';
  readonly danger?: true;
};

/** What a field of the form shows: what was sent, else what stands. */
export const value = ({ sent }: Shown, name: string, stands = ''): string =>
  sent?.get(name) ?? (sent === undefined ? stands : '');

/** While nothing is erased. */
export const live = ({ application }: Case): boolean => application.status !== 'erased';

/** One mistake in a form, and nothing to do. */
export const wrong = (name: string, message: Bilingual): Read => ({ errors: [mistake(name, message)] });

/** Whether a text is longer than the office may enter. */
export const tooLong = (text: string): boolean => lengthOf(text) > longestStatement;
