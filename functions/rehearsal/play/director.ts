import { handler as apply } from '../../application/apply.ts';
import { handler as caseOf } from '../../application/case.ts';
import { handler as confirm } from '../../application/confirm.ts';
import { handler as decide } from '../../approval/decide.ts';
import { handler as mark } from '../../attendance/mark.ts';
import { handler as seat } from '../../cohort/seat.ts';
import { addWorkingDays, atBerlin, berlinDate, plusDuration } from '../../domain/calendar.ts';
import type { Round } from '../../domain/round.ts';
import { sessionsOf } from '../../domain/round.ts';
import { handler as endorse } from '../../endorsement/endorse.ts';
import { confirmSelection } from '../../office/round/round-acts.ts';
import { changeRound, eachApplication, loadApplication } from '../../platform/store/records.ts';
import { ask, fillIn } from './ask.ts';
import type { Applicant, Fate } from './people.ts';
import type { Received, Simulation } from './simulation.ts';

/** Ten o'clock of the nth working day after an instant: when people find the time to answer. */
function workday(after: string, n: number, time = '10:00'): string {
  return atBerlin(addWorkingDays(berlinDate(after), n), time);
}

/** Whoever looks at a page answers it some minutes later. */
const soon = (at: string, minutes: number): string => plusDuration(at, `PT${minutes}M`);

/**
 * What the invented people do: they read their mails and answer by the links in them, on the very pages, each by
 * their fate. Among the offers of the first day one is declined, one expires, one is accepted at the last moment,
 * one is given back and one passed on, where there are enough of them.
 */
export class Director {
  readonly #round: Round;
  /** The fate of each application, by its id. */
  readonly #fates = new Map<string, Fate>();
  readonly #asked = new Set<string>();
  #offers = 0;
  #confirmed = 0;
  /** Applicants in the order in which they were seated: decides who misses sessions. */
  readonly #seated: string[] = [];
  #simulation: Simulation | undefined;

  /** @param round as it is before it opens */
  constructor(round: Round) {
    this.#round = round;
  }

  /** Has everybody apply at their time. */
  begin(simulation: Simulation, applicants: readonly Applicant[]): void {
    this.#simulation = simulation;
    for (const applicant of applicants) {
      simulation.timers.set(applicant.at, async () => {
        const { status, page } = await ask(apply, '/api/applications', '', { json: applicant.body });
        if (status !== 201) throw new Error(`an application was answered ${status}: ${page.slice(0, 300)}`);
        this.#fates.set(String(JSON.parse(page).id), applicant.fate);
      });
    }
  }

  /** What somebody does who gets a mail. */
  readonly react = (mail: Received): void => {
    const { secret, order, application, at } = mail;
    if (order.purpose === 'office-alert' && order.data?.['alert'] === 'selection-proposed') {
      this.#later(soon(at, 90), () => this.#confirmSelection());
    } else if (secret !== undefined && order.purpose === 'attendance-request') {
      this.#marks(mail, secret);
    } else if (secret !== undefined && application !== undefined) {
      this.#reactInCase(mail, application.id, secret);
    }
  };

  #reactInCase(mail: Received, id: string, secret: string): void {
    const { at, order } = mail;
    const fate = this.#fates.get(id) ?? 'plain';
    switch (order.purpose) {
      case 'confirm-address':
        this.#confirms(mail, fate, secret);
        break;
      case 'endorsement-request':
        this.#endorses(fate, secret, at);
        break;
      case 'review-request':
      case 'review-reminder':
      case 'review-escalation':
      case 'query-answered':
        this.#decides(mail, fate, secret, id);
        break;
      case 'query':
        if (fate === 'queried') this.#answersQuery(secret, at);
        break;
      case 'seat-offer':
        this.#answersOffer(secret, at, id);
        break;
      case 'seat-offer-reminder':
        this.#remembers(secret, at, id);
        break;
      case 'seat-confirmed':
        this.#changesTheirMind(secret, at, id);
        break;
      default:
        break;
    }
  }

  #later(at: string, work: () => Promise<void>): void {
    this.#simulation?.timers.set(at, work);
  }

  #fill(
    at: string,
    handler: Parameters<typeof fillIn>[0],
    route: string,
    token: string,
    form: Parameters<typeof fillIn>[3],
  ): void {
    this.#later(at, async () => void (await fillIn(handler, route, token, form)));
  }

  #confirms({ at, order }: Received, fate: Fate, secret: string): void {
    if (fate === 'never-confirms' || (fate === 'confirms-late' && order.occasion === 'sent')) return;
    this.#fill(soon(at, 20), confirm, '/bestaetigung/{token}', secret, { confirm: 'yes' });
  }

  #endorses(fate: Fate, secret: string, at: string): void {
    this.#fill(
      workday(at, 1, '11:00'),
      endorse,
      '/freigabe/{token}',
      secret,
      fate === 'refused'
        ? { decision: 'refuse', reason: 'In diesem Herbst können wir die Stelle nicht vertreten.' }
        : { decision: 'endorse' },
    );
  }

  #answersQuery(secret: string, at: string): void {
    const text = 'Ja, das ist mit der Verwaltungsleitung abgestimmt.';
    this.#fill(workday(at, 1), caseOf, '/vorgang/{token}', secret, { action: 'answer', text });
  }

  /** When an approver decides: the next working day, before the decisions are due; some only when reminded. */
  #decides({ at, order }: Received, fate: Fate, secret: string, id: string): void {
    const { purpose, to } = order;
    if (purpose === 'review-request' && (fate === 'reminded' || fate === 'escalated')) return;
    // Where there is no deputy, nobody else can decide in their place.
    if (purpose === 'review-reminder' && fate === 'escalated' && this.#hasDeputy(to.email)) return;
    const { decisionsDue } = this.#round.file;
    const due = plusDuration(decisionsDue, '-PT2H');
    const usual = workday(
      at,
      purpose === 'review-request' ? 1 : 0,
      purpose === 'review-request' ? '10:00' : '14:00',
    );
    const when = usual <= at || (usual > due && at < due) ? soon(at, 60) : usual;
    this.#later(when, () => this.#sendsVerdict(secret, fate, id, to.email));
  }

  #hasDeputy(email: string): boolean {
    return this.#round.file.approvers.some(
      (approver) => approver.email === email && approver.deputy !== undefined,
    );
  }

  async #sendsVerdict(secret: string, fate: Fate, id: string, email: string): Promise<void> {
    const application = await loadApplication(this.#round.id, id);
    if (application === undefined) return;
    if (application.status === 'queried') {
      // Nobody answered yet: again when the time for the answer is over.
      const until = application.query?.until ?? this.#now;
      this.#later(workday(until, 1, '09:30'), () => this.#sendsVerdict(secret, fate, id, email));
      return;
    }
    if (application.status !== 'in-review') return;
    const asks = (fate === 'queried' || fate === 'silent') && !this.#asked.has(id);
    const who = { name: 'Anna Beispiel', function: 'Referentin' };
    const form = asks
      ? { decision: 'query', reason: 'Ist die Teilnahme mit der Verwaltungsleitung abgestimmt?' }
      : fate === 'rejected'
        ? {
            decision: 'reject',
            reason: 'Die Verwaltung nimmt in diesem Jahr schon mit einer anderen Person teil.',
          }
        : { decision: 'approve' };
    if (asks) this.#asked.add(id);
    await fillIn(decide, '/entscheidung/{token}', secret, { ...who, ...form });
    if (asks) await this.#sendsVerdict(secret, fate, id, email);
  }

  get #now(): string {
    return this.#simulation?.now ?? '';
  }

  async #confirmSelection(): Promise<void> {
    await changeRound(this.#round.id, this.#now, (round) =>
      confirmSelection(round, this.#round.file.office.email, this.#now),
    );
  }

  /** Small rounds have too few seats for everything that can become of an offer. */
  get #isSmall(): boolean {
    return this.#round.file.cohorts.reduce((sum, { seats }) => sum + seats, 0) < 6;
  }

  #answersOffer(secret: string, at: string, id: string): void {
    this.#offers += 1;
    const offer = this.#offers;
    if (!this.#isSmall && (offer === 3 || offer === 4)) {
      this.#asked.add(`${offer === 3 ? 'expires' : 'last-moment'} ${id}`);
      return;
    }
    const answer = offer === 2 ? 'decline' : 'accept';
    const when = workday(at, 1);
    this.#later(when, async () => {
      const application = await loadApplication(this.#round.id, id);
      const until = application?.seat?.until ?? when;
      if (this.#now < until) await fillIn(seat, '/platz/{token}', secret, { answer });
    });
    // An offer may end before the next working day: then it is answered at once.
    this.#later(soon(at, 30), async () => {
      const application = await loadApplication(this.#round.id, id);
      if (application?.status !== 'seat-offered' || (application.seat?.until ?? '') > when) return;
      await fillIn(seat, '/platz/{token}', secret, { answer });
    });
  }

  /** Who was reminded of an offer answers it; one lets it expire. */
  #remembers(secret: string, at: string, id: string): void {
    if (this.#asked.has(`expires ${id}`)) return;
    this.#fill(soon(at, 120), seat, '/platz/{token}', secret, { answer: 'accept' });
  }

  /** Of those who accepted, the third gives the seat back and the fourth names somebody else. */
  #changesTheirMind(secret: string, at: string, id: string): void {
    this.#confirmed += 1;
    this.#seated.push(id);
    if (this.#isSmall) return;
    if (this.#confirmed === 3) {
      this.#fill(workday(at, 1, '15:00'), caseOf, '/vorgang/{token}', secret, {
        action: 'withdraw',
        confirm: 'yes',
      });
    }
    if (this.#confirmed === 4) {
      this.#fill(workday(at, 1, '16:00'), caseOf, '/vorgang/{token}', secret, {
        action: 'substitute',
        'applicant.givenName': 'Robin',
        'applicant.familyName': 'Neumann',
        'applicant.email': 'robin.neumann@vertretung.example',
        'applicant.role': 'Digitalisierung',
      });
    }
  }

  /** The first of the trainers who are asked marks the list when the session is over. */
  #marks({ order }: Received, secret: string): void {
    const session = sessionsOf(this.#round.file).find(({ id }) => id === order.data?.['session']);
    if (session === undefined || this.#asked.has(`marked ${session.id}`)) return;
    this.#asked.add(`marked ${session.id}`);
    this.#later(soon(session.ends, 10), async () => {
      const present: string[] = [];
      for await (const application of eachApplication(this.#round.id)) {
        const learns = ['accepted', 'taking-part'].includes(application.status);
        if (!learns || application.seat?.cohort !== session.cohort) continue;
        if (!this.#misses(application.id, session.id)) present.push(application.id);
      }
      await fillIn(
        mark,
        '/anwesenheit/{token}',
        secret,
        present.length > 0 ? { present } : { nobody: 'yes' },
      );
    });
  }

  /** One misses as many sessions as are allowed, one all but the first; everybody else is always there. */
  #misses(id: string, session: string): boolean {
    const application = this.#seated.indexOf(id);
    if (application !== 0 && application !== 1) return false;
    const cohort = sessionsOf(this.#round.file).find((each) => each.id === session)?.cohort;
    const sessions = sessionsOf(this.#round.file, cohort);
    const number = sessions.findIndex((each) => each.id === session);
    if (application === 1) return number > 0;
    const allowed = Math.floor(sessions.length * (1 - this.#round.file.attendanceNeeded) + 1e-9);
    return number < allowed;
  }
}
