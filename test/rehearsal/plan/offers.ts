import type { InboxMail } from '../../program/host.ts';
import { dayOf, type Moment, moment } from '../berlin.ts';
import type { RoundFile } from '../inputs.ts';
import type { Act } from '../people/acts.ts';
import type { SeenOffer } from './model.ts';

const months = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];

/** How a day may be written in a mail, German or English. */
function written(at: Moment): RegExp {
  const [year = '', month = '', day = ''] = dayOf(at).split('-');
  const name = months[Number(month) - 1] ?? '';
  const english = new Date(Date.UTC(2000, Number(month) - 1)).toLocaleString('en', {
    month: 'long',
    timeZone: 'UTC',
  });
  return new RegExp(`\\b${Number(day)}\\.? (?:${name}|${english}) ${year}`);
}

/** The cohort of which an offer lists the most dates. */
function cohortIn(mail: InboxMail, file: RoundFile): string {
  const counted = file.cohorts.map(({ id, modules }) => ({
    id,
    count: modules
      .flatMap(({ sessions }) => sessions)
      .filter(({ starts }) => written(moment(starts)).test(mail.text)).length,
  }));
  return counted.sort((a, b) => b.count - a.count)[0]?.id ?? '';
}

/** The offers that were mailed, each with its cohort: which of the candidates chance chose. */
export function seenOffers(mails: readonly InboxMail[], acts: readonly Act[]): SeenOffer[] {
  const files = new Map(
    acts.flatMap((act) => (act.kind === 'make-round' ? [[act.round, act.file] as const] : [])),
  );
  const roundOf = new Map(
    acts.flatMap((act) => (act.kind === 'apply' ? [[act.case, act.round] as const] : [])),
  );
  return mails.flatMap((mail) => {
    const file = mail.case === null ? undefined : files.get(roundOf.get(mail.case) ?? '');
    if (mail.purpose !== 'seat-offer' || mail.case === null || file === undefined) return [];
    return [{ case: mail.case, at: moment(mail.sentAt), cohort: cohortIn(mail, file) }];
  });
}
