import { randomUUID } from 'node:crypto';
import type { Store, StoredInvocation } from '../data/store.ts';
import type { RuleModel } from '../template/models.ts';
import type { LocalClock } from '../time/clock.ts';
import type { Execution } from '../workflow/index.ts';
import { fitsPattern } from './event-pattern.ts';
import type { Invoker } from './invoker.ts';

interface Options {
  readonly rules: readonly RuleModel[];
  readonly store: Pick<Store, 'addDeadLetter'>;
  readonly clock: Pick<LocalClock, 'now' | 'iso'>;
  readonly invoker: () => Pick<Invoker, 'add' | 'deliver'>;
  readonly mayInvoke: (functionArn: string, ruleArn: string) => { allowed: boolean; reason: string };
  readonly log: (line: string) => void;
}

/** What EventBridge tells of executions, to the functions that the template's rules name. */
export class ExecutionEvents {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Stores the event that an execution has ended, in the transaction in which it does. Follow it with `deliver`. */
  add(execution: Execution): StoredInvocation[] {
    const { rules, store, clock, invoker, mayInvoke, log } = this.#options;
    const event = statusChange(execution, clock.now());
    const payload = JSON.stringify(event);
    return rules
      .filter(({ pattern }) => fitsPattern(pattern, event))
      .flatMap(({ arn, functionArns }) =>
        functionArns.flatMap((functionArn) => {
          const verdict = mayInvoke(functionArn, arn);
          if (verdict.allowed) return [invoker().add(functionArn, arn, payload)];
          log(verdict.reason);
          store.addDeadLetter(clock.iso(), arn, verdict.reason, payload);
          return [];
        }),
      );
  }

  deliver(stored: readonly StoredInvocation[]): void {
    for (const it of stored) this.#options.invoker().deliver(it);
  }
}

/** The event in EventBridge's form, without the output, which nobody here asks for. @param now ms since 1970 */
function statusChange(execution: Execution, now: number): object {
  const { id, name, input, stateMachine, status, startedAt, stoppedAt } = execution;
  const [, , , region, account] = id.split(':');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account,
    time: new Date(now).toISOString(),
    region,
    resources: [id],
    detail: {
      executionArn: id,
      stateMachineArn: stateMachine.id,
      name,
      status,
      startDate: Date.parse(startedAt),
      stopDate: stoppedAt === null ? null : Date.parse(stoppedAt),
      input: JSON.stringify(input),
      inputDetails: { included: true },
    },
  };
}
