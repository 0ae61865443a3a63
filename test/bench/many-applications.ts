import { createHash } from 'node:crypto';
import { BatchWriteItemCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type ApplicationStatus, readApplication } from '../../functions/domain/application.ts';
import { currentEdition, register } from '../../functions/domain/register/register.ts';
import { writeRow } from '../../functions/platform/store/application-row.ts';
import { keys, overviewOf } from '../../functions/platform/store/keys.ts';

const given = ['Änne', 'Björn', 'Çelik', 'Dörte', 'Émile', 'Jördis', 'Łucja', 'Uwe', 'Zoë', 'Ole'];
const family = ['Łukaszewska', 'Müßig', 'Ölschläger', 'Noack', 'Jurisch', 'Schröder', 'Ziehm', 'Äppler'];

/** How the applications of a round are spread over the states: each state with its share of a thousand. */
export type Mixture = readonly (readonly [ApplicationStatus, number])[];

/** A round just before its selection: every third is a candidate, so that the solver takes seconds, not minutes. */
export const beforeSelection: Mixture = [
  ['approved', 300],
  ['rejected', 500],
  ['withdrawn', 150],
  ['unconfirmed', 50],
];

/** A round whose offers are out: most wait. */
export const afterSelection: Mixture = [
  ['seat-offered', 160],
  ['accepted', 40],
  ['waiting-list', 700],
  ['rejected', 70],
  ['withdrawn', 30],
];

function statusOf(index: number, mixture: Mixture): ApplicationStatus {
  // A step that shares no divisor with 1000 spreads the states evenly over the references.
  let place = (index * 617) % 1000;
  for (const [status, share] of mixture) {
    if (place < share) return status;
    place -= share;
  }
  return 'withdrawn';
}

/** The records of one application: itself, who it is of, and for some two mails. */
function recordsOf(round: string, index: number, mixture: Mixture): Record<string, unknown>[] {
  const id = createHash('sha256').update(`${round} ${index}`).digest('base64url').slice(0, 22);
  const administrations = register(currentEdition)?.administrations ?? [];
  const administration = administrations[(index * 7) % administrations.length]?.key ?? '';
  const status = statusOf(index, mixture);
  const reference = `SCM-${round}-${String(index + 1).padStart(4, '0')}`;
  const [givenName = '', familyName = ''] = [given[index % given.length], family[index % family.length]];
  const email = `person-${index}@verwaltung.example`;
  const at = new Date(Date.parse('2022-09-05T06:00:00Z') + index * 400_000).toISOString();
  const person = createHash('sha256').update(email).digest('hex');
  const isUnconfirmed = status === 'unconfirmed';
  const seated = status === 'seat-offered' || status === 'accepted';
  const application = readApplication({
    ...keys.application(round, id),
    kind: 'application',
    id,
    reference,
    round,
    status,
    version: 1,
    revision: 4,
    generation: 1,
    language: index % 20 === 0 ? 'en' : 'de',
    administrations: [administration],
    applicant: { givenName, familyName: `${familyName} ${index}`, email, role: 'Sachbearbeitung Digitales' },
    supervisor: { givenName: 'Uwe', familyName: 'Noack', email: `leitung-${index}@verwaltung.example` },
    motivation:
      'Wir wollen unsere Dienste einfacher machen und brauchen dafür jemanden, der es kann. '.repeat(8),
    person,
    submittedAt: at,
    ...(isUnconfirmed ? {} : { confirmedAt: at }),
    verdicts: [],
    ...(['unconfirmed', 'withdrawn'].includes(status)
      ? {}
      : {
          decision: {
            outcome: status === 'rejected' ? 'reject' : 'approve',
            by: 'smart-city@mil.example',
            at,
            toldAt: at,
            ...(status === 'rejected' ? { reason: 'Die Verwaltung nimmt schon teil.' } : {}),
          },
        }),
    ...(seated
      ? {
          seat: {
            cohort: 'a',
            number: index + 1,
            offeredAt: '2022-10-05T06:00:00.000Z',
            until: '2022-10-12T21:59:59.000Z',
            ...(status === 'accepted' ? { acceptedAt: '2022-10-06T08:00:00.000Z' } : {}),
          },
        }
      : {}),
    ...(status === 'waiting-list' ? { waiting: { since: '2022-10-05T06:00:00.000Z', order: index } } : {}),
    caseLinkEpoch: 0,
    history: ['submitted', 'confirmed', 'approved', 'told'].map((what) => ({ at, who: 'applicant', what })),
    oPk: `ROUND#${round}`,
    oSk: reference,
    name: `${familyName} ${index}, ${givenName}`,
    at,
  });
  const mail = (purpose: string) => ({
    ...keys.mail(id, `${at}#${purpose}`),
    kind: 'mail',
    state: 'sent',
    round,
    application: id,
    order: { purpose, to: { role: 'applicant', email }, occasion: 'confirmed' },
    owedAt: at,
    sentAt: at,
    attempts: 1,
    oPk: overviewOf.address(email),
    oSk: `${at}#${purpose}`,
  });
  return [
    { ...application, row: writeRow(application) },
    ...(['unconfirmed', 'withdrawn'].includes(status)
      ? []
      : [{ ...keys.claim(round, person), kind: 'claim', application: id }]),
    // What is mailed in one case lies apart from all others: a few cases with mails are as good as all.
    ...(index < 100 ? [mail('confirm-address'), mail('application-received')] : []),
  ];
}

/** Puts the applications of a round into the one table of an endpoint. */
export async function putApplications(
  endpoint: string,
  round: string,
  count: number,
  mixture: Mixture,
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const [table = ''] = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
  const records = Array.from({ length: count }, (_, index) => recordsOf(round, index, mixture)).flat();
  for (let from = 0; from < records.length; from += 25) {
    const requests = records.slice(from, from + 25).map((record) => ({
      PutRequest: { Item: marshall(record, { removeUndefinedValues: true }) },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
  client.destroy();
}
