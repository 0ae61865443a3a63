import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endedStatuses } from '../../functions/domain/application.ts';
import { handler as continueAll } from '../../functions/platform/continue.ts';
import { handler as reconcile } from '../../functions/platform/reconcile.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { application as applicationWorkflow, round as roundWorkflow } from '../../workflows/stages.ts';
import { sampleCertificate } from '../certificate/samples.ts';
import { anApplication } from '../support/records.ts';
import { csrfIn, openDesk } from './desk.ts';

const workflows = mockClient(SFNClient);
const cases = 300;

const { id: certificateId, number, issuedAt } = sampleCertificate;
const certificate = { id: certificateId, number, issuedAt };
const offered = {
  cohort: 'a',
  number: 1,
  offeredAt: '2022-10-10T06:00:00.000Z',
  until: '2022-10-17T21:59:59.000Z',
};
const rejected = { outcome: 'reject', by: 'approver', at: '2022-10-10T06:00:00.000Z' } as const;

/** The service lists these executions, in pages. */
function runs(...names: string[]): void {
  workflows.on(ListExecutionsCommand).callsFake(({ stateMachineArn, nextToken }) => {
    if (stateMachineArn === 'arn:round') return { executions: [{ name: 'round-3-1-0a0b0c0d' }] };
    const from = Number(nextToken ?? 0);
    const page = names.slice(from, from + 100).map((name) => ({ name }));
    return { executions: page, ...(from + 100 < names.length ? { nextToken: String(from + 100) } : {}) };
  });
}

describe('a case that nothing leads on', () => {
  let desk: ReturnType<typeof openDesk>;
  beforeEach(() => {
    desk = openDesk();
    vi.stubEnv('APPLICATION_WORKFLOW_ARN', 'arn:application');
    vi.stubEnv('ROUND_WORKFLOW_ARN', 'arn:round');
    for (let n = 1; n < cases; n += 1) {
      const id = `application${String(n).padStart(4, '0')}`;
      desk.table.put(
        anApplication({ ...keys.application('3', id), id, reference: `SCM-3-${n}`, status: 'accepted' }),
      );
    }
  });
  afterEach(() => {
    desk.close();
    workflows.reset();
    vi.unstubAllEnvs();
  });
  const live = () => desk.table.ofKind('application').filter(({ status }) => status !== 'erased');
  const nameOf = (it: Record<string, unknown>) =>
    `${it['reference']}-${String(it['id']).slice(0, 8)}-${it['generation']}`;

  it('is found whatever ended its execution, and one that runs is left alone, of whatever kind its name', async () => {
    const [one, other, ...rest] = live();
    if (one === undefined || other === undefined) throw new Error('there are applications');
    runs(...rest.map((it) => `${nameOf(it)}-1a2b3c4d`), nameOf(other));
    expect(await reconcile({})).toEqual({ found: 1 });
    expect(desk.table.ofKind('stuck')).toMatchObject([{ reference: one['reference'] }]);
    expect(desk.table.ofKind('mail')).toMatchObject([{ order: { purpose: 'office-alert' } }]);
    expect(await reconcile({})).toEqual({ found: 0 });
    expect(desk.table.ofKind('mail')).toHaveLength(1);
  });

  it('is not one that has ended, that was erased, or to which something has just happened', async () => {
    runs();
    for (const [n, status] of endedStatuses.entries()) {
      const id = `ended${n}`;
      const ended = { ...keys.application('3', id), id, reference: `E-${n}`, status };
      desk.table.put(anApplication({ ...ended, certificate, concludedAt: issuedAt, seat: offered }));
      if (status === 'expired') {
        const order = {
          purpose: 'seat-expired',
          to: { role: 'applicant', name: 'Änne Łukaszewska', email: 'aenne@cottbus.example' },
          occasion: offered.offeredAt,
        } as const;
        await transact(owe(order, { round: '3', application: id }, issuedAt));
      }
    }
    const fresh = anApplication({ ...keys.application('3', 'fresh'), id: 'fresh', reference: 'SCM-3-9999' });
    const at = new Date(Date.now() - 3_600_000).toISOString();
    desk.table.put({ ...fresh, history: [...fresh.history, { at, who: 'office', what: 'started-anew' }] });
    expect(await reconcile({})).toEqual({ found: cases });
    expect(desk.table.ofKind('stuck').some(({ reference }) => reference === 'SCM-3-9999')).toBe(false);
  });

  it.each([
    ['an expired offer that was not told', { status: 'expired', seat: offered }],
    ['a certificate that was not issued', { status: 'completed' }],
    [
      'a certificate that the office ordered anew',
      { status: 'completed', certificate: { ...certificate, reissueOrderedAt: issuedAt } },
    ],
    ['a participation that was not confirmed', { status: 'not-completed' }],
    ['a rejection that was not told', { status: 'rejected', decision: rejected }],
  ] as const)('is one that has ended with something still owed: %s', async (_what, changes) => {
    const owing = { ...keys.application('3', 'owing'), id: 'owing', reference: 'SCM-3-9998' };
    desk.table.put(anApplication({ ...owing, ...changes }));
    runs();
    await reconcile({});
    expect(desk.table.ofKind('stuck').some(({ reference }) => reference === 'SCM-3-9998')).toBe(true);
  });

  it('goes on with all others together, from its record, as a new generation', async () => {
    runs();
    await reconcile({});
    const cookie = await desk.signedIn('office');
    const today = await desk.visit('/buero', { cookie });
    expect(String(today.body)).toContain(`Alle ${cases} stehenden Vorgänge weiterführen`);
    const csrf = csrfIn(await desk.visit('/buero/weiterfuehren', { cookie }));
    const untouched = await desk.visit('/buero/weiterfuehren', { cookie, form: { csrf } });
    expect(untouched.status).toBe(422);
    expect(desk.table.ofKind('stuck')).toHaveLength(cases);
    const done = await desk.visit('/buero/weiterfuehren', { cookie, form: { csrf, confirm: 'yes' } });
    expect(done.status).toBe(303);
    expect(desk.table.ofKind('stuck')).toEqual([]);
    const starts = desk.table.ofKind('outbox').filter(({ type }) => type === 'start');
    expect(new Set(starts.map(({ name }) => name)).size).toBe(cases);
    expect(live().every(({ generation }) => Number(generation) === 2)).toBe(true);
    // Again finds nothing to do.
    expect(String((await desk.visit('/buero/weiterfuehren', { cookie })).body)).toContain(
      'Kein Vorgang steht.',
    );
  });
});

describe('after the table was restored, or a definition changed', () => {
  let desk: ReturnType<typeof openDesk>;
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(() => desk.close());

  it('every record that waits goes on in one new execution; a preview changes nothing', async () => {
    const ended = anApplication({ ...keys.application('3', 'ended'), id: 'ended', status: 'withdrawn' });
    desk.table.put(ended);
    const before = desk.table.snapshot();
    const found = { rounds: 1, applications: 1, failed: 0 };
    expect(await continueAll({})).toEqual({ ...found, written: false });
    expect(await continueAll({ round: 'another', write: true })).toMatchObject({
      rounds: 0,
      applications: 0,
    });
    expect(desk.table.snapshot()).toBe(before);
    expect(await continueAll({ write: true })).toEqual({ ...found, written: true });
    const outbox = desk.table.ofKind('outbox');
    expect(outbox.filter(({ type }) => type === 'start').map(({ input }) => input)).toEqual(
      expect.arrayContaining([
        { round: '3', case: 'round-3', generation: 102 },
        expect.objectContaining({ application: desk.application.id, generation: 102 }),
      ]),
    );
    // The executions before are woken, to find that it is no longer their turn.
    expect(outbox.filter(({ type }) => type === 'wake')).toHaveLength(2);
    expect(desk.table.get(ended)).toMatchObject({ generation: ended.generation });
  });
});

describe('the table of stages and the list of ended states', () => {
  it('agree on what waits for something, and so has an execution', () => {
    for (const [status, stage] of Object.entries(applicationWorkflow.stages)) {
      const waitsAlways = 'wait' in stage && !('end' in stage);
      expect([status, endedStatuses.some((each) => each === status)]).toEqual([status, !waitsAlways]);
    }
    for (const [status, stage] of Object.entries(roundWorkflow.stages)) {
      expect([status, 'wait' in stage]).toEqual([status, status !== 'erased']);
    }
  });
});
