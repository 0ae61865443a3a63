import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Table } from '../data/table.ts';
import { dynamoDemands, type Tables } from '../iam/demands.ts';
import type { createSes } from '../ses/ses.ts';
import { requestUnits } from '../usage/request-units.ts';
import type { HttpAnswer } from '../web/http.ts';
import { WorkflowError } from '../workflow/workflow-error.ts';
import type { Workflows } from '../workflows.ts';
import { awsError, type Service, type ServiceCall } from './endpoint.ts';

/** Judges a call of a function against its role. */
export type Judge = (
  roleArn: string,
  action: string,
  resourceArn: string,
  context?: Readonly<Record<string, string | readonly string[]>>,
) => { readonly allowed: boolean; readonly reason: string };

interface Common {
  readonly judge: Judge;
  readonly count: (service: string, operation: string, functionName: string, units?: number) => void;
  readonly log: (line: string) => void;
}

const reading = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const writing = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

interface OfTable extends Common {
  readonly table: Table;
  readonly tables: Tables;
  /** Called before a write, so that no later start is behind it. */
  readonly beforeWrite: () => void;
  /** Called after a write, before its answer goes out. */
  readonly written: () => void;
}
interface OfMail extends Common {
  readonly mail: ReturnType<typeof createSes>;
}
interface OfWorkflows extends Common {
  readonly workflows: Workflows;
}

/** The services that functions call, by the names that requests are signed for. */
export function servicesOf(
  options: OfTable & OfMail & OfWorkflows,
): Readonly<Record<'dynamodb' | 'ses' | 'states', Service>> {
  return { dynamodb: dynamodb(options), ses: ses(options), states: states(options) };
}

/** DynamoDB: judged item by item, then handed to the table. */
function dynamodb(options: OfTable): Service {
  return async (call) => {
    const { operation, caller } = call;
    const count = (units?: number) => options.count('dynamodb', operation, caller.name, units);
    const writes = writing.has(operation);
    if (!writes && !reading.has(operation)) {
      count();
      return awsError('UnknownOperationException', `${operation} is not served on this machine`);
    }
    let request: unknown;
    try {
      request = JSON.parse(call.body.toString('utf8'));
      for (const it of dynamoDemands(operation, request, options.tables)) {
        const context = it.leadingKeys.length > 0 ? { 'dynamodb:LeadingKeys': it.leadingKeys } : {};
        const verdict = options.judge(caller.roleArn, it.action, it.resource, context);
        if (verdict.allowed) continue;
        count();
        return refused(options, call, verdict.reason);
      }
    } catch (error) {
      count();
      if (error instanceof z.ZodError || error instanceof SyntaxError) {
        return awsError('com.amazon.coral.service#SerializationException', error.message);
      }
      throw error;
    }
    if (writes) options.beforeWrite();
    const answer = await options.table.answer(`DynamoDB_20120810.${operation}`, request);
    if (writes) options.written();
    count(answer.status === 200 ? requestUnits(operation, request, String(answer.body)) : undefined);
    return answer;
  };
}

/** SES: its own room checks and keeps the message. */
function ses(options: OfMail): Service {
  return (call) => {
    options.count(
      'ses',
      new URLSearchParams(call.body.toString('latin1')).get('Action') ?? '',
      call.caller.name,
    );
    return options.mail.handle(call.body.toString('utf8'), (action, resource, context) =>
      options.judge(call.caller.roleArn, action, resource, context),
    );
  };
}

const startInput = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
});
const successInput = z.object({ taskToken: z.string(), output: z.string() });
const failureInput = z.object({
  taskToken: z.string(),
  error: z.string().default(''),
  cause: z.string().optional(),
});
const executionInput = z.object({
  executionArn: z.string(),
  error: z.string().optional(),
  cause: z.string().optional(),
});
const listInput = z.object({ stateMachineArn: z.string(), statusFilter: z.string().optional() });

/** The Step Functions API, as far as functions use it. */
function states(options: OfWorkflows): Service {
  const { workflows } = options;
  return async (call) => {
    options.count('states', call.operation, call.caller.name);
    const allow = (resource: string) => {
      const verdict = options.judge(call.caller.roleArn, `states:${call.operation}`, resource);
      if (!verdict.allowed) throw new WorkflowError('AccessDeniedException', verdict.reason);
    };
    try {
      const request: unknown = JSON.parse(call.body.toString('utf8'));
      const answer = await answered(workflows, call.operation, request, allow);
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
        body: JSON.stringify(answer),
      };
    } catch (error) {
      if (error instanceof WorkflowError) {
        if (error.code === 'AccessDeniedException') return refused(options, call, error.message);
        return awsError(error.code, error.message);
      }
      if (error instanceof z.ZodError) return awsError('ValidationException', z.prettifyError(error));
      throw error;
    }
  };
}

async function answered(
  workflows: Workflows,
  operation: string,
  request: unknown,
  allow: (resource: string) => void,
): Promise<object> {
  switch (operation) {
    case 'StartExecution': {
      const given = startInput.parse(request);
      allow(given.stateMachineArn);
      const made = await workflows.start(given.stateMachineArn, given.name ?? randomUUID(), given.input);
      return { executionArn: made.arn, startDate: seconds(made.startedAt) };
    }
    case 'SendTaskSuccess': {
      const given = successInput.parse(request);
      allow(workflows.machineOfToken(given.taskToken) ?? '*');
      await workflows.answerTask(given.taskToken, { type: 'task-token-success', output: given.output });
      return {};
    }
    case 'SendTaskFailure': {
      const { taskToken, error, cause } = failureInput.parse(request);
      allow(workflows.machineOfToken(taskToken) ?? '*');
      await workflows.answerTask(taskToken, { type: 'task-token-failure', error, ...(cause && { cause }) });
      return {};
    }
    case 'DescribeExecution': {
      const { executionArn } = executionInput.parse(request);
      allow(executionArn);
      const it = workflows.describe(executionArn);
      return {
        executionArn,
        stateMachineArn: it.stateMachine.id,
        name: it.name,
        status: it.status,
        startDate: seconds(it.startedAt),
        ...(it.stoppedAt && { stopDate: seconds(it.stoppedAt) }),
        input: JSON.stringify(it.input),
        ...(it.status === 'SUCCEEDED' && { output: JSON.stringify(it.output) }),
        ...(it.error && { error: it.error }),
        ...(it.cause && { cause: it.cause }),
      };
    }
    case 'ListExecutions': {
      const { stateMachineArn, statusFilter } = listInput.parse(request);
      allow(stateMachineArn);
      const executions = workflows
        .list()
        .filter(
          (it) => it.stateMachine.id === stateMachineArn && (!statusFilter || it.status === statusFilter),
        )
        .reverse()
        .map((it) => ({
          executionArn: it.id,
          stateMachineArn,
          name: it.name,
          status: it.status,
          startDate: seconds(it.startedAt),
          ...(it.stoppedAt && { stopDate: seconds(it.stoppedAt) }),
        }));
      return { executions };
    }
    case 'StopExecution': {
      const { executionArn, error, cause } = executionInput.parse(request);
      allow(executionArn);
      return { stopDate: seconds(await workflows.stop(executionArn, error, cause)) };
    }
    default:
      throw new WorkflowError('UnknownOperationException', `${operation} is not served on this machine`);
  }
}

function refused(options: Common, call: ServiceCall, reason: string): HttpAnswer {
  const message = `User: ${call.caller.name} with the role ${reason}`;
  options.log(message);
  return awsError('AccessDeniedException', message);
}

// The JSON protocols of AWS write instants as seconds since 1970.
function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}
