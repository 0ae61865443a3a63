import type { ApplicationLine, ExecutionLine, LocalHost } from '../../../infra/local/page/data.ts';
import type { Mail } from '../../../infra/local/ses/store.ts';

export const now = '2022-10-05T06:00:00.000Z';

/** A mail with every field set; give what matters. */
export function mail(id: string, more: Partial<Mail> = {}): Mail {
  return {
    id,
    sentAt: '2022-10-05T06:00:00.000Z',
    purpose: 'confirm-address',
    case: 'SCM-3-0007',
    from: 'scm@office.example',
    fromName: 'Programmbüro Smart City Manager:in',
    to: ['jasmin.groß@stadt.example'],
    cc: [],
    replyTo: ['buero@office.example'],
    subject: '[SCM-3-0007] Bitte bestätigen Sie Ihre Adresse',
    text: 'Guten Tag Jasmin Groß,\n\nbitte bestätigen Sie: http://localhost:3000/bestaetigung/abc.\n',
    html: '<html><head><title>x</title></head><body><p>Guten Tag Jasmin Groß</p><a href="http://localhost:3000/bestaetigung/abc">Bestätigen</a></body></html>',
    attachments: [],
    delivery: 'sent',
    ...more,
  };
}

export function application(reference: string, more: Partial<ApplicationLine> = {}): ApplicationLine {
  return {
    id: `id-${reference}`,
    reference,
    round: '3',
    status: 'in-review',
    version: 1,
    history: [
      { at: '2022-10-03T12:04:00.000Z', who: 'Jasmin Groß', what: 'Bewerbung abgesendet' },
      { at: '2022-10-03T12:09:00.000Z', who: 'Jasmin Groß', what: 'Adresse bestätigt' },
    ],
    ...more,
  };
}

export function execution(id: string, more: Partial<ExecutionLine> = {}): ExecutionLine {
  return {
    id,
    workflow: 'application',
    status: 'RUNNING',
    state: 'Wait for the decision',
    case: 'SCM-3-0007',
    startedAt: '2022-10-03T12:09:00.000Z',
    nextDueAt: '2022-10-06T06:00:00.000Z',
    ...more,
  };
}

/** A host that answers from what it is given, and notes what the page asks of it. */
export function hostWith(given: {
  readonly mails?: readonly Mail[];
  readonly applications?: readonly ApplicationLine[];
  readonly executions?: readonly ExecutionLine[];
  readonly rounds?: readonly { id: string; title: string }[];
  readonly relaysTo?: string;
}): LocalHost & { readonly moves: unknown[]; readonly examples: number } {
  const mails = given.mails ?? [];
  const moves: unknown[] = [];
  let examples = 0;
  return {
    moves,
    get examples() {
      return examples;
    },
    clock: () => ({ now, nextDueAt: given.executions?.[0]?.nextDueAt ?? undefined }),
    advance: (to) => {
      moves.push(to);
      if ('advanceBy' in to && !to.advanceBy.startsWith('P')) return Promise.reject(new Error('no duration'));
      return Promise.resolve({ now, fired: 2 });
    },
    inbox: ({ search, limit, offset }) => {
      const found = mails.filter((it) => JSON.stringify(it).toLowerCase().includes(search.toLowerCase()));
      return { total: found.length, mails: found.toReversed().slice(offset, offset + limit) };
    },
    mail: (id) => mails.find((it) => it.id === id),
    applications: () => Promise.resolve(given.applications ?? []),
    executions: () => given.executions ?? [],
    usage: () => ({
      calls:
        mails.length === 0
          ? []
          : [
              { service: 'dynamodb', operation: 'Query', function: 'Public', count: 1240 },
              { service: 'lambda', operation: 'Invoke', function: 'Apply', count: 31 },
              { service: 'ses', operation: 'SendRawEmail', function: 'Post', count: mails.length },
            ],
      priceUsd: 0.0123,
      caused: [],
      costs: [
        {
          item: 'Lambda: requests',
          units: 31,
          unitUsd: 2e-7,
          usd: 0.000006,
          source: 'https://aws.amazon.com/lambda/pricing/',
        },
        {
          item: 'SES: messages, one for each recipient',
          units: 123,
          unitUsd: 0.0001,
          usd: 0.0123,
          source: 'https://aws.amazon.com/ses/pricing/',
        },
      ],
    }),
    rounds: () => Promise.resolve(given.rounds ?? []),
    makeExample: () => {
      examples += 1;
      return Promise.resolve({ id: 'beispiel' });
    },
    relaysTo: given.relaysTo,
    disturbed: [],
    endFaults: () => {},
  };
}
