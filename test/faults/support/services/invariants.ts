import type { Host } from '../../../program/host.ts';
import { fields, list, records, type StoredItem, text } from '../outcome.ts';
import { addressOf } from '../round.ts';

/** What a person chose: what must stand in the record in the end. */
export type Chosen = {
  readonly people: number;
  readonly rejected: readonly number[];
  readonly seats: number;
};

type Execution = {
  readonly workflow: string;
  readonly status: string;
  readonly state: string | null;
  readonly nextDueAt: string | null;
};

/** The values that are there more than once. */
function doubled(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

/**
 * What must hold whatever went wrong; each line says what does not.
 * @param round whose people chose; another round beside it may be at any point of its life
 */
export async function violations(host: Host, chosen: Chosen, round = '3'): Promise<string[]> {
  const everything = await records(host);
  const isBesides = (item: StoredItem): boolean =>
    text(item['pk']).startsWith('ROUND#') && item['pk'] !== `ROUND#${round}`;
  const items = everything.filter((item) => !isBesides(item));
  const ofKind = (kind: string): StoredItem[] => items.filter((item) => item['kind'] === kind);
  const applications = ofKind('application');
  const executions = await host.json<Execution[]>('/_local/executions');
  const mails = await host.mails();
  return [
    ...applicationsKept(applications, chosen),
    ...seatsMade(ofKind('seat'), ofKind('round'), chosen),
    ...seatsGiven(ofKind('seat'), applications, chosen),
    ...decisionsKept(applications, chosen),
    ...certificatesIssued(ofKind('certificate'), applications),
    ...ledgerAgrees(ofKind('mail'), mails),
    ...executionsGoOn(executions),
    ...ofKind('outbox').map((item) => `the outbox still holds ${text(item['type'])} of ${text(item['at'])}`),
    ...ofKind('stuck').map((item) => `stuck: ${text(item['reference'])} ${text(item['error'])}`),
  ];
}

const emailOf = (application: StoredItem): string => text(fields(application['applicant'])['email']);

function applicationsKept(applications: readonly StoredItem[], { people }: Chosen): string[] {
  const known = applications.map(emailOf);
  const wanted = Array.from({ length: people }, (_, person) => addressOf(person));
  return [
    ...wanted.filter((email) => !known.includes(email)).map((email) => `the application of ${email} is lost`),
    ...doubled(known).map((email) => `${email} applied once and is there twice`),
  ];
}

/** Statuses of a round whose seats are not made yet. */
const beforeSeats = ['draft', 'open', 'closed'];

function seatsMade(
  seats: readonly StoredItem[],
  rounds: readonly StoredItem[],
  { seats: wanted }: Chosen,
): string[] {
  const areDue = rounds.some((round) => !beforeSeats.includes(text(round['status'])));
  return areDue && seats.length !== wanted ? [`${seats.length} of ${wanted} seats were made`] : [];
}

function seatsGiven(
  seats: readonly StoredItem[],
  applications: readonly StoredItem[],
  { seats: most }: Chosen,
): string[] {
  const taken = seats.filter((seat) => seat['state'] === 'taken');
  const seated = applications.filter((it) => fields(it['seat'])['acceptedAt'] !== undefined);
  return [
    ...doubled(taken.map((seat) => text(seat['holder']))).map((holder) => `${holder} holds two seats`),
    ...doubled(taken.map((seat) => `${seat['cohort']} ${seat['number']}`)).map(
      (it) => `seat ${it} is there twice`,
    ),
    ...(taken.length > most ? [`${taken.length} of ${most} seats are taken`] : []),
    ...seated
      .filter((it) => taken.filter((seat) => seat['holder'] === it['id']).length !== 1)
      .map((it) => `${emailOf(it)} accepted a seat that is not held for them`),
  ];
}

function decisionsKept(applications: readonly StoredItem[], { rejected }: Chosen): string[] {
  return applications.flatMap((application) => {
    const person = Array.from({ length: applications.length }, (_, at) => at).find(
      (at) => addressOf(at) === emailOf(application),
    );
    const wanted = rejected.includes(person ?? -1) ? 'reject' : 'approve';
    const choices = list(application['verdicts']).map(({ choice }) => text(choice));
    const isKept = choices.length > 0 && choices.every((choice) => choice === wanted);
    return isKept
      ? []
      : [`${emailOf(application)}: ${wanted} was chosen, ${choices.join() || 'nothing'} is there`];
  });
}

function certificatesIssued(
  certificates: readonly StoredItem[],
  applications: readonly StoredItem[],
): string[] {
  const completed = applications.filter((it) => it['status'] === 'completed');
  const without = completed.filter((it) => it['certificate'] === undefined);
  return [
    ...without.map((it) => `${emailOf(it)} completed and has no certificate`),
    ...(certificates.length === completed.length
      ? []
      : [`${certificates.length} certificates for ${completed.length} who completed`]),
  ];
}

function ledgerAgrees(ledger: readonly StoredItem[], mails: Awaited<ReturnType<Host['mails']>>): string[] {
  const known = new Set(mails.map(({ id }) => id));
  const acknowledged = new Set(ledger.map((entry) => entry['messageId']));
  const described = (entry: StoredItem): string => {
    const order = fields(entry['order']);
    return `${text(order['purpose'])} to ${text(fields(order['to'])['email'])}`;
  };
  const open = ledger.filter((entry) => ['owed', 'sending'].includes(text(entry['state'])));
  const sent = ledger.filter((entry) => entry['state'] === 'sent');
  // The ledger does not know the number of a mail whose answer was lost: SES reported it, or it came again, marked.
  const copies = new Map<string, { sent: number; marked: number }>();
  const keyOf = (purpose: string, to: string): string => `${purpose} to ${to}`;
  for (const mail of mails) {
    for (const to of mail.to.slice(0, 1)) {
      const before = copies.get(keyOf(mail.purpose, to)) ?? { sent: 0, marked: 0 };
      const isMarked = mail.delivery === 'possibly-doubled';
      copies.set(keyOf(mail.purpose, to), {
        sent: before.sent + 1,
        marked: before.marked + (isMarked ? 1 : 0),
      });
    }
  }
  const owedOnce = new Map<string, number>();
  for (const entry of ledger) owedOnce.set(described(entry), (owedOnce.get(described(entry)) ?? 0) + 1);
  return [
    ...open.map((entry) => `still ${text(entry['state'])}: ${described(entry)}`),
    ...sent
      .filter((entry) => entry['messageId'] !== undefined && !known.has(text(entry['messageId'])))
      .map((entry) => `in the ledger sent, and in no inbox: ${described(entry)}`),
    ...sent
      .filter((entry) => !copies.has(described(entry)))
      .map((entry) => `never came: ${described(entry)}`),
    ...[...copies].flatMap(([key, { sent: came, marked }]) =>
      came - marked > (owedOnce.get(key) ?? 0)
        ? [`came ${came} times, ${marked} of them marked: ${key}`]
        : [],
    ),
    ...(acknowledged.size === 0 ? ['the ledger knows the number of no mail'] : []),
  ];
}

function executionsGoOn(executions: readonly Execution[]): string[] {
  return executions.flatMap(({ workflow, status, state, nextDueAt }) => {
    if (status === 'SUCCEEDED' || (status === 'RUNNING' && nextDueAt !== null)) return [];
    return [
      `an execution of ${workflow} is ${status} at ${state ?? 'its end'} and waits for nothing that can come`,
    ];
  });
}
