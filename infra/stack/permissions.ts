import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionDefinition } from '../function-entry.ts';
import type { Permission } from './lambda.ts';
import type { Mail } from './mail.ts';
import { overviewIndex, type State } from './state.ts';
import { stateMachineArn, workflowNames } from './workflows.ts';

/** No `Scan`: whatever reads, reads a partition. A transaction needs the rights of the writes in it. */
const reading = ['dynamodb:GetItem', 'dynamodb:Query'] as const;
const writing = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
] as const;

/**
 * Only these partitions, and no call that names none: for such a call `ForAllValues` alone would hold (IAM User Guide,
 * "Set operators for multivalued context keys").
 */
function within(partitions: readonly string[]) {
  return {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] },
    Null: { 'dynamodb:LeadingKeys': ['false'] },
  };
}

/** What a function may do, from its line in the table of functions. */
export function permissionsOf(
  scope: Construct,
  definition: FunctionDefinition,
  parts: {
    readonly state: State;
    readonly mail: Mail;
    readonly deadLetters: Queue | undefined;
    /** ARN of the secret of the provider at which the office signs in, where there is one. */
    readonly signInSecret: string | undefined;
  },
): readonly Permission[] {
  const { table } = parts.state;
  const permissions: Permission[] = [];
  const inTable = (sid: string, actions: readonly string[], partitions: readonly string[]): void => {
    if (partitions.length === 0) return;
    permissions.push({
      sid,
      actions: [...actions],
      resources: [table.tableArn],
      conditions: within(partitions),
    });
  };
  inTable('ReadRecords', reading, definition.reads);
  inTable('WriteRecords', writing, definition.writes);
  // The partitions of the index have other names than those of the table.
  if (definition.lists.length > 0) {
    permissions.push({
      sid: 'ReadOverview',
      actions: ['dynamodb:Query'],
      resources: [`${table.tableArn}/index/${overviewIndex.name}`],
      conditions: within(definition.lists),
    });
  }
  if (definition.channel !== undefined && table.tableStreamArn !== undefined) {
    permissions.push({
      sid: 'FollowTheStream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [table.tableStreamArn],
    });
    permissions.push({ sid: 'ListStreams', actions: ['dynamodb:ListStreams'], resources: ['*'] });
  }
  if (definition.sends) permissions.push(parts.mail.sending);
  if (definition.answersTasks) {
    permissions.push({
      sid: 'AnswerTaskTokens',
      actions: ['states:SendTaskSuccess'],
      resources: workflowNames.map((name) => stateMachineArn(scope, name)),
    });
  }
  if (definition.startsExecutions) {
    permissions.push({
      sid: 'StartExecutions',
      actions: ['states:StartExecution'],
      resources: workflowNames.map((name) => stateMachineArn(scope, name)),
    });
  }
  if (definition.listsExecutions) {
    permissions.push({
      sid: 'ListExecutions',
      actions: ['states:ListExecutions'],
      resources: workflowNames.map((name) => stateMachineArn(scope, name)),
    });
  }
  if (definition.signsIn && parts.signInSecret !== undefined) {
    permissions.push({
      sid: 'ReadTheSecretOfTheSignIn',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [parts.signInSecret],
    });
  }
  if (parts.deadLetters !== undefined) {
    permissions.push({
      sid: 'KeepWhatFailed',
      actions: ['sqs:SendMessage'],
      resources: [parts.deadLetters.queueArn],
    });
  }
  return permissions;
}
