import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { purposeSchema } from '../../functions/domain/mail.ts';
import type { Evidence } from '../rehearsal/judge/evidence.ts';
import { gather } from '../rehearsal/judge/evidence.ts';
import { type Judgement, judge } from '../rehearsal/judge/judge.ts';
import { type Played, play, withHost } from '../rehearsal/play/play.ts';
import { readScript } from '../rehearsal/script.ts';

// More people than seats, with everything that can come between; Good Friday, Easter Monday, the first of May, Ascension
// and the change to summer time lie inside. Another round beside it is cancelled.
const hard = new URL('../rehearsal/hard/', import.meta.url);

describe('a round in which everything happens', () => {
  let played: Played;
  let evidence: Evidence;
  let judgement: Judgement;
  let frontPage: string;
  const found = (email: string) => {
    const act = played.acts.find((each) => each.kind === 'apply' && each.who === email);
    const reference = act?.kind === 'apply' ? act.case : '';
    return played.applications.find((application) => application.reference === reference);
  };
  const ends = (round: string): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { status, round: of } of played.applications) {
      if (of === round) counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  };

  beforeAll(async () => {
    const script = readScript({
      rounds: [
        fileURLToPath(new URL('round.json', hard)),
        fileURLToPath(new URL('cancelled-round.json', hard)),
      ],
      applications: fileURLToPath(new URL('applications.json', hard)),
      people: fileURLToPath(new URL('people.json', hard)),
    });
    await withHost(script.rounds, async (host, start) => {
      played = await play(host, start, script);
      evidence = await gather(host, played);
      judgement = judge(played, evidence);
      frontPage = await (await fetch(`${host.origin}/`)).text();
    });
  }, 1_800_000);

  it('surprises nobody who acts', () => {
    expect(played.surprises).toEqual([]);
  });

  it('sends every mail once and at its time, and no other', () => {
    const faults = judgement.faults.map(
      ({ verdict, purpose, case: reference, person, planned, sent }) =>
        `${verdict} ${purpose} ${reference} ${person} ${planned === undefined ? '' : new Date(planned.at).toISOString()} ${sent?.sentAt ?? ''}`,
    );
    expect(faults).toEqual([]);
    expect(judgement.lines.length).toBeGreaterThan(500);
  });

  it('leads every case where the contract leads it', () => {
    expect(judgement.states).toEqual([]);
    expect(judgement.plan.doubts).toEqual([]);
  });

  it('reaches every end of the life of an application', () => {
    expect(ends('h')).toEqual({
      completed: 14,
      'not-completed': 1,
      'dropped-out': 1,
      declined: 2,
      expired: 1,
      rejected: 3,
      'list-closed': 1,
      withdrawn: 8,
      erased: 3,
    });
    expect(ends('h2')).toEqual({ withdrawn: 2, erased: 2 });
  });

  it('sends a mail of every purpose of the table', () => {
    // These come when somebody asks for them.
    const onRequest = ['case-link', 'review-list'];
    const sent = new Set(played.mails.map(({ purpose }) => purpose));
    expect(
      purposeSchema.options.filter((purpose) => !sent.has(purpose) && !onRequest.includes(purpose)),
    ).toEqual([]);
  });

  it('tells of each end once in the history of the case', () => {
    // Who was not endorsed, or whose round was cancelled, has a line of their own.
    const lines: Record<string, readonly string[]> = {
      rejected: ['rejected', 'endorsement-refused'],
      withdrawn: ['withdrawn', 'round-cancelled'],
    };
    for (const { status, history, reference } of played.applications) {
      const found = history.filter(({ what }) => (lines[status] ?? [status]).includes(what));
      expect(found, `${reference} is ${status}`).toHaveLength(1);
    }
  });

  it('fills every seat, and each with one person at a time', () => {
    const seated = ends('h');
    const count = ['completed', 'not-completed', 'dropped-out'].map((status) => seated[status] ?? 0);
    expect(count).toEqual([14, 1, 1]);
  });

  it('issues certificates that verify, also to a substitute', () => {
    expect(evidence.certificates.flatMap(({ faults }) => faults)).toEqual([]);
    expect(evidence.certificates.map(({ name }) => name)).toContain('Ťapka Ødegård');
  });

  it('keeps a second application of the same person apart from the first', () => {
    const first = played.acts.find(({ kind }) => kind === 'apply');
    const email = first?.who ?? '';
    const both = played.acts.flatMap((act) => (act.kind === 'apply' && act.who === email ? [act.case] : []));
    expect(both).toHaveLength(2);
    expect(found(email)?.status).toBe('completed');
    const second = played.applications.find(({ reference }) => reference === both[1]);
    expect(second?.status).toBe('erased');
    const mails = played.mails.filter(({ case: of }) => of === both[1]);
    expect(mails.map(({ purpose }) => purpose)).toEqual(['confirm-address']);
  });

  it('names the administrations that take part once the office has released them, a joint place as one', () => {
    expect(frontPage).toMatch(/Es nehmen teil: [^<]*Schenkenländchen \/ (?:Stadt )?Werneuchen/);
  });
});
