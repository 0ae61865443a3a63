import { describe, expect, it } from 'vitest';
import { diagram, page, pages } from '../../infra/workflow/state-diagram.ts';
import { stale } from '../../infra/write-workflows.ts';

const workflow = {
  Comment: 'A case.',
  QueryLanguage: 'JSONata',
  StartAt: 'Look',
  States: {
    Look: {
      Comment: 'Does what is due: "all of it". Then more.',
      Type: 'Task',
      Resource: `arn:\${Partition}:states:::lambda:invoke`,
      Arguments: { FunctionName: `\${LookArn}` },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Lost' }],
      Next: 'Done?',
    },
    'Done?': {
      Comment: 'Goes by the status.',
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input{"a": a} %}', Next: 'Done' },
        { Condition: '{% $states.input.status = "withdrawn" %}', Next: 'Done' },
        { Comment: 'over', Condition: '{% $states.input.b %}', Next: 'Done' },
      ],
      Default: 'Rest',
    },
    Rest: { Comment: 'Waits.', Type: 'Wait', Seconds: 5, Next: 'Look' },
    Done: { Comment: 'It is done.', Type: 'Succeed' },
    Lost: { Comment: 'It is lost.', Type: 'Fail' },
  },
};

describe('a state diagram', () => {
  it('shows every state with its first sentence and every way out with its reason', () => {
    expect(diagram(workflow)).toBe(`stateDiagram-v2
  direction TB
  [*] --> s1
  state "Look<br/>Does what is due: 'all of it'." as s1
  s1 --> s2
  s1 --> s5: any error
  state "Done?<br/>Goes by the status." as s2
  s2 --> s4: $states.input#123;'a'#58; a#125;, withdrawn, over
  s2 --> s3: otherwise
  class s2 decides
  state "Rest<br/>Waits." as s3
  s3 --> s1
  class s3 waits
  state "Done<br/>It is done." as s4
  s4 --> [*]
  state "Lost<br/>It is lost." as s5
  s5 --> [*]
  class s5 fails
  classDef decides fill:#fff3bf,stroke:#8a6d00,color:#000
  classDef waits fill:#d0ebff,stroke:#1864ab,color:#000
  classDef fails fill:#ffe3e3,stroke:#c92a2a,color:#000
`);
  });

  it('stands on a page that says what it was drawn from', () => {
    expect(page('case', workflow)).toContain('Drawn from `workflows/case.asl.json`');
  });

  it('in docs/states is current for each workflow', () => {
    expect(
      stale(pages()).map(({ file }) => file.pathname),
      'run `npm run workflows`',
    ).toEqual([]);
  });
});
