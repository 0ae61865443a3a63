import { actingLink, type InboxMail } from '../../program/host.ts';
import { after, at, dayOf, type Moment, moment, workingDays } from '../berlin.ts';
import {
  type ApplicationBody,
  type Behaviour,
  behaviourSchema,
  type People,
  type RoundFile,
} from '../inputs.ts';
import type { Simulation } from '../play/simulation.ts';
import type { Deed } from './acts.ts';
import { Browser } from './browser.ts';
import type { Case } from './case.ts';
import { Office } from './office.ts';
import { Trainers } from './trainers.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Ten o'clock of the working day after a moment: when people who decide find the time. */
function nextWorkday(from: Moment): Moment {
  return at(workingDays(dayOf(from), 1), '10:00');
}

/** The simulated people: they apply, read their mails, and act by the links in them. */
export class Crowd {
  readonly cases = new Map<string, Case>();
  readonly #simulation: Simulation;
  readonly #rounds = new Map<string, RoundFile>();
  readonly #people: People;
  readonly #trainers: Trainers;

  constructor(simulation: Simulation, people: People) {
    this.#simulation = simulation;
    this.#people = people;
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
        this.#onCase(
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
      await this.#onCase(
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
          this.#send(mail, 'confirm', { confirm: 'yes' }, { kind: 'confirm', who: to, case: reference }),
        );
        return;
      case 'endorsement-request':
        this.#planEndorsement(mail, known, to);
        return;
      case 'review-request':
      case 'query-answered':
        if (behaviour.deputyDecides) return;
        this.#planDecision(mail, known, to);
        return;
      case 'review-escalation':
        if (behaviour.deputyDecides) this.#planDecision(mail, known, to);
        return;
      case 'query':
        if (behaviour.query === 'silent') return;
        this.#simulation.plan(after(sent, 'PT27H'), () =>
          this.#onCase(
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
          this.#send(
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
          this.#send(mail, 'action', { action: 'join' }, { kind: 'alumni', who: to, case: reference }),
        );
        return;
    }
  }

  #planEndorsement(mail: InboxMail, { behaviour, body, reference }: Case, to: string): void {
    const { forwards, takesBack } = behaviour;
    if (forwards !== undefined && to === body.supervisor?.email) {
      this.#simulation.plan(after(moment(mail.sentAt), 'PT2H'), () =>
        this.#send(
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
        this.#send(
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
      this.#send(
        mail,
        'decision',
        endorses
          ? { decision: 'endorse' }
          : { decision: 'refuse', reason: 'Im Herbst fehlt uns die Vertretung.' },
        { kind: endorses ? 'endorse' : 'refuse', who: to, case: reference },
      ),
    );
  }

  #planDecision(mail: InboxMail, known: Case, to: string): void {
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
        await this.#send(
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

  async #withdraw(reference: string, who: string): Promise<void> {
    await this.#onCase(
      reference,
      { action: 'withdraw', confirm: 'yes' },
      { kind: 'withdraw', who, case: reference },
    );
  }

  async #onCase(reference: string, fields: Fields, deed: Deed): Promise<void> {
    const link = this.cases.get(reference)?.vorgang;
    if (link === undefined) {
      this.#simulation.surprises.push(`${reference}: there is no link to the case page for ${deed.kind}`);
      return;
    }
    await this.#fill(link, 'action', fields, deed);
  }

  async #send(mail: InboxMail, field: string, fields: Fields, deed: Deed): Promise<void> {
    await this.#fill(actingLink(mail), field, fields, deed);
  }

  /** Whether the same person sent another application to the round before this one. */
  #isSecond(reference: string): boolean {
    const key = ({ body }: Case): string =>
      [body.round, body.applicant.email, body.applicant.givenName, body.applicant.familyName].join('\n');
    const one = this.cases.get(reference);
    const first = [...this.cases.values()].find((other) => one !== undefined && key(other) === key(one));
    return first !== undefined && first !== one;
  }

  async #fill(link: string, field: string, fields: Fields, deed: Deed): Promise<void> {
    const browser = new Browser();
    try {
      const page = await browser.open(link);
      // Who has applied already is shown the first case, and finds nothing to confirm.
      if (
        deed.kind === 'confirm' &&
        page.status === 200 &&
        page.forms.every(({ method }) => method !== 'post') &&
        this.#isSecond(deed.case)
      )
        return;
      const began = await this.#simulation.clock();
      this.#simulation.note(await browser.send(page, field, fields), began, deed);
    } catch (error) {
      this.#simulation.surprises.push(
        `${'case' in deed ? deed.case : ''} ${deed.kind}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
