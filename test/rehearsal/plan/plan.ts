import type { InboxMail } from '../../program/host.ts';
import type { Moment } from '../berlin.ts';
import type { Act } from '../people/acts.ts';
import { apply, onCase } from './case.ts';
import { Model } from './model.ts';
import { seenOffers } from './offers.ts';
import { makeRound, office } from './round.ts';
import { mark } from './sessions.ts';

export type { PlannedMail } from './model.ts';

/** What must have been mailed and where each case must stand, given what people did. */
export type Plan = {
  readonly mails: Model['mails'];
  /** The state of each case at the end, by its reference. */
  readonly statuses: ReadonlyMap<string, string>;
  readonly doubts: readonly string[];
};

/**
 * The plan for what people did, from the contract alone.
 * @param mails of these only the offers are read: which of the candidates chance chose
 */
export function plan(acts: readonly Act[], mails: readonly InboxMail[], until: Moment): Plan {
  const model = new Model(seenOffers(mails, acts));
  for (const act of acts) model.when(act.at, () => perform(model, act), 0);
  model.run(until);
  return {
    mails: model.mails.sort((a, b) => a.at - b.at),
    statuses: new Map([...model.cases.values()].map(({ reference, status }) => [reference, status])),
    doubts: model.doubts,
  };
}

function perform(model: Model, act: Act): void {
  if (act.kind === 'make-round') {
    makeRound(model, act.file, act.at);
    return;
  }
  if (act.kind === 'sign-in') {
    model.mail({ at: act.at, to: act.who, purpose: 'sign-in', case: null, round: '', by: 'act' });
    return;
  }
  if (act.kind === 'apply') {
    apply(model, act);
    return;
  }
  const round = 'round' in act ? model.rounds.get(act.round) : undefined;
  if (act.kind === 'mark' && round !== undefined) {
    mark(model, round, act.session, act.present, act.at);
    return;
  }
  if (act.kind === 'office' && round !== undefined) {
    office(model, round, act.what, act.at);
    return;
  }
  const one = 'case' in act ? model.cases.get(act.case) : undefined;
  if (one !== undefined) onCase(model, one, act);
}
