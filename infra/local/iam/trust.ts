import { TemplateError } from '../template/template.ts';
import { mayAssume } from './authorize.ts';
import type { IamModel } from './model.ts';

/**
 * Sees that every function, state machine and schedule has a role that trusts the service which runs it; without
 * that it cannot be deployed.
 * @throws TemplateError that names each role which does not
 */
export function demandTrust(
  model: IamModel,
  {
    functions,
    stateMachines,
    schedules,
  }: Readonly<Record<'functions' | 'stateMachines' | 'schedules', readonly { readonly roleArn: string }[]>>,
): void {
  const takenOn = [
    ...functions.map(({ roleArn }) => [roleArn, 'lambda.amazonaws.com'] as const),
    ...stateMachines.map(({ roleArn }) => [roleArn, 'states.amazonaws.com'] as const),
    ...schedules.map(({ roleArn }) => [roleArn, 'scheduler.amazonaws.com'] as const),
  ];
  const refused = takenOn
    .map(([role, service]) => mayAssume(model, role, service))
    .filter((it) => !it.allowed);
  if (refused.length > 0) throw new TemplateError(refused.map(({ reason }) => reason).join('\n'));
}
