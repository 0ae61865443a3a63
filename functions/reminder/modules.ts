import { applicationStage } from '../platform/flow/stage.ts';
import { modulesStage } from './rules.ts';

/** Accepted and taking part: the reminders of the modules, and the beginning. */
export const handler = applicationStage(({ application, round, ledger, now }) =>
  modulesStage(application, round, ledger, now),
);
