import { type Application, fullName } from '../../domain/application.ts';
import { type Decision, noted } from '../../domain/change.ts';
import { type Submitted, withSubmitted } from '../../domain/form-fields/record.ts';
import { handedOver } from '../../domain/form-fields/submitted.ts';
import { substitutesUntil, toApplicant } from '../../domain/lifecycle.ts';
import type { MailOrder } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';

/** The seat belongs to the administration, which can name another person for it until a date of the round. */
export function maySubstitute(application: Application, round: Round, now: string): boolean {
  const { seat, status } = application;
  if (seat === undefined || (status !== 'seat-offered' && status !== 'accepted')) return false;
  if (status === 'seat-offered' && now >= seat.until) return false;
  return now < substitutesUntil(round, seat.cohort);
}

export type Substituted = 'substituted' | 'not-possible' | 'other-application' | 'same-person';

/**
 * The administration names another person for its seat: the case goes on with that person, who gets what the
 * seat's holder needs; the links of the one before end.
 * @param theirs what that person gave in the form: at least who they are
 * @param person hash of who the new person is
 * @param claimedBy id of the application that holds the claim of the new person, if one does
 */
export function substitute(
  application: Application,
  round: Round,
  theirs: Pick<Submitted, 'applicant'> & Partial<Submitted>,
  person: string,
  claimedBy: string | undefined,
  now: string,
  by: 'applicant' | 'office' = 'applicant',
): Decision<Application, Substituted> {
  if (!maySubstitute(application, round, now)) return { answer: 'not-possible' };
  if (person === application.person) return { answer: 'same-person' };
  if (claimedBy !== undefined && claimedBy !== application.id) return { answer: 'other-application' };
  const { emailChange: _e, ...rest } = application;
  const record = noted(
    {
      ...withSubmitted(rest, handedOver(application, theirs)),
      person,
      version: application.version + 1,
      caseLinkEpoch: application.caseLinkEpoch + 1,
      substitutedAt: now,
    },
    { at: now, who: by, what: 'substituted', words: fullName(theirs.applicant) },
  );
  const to = toApplicant(record);
  const data = { by: 'substituted', name: fullName(application.applicant) };
  const welcome: MailOrder[] =
    application.status === 'accepted'
      ? [
          { purpose: 'seat-confirmed', to, occasion: now, data },
          { purpose: 'calendar-invitation', to, occasion: now, data },
        ]
      : [{ purpose: 'seat-offer', to, occasion: now, data }];
  const supervisor = application.supervisor?.email;
  return {
    answer: 'substituted',
    change: {
      record,
      mails: [
        ...welcome,
        {
          purpose: 'withdrawn',
          to: toApplicant(application),
          ...(supervisor === undefined ? {} : { cc: [supervisor] }),
          occasion: now,
          // The record is the new person's from now on, so the order says who reads the mailbox of the one before.
          data: { ...data, ...(application.sharedMailbox === true ? { shared: 'yes' } : {}) },
        },
      ],
      effects: [{ claim: 'move', to: person }],
    },
  };
}
