import { describe, expect, it } from 'vitest';
import { unconfirmedStage } from '../../functions/application/rules.ts';
import { tell } from '../../functions/approval/rules/tell-rules.ts';
import { offerStage } from '../../functions/cohort/rules.ts';
import type { Application } from '../../functions/domain/application.ts';
import type { LedgerEntry } from '../../functions/domain/mail.ts';
import { plannedMails } from '../../functions/office/case/planned.ts';
import type { StageResult } from '../../functions/platform/flow/stage.ts';
import { settings } from '../../functions/platform/settings.ts';
import { modulesStage } from '../../functions/reminder/rules.ts';
import { entries } from '../support/ledger.ts';
import { anApplication, aRound } from '../support/records.ts';

type Mail = { readonly at: string; readonly purpose: string };

/** What a stage mails if nobody does anything: run whenever it asks to be, until it leaves the state it is for. */
function mailed(
  from: string,
  before: Application,
  stage: (application: Application, ledger: readonly LedgerEntry[], now: string) => StageResult<Application>,
): Mail[] {
  const mails: Mail[] = [];
  let [application, now]: [Application, string | undefined] = [before, from];
  let ledger: readonly LedgerEntry[] = [];
  for (let turn = 0; now !== undefined && turn < 40; turn++) {
    const at: string = now;
    const { change, until } = stage(application, ledger, at);
    const orders = change?.mails ?? [];
    mails.push(...orders.map(({ purpose }) => ({ at, purpose })));
    ledger = [...ledger, ...entries(application, orders)];
    application = change?.record ?? application;
    const learns = ['accepted', 'taking-part'];
    const left = application.status !== before.status && !learns.includes(application.status);
    now = left || until === undefined || until <= at ? undefined : until;
  }
  return mails;
}

const round = aRound({ status: 'selected' });
const planned = (application: Application, now: string, others: readonly Application['status'][] = []) =>
  plannedMails({ application, round, ledger: [], others }, now);

describe('what the office sees planned for a case', () => {
  it('is what the stages send, at that time, if nobody does anything', () => {
    const sent = '2022-09-10T08:00:00.000Z';
    const unconfirmed = anApplication({ status: 'unconfirmed', submittedAt: sent });
    expect(planned(unconfirmed, sent)).toEqual(
      mailed(sent, unconfirmed, (application, ledger, now) =>
        unconfirmedStage(application, ledger, undefined, settings.retention, now),
      ),
    );

    const seat = {
      cohort: 'a',
      number: 1,
      offeredAt: '2022-10-05T06:00:00.000Z',
      until: '2022-10-12T21:59:59.000Z',
    };
    const offered = anApplication({ status: 'seat-offered', seat });
    expect(planned(offered, seat.offeredAt)).toEqual(mailed(seat.offeredAt, offered, offerStage));

    const expiredAt = seat.until;
    const expired = anApplication({ status: 'expired', seat: { ...seat, expiredAt } });
    expect(planned(expired, expiredAt)).toEqual(mailed(expiredAt, expired, offerStage));

    const acceptedAt = '2022-10-20T08:00:00.000Z';
    const accepted = anApplication({ status: 'accepted', seat: { ...seat, acceptedAt } });
    const reminders = mailed(acceptedAt, accepted, (application, ledger, now) =>
      modulesStage(application, round, ledger, now),
    );
    expect(planned(accepted, acceptedAt)).toEqual(reminders);
    expect(reminders).toHaveLength(6);
  });

  it('tells a decision when it is told', () => {
    const decision = {
      outcome: 'reject',
      by: 'referat@ministerium.example',
      at: '2022-10-07T10:00:00.000Z',
    } as const;
    const rejected = anApplication({ status: 'rejected', decision });
    const [plan] = planned(rejected, decision.at);
    expect(plan).toEqual({ at: '2022-10-10T06:00:00.000Z', purpose: 'rejected' });
    expect(tell(rejected, false, '2022-10-10T05:59:59.000Z').answer).toBe(false);
    expect(tell(rejected, false, plan?.at ?? '').answer).toBe(true);
  });

  it('promises no selection while another application is undecided, and the next morning once none is', () => {
    const closed = aRound({ status: 'closed', closedAt: '2022-10-04T21:59:59.000Z' });
    const decision = {
      outcome: 'approve',
      by: 'referat@ministerium.example',
      at: '2022-10-05T10:00:00.000Z',
      toldAt: '2022-10-06T06:00:00.000Z',
    } as const;
    const line = { at: decision.at, who: 'approver', what: 'approved' };
    const approved = anApplication({ status: 'approved', decision, history: [line] });
    const plan = (others: readonly Application['status'][], now: string) =>
      plannedMails({ application: approved, round: closed, ledger: [], others }, now);
    expect(plan(['in-review'], '2022-10-07T10:00:00.000Z')).toEqual([]);
    // The last of the others was decided this Friday.
    expect(plan(['rejected'], '2022-10-07T10:00:00.000Z')).toEqual([
      { at: '2022-10-10T06:00:00.000Z', purpose: 'seat-offer' },
    ]);
  });
});
