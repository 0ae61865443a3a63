import type { Host, InboxMail } from '../../../program/host.ts';
import { fields, records, type StoredItem, text } from '../outcome.ts';
import { addressOf } from '../round.ts';
import type { Report } from './tally.ts';

/** Where people race: the running program, what it mailed and what it has stored. */
export class Ground {
  readonly host: Host;
  readonly reports: Report[] = [];
  /** As of the last look. */
  mails: readonly InboxMail[] = [];

  constructor(host: Host) {
    this.host = host;
  }

  /** Waits until the program has done what it had to do, and fetches the mails. */
  async look(): Promise<void> {
    await this.host.settle();
    this.mails = await this.host.mails();
  }

  /** The mails of one purpose that came to a person. */
  mailsTo(person: number, purpose: string): InboxMail[] {
    return this.mails.filter((mail) => mail.purpose === purpose && mail.to.includes(addressOf(person)));
  }

  /** @throws Error where no such mail came */
  only(person: number, purpose: string): InboxMail {
    const [mail] = this.mailsTo(person, purpose);
    if (mail === undefined) throw new Error(`no mail ${purpose} came to person ${person}`);
    return mail;
  }

  /**
   * The mail by which somebody is asked to decide about a person.
   * @throws Error where none came
   */
  toDecide(person: number, decider: string, purpose: string): InboxMail {
    const reference = this.only(person, 'application-received').case;
    const found = this.mails.find(
      (mail) => mail.purpose === purpose && mail.case === reference && mail.to.includes(decider),
    );
    if (found === undefined) throw new Error(`no mail ${purpose} about person ${person} came to ${decider}`);
    return found;
  }

  /** The confirmed application of each person, by number. */
  async records(): Promise<(person: number) => StoredItem> {
    const found = new Map<string, StoredItem>();
    for (const item of await records(this.host)) {
      if (item['kind'] !== 'application' || item['status'] === 'unconfirmed') continue;
      found.set(text(fields(item['applicant'])['email']), item);
    }
    return (person) => found.get(addressOf(person)) ?? {};
  }
}
