import { describe, expect, it } from 'vitest';
import { parseRoundFile } from '../../../functions/domain/round-file.ts';
import {
  answerOfferFor,
  correctAddress,
  resendable,
  sendAgain,
} from '../../../functions/office/case/case-rules.ts';
import { fileFrom, firstOutline, nextFrom } from '../../../functions/office/new-round/proposal.ts';
import { noticeChange } from '../../../functions/office/round/notices.ts';
import { archive, cancel, confirmSelection, goOn } from '../../../functions/office/round/round-acts.ts';
import {
  changeSession,
  moveDeadlines,
  replacePeople,
} from '../../../functions/office/round/round-changes.ts';
import { needsOf } from '../../../functions/office/today/needs.ts';
import { parseSettings } from '../../../functions/platform/settings.ts';
import { anApplication, aRound } from '../../support/records.ts';

const now = '2022-10-20T10:00:00.000Z';
const by = 'jette@programm.example';

describe('acts on a round', () => {
  it('each is recorded with who did it, and done twice it changes nothing', () => {
    const round = aRound({ status: 'closed' });
    for (const act of [goOn, (r: typeof round, b: string, n: string) => cancel(r, 'Krankheit', b, n)]) {
      const { answer, change } = act(round, by, now);
      expect(answer).toBe('done');
      expect(change?.record.history.at(-1)).toMatchObject({ who: 'office', name: by, at: now });
      expect(act(change?.record ?? round, by, now)).toEqual({ answer: 'was-done' });
    }
  });

  it('a selection is confirmed only where one is proposed; only what is over is archived', () => {
    expect(confirmSelection(aRound({ status: 'closed' }), by, now).answer).toBe('not-possible');
    expect(archive(aRound({ status: 'running' }), by, now).answer).toBe('not-possible');
    expect(archive(aRound({ status: 'finished' }), by, now).change?.record.archivedAt).toBe(now);
  });

  it('extending a closed round opens it again; an impossible date says how to mend it', () => {
    const round = aRound({ status: 'closed', closedAt: '2022-10-04T21:59:59.000Z' });
    const extended = moveDeadlines(
      round,
      { closes: '2022-10-25T21:59:59.000Z', decisionsDue: '2022-10-28T21:59:59.000Z' },
      by,
      now,
    );
    expect(extended.change?.record).toMatchObject({ status: 'open' });
    expect(extended.change?.record.closedAt).toBeUndefined();
    const wrong = moveDeadlines(round, { decisionsDue: '2022-12-01T22:59:59.000Z' }, by, now);
    expect(wrong.answer.kind).toBe('mistakes');
    expect(wrong.change).toBeUndefined();
  });

  it('a moved session raises the sequence and is told once to each who has a seat', () => {
    const round = aRound({ status: 'selected' });
    const wish = {
      action: 'move',
      starts: '2022-11-10T08:00:00.000Z',
      ends: '2022-11-10T12:00:00.000Z',
      reason: 'Krankheit',
    } as const;
    const moved = changeSession(round, 'a1-1', wish, by, now).change?.record ?? round;
    expect(moved.sequence).toBe(round.sequence + 1);
    const [notice] = moved.notices ?? [];
    if (notice === undefined) throw new Error('nobody is to be told');
    const seat = { cohort: 'a', number: 1, offeredAt: now, until: now, acceptedAt: now };
    const seated = anApplication({ status: 'accepted', seat });
    const change = noticeChange(seated, moved, notice, [], now);
    const [order] = change?.mails ?? [];
    if (order === undefined) throw new Error('no mail');
    expect(order).toMatchObject({ purpose: 'session-moved', data: { session: 'a1-1', reason: 'Krankheit' } });
    const entry = { pk: 'x', sk: 'y', kind: 'mail', state: 'sent', order, owedAt: now, attempts: 1 } as const;
    expect(noticeChange(seated, moved, notice, [entry], now)).toBeUndefined();
    expect(noticeChange(anApplication({ status: 'waiting-list' }), moved, notice, [], now)).toBeUndefined();
  });

  it('a session that has begun stays where it was', () => {
    const late = changeSession(
      aRound({ status: 'running' }),
      'a1-1',
      { action: 'cancel' },
      by,
      '2022-11-08T08:00:00.000Z',
    );
    expect(late).toEqual({ answer: { kind: 'not-possible' } });
  });

  it('a new approver is asked for what is in review, once', () => {
    const round = aRound({ status: 'closed' });
    const fresh = { name: 'Neu', email: 'neu@ministerium.example', shared: false };
    const people = { office: round.file.office, approvers: [...round.file.approvers, fresh], trainers: {} };
    const changed = replacePeople(round, people, by, now).change?.record ?? round;
    const [notice] = changed.notices ?? [];
    if (notice === undefined) throw new Error('nobody is to be asked');
    const { seat: _seat, ...bare } = anApplication({ status: 'in-review', verdicts: [] });
    const asked = noticeChange(bare, changed, notice, [], now)?.mails ?? [];
    expect(asked.map(({ purpose, to }) => `${purpose} ${to.email}`)).toEqual([
      'review-request neu@ministerium.example',
    ]);
  });
});

describe('a proposed round', () => {
  it('is a valid round file without warnings, from an outline and from an earlier round', () => {
    const settings = parseSettings(undefined);
    const outline = firstOutline([], settings, now);
    const person = { name: 'A', email: 'a@programm.example' };
    const filled = { ...outline, approver: person, trainer: person, joinUrl: 'https://konferenz.example/1' };
    expect(parseRoundFile(fileFrom(filled), now)).toMatchObject({ ok: true, warnings: [] });
    const next = nextFrom(aRound(), [aRound()], settings, now);
    expect(parseRoundFile(next, now)).toMatchObject({ ok: true });
    expect(next.id).toBe('4');
  });
});

describe('acts on an application', () => {
  const seat = {
    cohort: 'a',
    number: 1,
    offeredAt: '2022-10-18T06:00:00.000Z',
    until: '2022-10-25T21:59:59.000Z',
  };
  const office = { email: by, note: 'rief an' };

  it('an accepted seat says in the history that the office did it, for whom and why', () => {
    const { answer, change } = answerOfferFor(
      anApplication({ status: 'seat-offered', seat }),
      'accept',
      office,
      now,
    );
    expect(answer).toBe('done');
    expect(change?.record.history.at(-1)).toEqual({
      at: now,
      who: 'office',
      what: 'accepted',
      name: by,
      words: 'rief an',
    });
    expect(change?.mails?.map(({ purpose }) => purpose)).toEqual(['seat-confirmed', 'calendar-invitation']);
  });

  it('after its end an offer is not accepted by the office either', () => {
    const offered = anApplication({ status: 'seat-offered', seat });
    expect(answerOfferFor(offered, 'accept', office, seat.until).answer).toBe('too-late');
  });

  it('a mail sent again is a new order of the same purpose to the present address', () => {
    const application = anApplication({ status: 'in-review' });
    const order = {
      purpose: 'application-received',
      to: { role: 'applicant', email: 'alt@verwaltung.example' },
      occasion: 'confirmed',
    } as const;
    const entry = { pk: 'x', sk: 'y', kind: 'mail', state: 'sent', order, owedAt: now, attempts: 1 } as const;
    expect(resendable([entry], application)).toEqual([entry]);
    const [again] = sendAgain(application, entry, office, now).change?.mails ?? [];
    expect(again).toMatchObject({
      purpose: 'application-received',
      to: { email: application.applicant.email },
    });
    expect(again?.occasion).not.toBe('confirmed');
  });

  it('a corrected address ends the links of the old one and moves the claim', () => {
    const application = anApplication({ status: 'in-review' });
    const { change } = correctAddress(
      application,
      { applicant: 'neu@verwaltung.example' },
      'hash',
      undefined,
      office,
      now,
    );
    expect(change?.record.caseLinkEpoch).toBe(application.caseLinkEpoch + 1);
    expect(change?.effects).toEqual([{ claim: 'move', to: 'hash' }]);
    const taken = correctAddress(
      application,
      { applicant: 'neu@verwaltung.example' },
      'hash',
      'other',
      office,
      now,
    );
    expect(taken).toEqual({ answer: 'other-application' });
  });
});

describe('what needs a person', () => {
  const sight = {
    round: aRound({ status: 'closed' }),
    statuses: ['in-review'],
    offers: [],
    marked: new Set<string>(),
  } as const;

  it('undecided applications do from the instant on at which decisions were due', () => {
    const due = sight.round.file.decisionsDue;
    const before = new Date(Date.parse(due) - 1).toISOString();
    expect(needsOf(sight, before)).toEqual([]);
    expect(needsOf(sight, due).map(({ kind }) => kind)).toEqual(['undecided-late']);
  });

  it('a running round does where a session of yesterday is unmarked', () => {
    const running = {
      ...sight,
      round: aRound({ status: 'running' }),
      statuses: [],
      marked: new Set(['a1-1']),
    };
    const needs = needsOf(running, '2022-11-10T12:00:00.000Z');
    expect(needs.map((need) => (need.kind === 'unmarked' ? need.session : need.kind))).toEqual(['a1-2']);
  });
});
