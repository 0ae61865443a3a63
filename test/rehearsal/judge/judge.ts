import { type Plan, plan } from '../plan/plan.ts';
import type { Played } from '../play/play.ts';
import { compare, type Line } from './compare.ts';
import type { Evidence } from './evidence.ts';

/** A case that stands elsewhere than the plan says. */
export type StateFault = { readonly case: string; readonly planned: string; readonly found: string };

/** How a rehearsal held against the contract. */
export type Judgement = {
  readonly plan: Plan;
  readonly lines: readonly Line[];
  /** Lines that are not as planned. */
  readonly faults: readonly Line[];
  readonly states: readonly StateFault[];
  /** Everything as the contract says, and every certificate verifies. */
  readonly isGood: boolean;
};

/** Holds what happened against the plan: each mail, each case's state, each certificate. */
export function judge(played: Played, evidence: Pick<Evidence, 'certificates'>): Judgement {
  const made = plan(played.acts, played.mails, played.ended);
  const lines = compare(made.mails, played.mails);
  const faults = lines.filter(({ verdict }) => verdict !== 'as-planned');
  const states = played.applications.flatMap(({ reference, status }): StateFault[] => {
    const planned = made.statuses.get(reference) ?? '–';
    return planned === status ? [] : [{ case: reference, planned, found: status }];
  });
  const isGood =
    faults.length === 0 &&
    states.length === 0 &&
    made.doubts.length === 0 &&
    played.surprises.length === 0 &&
    evidence.certificates.every((certificate) => certificate.faults.length === 0);
  return { plan: made, lines, faults, states, isGood };
}
