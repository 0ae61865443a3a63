import type { InboxMail } from '../../program/host.ts';
import { after, at, dayOf, type Moment, moment, workingDays } from '../berlin.ts';
import type { Simulation } from '../play/simulation.ts';
import type { Acting } from './acting.ts';
import type { Case } from './case.ts';

/** Ten o'clock of the working day after a moment: when people who decide find the time. */
function nextWorkday(from: Moment): Moment {
  return at(workingDays(dayOf(from), 1), '10:00');
}

/** The simulated supervisors, approvers and deputies. */
export class Deciders {
  readonly #simulation: Simulation;
  readonly #acting: Acting;

  constructor(simulation: Simulation, acting: Acting) {
    this.#simulation = simulation;
    this.#acting = acting;
  }

  /** Has the supervisor who was asked by a mail answer, or forward it to somebody else. */
  planEndorsement(mail: InboxMail, { behaviour, body, reference }: Case, to: string): void {
    const { forwards, takesBack } = behaviour;
    if (forwards !== undefined && to === body.supervisor?.email) {
      this.#simulation.plan(after(moment(mail.sentAt), 'PT2H'), () =>
        this.#acting.byMail(
          mail,
          'decision',
          { decision: 'forward', 'forward.name': forwards.name, 'forward.email': forwards.email },
          { kind: 'forward', who: to, case: reference, to: forwards.email },
        ),
      );
      return;
    }
    if (takesBack !== undefined) {
      this.#simulation.plan(moment(takesBack), () =>
        this.#acting.byMail(
          mail,
          'decision',
          { decision: 'take-back', reason: 'Die Stelle ist inzwischen unbesetzt.', confirm: 'yes' },
          { kind: 'take-back', who: to, case: reference },
        ),
      );
    }
    if (behaviour.supervisor === 'silent') return;
    const endorses = behaviour.supervisor === 'endorses';
    const when = behaviour.supervisorAfter.startsWith('P')
      ? after(moment(mail.sentAt), behaviour.supervisorAfter)
      : moment(behaviour.supervisorAfter);
    this.#simulation.plan(when, () =>
      this.#acting.byMail(
        mail,
        'decision',
        endorses
          ? { decision: 'endorse' }
          : { decision: 'refuse', reason: 'Im Herbst fehlt uns die Vertretung.' },
        { kind: endorses ? 'endorse' : 'refuse', who: to, case: reference },
      ),
    );
  }

  /** Has the approver or deputy who was asked by a mail decide, and perhaps decide anew. */
  planDecision(mail: InboxMail, known: Case, to: string): void {
    const { behaviour, reference, round } = known;
    const turn = Math.min(known.decisions, behaviour.review.length - 1);
    const choice = behaviour.review[turn] ?? 'approve';
    known.decisions += 1;
    if (choice === 'silent') return;
    const sent = moment(mail.sentAt);
    const when = behaviour.reviewAfter === undefined ? nextWorkday(sent) : after(sent, behaviour.reviewAfter);
    const isDeputy = !round.approvers.some(({ email }) => email === to);
    const approver = round.approvers.find(({ email, deputy }) =>
      isDeputy ? deputy?.email === to : email === to,
    );
    const reasons = {
      approve: {},
      reject: { reason: 'Für diesen Durchgang liegt der Schwerpunkt auf Verwaltungen ohne Vorerfahrung.' },
      query: { reason: 'Können Sie an allen Tagen dabei sein?' },
    };
    known.asked.set(to, mail.id);
    const decides = (at: Moment, what: keyof typeof reasons): void =>
      this.#simulation.plan(at, async () => {
        if (known.asked.get(to) !== mail.id) return;
        await this.#acting.byMail(
          mail,
          'decision',
          {
            decision: what,
            ...reasons[what],
            ...(approver?.shared === true && !isDeputy
              ? { name: 'Ines Probst', function: 'Referentin' }
              : {}),
          },
          {
            kind: 'decide',
            who: to,
            case: reference,
            choice: what,
            ...(isDeputy && approver !== undefined ? { insteadOf: approver.email } : {}),
          },
        );
      });
    decides(when, choice);
    if (behaviour.changesMind !== undefined && turn === 0) {
      decides(after(when, behaviour.changesMind.after), behaviour.changesMind.to);
    }
  }
}
