import { toOffice } from '../domain/lifecycle.ts';
import type { MailOrder } from '../domain/mail.ts';
import { roundStage } from '../platform/flow/stage.ts';
import { changeApplication, eachApplication, ledgerOf } from '../platform/store/records.ts';
import { cancelApplication } from './rules.ts';

/** A cancelled round: each live application ends and its applicant is told; the trainers and the office too. */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status !== 'cancelled') return {};
  for await (const application of eachApplication(round.id)) {
    await changeApplication(round.id, application.id, now, (fresh) => {
      const change = cancelApplication(fresh, round, now);
      return { answer: change !== undefined, ...(change === undefined ? {} : { change }) };
    });
  }
  const told = await ledgerOf({ round: round.id });
  const trainers = round.file.cohorts.flatMap((cohort) => cohort.trainers);
  const mails: MailOrder[] = [
    toOffice(round),
    ...[...new Map(trainers.map((trainer) => [trainer.email, trainer])).values()].map(
      ({ name, email }) => ({ role: 'trainer', name, email }) as const,
    ),
  ]
    .map((to): MailOrder => ({ purpose: 'round-cancelled', to, occasion: 'cancelled' }))
    .filter(
      (order) =>
        !told.some(
          (entry) => entry.order.purpose === order.purpose && entry.order.to.email === order.to.email,
        ),
    );
  return mails.length === 0 ? {} : { change: { record: round, mails } };
});
