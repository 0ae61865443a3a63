import { applicationStage } from '../platform/flow/stage.ts';
import { reviewStage } from './rules/review-rules.ts';

/** In review or queried: reminders, the deputy, the end of a query. */
export const handler = applicationStage(({ application, round, ledger, now }) =>
  reviewStage(application, round, ledger, now),
);
