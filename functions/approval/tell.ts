import { isMorning, nextMorning } from '../domain/calendar.ts';
import { isUntold } from '../domain/lifecycle.ts';
import type { Round } from '../domain/round.ts';
import { selectionDue } from '../domain/selection-time.ts';
import { roundStage } from '../platform/flow/stage.ts';
import { keys } from '../platform/store/keys.ts';
import type { Write } from '../platform/store/port.ts';
import { allApplications, changeApplication, ledgerOf } from '../platform/store/records.ts';
import { sealsOf } from './file/seals.ts';
import { morningLists } from './rules/list-rules.ts';
import { nextSeal } from './rules/proof.ts';
import { tell } from './rules/tell-rules.ts';
import { toldFrom } from './rules.ts';

/** Rounds in these states still have decisions to tell. */
const telling = ['open', 'closed', 'selected', 'running'];

/** So many seals are written at once: each may have 160 KB, and a transaction 4 MB. */
const mostSeals = 10;

/** The writes that seal what is decided and not sealed yet, or the first of it. */
async function sealing(round: Round, now: string): Promise<Write[]> {
  const applications = await allApplications(round.id);
  const before = await sealsOf(round.id);
  const seals = [...before];
  while (seals.length - before.length < mostSeals) {
    const next = nextSeal(round.id, applications, seals, now);
    if (next === undefined) break;
    seals.push({ ...keys.seal(round.id, next.number), ...next });
  }
  return seals.slice(before.length).map((seal) => ({ create: seal }));
}

/**
 * The morning's first duty: tells each decision that is due, before that morning's selection, and sends the lists
 * of the morning. Where the result of the selection goes out with it, the approval alone is not mailed. When the
 * selection runs, the round's decisions are closed and sealed; what is decided later is sealed on its morning.
 */
export const handler = roundStage(async ({ round, now }) => {
  if (!telling.includes(round.status)) return {};
  const all = await allApplications(round.id);
  const due = selectionDue(round, all);
  const selectsNow = due !== undefined && due <= now;
  const withSelection =
    (selectsNow && !round.file.selection.confirm) || round.selection?.state === 'effective';
  for (const application of all.filter(isUntold)) {
    if (now < toldFrom(application.decision?.at ?? now)) continue;
    await changeApplication(round.id, application.id, now, (fresh) => tell(fresh, withSelection, now));
  }
  const closing = selectsNow || (round.selection !== undefined && isMorning(now));
  const writes = closing ? await sealing(round, now) : [];
  const until = nextMorning(now);
  // Sealed before the lists of the morning go out, and asked again, as there may be more than one transaction takes.
  if (writes.length > 0) return { change: { record: round, writes }, goesOn: true, until };
  if (!isMorning(now)) return { until };
  const ledger = await ledgerOf({ round: round.id });
  const occasions = new Set(ledger.map(({ order }) => `${order.occasion} ${order.to.email}`));
  const { mails, record = round } = morningLists(all, round, occasions, now);
  if (mails.length === 0 && record === round) return { until };
  return { change: { record, mails }, until };
});
