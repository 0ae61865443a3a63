import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { stateMachineArn, workflowNames } from './workflows.ts';

/**
 * Tells a function of each execution that has ended, however it did (Step Functions Developer Guide, "Automating Step
 * Functions event delivery with EventBridge"). What this loses the daily comparison finds.
 */
export class ExecutionEvents extends Construct {
  constructor(scope: Construct, id: string, handler: IFunction) {
    super(scope, id);
    new Rule(this, 'Ended', {
      description: 'Executions that have ended',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: workflowNames.map((name) => stateMachineArn(this, name)),
          status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      targets: [new LambdaFunction(handler)],
    });
  }
}
