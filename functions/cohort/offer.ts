import { applicationStage } from '../platform/flow/stage.ts';
import { offerStage } from './rules.ts';

/** A seat is offered: its reminder, its end, and the word about it. */
export const handler = applicationStage(({ application, ledger, now }) =>
  offerStage(application, ledger, now),
);
