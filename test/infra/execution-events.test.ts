import { expect, it } from 'vitest';
import { fitsPattern } from '../../infra/local/events/event-pattern.ts';
import { localWorld } from '../../infra/local/template/names.ts';
import { modelsOf } from '../../infra/local/template/resources.ts';
import { resolveTemplate } from '../../infra/local/template/template.ts';
import { synthesize } from './template.ts';

it('every execution of the workflows that has ended is told of, and nothing else', () => {
  const template = resolveTemplate(JSON.parse(synthesize().text), localWorld('https://kohorte.example'));
  const { rules, functions, stateMachines } = modelsOf(template);
  const ended = functions.find(({ id }) => id === 'PlatformEnded');
  expect(rules.map(({ functionArns }) => functionArns)).toEqual([[ended?.arn]]);
  const told = (detail: object, source = 'aws.states'): boolean =>
    rules.some(({ pattern }) =>
      fitsPattern(pattern, { source, 'detail-type': 'Step Functions Execution Status Change', detail }),
    );
  for (const { arn: stateMachineArn } of stateMachines) {
    for (const status of ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']) {
      expect(told({ stateMachineArn, status }), status).toBe(true);
    }
    expect(told({ stateMachineArn, status: 'RUNNING' })).toBe(false);
    expect(told({ stateMachineArn, status: 'FAILED' }, 'somebody.else')).toBe(false);
  }
  expect(
    told({ stateMachineArn: 'arn:aws:states:eu-central-1:1:stateMachine:Other', status: 'FAILED' }),
  ).toBe(false);
});
