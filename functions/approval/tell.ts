import type { Application } from '../domain/application.ts';
import { nextMorning } from '../domain/calendar.ts';
import { selectionDue } from '../domain/selection-time.ts';
import { changeApplication, eachApplication } from '../platform/records.ts';
import { roundStage } from '../platform/stage.ts';
import { tell, toldFrom } from './rules.ts';

/** Rounds in these states still have decisions to tell. */
const telling = ['open', 'closed', 'selected', 'running'];

/**
 * The morning's first duty: tells each decision that is due, before that morning's selection. Where the
 * result of the selection goes out with it, the approval alone is not mailed.
 */
export const handler = roundStage(async ({ round, now }) => {
  if (!telling.includes(round.status)) return {};
  const all: Application[] = [];
  for await (const application of eachApplication(round.id)) all.push(application);
  const waiting = all.filter(
    ({ decision, status }) =>
      decision !== undefined && decision.toldAt === undefined && (status === 'approved' || status === 'rejected'),
  );
  const due = selectionDue(round, all);
  const selectsNow = due !== undefined && due <= now && !round.file.selection.confirm;
  const withSelection = selectsNow || round.selection?.state === 'effective';
  for (const application of waiting) {
    if (now < toldFrom(application.decision?.at ?? now)) continue;
    await changeApplication(round.id, application.id, now, (fresh) => tell(fresh, withSelection, now));
  }
  return { until: nextMorning(now) };
});
