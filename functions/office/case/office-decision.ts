import type { Application, Verdict } from '../../domain/application.ts';
import { isAllowed } from '../../domain/application.ts';
import { type Decision, moved, noted } from '../../domain/change.ts';

/** What the office is told after deciding in place of the ministry. */
export type OfficeDecided = 'decided' | 'changed' | 'same-again' | 'reason-missing' | 'not-possible';

/**
 * The office decides where the approvers cannot, or changes a decision that was told already; both with a
 * reason. The applicant is told at the next morning, also where another decision was told before. An approval
 * after the selection joins the end of the waiting list.
 * @param office who is signed in, and the words: `reason` is read by the applicant, `note` by nobody outside
 * @param id of the new verdict, drawn by the caller
 */
export function decideByOffice(
  application: Application,
  outcome: 'approve' | 'reject',
  office: { readonly name: string; readonly email: string; readonly reason: string; readonly note?: string },
  id: string,
  now: string,
): Decision<Application, OfficeDecided> {
  const reason = office.reason.trim();
  if (reason === '') return { answer: 'reason-missing' };
  const to = outcome === 'approve' ? 'approved' : 'rejected';
  const { status, decision: before } = application;
  if (status === to && before?.by === 'office' && before.reason === reason) return { answer: 'same-again' };
  const wasTold = before?.toldAt !== undefined;
  if (status !== to && !isAllowed(status, to, 'office')) return { answer: 'not-possible' };
  if (status === to && wasTold) return { answer: 'same-again' };
  const verdict: Verdict = {
    id,
    approver: 'office',
    by: 'office',
    email: office.email,
    name: office.name,
    choice: outcome,
    reason,
    ...(office.note === undefined || office.note.trim() === '' ? {} : { note: office.note.trim() }),
    at: now,
    version: application.version,
  };
  const set = {
    verdicts: [...application.verdicts, verdict],
    decision: { outcome, by: 'office', at: now, reason },
  };
  const line = { at: now, what: to, name: office.name, words: reason };
  const changed: Application =
    before === undefined
      ? application
      : noted(application, { at: now, who: 'office', what: 'decision-changed', name: office.name });
  const { waiting: _left, ...base } = changed;
  const record =
    status === to ? noted(changed, { who: 'office', ...line }, set) : moved(base, to, 'office', line, set);
  // The execution of a rejection ends when it has been told: another one goes on from here.
  const restart = status === 'rejected' && wasTold;
  return {
    answer: before === undefined ? 'decided' : 'changed',
    change: { record, ...(restart ? { restart: true } : {}) },
  };
}
