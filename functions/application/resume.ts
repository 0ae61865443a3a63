import { nextMorning } from '../domain/calendar.ts';
import { applicationStage } from '../platform/flow/stage.ts';

/**
 * Where an application stands, for an execution that has just begun, and for the stages in which nothing
 * has a date of its own: approved and waiting. A rejection ends only when it has been told.
 */
export const handler = applicationStage(({ application, now }) => {
  const { decision, status } = application;
  const untold = status === 'rejected' && decision !== undefined && decision.toldAt === undefined;
  return untold ? { until: nextMorning(now) } : {};
});
