import { applicationStage } from '../platform/flow/stage.ts';
import { awaitingStage } from './rules.ts';

/** Awaiting the agreement of the administration. */
export const handler = applicationStage(({ application, round, now }) =>
  awaitingStage(application, round, now),
);
