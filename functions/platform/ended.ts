import * as z from 'zod';
import { isExpiryTold, isLeftBehind } from './flow/missing.ts';
import { alertOfStopped, noteStopped } from './flow/stopped.ts';
import { observed } from './observe/observed.ts';
import { now } from './store/clock.ts';
import { ledgerOf, loadApplication, loadRound } from './store/records.ts';

/** As EventBridge brings it (Step Functions Developer Guide, "Step Functions Execution Status Change"). */
const eventSchema = z.object({ detail: z.object({ input: z.string() }) });
const inputSchema = z.object({
  round: z.string(),
  application: z.optional(z.string()),
  case: z.string(),
  generation: z.number(),
});

/** Whether an application still waits for something that the execution which has ended was to notice. */
async function isApplicationLeft(round: string, id: string, generation: number): Promise<boolean> {
  const application = await loadApplication(round, id);
  if (application === undefined || !isLeftBehind(application, generation)) return false;
  return application.status !== 'expired' || !isExpiryTold(application, await ledgerOf({ application: id }));
}

/**
 * An execution has ended: by itself, by a fault, by somebody's hand, or out of time. Where its record still waits for
 * something, the case comes to the office's list at once, and the office is told. The event may come late and twice.
 */
export const handler = observed(async (event: unknown): Promise<void> => {
  const { detail } = eventSchema.parse(event);
  const { generation, case: reference, ...about } = inputSchema.parse(JSON.parse(detail.input));
  const round = await loadRound(about.round);
  if (round === undefined) return;
  const { application: id } = about;
  const isLeft =
    id === undefined ? isLeftBehind(round, generation) : await isApplicationLeft(round.id, id, generation);
  // The applications of a round that was archived wait for nothing but its erasure.
  if (!isLeft || (id !== undefined && ['archived', 'erased'].includes(round.status))) return;
  const at = now();
  const stopped = { round: round.id, ...(id === undefined ? {} : { application: id }), reference };
  if (await noteStopped(stopped, at)) await alertOfStopped(round, 1, at);
});
