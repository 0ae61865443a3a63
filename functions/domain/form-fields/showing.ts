import type { LabelledLine, Not, Place, Showing } from './field.ts';

/** The same line on all pages on which applicants see what is theirs. */
export function onOwnPages(line: LabelledLine): Readonly<Record<'review' | 'receipt' | 'casePage', Showing>> {
  return { review: line, receipt: line, casePage: line };
}

/** Not for those who decide, and why. */
export function toNoApprover(not: string): Readonly<Record<'requestMail' | 'decision' | 'paper', Not>> {
  return { requestMail: { not }, decision: { not }, paper: { not } };
}

/** Shown nowhere, and why. */
export function nowhere(not: string): Readonly<Record<Place, Not>> {
  return {
    review: { not },
    receipt: { not },
    casePage: { not },
    receivedMail: { not },
    endorsement: { not },
    ...toNoApprover(not),
    office: { not },
    applications: { not },
    participants: { not },
  };
}
