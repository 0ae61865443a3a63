import type { Application } from '../domain/application.ts';
import { nextMorning } from '../domain/calendar.ts';
import { roundMoved, roundNoted } from '../domain/change.ts';
import { toOffice } from '../domain/lifecycle.ts';
import type { MailOrder } from '../domain/mail.ts';
import type { Round } from '../domain/round.ts';
import { selectionDue } from '../domain/selection-time.ts';
import { roundStage } from '../platform/flow/stage.ts';
import { registerOf } from '../platform/store/cases.ts';
import { newSecret } from '../platform/store/links.ts';
import { allApplications, ledgerOf } from '../platform/store/records.ts';
import { isCandidate } from './rules.ts';
import { preferredPeople } from './run-selection/preferred-people.ts';
import { inputOf } from './run-selection/selection-input.ts';
import {
  type KeptResult,
  keepInput,
  keepResult,
  keptInput,
  keptResult,
} from './run-selection/stored-selection.ts';
import { takeEffect } from './run-selection/take-effect.ts';
import { check } from './selection/check.ts';
import { select } from './selection/select.ts';

/**
 * The selection: at 08:00 of the first working day on which nothing is undecided the candidates are frozen, then
 * a seed is drawn (or typed in by the office), and the result takes effect at once or when the office confirms it.
 */
export const handler = roundStage(async ({ round, now }) => {
  if (round.status !== 'closed') return {};
  const applications = await allApplications(round.id);
  const { selection } = round;
  if (selection?.state === 'proposed') return {};
  if (selection !== undefined) {
    const result = await keptResult(round.id);
    if (result === undefined) throw new Error('the result of the selection is missing');
    await takeEffect(round, applications, result, now);
    return { change: { record: selected(round, now) } };
  }
  // Once the candidates are frozen the date has passed, whatever became of the applications since: seats that
  // were offered a moment ago, by this very run, must not move it to the next morning.
  if (round.frozen === undefined) {
    const due = selectionDue(round, applications);
    if (due === undefined || now < due) return { until: due ?? nextMorning(now) };
    return { change: { record: await freeze(round, applications.filter(isCandidate), now) }, goesOn: true };
  }

  if (round.wishes?.seedFrom === 'office' && round.seed === undefined) {
    const told = (await ledgerOf({ round: round.id })).some(({ order }) => order.occasion === 'seed-needed');
    return told ? {} : { change: { record: round, mails: alert(round, 'seed-needed') } };
  }
  const result = await draw(round);
  const violated = (result.violations?.length ?? 0) > 0;
  const proposed = roundNoted(
    round,
    { at: now, who: 'date', what: 'selection-proposed' },
    {
      selection: {
        state: 'proposed',
        at: now,
        seed: result.seed.text,
        seedOrigin: result.seed.origin,
        inputHash: result.inputHash,
      },
    },
  );
  if (round.file.selection.confirm) {
    return { change: { record: proposed, mails: alert(round, 'selection-proposed') } };
  }
  await takeEffect(round, applications, result, now);
  return {
    change: { record: selected(proposed, now), mails: violated ? alert(round, 'selection-violations') : [] },
  };
});

function alert(round: Round, occasion: string): MailOrder[] {
  return [{ purpose: 'office-alert', to: toOffice(round), occasion, data: { alert: occasion } }];
}

/** The round once its seats are given. */
function selected(round: Round, now: string): Round {
  const { selection } = round;
  return roundMoved(
    round,
    'selected',
    'date',
    { at: now, what: 'selected' },
    selection === undefined
      ? {}
      : { selection: { ...selection, state: 'effective', effectiveAt: selection.effectiveAt ?? now } },
  );
}

/**
 * Freezes the candidates: keeps them, and their hash in the round. That is on record before any seed exists, so that
 * nobody can choose the candidates to fit a seed.
 */
async function freeze(round: Round, candidates: readonly Application[], now: string): Promise<Round> {
  const preferred = await preferredPeople(round);
  const inputHash = await keepInput(round, inputOf(round, candidates, registerOf(round), preferred));
  return { ...round, frozen: { at: now, inputHash } };
}

/** Draws the result from the frozen candidates, once, and keeps it in the form that anybody can verify. */
async function draw(round: Round): Promise<KeptResult> {
  const before = await keptResult(round.id);
  if (before !== undefined) return before;
  const input = await keptInput(round.id);
  if (input === undefined) throw new Error('the frozen candidates are missing');
  const seed =
    round.seed === undefined
      ? { text: newSecret(), origin: 'system' }
      : { text: round.seed.text, origin: round.seed.origin };
  const result = await select(input, seed);
  const faults = check(input, result);
  if (faults.length > 0) throw new Error(`the selection failed its check: ${faults.length} faults`);
  await keepResult(round, input, result);
  const kept = await keptResult(round.id);
  if (kept === undefined) throw new Error('the result of the selection was not kept');
  return kept;
}
