import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import type { KohorteStack } from './kohorte-stack.ts';

/** A rule that does not fit, where it does not, and why. */
type NagException = {
  readonly id: string;
  /** Path below the stack: of a construct, or how the paths of several begin. */
  readonly where: RegExp;
  readonly reason: string;
};

/** Every exception to the rules of cdk-nag. A test sees that none is open and that each is still needed. */
export const nagExceptions: readonly NagException[] = [
  {
    id: 'AwsSolutions-APIG4',
    where: /^Interface\/[A-Za-z]+ [^/]+$/,
    reason:
      'People have no account. Public pages need no authorization; every other one is guarded by the secret of a ' +
      'link or by the session of the office, which the function checks in the same condition as the state.',
  },
  {
    id: 'AwsSolutions-SF2',
    where: /^(Application|Round)Workflow\/StateMachine$/,
    reason:
      'Executions last for weeks and months, a trace for days. The history of the execution and that of the ' +
      'application tell what happened.',
  },
  {
    id: 'Serverless-StepFunctionStateMachineXray',
    where: /^(Application|Round)Workflow\/StateMachine$/,
    reason:
      'Executions last for weeks and months, a trace for days. The history of the execution and that of the ' +
      'application tell what happened.',
  },
  {
    id: 'Serverless-LambdaTracing',
    where: /^[A-Za-z]+$/,
    reason:
      'A trace would show one function and the table, which the access log and the metrics show as well, and it ' +
      'would be one more store that data could slip into.',
  },
  {
    id: 'Serverless-LambdaDLQ',
    where: /^(?!PlatformDeliver$|PostSend$|PostEvents$|PlatformEnded$)[A-Za-z]+$/,
    reason:
      'Invoked synchronously only, by the interface, by a workflow or by hand: the caller gets the error, and no ' +
      'event can be lost. The functions that events invoke have dead letters.',
  },
  {
    id: 'Serverless-LambdaDLQ',
    where: /^PlatformEnded$/,
    reason:
      'What an event that was lost would have told, the daily comparison of records and executions finds.',
  },
  {
    id: 'Serverless-EventBusDLQ',
    where: /^ExecutionEvents\/Ended$/,
    reason:
      'What an event that was lost would have told, the daily comparison of records and executions finds.',
  },
  {
    id: 'Serverless-SQSRedrivePolicy',
    where: /^[A-Za-z]+DeadLetters$/,
    reason: 'These queues are the dead letters.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::*]',
    where: /^(Application|Round)Workflow\/Role$/,
    reason: 'The actions that deliver the log of a state machine know no resources.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::*]',
    where: /^(PlatformDeliver|PostSend)Role$/,
    reason: 'dynamodb:ListStreams, which Lambda needs to follow a stream, knows no resource.',
  },
  {
    id: 'Serverless-LambdaStarPermissions',
    where: /^(PlatformDeliver|PostSend)Role$/,
    reason: 'dynamodb:ListStreams, which Lambda needs to follow a stream, knows no resource.',
  },
];

/** Has cdk-nag check the template by its rules AWS Solutions and Serverless. */
export function checkByNag(stack: KohorteStack, exceptions = nagExceptions): void {
  const { root } = stack.node;
  const below = (construct: IConstruct) => construct.node.path.slice(stack.node.path.length + 1);
  for (const { id, where, reason } of exceptions) {
    for (const construct of stack.node.findAll()) {
      if (where.test(below(construct))) Validations.of(construct).acknowledge({ id, reason });
    }
  }
  Validations.of(root).addPlugins(new AwsSolutionsChecks(root), new ServerlessChecks(root));
}
