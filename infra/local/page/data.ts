import type { Language } from '../../../functions/domain/text.ts';
import type { Mail, MailHead } from '../ses/store.ts';
import type { UsageReport } from '../usage/usage.ts';

/** An application as `GET /_local/applications` lists it. */
export interface ApplicationLine {
  readonly id: string;
  readonly reference: string;
  readonly round: string;
  readonly status: string;
  readonly version: number;
  readonly history: readonly { readonly at: string; readonly who: string; readonly what: string }[];
}

/** An execution as `GET /_local/executions` lists it. */
export interface ExecutionLine {
  readonly id: string;
  readonly workflow: string;
  readonly status: string;
  readonly state: string | null;
  readonly case: string | null;
  readonly startedAt: string;
  readonly nextDueAt: string | null;
}

/** A round that a person can look at or apply to. */
export interface RoundLine {
  readonly id: string;
  readonly title: string;
}

/** The local clock: instants as ISO 8601 UTC; `nextDueAt` is the next timer's. */
export interface ClockState {
  readonly now: string;
  readonly nextDueAt: string | undefined;
}

/** What the page can show alone: everything, or one part in full. */
export const views = ['overview', 'inbox', 'applications', 'executions', 'usage'] as const;
export type View = (typeof views)[number];

/** All that the page shows. Lists come as they are; the page takes of them what fits. */
export interface PageData {
  readonly language: Language;
  readonly view: View;
  readonly search: string;
  /** Counted from 1. */
  readonly page: number;
  readonly clock: ClockState;
  readonly inbox: { readonly total: number; readonly mails: readonly MailHead[] };
  readonly applications: readonly ApplicationLine[];
  readonly executions: readonly ExecutionLine[];
  readonly usage: UsageReport;
  readonly rounds: readonly RoundLine[];
  /** The real mail server's host, where mail really goes out. */
  readonly relaysTo: string | undefined;
  /** The services that do wrong on demand, by the names of the contract. */
  readonly disturbed: readonly string[];
  readonly notice: { readonly kind: 'done' | 'wrong'; readonly text: string } | undefined;
}

/** What the page needs of the host; each answer is about this very moment. */
export interface LocalHost {
  clock(): ClockState;
  /** As `POST /_local/clock`; an error's message is shown to the person. */
  advance(to: { readonly advanceTo: string } | { readonly advanceBy: string }): Promise<{
    readonly now: string;
    readonly fired: number;
  }>;
  inbox(wanted: { readonly search: string; readonly limit: number; readonly offset: number }): {
    readonly total: number;
    readonly mails: readonly MailHead[];
  };
  mail(id: string): Mail | undefined;
  applications(): Promise<readonly ApplicationLine[]>;
  executions(): readonly ExecutionLine[];
  usage(): UsageReport;
  rounds(): Promise<readonly RoundLine[]>;
  /** Makes the example round whose window is open today; its id. */
  makeExample(): Promise<{ readonly id: string }>;
  readonly relaysTo: string | undefined;
  readonly disturbed: readonly string[];
  /** Ends whatever goes wrong on demand. */
  endFaults(): void;
}

/** How many lines a part shows: alone on the page, and beside the others. */
export const pageSize = 50;
export const glanceSize = 7;
