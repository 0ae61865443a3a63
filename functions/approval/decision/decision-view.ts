import type { Counted } from '../../domain/balance.ts';
import type { Mistake } from '../../domain/mistake.ts';
import type { Language } from '../../domain/text.ts';
import { obstacle, type Verdicted } from '../rules.ts';
import type { CaseVisit } from './open.ts';

/** What a page about one application is made of. */
export type DecisionView = {
  readonly visit: CaseVisit;
  /** What the applications of the round count for. */
  readonly counted: readonly Counted[];
  readonly language: Language;
  readonly at: string;
  readonly values: URLSearchParams;
  readonly mistakes: readonly Mistake[];
};

/** Where the forms about one application are sent to. */
export function casePath(visit: CaseVisit): string {
  const base = `/entscheidung/${visit.secret}`;
  return visit.isList ? `${base}?bewerbung=${visit.application.id}` : base;
}

/** For these nothing of the application is shown: the link is not (or no longer) for it. */
const concealing: readonly Verdicted[] = [
  'no-approver',
  'conflict-of-interest',
  'withdrawn',
  'not-in-review',
  'replaced',
  'expired',
  'link-expired',
];

/** Whether a fresh link helps, so that the page offers to send one. */
export function isRenewable(why: Verdicted): boolean {
  return why === 'replaced' || why === 'link-expired';
}

/** What stands in the way of deciding through this link, if anything does. */
export function obstacleOf(view: Pick<DecisionView, 'visit' | 'at'>): Verdicted | undefined {
  const { visit, at } = view;
  return visit.approver === undefined
    ? 'no-approver'
    : obstacle(visit.application, visit.round, visit.decider, visit.version, at);
}

/** Whether a page about this obstacle shows nothing of the application. */
export function isConcealing(why: Verdicted | undefined): boolean {
  return why !== undefined && concealing.includes(why);
}

/** What every page about one application has in common. */
export function frame(view: DecisionView): {
  preline: string;
  path: string;
  personal: true;
  language: Language;
} {
  const { visit, language } = view;
  const { application, round } = visit;
  return {
    preline: `${application.reference} · ${round.file.title}`,
    path: casePath(visit),
    personal: true,
    language,
  };
}
