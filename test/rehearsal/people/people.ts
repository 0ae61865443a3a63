import { actingLink, type InboxMail } from '../../program/host.ts';
import { after, type Moment, moment } from '../berlin.ts';
import {
  type ApplicationBody,
  type Behaviour,
  behaviourSchema,
  type People,
  type RoundFile,
} from '../inputs.ts';
import type { Simulation } from '../play/simulation.ts';
import { Acting } from './acting.ts';
import type { Case } from './case.ts';
import { Deciders } from './deciders.ts';
import { Office } from './office.ts';
import { Trainers } from './trainers.ts';

/** The simulated people: they apply, read their mails, and act by the links in them. */
export class Crowd {
  readonly cases = new Map<string, Case>();
  readonly #simulation: Simulation;
  readonly #rounds = new Map<string, RoundFile>();
  readonly #people: People;
  readonly #acting: Acting;
  readonly #deciders: Deciders;
  readonly #trainers: Trainers;

  constructor(simulation: Simulation, people: People) {
    this.#simulation = simulation;
    this.#people = people;
    this.#acting = new Acting(simulation, this.cases);
    this.#deciders = new Deciders(simulation, this.#acting);
    this.#trainers = new Trainers(simulation, this.#rounds, this.cases, people.late);
    new Office(simulation, this.#rounds).plan(people.office);
  }

  /** Makes a round at a moment, from its file as it is. */
  makeRound(when: Moment, raw: unknown, file: RoundFile): void {
    this.#rounds.set(file.id, file);
    this.#simulation.plan(when, async () => {
      const began = await this.#simulation.clock();
      await this.#simulation.host.createRound(raw);
      this.#simulation.did(began, {
        kind: 'make-round',
        who: file.office.email,
        round: file.id,
        file,
      });
    });
  }

  /** The behaviour of the nth application of the file (from 1). */
  behaviourOf(body: ApplicationBody, place: number): Behaviour {
    const { applicants } = this.#people;
    return applicants[`#${place}`] ?? applicants[body.applicant.email] ?? behaviourSchema.parse({});
  }

  /** Sends an application at a moment. */
  apply(when: Moment, body: ApplicationBody, place: number): void {
    const behaviour = this.behaviourOf(body, place);
    this.#simulation.plan(when, async () => {
      const round = this.#rounds.get(body.round);
      if (round === undefined) throw new Error(`nobody made the round ${body.round}`);
      const began = await this.#simulation.clock();
      const { reference, id } = await this.#simulation.host.apply(body);
      const who = body.applicant.email;
      this.#simulation.did(began, { kind: 'apply', who, round: body.round, case: reference, id, body });
      this.cases.set(reference, {
        reference,
        id,
        round,
        body,
        behaviour,
        vorgang: undefined,
        asked: new Map(),
        confirming: false,
        answering: false,
        decisions: 0,
      });
      this.#planDated(reference, behaviour, who);
    });
  }

  #planDated(reference: string, { withdraws, corrects, substitute }: Behaviour, who: string): void {
    if (corrects !== undefined) {
      this.#simulation.plan(moment(corrects.at), () =>
        this.#acting.onCase(
          reference,
          { action: 'correct', motivation: corrects.motivation },
          { kind: 'correct', who, case: reference },
        ),
      );
    }
    if (withdraws !== undefined) {
      this.#simulation.plan(moment(withdraws), () => this.#withdraw(reference, who));
    }
    if (substitute === undefined) return;
    const { person } = substitute;
    this.#simulation.plan(moment(substitute.at), async () => {
      await this.#acting.onCase(
        reference,
        {
          action: 'substitute',
          'applicant.givenName': person.givenName,
          'applicant.familyName': person.familyName,
          'applicant.email': person.email,
          'applicant.role': person.role,
        },
        {
          kind: 'substitute',
          who,
          case: reference,
          name: `${person.givenName} ${person.familyName}`,
          email: person.email,
        },
      );
    });
  }

  /** Everybody reads the mails that came, and decides what to do and when. */
  read(mails: readonly InboxMail[]): void {
    for (const mail of mails) {
      const known = mail.case === null ? undefined : this.cases.get(mail.case);
      const [to = ''] = mail.to;
      if (known !== undefined && /\/vorgang\//.test(mail.text)) known.vorgang = actingLink(mail);
      // A mail to an address that does not exist is read by nobody.
      if (to.startsWith('bounce')) continue;
      if (known !== undefined) this.#readOnCase(mail, known, to);
      else if (mail.purpose === 'attendance-request') this.#trainers.planMarking(mail, to);
    }
  }

  #readOnCase(mail: InboxMail, known: Case, to: string): void {
    const { behaviour, reference } = known;
    const sent = moment(mail.sentAt);
    if (behaviour.withdrawsOn === mail.purpose) {
      this.#simulation.plan(after(sent, 'PT3H'), () => this.#withdraw(reference, to));
    }
    switch (mail.purpose) {
      case 'confirm-address':
        if (known.confirming || behaviour.confirms === 'never') return;
        known.confirming = true;
        this.#simulation.plan(after(sent, behaviour.confirms), () =>
          this.#acting.byMail(
            mail,
            'confirm',
            { confirm: 'yes' },
            { kind: 'confirm', who: to, case: reference },
          ),
        );
        return;
      case 'endorsement-request':
        this.#deciders.planEndorsement(mail, known, to);
        return;
      case 'review-request':
      case 'query-answered':
        if (behaviour.deputyDecides) return;
        this.#deciders.planDecision(mail, known, to);
        return;
      case 'review-escalation':
        if (behaviour.deputyDecides) this.#deciders.planDecision(mail, known, to);
        return;
      case 'query':
        if (behaviour.query === 'silent') return;
        this.#simulation.plan(after(sent, 'PT27H'), () =>
          this.#acting.onCase(
            reference,
            { action: 'answer', text: 'Ja, die Leitung hat mir die Tage freigehalten.' },
            { kind: 'answer-query', who: to, case: reference },
          ),
        );
        return;
      case 'seat-offer': {
        if (behaviour.offer === 'silent' || known.answering) return;
        known.answering = true;
        const accepts = behaviour.offer === 'accepts';
        this.#simulation.plan(after(sent, behaviour.offerAfter), () =>
          this.#acting.byMail(
            mail,
            'answer',
            { answer: accepts ? 'accept' : 'decline' },
            { kind: accepts ? 'accept' : 'decline', who: to, case: reference },
          ),
        );
        return;
      }
      case 'alumni-invitation':
        if (behaviour.alumni === 'stays-away') return;
        this.#simulation.plan(after(sent, 'P1DT2H'), () =>
          this.#acting.byMail(
            mail,
            'action',
            { action: 'join' },
            { kind: 'alumni', who: to, case: reference },
          ),
        );
        return;
    }
  }

  async #withdraw(reference: string, who: string): Promise<void> {
    await this.#acting.onCase(
      reference,
      { action: 'withdraw', confirm: 'yes' },
      { kind: 'withdraw', who, case: reference },
    );
  }
}
