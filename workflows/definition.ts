/**
 * Makes a workflow's definition in Amazon States Language from the table of stages. Every stage becomes the same few
 * states: its tasks, what is to be made of their answers, and the wait.
 */
import { retries } from './retries.ts';
import type { Named, Waiting, Working } from './stage.ts';
import { type AnyWorkflow, statusIs, type Way, waysFrom, waysFromStart } from './ways.ts';

/** A state as Amazon States Language writes it. */
type State = { readonly Comment: string; readonly Type: string; readonly [field: string]: unknown };
type NamedState = readonly [name: string, state: State];

/** A workflow's definition, with a placeholder such as `${ParkArn}` for all that the deployment knows. */
export type Definition = {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
};

const startState = 'Where it stands';
const startChoiceState = 'Where it stands: what now';
const atStartAbout = 'Waits where nothing else is to be done. Else leads on.';
const choiceState = 'Which stage';
const supersededState = 'Superseded';
const unknownState = 'Unknown state';
const faultState = 'Report the fault';
const failedState = 'Stopped by a fault';

/** No function runs for longer than Lambda lets it. */
const longestTaskSeconds = 900;
const reportSeconds = 60;

const expression = (code: string): string => `{% ${code} %}`;
const placeholder = (name: string): string => `\${${name}}`;

const answer = expression('$states.result.Payload');
const executionStart = expression('$states.context.Execution.StartTime');
const taskToken = expression('$states.context.Task.Token');

/** A further task tells its date beside those of the tasks before it: the earliest counts. */
const answerBesideEarlier = expression(
  "$merge([$stage, {'status': $states.result.Payload.status, 'until': $min([$toMillis($stage.until), $toMillis($states.result.Payload.until)]) ~> $fromMillis()}])",
);

/**
 * How often the execution has waited. Each turn adds some thirty events to its history, which may hold 25,000: the
 * stage has a new execution go on in time (`functions/platform/flow/stage.ts`).
 */
const oneTurnMore = { turns: expression('$turns + 1') };

/** A second where the date is already past: a timeout is at least that. */
const secondsLeft = expression('$max([1, $ceil(($toMillis($stage.until) - $millis()) / 1000)])');

/** Each name with what stands under it at a path such as `$states.input.`. */
function eachFrom(path: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, expression(`${path}${name}`)]));
}

function invocation(task: string, payload: Record<string, string>, integration = 'lambda:invoke') {
  return {
    Type: 'Task',
    Resource: `arn:${placeholder('Partition')}:states:::${integration}`,
    Arguments: { FunctionName: placeholder(`${task}Arn`), Payload: payload },
  };
}

const reportAnyFault = {
  ErrorEquals: ['States.ALL'],
  Assign: { fault: expression('$states.errorOutput.Error') },
  Next: faultState,
};

/**
 * Every task of a record gets the same: which record, of which generation, since when the execution runs, and how
 * often it has waited.
 */
function taskState(
  workflow: AnyWorkflow,
  task: { readonly task: string; readonly about: string },
  where: {
    readonly path: string;
    readonly turns: string;
    readonly assign: Record<string, string | number>;
    readonly next: string;
  },
): State {
  return {
    Comment: task.about,
    ...invocation(task.task, {
      ...eachFrom(where.path, [...workflow.ids, 'generation']),
      startedAt: executionStart,
      turns: expression(where.turns),
    }),
    TimeoutSeconds: longestTaskSeconds,
    Assign: where.assign,
    Retry: retries[workflow.retries.task],
    Catch: [reportAnyFault],
    Next: where.next,
  };
}

/** Goes to the first state whose condition holds, else to the default. */
function choiceOf(about: string, ways: readonly Way[], otherwise: string): State {
  return {
    Comment: about,
    Type: 'Choice',
    Choices: ways.map(([condition, next]) => ({ Condition: expression(condition), Next: next })),
    Default: otherwise,
  };
}

/** @param back the stage that waits; @param woken the one that looks first once somebody has acted */
function waitState(workflow: AnyWorkflow, { waitsFor }: Waiting, back: string, woken: string): State {
  const caught = (errors: readonly string[], next: string) => ({
    ErrorEquals: errors,
    Assign: oneTurnMore,
    Next: next,
  });
  return {
    Comment: `Waits for ${waitsFor}.`,
    ...invocation(
      'PlatformPark',
      {
        ...eachFrom('$', [...workflow.ids, 'generation']),
        bell: expression('$stage.bell'),
        token: taskToken,
      },
      'lambda:invoke.waitForTaskToken',
    ),
    TimeoutSeconds: secondsLeft,
    Assign: oneTurnMore,
    Retry: retries[workflow.retries.wait],
    Catch: [
      ...(woken === back
        ? [caught(['AlreadyWoken', 'States.Timeout'], back)]
        : [caught(['AlreadyWoken'], woken), caught(['States.Timeout'], back)]),
      reportAnyFault,
    ],
    Next: woken,
  };
}

/** What follows the last task: the stage's end, its wait, or what follows in the state that the record is in. */
function whatNowState(workflow: AnyWorkflow, status: string, stage: Working<string>): State {
  const about =
    stage.tasks.length > 1
      ? 'waits for the earliest of the dates. Else the next stage.'
      : 'waits. Else the next stage follows.';
  const words = stage.end === undefined ? `Still ${status}: ${about}` : stage.whatNow;
  return choiceOf(words, waysFrom(workflow, status), choiceState);
}

/** The states of a stage that does something, in their order. */
function statesOf(workflow: AnyWorkflow, status: string, stage: Working<string>): NamedState[] {
  const [first, ...further] = stage.tasks;
  const whatNowName = `${stage.name}: what now`;
  const duties = further.map((task) => {
    const duty = workflow.duties?.[task];
    if (duty === undefined) throw new Error(`The stage ${stage.name} has a task without a name: ${task}`);
    return { task, about: duty.about, name: `${stage.name}: ${duty.name}` };
  });
  const [firstDuty] = duties;
  const woken = stage.leadsTo === undefined ? stage.name : workflow.stages[stage.leadsTo]?.name;
  if (woken === undefined) throw new Error(`The stage ${stage.name} leads to no state: ${stage.leadsTo}`);
  const look = taskState(
    workflow,
    { task: first, about: stage.about },
    {
      path: '$',
      turns: '$turns',
      assign: { stage: answer },
      next: firstDuty?.name ?? whatNowName,
    },
  );
  return [
    [stage.name, look],
    ...duties.map((duty, index): NamedState => {
      const next = duties[index + 1]?.name ?? whatNowName;
      return [
        duty.name,
        taskState(workflow, duty, {
          path: '$',
          turns: '$turns',
          assign: { stage: answerBesideEarlier },
          next,
        }),
      ];
    }),
    [whatNowName, whatNowState(workflow, status, stage)],
    ...(stage.wait === undefined
      ? []
      : [[stage.wait, waitState(workflow, stage, stage.name, woken)] as const]),
  ];
}

const endOf = ({ name, about }: Named): NamedState => [name, { Comment: about, Type: 'Succeed' }];

/** The ways out that every workflow has. */
function commonEnds(workflow: AnyWorkflow): NamedState[] {
  return [
    endOf({ name: supersededState, about: `Another execution acts for this ${workflow.ids.at(-1)} now.` }),
    [
      unknownState,
      {
        Comment: 'The record is in a state that this definition does not know.',
        Type: 'Pass',
        Assign: { fault: 'UnknownState' },
        Next: faultState,
      },
    ],
    [
      faultState,
      {
        Comment:
          'A task failed again and again: the office is alerted. When the cause is mended, a new execution goes on from the record.',
        ...invocation('PlatformFailed', {
          ...eachFrom('$states.context.Execution.Input.', [...workflow.ids, 'case']),
          error: expression('$fault'),
        }),
        TimeoutSeconds: reportSeconds,
        Retry: retries[workflow.retries.task],
        Next: failedState,
      },
    ],
    [
      failedState,
      {
        Comment: 'The end of an execution that could not go on. The record stays as it is.',
        Type: 'Fail',
        Error: expression('$fault'),
        Cause: 'A task failed for good; the record is untouched.',
      },
    ],
  ];
}

/**
 * Makes a workflow's definition.
 * @throws Error where two states would bear one name, or a task has none
 */
export function definitionOf(workflow: AnyWorkflow): Definition {
  const { about, ids, start, stages } = workflow;
  const all = Object.entries(stages);
  const working = all.flatMap(([status, stage]) =>
    stage.tasks === undefined ? [] : [[status, stage] as const],
  );
  const atStart = waysFromStart(workflow);
  const first = taskState(workflow, start, {
    path: '$states.input.',
    turns: '0',
    assign: { ...eachFrom('$states.input.', [...ids, 'generation']), stage: answer, turns: 0 },
    next: atStart.length === 0 ? choiceState : startChoiceState,
  });
  const which = choiceOf(
    "Leads to the stage of the record's state, where the record has moved otherwise than it usually does.",
    [
      ...all.map(([status, { name }]) => [statusIs(status), name] as const),
      [statusIs('superseded'), supersededState],
    ],
    unknownState,
  );
  const states: NamedState[] = [
    [startState, first],
    ...(atStart.length === 0
      ? []
      : [[startChoiceState, choiceOf(atStartAbout, atStart, choiceState)] as const]),
    [choiceState, which],
    ...working.flatMap(([status, stage]) => statesOf(workflow, status, stage)),
    ...working.flatMap(([, stage]) => (stage.end === undefined ? [] : [endOf(stage.end)])),
    ...all.flatMap(([, stage]) => (stage.tasks === undefined ? [endOf(stage)] : [])),
    ...commonEnds(workflow),
  ];
  const names = states.map(([name]) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`Two states bear one name: ${twice.join(', ')}`);
  return {
    Comment: about,
    QueryLanguage: 'JSONata',
    StartAt: startState,
    States: Object.fromEntries(states),
  };
}

/** Writes a definition as the formatter does: lists of texts on one line where they fit into it. */
export function textOf(definition: Definition): string {
  const text = JSON.stringify(definition, null, 2).replaceAll(
    /^(.*)\[\n((?: *".*",?\n)+) *\](,?)$/gm,
    (long: string, before: string, items: string, after: string) => {
      const line = `${before}[${items.trim().replaceAll(/\n */g, ' ')}]${after}`;
      return line.length > 110 ? long : line;
    },
  );
  return `${text}\n`;
}
