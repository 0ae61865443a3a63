import type { Application } from '../../domain/application.ts';
import { type Decision, noted } from '../../domain/change.ts';
import { isUntold, toApplicant } from '../../domain/lifecycle.ts';
import { toldFrom } from '../rules.ts';

/**
 * Tells a decision that is due.
 * @param withSelection whether this very morning's selection tells the result along with it
 */
export function tell(
  application: Application,
  withSelection: boolean,
  now: string,
): Decision<Application, boolean> {
  const { decision, status } = application;
  if (decision === undefined || !isUntold(application) || now < toldFrom(decision.at))
    return { answer: false };
  const record = noted(
    application,
    { at: now, who: 'date', what: 'decision-told' },
    { decision: { ...decision, toldAt: now } },
  );
  const purpose = status === 'approved' ? 'approved' : 'rejected';
  const silent = status === 'approved' && withSelection;
  return {
    answer: true,
    change: {
      record,
      mails: silent ? [] : [{ purpose, to: toApplicant(application), occasion: decision.at }],
    },
  };
}
