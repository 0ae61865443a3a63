import { after, dayOf, morning, onOrAfter, plusDays } from '../berlin.ts';
import type { Act } from '../people/acts.ts';
import { type Model, type PlannedCase, supervisorOf } from './model.ts';
import { answerQuery, beginReview, decide } from './review.ts';
import { accept, release } from './seats.ts';

/** An application is sent: its confirmation is asked for, once more, and awaited for a week. */
export function apply(model: Model, act: Extract<Act, { kind: 'apply' }>): void {
  const { at, body } = act;
  const round = model.rounds.get(act.round);
  if (round === undefined) return;
  const { givenName, familyName, email } = body.applicant;
  const one: PlannedCase = {
    reference: act.case,
    round,
    body,
    submitted: at,
    email,
    name: `${givenName} ${familyName}`,
    status: 'unconfirmed',
    reviewSince: undefined,
    paused: 0,
    verdicts: new Map(),
    query: undefined,
    decision: undefined,
    seat: undefined,
    warned: false,
    member: false,
    reminded: new Set(),
  };
  model.cases.set(act.case, one);
  model.tell(at, one, 'confirm-address', 'act');
  const again = morning(onOrAfter(plusDays(dayOf(at), 1)));
  const end = after(at, 'P7D');
  if (again < end) {
    model.when(again, () => {
      const isOff = round.state === 'cancelled' || isClaimed(model, one);
      if (one.status === 'unconfirmed' && !isOff) model.tell(again, one, 'confirm-address', 'date');
    });
  }
  model.when(end, () => {
    if (one.status === 'unconfirmed') one.status = 'erased';
  });
}

const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** Whether the same person has another live application in the round. */
function isClaimed(model: Model, one: PlannedCase): boolean {
  const dead = ['unconfirmed', 'withdrawn', 'dropped-out', 'erased'];
  return model
    .casesOf(one.round)
    .some(
      (other) =>
        other !== one &&
        !dead.includes(other.status) &&
        plain(other.email) === plain(one.email) &&
        plain(other.name) === plain(one.name),
    );
}

/** Somebody acts on a case. */
export function onCase(model: Model, one: PlannedCase, act: Act): void {
  const { at } = act;
  const { file } = one.round;
  switch (act.kind) {
    case 'confirm': {
      if (one.status !== 'unconfirmed' || isClaimed(model, one)) return;
      model.tell(at, one, 'application-received', 'act');
      const asks = file.endorsement && one.body.supervisor !== undefined;
      for (const to of supervisorOf(one)) {
        const purpose = asks ? 'endorsement-request' : 'supervisor-notice';
        model.mail({ at, to, purpose, case: one.reference, round: file.id, by: 'act' });
      }
      if (asks) one.status = 'awaiting-endorsement';
      else beginReview(model, one, at);
      return;
    }
    case 'endorse':
      beginReview(model, one, at);
      return;
    case 'refuse':
      one.status = 'rejected';
      one.decision = { outcome: 'reject', at, told: false };
      return;
    case 'forward':
      model.mail({
        at,
        to: act.to,
        purpose: 'endorsement-request',
        case: one.reference,
        round: file.id,
        by: 'act',
      });
      return;
    case 'correct':
      one.verdicts.clear();
      one.query = undefined;
      one.decision = undefined;
      one.paused = 0;
      beginReview(model, one, at);
      return;
    case 'decide':
      decide(model, one, act.who, act.insteadOf, act.choice, at);
      return;
    case 'answer-query':
      answerQuery(model, one, at);
      return;
    case 'accept':
      accept(model, one, at);
      return;
    case 'decline':
      one.status = 'declined';
      release(model, one, at);
      return;
    case 'alumni':
      one.member = true;
      return;
    case 'take-back':
    case 'withdraw': {
      const holds = ['seat-offered', 'accepted', 'taking-part'].includes(one.status);
      one.status = one.status === 'taking-part' ? 'dropped-out' : 'withdrawn';
      model.tell(at, one, 'withdrawn', 'act', supervisorOf(one));
      if (holds) release(model, one, at);
      return;
    }
    case 'substitute': {
      model.tell(at, one, 'withdrawn', 'act', supervisorOf(one));
      one.email = act.email;
      one.name = act.name;
      if (one.status === 'accepted') {
        model.tell(at, one, 'seat-confirmed', 'act');
        model.tell(at, one, 'calendar-invitation', 'act');
      } else model.tell(at, one, 'seat-offer', 'act');
    }
  }
}
