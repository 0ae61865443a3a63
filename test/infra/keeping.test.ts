import { describe, expect, it } from 'vitest';
import { overviewContents, overviewKeys } from '../../functions/platform/store/port.ts';
import { functions } from '../../infra/functions.ts';
import { synthesize } from './template.ts';

const template = synthesize();

describe('the table', () => {
  const table = template.one('AWS::DynamoDB::Table');

  it('outlives the stack and cannot be deleted by mistake', () => {
    expect(table.Properties['DeletionProtectionEnabled']).toBe(true);
    expect(table.DeletionPolicy).toBe('Retain');
    expect(table.UpdateReplacePolicy).toBe('Retain');
  });

  it('can be restored to any moment of the last 35 days', () => {
    expect(table.Properties['PointInTimeRecoverySpecification']).toEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    });
  });

  it('keeps its logical id, on which everything stored hangs', () => {
    expect(table.logicalId).toBe('StateTable962DE04C');
  });

  it('tells its stream what an item is, not what it was', () => {
    expect(table.Properties['StreamSpecification']).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });

  it('lists in its index only what lists show', () => {
    expect(table.Properties['GlobalSecondaryIndexes']).toEqual([
      expect.objectContaining({
        IndexName: 'overview',
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: ['row'],
        },
      }),
    ]);
  });

  it('lists there what the programme asks the index for', () => {
    expect(table.Properties['GlobalSecondaryIndexes']).toEqual([
      expect.objectContaining({
        KeySchema: overviewKeys
          .slice(0, 2)
          .map((AttributeName, place) => ({ AttributeName, KeyType: place === 0 ? 'HASH' : 'RANGE' })),
        Projection: expect.objectContaining({ NonKeyAttributes: [...overviewContents] }),
      }),
    ]);
  });
});

describe('logs', () => {
  it('are kept for 90 days, each of them', () => {
    const groups = template.of('AWS::Logs::LogGroup');
    // Functions, two workflows, the interface.
    expect(groups).toHaveLength(functions.length + 3);
    for (const { Properties } of groups) expect(Properties['RetentionInDays']).toBe(90);
  });

  it('of every function lie in a group of the template, so that none is made without an end', () => {
    const named = template.of('AWS::Lambda::Function').map(({ Properties }) => Properties['LoggingConfig']);
    expect(named.every((config) => JSON.stringify(config)?.includes('LogGroup'))).toBe(true);
  });

  it('of a workflow hold every step and none of its data', () => {
    for (const { Properties } of template.of('AWS::StepFunctions::StateMachine')) {
      expect(Properties['LoggingConfiguration']).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    }
  });
});

describe('what could not be delivered', () => {
  it('is kept for two weeks, encrypted', () => {
    const queues = template.of('AWS::SQS::Queue');
    expect(queues).toHaveLength(3);
    for (const { Properties } of queues) {
      expect(Properties).toEqual({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
    }
  });

  it('by the stream is split, tried five times and then left to the hourly sweep', () => {
    const mappings = template.of('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(2);
    for (const { Properties } of mappings) {
      expect(Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 5,
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
    }
    const patterns = mappings.map(({ Properties }) => JSON.stringify(Properties['FilterCriteria']));
    expect(patterns[0]).toContain('workflow');
    expect(patterns[1]).toContain('mail');
    // Mails of one shard go out side by side; what wakes and starts executions keeps its order.
    const parallel = mappings.map(({ Properties }) => [
      Properties['BatchSize'],
      Properties['ParallelizationFactor'],
    ]);
    expect(parallel).toEqual([
      [10, undefined],
      [50, 4],
    ]);

    const sweeps = template.of('AWS::Scheduler::Schedule').map(({ Properties }) => Properties);
    expect(sweeps.map(({ ScheduleExpression }) => ScheduleExpression).sort()).toEqual([
      'rate(1 day)',
      'rate(1 hour)',
    ]);
    for (const sweep of sweeps) expect(sweep).toMatchObject({ Target: { Input: '{"sweep":true}' } });
  });
});
