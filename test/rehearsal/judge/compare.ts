import type { InboxMail } from '../../program/host.ts';
import { moment } from '../berlin.ts';
import type { PlannedMail } from '../plan/plan.ts';

/** A planned mail and the mail that was sent for it; one of the two may be missing. */
export type Line = {
  readonly person: string;
  readonly purpose: string;
  readonly case: string | null;
  readonly planned: PlannedMail | undefined;
  readonly sent: InboxMail | undefined;
  /** How often it was sent: more than once is a fault. */
  readonly times: number;
  readonly verdict: 'as-planned' | 'missing' | 'doubled' | 'wrong-time' | 'unplanned' | 'copies-differ';
};

/** How much later than planned a mail may be sent, in milliseconds: the clock ticks while people act. */
const lateness = { act: 120_000, date: 60_000 };

function keyOf(to: string, purpose: string, of: string | null): string {
  return `${to.toLowerCase()}\n${purpose}\n${of ?? ''}`;
}

function grouped<Each>(list: readonly Each[], key: (each: Each) => string): Map<string, Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of list) {
    const group = groups.get(key(each));
    if (group === undefined) groups.set(key(each), [each]);
    else group.push(each);
  }
  return groups;
}

function isInTime(planned: PlannedMail, sent: InboxMail): boolean {
  const late = moment(sent.sentAt) - planned.at;
  return late >= -1000 && late <= lateness[planned.by];
}

function copiesAgree(planned: PlannedMail, sent: InboxMail): boolean {
  const copies = sent.to.slice(1).map((to) => to.toLowerCase());
  const wanted = (planned.copies ?? []).map((to) => to.toLowerCase());
  return copies.length === wanted.length && wanted.every((to) => copies.includes(to));
}

/** Holds what was sent against what was planned, mail by mail. Each mail answers to one planned mail at most. */
export function compare(planned: readonly PlannedMail[], sent: readonly InboxMail[]): Line[] {
  const plans = grouped(planned, (each) => keyOf(each.to, each.purpose, each.case));
  const mails = grouped(sent, (each) => keyOf(each.to[0] ?? '', each.purpose, each.case));
  const lines: Line[] = [];
  for (const key of new Set([...plans.keys(), ...mails.keys()])) {
    lines.push(...matched(plans.get(key) ?? [], mails.get(key) ?? []));
  }
  return lines.sort((a, b) => timeOf(a) - timeOf(b));
}

function timeOf({ planned, sent }: Line): number {
  return planned?.at ?? (sent === undefined ? 0 : moment(sent.sentAt));
}

function matched(plans: readonly PlannedMail[], mails: readonly InboxMail[]): Line[] {
  const open = [...mails];
  const lines: Line[] = [];
  const late: PlannedMail[] = [];
  for (const planned of plans) {
    const index = open.findIndex((mail) => isInTime(planned, mail));
    const [mail] = index < 0 ? [] : open.splice(index, 1);
    if (mail === undefined) late.push(planned);
    else lines.push(line(planned, mail, copiesAgree(planned, mail) ? 'as-planned' : 'copies-differ'));
  }
  for (const planned of late) {
    const mail = planned.optional === true ? undefined : open.shift();
    if (mail !== undefined) lines.push(line(planned, mail, 'wrong-time'));
    else if (planned.optional !== true) lines.push(line(planned, undefined, 'missing'));
  }
  for (const mail of open) {
    const twin = plans.find((planned) => isInTime(planned, mail));
    lines.push(line(twin, mail, twin === undefined ? 'unplanned' : 'doubled'));
  }
  return lines;
}

function line(planned: PlannedMail | undefined, sent: InboxMail | undefined, verdict: Line['verdict']): Line {
  return {
    person: planned?.to ?? sent?.to[0] ?? '',
    purpose: planned?.purpose ?? sent?.purpose ?? '',
    case: planned?.case ?? sent?.case ?? null,
    planned,
    sent,
    times: verdict === 'doubled' ? 2 : sent === undefined ? 0 : 1,
    verdict,
  };
}
