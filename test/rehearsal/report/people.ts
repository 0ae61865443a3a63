import type { Played } from '../play/play.ts';

/** Somebody who got mails, as the report names them. */
export type Reader = {
  readonly email: string;
  readonly name: string;
  readonly role: 'applicant' | 'supervisor' | 'approver' | 'deputy' | 'trainer' | 'office';
  /** The cases in which they are the applicant. */
  readonly cases: readonly string[];
};

const order = ['applicant', 'supervisor', 'approver', 'deputy', 'trainer', 'office'] as const;

/** Everybody whom a rehearsal knows, applicants first. One address is one reader, in the part that comes first. */
export function readersOf(played: Played): Reader[] {
  const found = new Map<string, Reader>();
  const add = (email: string, name: string, role: Reader['role'], reference?: string): void => {
    const key = email.toLowerCase();
    const known = found.get(key);
    const cases = [...(known?.cases ?? []), ...(reference === undefined ? [] : [reference])];
    if (known === undefined || order.indexOf(role) < order.indexOf(known.role)) {
      found.set(key, { email, name, role, cases });
    } else found.set(key, { ...known, cases });
  };
  for (const act of played.acts) {
    if (act.kind === 'apply') {
      const { applicant, supervisor } = act.body;
      add(applicant.email, `${applicant.givenName} ${applicant.familyName}`, 'applicant', act.case);
      if (supervisor !== undefined) {
        add(supervisor.email, `${supervisor.givenName} ${supervisor.familyName}`, 'supervisor');
      }
    }
    if (act.kind === 'substitute') add(act.email, act.name, 'applicant', act.case);
  }
  for (const { file } of played.script.rounds) {
    for (const { name, email, deputy } of file.approvers) {
      add(email, name, 'approver');
      if (deputy !== undefined) add(deputy.email, deputy.name, 'deputy');
    }
    for (const { name, email } of file.cohorts.flatMap(({ trainers }) => trainers))
      add(email, name, 'trainer');
    add(file.office.email, file.office.name, 'office');
  }
  return [...found.values()].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}
