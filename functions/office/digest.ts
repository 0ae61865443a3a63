import type { Application } from '../domain/application.ts';
import { berlinDate, morning, nextMondayMorning, nextMorning } from '../domain/calendar.ts';
import { toOffice } from '../domain/lifecycle.ts';
import type { MailOrder } from '../domain/mail.ts';
import { undecided } from '../domain/selection-time.ts';
import { eachApplication, ledgerOf } from '../platform/records.ts';
import { roundStage } from '../platform/stage.ts';
import { digestDue, undecidedAlertDue } from './rules.ts';

/** For the office: a digest on Mondays, and an alert on each working day on which undecided applications are late. */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status === 'archived' || round.status === 'erased') return {};
  const ledger = await ledgerOf({ round: round.id });
  const today = berlinDate(now);
  const owed = (occasion: string): boolean => ledger.some(({ order }) => order.occasion === occasion);
  const mails: MailOrder[] = [];
  const digest = `digest-${today}`;
  if (digestDue(now) && !owed(digest)) {
    mails.push({ purpose: 'office-digest', to: toOffice(round), occasion: digest });
  }
  const alert = `undecided-${today}`;
  if (undecidedAlertDue(round, now) && !owed(alert)) {
    const applications: Application[] = [];
    for await (const application of eachApplication(round.id)) applications.push(application);
    const count = undecided(applications).length;
    if (count > 0) {
      mails.push({
        purpose: 'office-alert',
        to: toOffice(round),
        occasion: alert,
        data: { alert: 'undecided', count: String(count) },
      });
    }
  }
  const late = round.status === 'closed' && round.goOnWithoutUndecided !== true;
  const alertAt = late ? [nextMorning(now < round.file.decisionsDue ? round.file.decisionsDue : now)] : [];
  const until = [
    nextMondayMorning(now),
    ...alertAt,
    ...(morning(today) > now ? [morning(today)] : []),
  ].sort()[0];
  return mails.length === 0 ? { until } : { change: { record: round, mails }, until };
});
