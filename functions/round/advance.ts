import { roundStage } from '../platform/flow/stage.ts';
import { advanceStage } from './rules.ts';

/** Leads a round on by its dates. */
export const handler = roundStage(({ round, now }) => advanceStage(round, now));
