import { applicationStage } from '../platform/flow/stage.ts';
import { settings } from '../platform/settings.ts';
import { eraseMails, ownWrites } from '../platform/store/erasure.ts';
import { keys } from '../platform/store/keys.ts';
import { get } from '../platform/store/table.ts';
import { unconfirmedStage } from './rules.ts';

/** Unconfirmed: asks once more, and erases what nobody confirmed, with the mails about it. */
export const handler = applicationStage(async ({ application, ledger, now }) => {
  const claim = await get(keys.claim(application.round, application.person));
  const claimedBy = claim === undefined ? undefined : String(claim['application']);
  const result = unconfirmedStage(application, ledger, claimedBy, settings.retention, now);
  if (result.change?.record.status !== 'erased') return result;
  await eraseMails(application);
  return { change: { ...result.change, writes: await ownWrites(application, now) } };
});
