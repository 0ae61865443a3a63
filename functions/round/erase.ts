import { roundMoved } from '../domain/change.ts';
import { roundStage } from '../platform/flow/stage.ts';
import { settings } from '../platform/settings.ts';
import { eraseMails, ownWrites } from '../platform/store/erasure.ts';
import { changeApplication, eachApplication } from '../platform/store/records.ts';
import { eraseApplication, erasureDue } from './rules.ts';

/** Erases the applications whose period of retention is over, and at the end of the last one closes the file. */
export const handler = roundStage(async ({ round, now }) => {
  if (!['finished', 'archived', 'cancelled'].includes(round.status)) return {};
  const later: string[] = [];
  let kept = 0;
  for await (const application of eachApplication(round.id)) {
    const due = erasureDue(application, round, settings.retention);
    if (due !== undefined && due <= now) {
      await eraseMails(application);
      await changeApplication(round.id, application.id, now, async (fresh) =>
        fresh.status === application.status
          ? {
              answer: true,
              change: { ...eraseApplication(fresh, now), writes: await ownWrites(fresh, now, 'date') },
            }
          : { answer: false },
      );
      continue;
    }
    kept += 1;
    if (due !== undefined) later.push(due);
  }
  if (round.status === 'archived' && kept === 0) {
    return { change: { record: roundMoved(round, 'erased', 'date', { at: now, what: 'erased' }) } };
  }
  return { until: later.sort()[0] };
});
