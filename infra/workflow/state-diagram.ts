/** Draws the workflows as Mermaid state diagrams for docs/states. */
import { readdirSync, readFileSync } from 'node:fs';
import { load } from '../local/workflow/definition.ts';
import { codeOf } from '../local/workflow/expression.ts';
import { type Definition, leavingsOf, type State } from '../local/workflow/grammar.ts';
import { fill } from './lint.ts';

const workflows = new URL('../../workflows/', import.meta.url);
const docs = new URL('../../docs/states/', import.meta.url);

/**
 * Draws a workflow: each state with the first sentence of its Comment, each way out with what leads there.
 * @param json the parsed workflow file, with its placeholders
 * @throws DefinitionError if the workflow cannot be loaded
 */
export function diagram(json: unknown): string {
  const definition = load(fill(json));
  const names = Object.keys(definition.States);
  const idOf = (name: string): string => `s${names.indexOf(name) + 1}`;
  const lines = ['stateDiagram-v2', '  direction TB', `  [*] --> ${idOf(definition.StartAt)}`];
  for (const [name, state] of Object.entries(definition.States)) {
    lines.push(`  state "${label(name, state)}" as ${idOf(name)}`);
    for (const { next, why } of waysOf(state)) {
      const target = next === undefined ? '[*]' : idOf(next);
      lines.push(`  ${idOf(name)} --> ${target}${why === undefined ? '' : `: ${inTransition(why)}`}`);
    }
    const kind = kinds[state.Type];
    if (kind) lines.push(`  class ${idOf(name)} ${kind}`);
  }
  // Colours that can be read in light and in dark.
  lines.push(
    '  classDef decides fill:#fff3bf,stroke:#8a6d00,color:#000',
    '  classDef waits fill:#d0ebff,stroke:#1864ab,color:#000',
    '  classDef fails fill:#ffe3e3,stroke:#c92a2a,color:#000',
  );
  return `${lines.join('\n')}\n`;
}

const kinds: Readonly<Partial<Record<State['Type'], string>>> = {
  Choice: 'decides',
  Wait: 'waits',
  Fail: 'fails',
};

interface Way {
  readonly next: string | undefined;
  readonly why: string | undefined;
}

/** The ways out of a state, each with its reason; ways with the same target are one. */
function waysOf(state: State): Way[] {
  const ways = new Map<string | undefined, string[]>();
  const add = (next: string | undefined, why: string) => ways.set(next, [...(ways.get(next) ?? []), why]);
  if (state.Type === 'Choice') {
    for (const rule of state.Choices) add(rule.Next, rule.Comment ?? conditionWords(rule.Condition));
    if (state.Default !== undefined) add(state.Default, 'otherwise');
  } else if (state.Type === 'Task') {
    add(state.Next, '');
    for (const rule of state.Catch ?? [])
      add(rule.Next, rule.Comment ?? rule.ErrorEquals.map(errorWord).join(', '));
  } else {
    for (const leaving of leavingsOf(state)) add(leaving.Next, '');
    if (state.Type === 'Fail') add(undefined, '');
  }
  return [...ways].map(([next, reasons]) => {
    const why = reasons.filter((reason) => reason !== '');
    if (why.length === 0) return { next, why: undefined };
    return { next, why: [...(why.length < reasons.length ? ['done'] : []), ...why].join(', ') };
  });
}

/** A comparison with a text is told by that text alone, anything else as it is written. */
function conditionWords(condition: string): string {
  const code = codeOf(condition) ?? condition;
  return /^\$[\w.]+ = ["']([^"']*)["']$/.exec(code)?.[1] ?? code;
}

const errorWords: Readonly<Record<string, string>> = {
  'States.ALL': 'any error',
  'States.TaskFailed': 'failed',
  'States.Timeout': 'timeout',
};

function errorWord(error: string): string {
  return errorWords[error] ?? error;
}

function label(name: string, state: State): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(state.Comment ?? '')?.[0] ?? state.Comment ?? '';
  return first === '' ? plain(name) : `${plain(name)}<br/>${wrapped(plain(first))}`;
}

/** Breaks a sentence into lines of about 40 characters. */
function wrapped(sentence: string): string {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < 40) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('<br/>');
}

/** Text that may stand in the quotes of a state's description. */
function plain(text: string): string {
  return escaped(text.replaceAll('"', "'"), /[#<>]/g);
}

/** Text that may stand behind the colon of a transition, where more signs mean something to Mermaid. */
function inTransition(text: string): string {
  return escaped(text.replaceAll('"', "'"), /[#;:{}<>]/g);
}

function escaped(text: string, signs: RegExp): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(signs, (sign) => `#${sign.charCodeAt(0)};`)
    .trim();
}

/** The page in docs/states that shows a workflow. */
export function page(name: string, json: unknown): string {
  const definition: Definition = load(fill(json));
  return [
    `# The workflow \`${name}\``,
    '',
    `${definition.Comment ?? ''}`,
    '',
    `Drawn from \`workflows/${name}.asl.json\` by \`infra/workflow/state-diagram.ts\`; yellow decides, red fails.`,
    '',
    '```mermaid',
    diagram(json).trimEnd(),
    '```',
    '',
  ].join('\n');
}

/** Each workflow's page, as it should be, with the place of its file. */
export function pages(): { name: string; file: URL; text: string }[] {
  return readdirSync(workflows)
    .filter((file) => file.endsWith('.asl.json'))
    .map((file) => {
      const name = file.slice(0, -'.asl.json'.length);
      const json: unknown = JSON.parse(readFileSync(new URL(file, workflows), 'utf8'));
      return { name, file: new URL(`${name}.md`, docs), text: page(name, json) };
    });
}
