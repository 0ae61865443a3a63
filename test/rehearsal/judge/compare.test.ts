import { describe, expect, it } from 'vitest';
import type { InboxMail } from '../../program/host.ts';
import { moment } from '../berlin.ts';
import type { PlannedMail } from '../plan/plan.ts';
import { compare } from './compare.ts';

const eight = '2022-10-05T06:00:00.000Z';

function planned(changes: Partial<PlannedMail> = {}): PlannedMail {
  return {
    at: moment(eight),
    to: 'lene.noack@verwaltung.example',
    purpose: 'seat-offer',
    case: 'SCM-3-0001',
    round: '3',
    by: 'date',
    ...changes,
  };
}

function sent(changes: Partial<InboxMail> = {}): InboxMail {
  return {
    id: 'a',
    sentAt: eight,
    purpose: 'seat-offer',
    case: 'SCM-3-0001',
    from: 'noreply@kohorte.example',
    to: ['lene.noack@verwaltung.example'],
    subject: 'Ihr Platz [SCM-3-0001]',
    text: '',
    html: '',
    attachments: [],
    delivery: 'sent',
    ...changes,
  };
}

const verdicts = (plans: readonly PlannedMail[], mails: readonly InboxMail[]): string[] =>
  compare(plans, mails).map(({ verdict }) => verdict);

describe('the comparison of a rehearsal', () => {
  it('finds nothing where each planned mail was sent once and in time', () => {
    expect(verdicts([planned()], [sent()])).toEqual(['as-planned']);
  });

  it('finds a mail that is missing', () => {
    expect(verdicts([planned()], [])).toEqual(['missing']);
    expect(verdicts([planned({ optional: true })], [])).toEqual([]);
  });

  it('finds a mail that was sent twice', () => {
    expect(verdicts([planned()], [sent(), sent({ id: 'b' })])).toEqual(['as-planned', 'doubled']);
  });

  it('finds a mail an hour off, as a mistaken change of the clocks would make it', () => {
    expect(verdicts([planned()], [sent({ sentAt: '2022-10-05T07:00:00.000Z' })])).toEqual(['wrong-time']);
    expect(verdicts([planned()], [sent({ sentAt: '2022-10-05T05:00:00.000Z' })])).toEqual(['wrong-time']);
  });

  it('finds a mail to somebody else, or for something else', () => {
    expect(verdicts([planned()], [sent({ to: ['ole@verwaltung.example'] })]).sort()).toEqual([
      'missing',
      'unplanned',
    ]);
    expect(verdicts([], [sent()])).toEqual(['unplanned']);
  });

  it('finds a copy that is missing', () => {
    expect(verdicts([planned({ copies: ['leitung@verwaltung.example'] })], [sent()])).toEqual([
      'copies-differ',
    ]);
  });

  it('tells two mails of one purpose at the same moment apart by their number', () => {
    expect(verdicts([planned(), planned()], [sent(), sent({ id: 'b' })])).toEqual([
      'as-planned',
      'as-planned',
    ]);
    expect(verdicts([planned(), planned()], [sent()])).toEqual(['as-planned', 'missing']);
  });
});
