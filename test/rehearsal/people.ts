import type { InboxMail } from '../program/host.ts';
import type { Deed } from './acts.ts';
import { after, at, dayOf, type Moment, moment, workingDays } from './berlin.ts';
import { Browser, type Page, titleOf } from './browser.ts';
import {
  type ApplicationBody,
  type Behaviour,
  behaviourSchema,
  type OfficeAct,
  type People,
  type RoundFile,
} from './inputs.ts';
import { changedFile, officeForm } from './office-acts.ts';
import type { Simulation } from './simulation.ts';

/** One case as the people around it know it. */
export type Case = {
  readonly reference: string;
  readonly id: string;
  readonly round: RoundFile;
  readonly body: ApplicationBody;
  readonly behaviour: Behaviour;
  /** The link to the case page that came last. */
  vorgang: string | undefined;
  /** The mail by which each approver was asked last: an older one is about an older version. */
  readonly asked: Map<string, string>;
  confirming: boolean;
  answering: boolean;
  decisions: number;
};

type Fields = Readonly<Record<string, string | readonly string[]>>;

const secretLink = /https?:\/\/\S+\/[A-Za-z0-9_-]{43}(?:\?lang=en)?/;

function linkIn(mail: InboxMail): string {
  const found = secretLink.exec(mail.text);
  if (found === null) throw new Error(`the mail ${mail.purpose} carries no acting link`);
  return found[0];
}

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

  constructor(simulation: Simulation, people: People) {
    this.#simulation = simulation;
    this.#people = people;
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

  /** Has the office do what its list says. */
  planOffice(acts: readonly OfficeAct[]): void {
    for (const act of acts) {
      this.#simulation.plan(moment(act.at), async () => {
        try {
          await this.#inOffice(act);
        } catch (error) {
          const what = error instanceof Error ? error.message : String(error);
          this.#simulation.surprises.push(`${act.round} ${act.act}: ${what}`);
        }
      });
    }
  }

  /** Everybody reads the mails that came, and decides what to do and when. */
  read(mails: readonly InboxMail[]): void {
    for (const mail of mails) {
      const known = mail.case === null ? undefined : this.cases.get(mail.case);
      const [to = ''] = mail.to;
      if (known !== undefined && /\/vorgang\//.test(mail.text))
        known.vorgang = secretLink.exec(mail.text)?.[0];
      // A mail to an address that does not exist is read by nobody.
      if (to.startsWith('bounce')) continue;
      if (known !== undefined) this.#readOnCase(mail, known, to);
      else if (mail.purpose === 'attendance-request') this.#planMarking(mail, to);
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

  #planMarking(mail: InboxMail, to: string): void {
    const sent = moment(mail.sentAt);
    // The mail comes at the very start of the session, and names the round and the cohort.
    const rounds = [...this.#rounds.values()].filter(({ title }) => mail.text.includes(title));
    for (const round of rounds) {
      for (const cohort of round.cohorts) {
        // One of the trainers keeps the list.
        if (cohort.trainers[0]?.email !== to) continue;
        for (const session of cohort.modules.flatMap(({ sessions }) => sessions)) {
          const about = new RegExp(`\\b${cohort.id.toUpperCase()}\\b`).test(mail.subject);
          if (Math.abs(moment(session.starts) - sent) > 60_000 || (round.cohorts.length > 1 && !about))
            continue;
          const late = this.#people.late[session.id];
          const when = late === undefined ? moment(session.ends) - 600_000 : moment(late);
          this.#simulation.plan(when, () => this.#mark(mail, to, round, session.id));
        }
      }
    }
  }

  async #mark(mail: InboxMail, who: string, round: RoundFile, session: string): Promise<void> {
    const browser = new Browser();
    const page = await browser.open(linkIn(mail));
    const listed = page.forms
      .flatMap(({ fields }) => fields)
      .filter(({ name }) => name === 'present')
      .map(({ value }) => value);
    const present = [...this.cases.values()].filter(
      ({ id, behaviour }) => listed.includes(id) && !behaviour.absent.includes(session),
    );
    if (listed.length === 0) return;
    const began = await this.#simulation.clock();
    const answer = await browser.send(
      page,
      'present',
      present.length === 0 ? { present: [], nobody: 'yes' } : { present: present.map(({ id }) => id) },
    );
    this.#note(answer, began, {
      kind: 'mark',
      who,
      round: round.id,
      session,
      present: present.map(({ reference }) => reference),
    });
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
    await this.#fill(linkIn(mail), field, fields, deed);
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
      this.#note(await browser.send(page, field, fields), began, deed);
    } catch (error) {
      this.#simulation.surprises.push(
        `${'case' in deed ? deed.case : ''} ${deed.kind}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** A success is an act; anything else is a surprise. */
  #note(answer: Page, began: Moment, deed: Deed): void {
    if (answer.status < 300) this.#simulation.did(began, deed);
    else {
      const whose = 'case' in deed ? deed.case : deed.who;
      this.#simulation.surprises.push(`${whose} ${deed.kind}: ${answer.status} ${titleOf(answer)}`);
    }
  }

  /** Signs in by a mailed link, and sends the form of the act. */
  async #inOffice(act: OfficeAct): Promise<void> {
    const { host } = this.#simulation;
    const email = this.#rounds.get(act.round)?.office.email ?? '';
    const browser = new Browser();
    const began = await this.#simulation.clock();
    await browser.send(await browser.open(`${host.origin}/buero/anmelden`), 'email', { email });
    this.#simulation.did(began, { kind: 'sign-in', who: email });
    const link = linkIn(await host.mail('sign-in', { to: email }));
    await browser.send(await browser.open(link), 'confirm', { confirm: 'yes' });
    const { path, fields } = officeForm(act);
    const page = await browser.open(`${host.origin}/buero/durchgang/${act.round}/${path}`);
    const acting = await this.#simulation.clock();
    const answer = await browser.send(page, 'confirm', { ...fields, confirm: 'yes' });
    this.#note(answer, acting, { kind: 'office', who: email, what: act, round: act.round });
    const file = this.#rounds.get(act.round);
    if (file !== undefined && answer.status < 300) this.#rounds.set(act.round, changedFile(file, act));
  }
}
