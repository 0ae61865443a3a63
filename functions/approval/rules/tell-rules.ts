import type { Application } from '../../domain/application.ts';
import { type Decision, noted } from '../../domain/change.ts';
import { toApplicant } from '../../domain/lifecycle.ts';
import { toldFrom } from '../rules.ts';

/** Whether a decision stands that is still to be told to the applicant. */
export function isToBeTold({ decision, status }: Application): boolean {
  return (
    decision !== undefined &&
    decision.toldAt === undefined &&
    (status === 'approved' || status === 'rejected')
  );
}

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
  if (decision === undefined || !isToBeTold(application) || now < toldFrom(decision.at))
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
