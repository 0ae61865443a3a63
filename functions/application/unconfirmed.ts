import { eraseMails, ownWrites } from '../platform/erasure.ts';
import { keys } from '../platform/keys.ts';
import { applicationStage } from '../platform/stage.ts';
import { get } from '../platform/table.ts';
import { unconfirmedStage } from './rules.ts';

/** Unconfirmed: asks once more, and erases what nobody confirmed, with the mails about it. */
export const handler = applicationStage(async ({ application, ledger, now }) => {
  const claim = await get(keys.claim(application.round, application.person));
  const claimedBy = claim === undefined ? undefined : String(claim['application']);
  const result = unconfirmedStage(application, ledger, claimedBy, now);
  if (result.change?.record.status !== 'erased') return result;
  await eraseMails(application);
  return { change: { ...result.change, writes: await ownWrites(application, now) } };
});
