import { expect, it } from 'vitest';
import * as z from 'zod';
import { ExecutionEvents } from '../../../infra/local/events/execution-events.ts';
import { load, start } from '../../../infra/local/workflow/index.ts';

const machine = 'arn:aws:states:eu-central-1:000000000000:stateMachine:Kohorte-application';
const rule = {
  arn: 'arn:aws:events:eu-central-1:000000000000:rule/Ended',
  pattern: { source: ['aws.states'], detail: { stateMachineArn: [machine], status: ['ABORTED', 'FAILED'] } },
  functionArns: ['arn:aws:lambda:eu-central-1:000000000000:function:Ended'],
};
const definition = load({ StartAt: 'End', QueryLanguage: 'JSONata', States: { End: { Type: 'Succeed' } } });
const began = '2022-11-08T08:00:00.000Z';
const running = start(
  definition,
  {
    id: `${machine.replace(':stateMachine:', ':execution:')}:x`,
    name: 'x',
    input: { round: '3' },
    stateMachine: { id: machine, name: 'Kohorte-application' },
  },
  began,
);
const aborted = { ...running, status: 'ABORTED' as const, stoppedAt: '2022-11-08T09:00:00.000Z' };

/** What is handed over, and what comes among the dead letters. */
function eventsWith(allowed: boolean) {
  const handed: { functionArn: string; payload: string }[] = [];
  const dead: string[] = [];
  const events = new ExecutionEvents({
    rules: [rule],
    store: { addDeadLetter: (_at, _source, why) => dead.push(why) },
    clock: { now: () => Date.parse('2022-11-08T09:00:00.000Z'), iso: () => '2022-11-08T09:00:00.000Z' },
    invoker: () => ({
      add: (functionArn, source, payload) => {
        handed.push({ functionArn, payload });
        return { id: 1, functionArn, source, payload, retries: 2, attempts: 0 };
      },
      deliver: () => {},
    }),
    mayInvoke: () => ({ allowed, reason: 'nobody allows it' }),
    log: () => {},
  });
  return { events, handed, dead };
}

it('an execution that has ended is told of as EventBridge tells it, with its input and nothing of its output', () => {
  const { events, handed } = eventsWith(true);
  expect(events.add(aborted)).toHaveLength(1);
  expect(handed[0]?.functionArn).toBe(rule.functionArns[0]);
  const event = z
    .looseObject({ detail: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(handed[0]?.payload ?? ''));
  expect(event).toMatchObject({
    'detail-type': 'Step Functions Execution Status Change',
    region: 'eu-central-1',
  });
  expect(event.detail).toMatchObject({
    status: 'ABORTED',
    name: 'x',
    input: '{"round":"3"}',
    startDate: Date.parse(began),
    stopDate: Date.parse('2022-11-08T09:00:00.000Z'),
  });
  expect(event.detail).not.toHaveProperty('output');
});

it('a rule that does not fit hands over nothing, and one that nobody allows ends among the dead letters', () => {
  const fits = eventsWith(true);
  expect(fits.events.add({ ...aborted, status: 'SUCCEEDED' })).toEqual([]);
  const refused = eventsWith(false);
  expect(refused.events.add(aborted)).toEqual([]);
  expect(refused.dead).toEqual(['nobody allows it']);
});
