import { keys } from '../platform/keys.ts';
import { applicationStage } from '../platform/stage.ts';
import { get } from '../platform/table.ts';
import { unconfirmedStage } from './rules.ts';

/** Unconfirmed: asks once more, and erases what nobody confirmed. */
export const handler = applicationStage(async ({ application, ledger, now }) => {
  const claim = await get(keys.claim(application.round, application.person));
  const claimedBy = claim === undefined ? undefined : String(claim['application']);
  return unconfirmedStage(application, ledger, claimedBy, now);
});
