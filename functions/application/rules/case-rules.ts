import { type Application, endedStatuses, isLive } from '../../domain/application.ts';
import { type Change, type Decision, type Effect, moved, noted } from '../../domain/change.ts';
import { type Submitted, withSubmitted } from '../../domain/form-fields/record.ts';
import {
  erased,
  intoReview,
  isUntold,
  needsEndorsement,
  toApplicant,
  toldStatus,
  toSupervisor,
} from '../../domain/lifecycle.ts';
import type { MailOrder } from '../../domain/mail.ts';
import type { Person } from '../../domain/people.ts';
import type { Round } from '../../domain/round.ts';
import { normaliseEmail } from '../../domain/text.ts';
import { agreedTo, changedFields } from '../case/changed-fields.ts';
import { maySubstitute } from './substitution.ts';

/** What may be done on the case page. */
export const caseActions = [
  'answer',
  'correct',
  'substitute',
  'withdraw',
  'new-link',
  'export',
  'erase',
] as const;
export type CaseAction = (typeof caseActions)[number];

/** What can be done with an application now, in the order in which the page offers it. */
export function possibleActions(application: Application, round: Round, now: string): CaseAction[] {
  return caseActions.filter((action) => {
    switch (action) {
      case 'answer':
        return (
          application.status === 'queried' && application.query !== undefined && now < application.query.until
        );
      case 'correct':
        return mayCorrect(application);
      case 'substitute':
        return maySubstitute(application, round, now);
      case 'withdraw':
        return mayWithdraw(application);
      case 'erase':
        return mayErase(application);
      default:
        return true;
    }
  });
}

/** Data can be corrected until the decision is told; where nobody decides, until the seats are given. */
export function mayCorrect(application: Application): boolean {
  const status = toldStatus(application);
  const undecided = status === 'awaiting-endorsement' || status === 'in-review' || status === 'queried';
  return undecided || (status === 'approved' && application.decision === undefined);
}

function mayWithdraw(application: Application): boolean {
  return (
    application.status !== 'unconfirmed' &&
    (isUntold(application) || !endedStatuses.includes(application.status))
  );
}

/** What has ended (and has been told) can be erased; what is under way is withdrawn first. */
export function mayErase(application: Application): boolean {
  return (
    application.status !== 'erased' && endedStatuses.includes(application.status) && !isUntold(application)
  );
}

/** What somebody is, where the claim of that person belongs to another application. */
const isOthers = (claimedBy: string | undefined, application: Application): boolean =>
  claimedBy !== undefined && claimedBy !== application.id;

export type Corrected = 'corrected' | 'nothing-changed' | 'not-possible' | 'other-application' | 'outdated';

/**
 * The applicant corrects what was submitted: a new version, to which no earlier decision or question belongs.
 * It goes to the administration again where what that agreed to has changed, and to every approver. A new
 * address counts only once its owner has confirmed it; until then the old one stays.
 * @param person hash of who this is with the names as corrected (and the present address)
 * @param claimedBy id of the application that holds the claim of that person, if one does
 * @param version the version that the page showed; undefined where it did not say
 */
export function correct(
  application: Application,
  round: Round,
  given: Submitted,
  person: string,
  claimedBy: string | undefined,
  version: number | undefined,
  now: string,
): Decision<Application, Corrected> {
  if (!mayCorrect(application)) return { answer: 'not-possible' };
  if (version !== undefined && version !== application.version) return { answer: 'outdated' };
  const newAddress = normaliseEmail(given.applicant.email) !== normaliseEmail(application.applicant.email);
  const applicant: Person = newAddress
    ? { ...given.applicant, email: application.applicant.email }
    : given.applicant;
  const changed = changedFields(application, { ...given, applicant });
  if (changed.length === 0 && !newAddress) return { answer: 'nothing-changed' };
  if (isOthers(claimedBy, application)) return { answer: 'other-application' };
  const address = newAddress ? addressChange(application, given.applicant.email, now) : undefined;
  const base = address?.record ?? application;
  if (changed.length === 0)
    return { answer: 'corrected', ...(address === undefined ? {} : { change: address }) };
  const { query: _q, decision: _d, reviewPaused: _p, ...rest } = base;
  const agreed = agreedTo(application) === agreedTo({ ...given, applicant });
  const { endorsedAt: _e, endorser: _f, ...unendorsed } = rest;
  const corrected = noted(
    {
      ...withSubmitted(agreed ? rest : unendorsed, { ...given, applicant }),
      person,
      version: application.version + 1,
    },
    {
      at: now,
      who: 'applicant',
      what: 'corrected',
      words: changed.map((each) => each[application.language]).join(', '),
    },
  );
  const next = afterCorrection(application, corrected, round, now);
  const effects: Effect[] = person === application.person ? [] : [{ claim: 'move', to: person }];
  return {
    answer: 'corrected',
    change: { ...next, mails: [...(address?.mails ?? []), ...(next.mails ?? [])], effects },
  };
}

function afterCorrection(
  before: Application,
  corrected: Application,
  round: Round,
  now: string,
): Change<Application> {
  const supervisor = toSupervisor(corrected);
  const occasion = `v${corrected.version}`;
  if (needsEndorsement(corrected, round) && supervisor !== undefined) {
    return {
      record: moved(corrected, 'awaiting-endorsement', 'applicant', {
        at: now,
        what: 'endorsement-requested',
      }),
      mails: [
        { purpose: 'endorsement-request', to: endorserOf(corrected), occasion, version: corrected.version },
      ],
    };
  }
  const isNew = supervisor !== undefined && supervisor.email !== before.supervisor?.email;
  const notice: MailOrder[] =
    isNew && !round.file.endorsement ? [{ purpose: 'supervisor-notice', to: supervisor, occasion }] : [];
  if (round.file.approvers.length === 0 && corrected.status === 'approved') {
    return { record: corrected, mails: notice };
  }
  const review = intoReview(corrected, round, 'applicant', now);
  return { ...review, mails: [...notice, ...(review.mails ?? [])] };
}

/** Who answers for the administration: the supervisor, or the person to whom the request was forwarded. */
export function endorserOf(application: Application): MailOrder['to'] {
  const { endorser } = application;
  if (endorser !== undefined) return { role: 'supervisor', name: endorser.name, email: endorser.email };
  const supervisor = toSupervisor(application);
  if (supervisor === undefined) throw new Error('the application names no supervisor');
  return supervisor;
}

/** A corrected address: its owner is asked to confirm it. */
function addressChange(application: Application, email: string, now: string): Change<Application> {
  return {
    record: { ...application, emailChange: { email, at: now } },
    mails: [
      {
        purpose: 'confirm-address',
        to: { role: 'applicant', email },
        occasion: now,
        data: { change: 'yes' },
      },
    ],
  };
}

/** A fresh link to the case page, mailed to the address on record; all earlier ones end. */
export function newLink(application: Application, now: string): Change<Application> {
  return {
    record: noted(
      application,
      { at: now, who: 'applicant', what: 'new-link' },
      { caseLinkEpoch: application.caseLinkEpoch + 1 },
    ),
    mails: [{ purpose: 'case-link', to: toApplicant(application), occasion: now }],
  };
}

/** Erases an application that has ended; the one claim of the person ends with it. */
export function eraseOwn(
  application: Application,
  now: string,
): Decision<Application, 'erased' | 'not-possible'> {
  if (!mayErase(application)) return { answer: 'not-possible' };
  return {
    answer: 'erased',
    change: {
      record: erased(application, 'applicant', now),
      effects: isLive(application.status) ? [{ claim: 'release' }] : [],
    },
  };
}

export type AddressConfirmed = 'confirmed' | 'settled' | 'other-application';

/**
 * The owner of a corrected address confirms it: mails go there from now on.
 * @param person hash of who this is with the new address
 */
export function confirmAddressChange(
  application: Application,
  email: string,
  person: string,
  claimedBy: string | undefined,
  now: string,
): Decision<Application, AddressConfirmed> {
  const { emailChange, ...rest } = application;
  if (
    emailChange === undefined ||
    normaliseEmail(emailChange.email) !== normaliseEmail(email) ||
    !isLive(application.status)
  ) {
    return { answer: 'settled' };
  }
  if (isOthers(claimedBy, application)) return { answer: 'other-application' };
  const record = noted(
    { ...rest, applicant: { ...application.applicant, email: emailChange.email }, person },
    { at: now, who: 'applicant', what: 'address-corrected' },
  );
  return {
    answer: 'confirmed',
    change: {
      record,
      mails: [{ purpose: 'case-link', to: toApplicant(record), occasion: now, data: { why: 'address' } }],
      effects: person === application.person ? [] : [{ claim: 'move', to: person }],
    },
  };
}
