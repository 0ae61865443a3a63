import { type Node, parseSync, Visitor } from 'oxc-parser';

/**
 * One place of a source that fails on another system than the writer's, or takes another way there: `system` asks which
 * one it is, `program` starts what some system may lack. Both can have a reason; `path` has none.
 */
export type Unportable = {
  readonly kind: 'path' | 'program' | 'system';
  readonly line: number;
  readonly why: string;
};

/** Functions of Node that start a program by its name or path. */
const starters = ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'exec', 'execSync'];

/** The text of a string, or of a template as far as its first expression. */
function beginning(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral') return node.quasis[0]?.value.raw;
  return undefined;
}

const isNamed = (node: Node | null, name: string): boolean =>
  node?.type === 'Identifier' && node.name === name;

/** Whether this is `new URL('name', base)` with no address written out as its base: the place of a file. */
function isPlaceOfFile(node: Node): boolean {
  if (node.type !== 'NewExpression' || !isNamed(node.callee, 'URL')) return false;
  const [name, base] = node.arguments;
  return base !== undefined && beginning(name) !== undefined && beginning(base) === undefined;
}

/**
 * Finds what would fail, or go another way, on another system than the writer's.
 * @param file its name; the ending tells the language
 * @throws Error where it cannot be parsed
 */
export function unportable(file: string, text: string): Unportable[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join(', ')}`);
  const found: Unportable[] = [];
  const add = (kind: Unportable['kind'], { start }: Node, why: string): void => {
    found.push({ kind, line: text.slice(0, start).split('\n').length, why });
  };
  const folder = (node: Node): void => {
    if (/^\/(tmp|var\/tmp|dev\/shm)(\/|$)/.test(beginning(node) ?? ''))
      add('path', node, 'Windows has no such folder: take tmpdir()');
  };
  new Visitor({
    Literal: folder,
    TemplateLiteral: (node) => {
      folder(node);
      const lists = node.expressions.some(({ start, end }) => /\bPATH\b/.test(text.slice(start, end)));
      if (lists && node.quasis.some(({ value }) => value.raw.includes(':')))
        add('path', node, 'Windows parts its PATH otherwise: take delimiter');
    },
    MemberExpression: (node) => {
      if (isNamed(node.property, 'pathname') && isPlaceOfFile(node.object))
        add('path', node, 'no path on Windows, and nowhere with a space in it: take fileURLToPath()');
      if (isNamed(node.property, 'platform') && isNamed(node.object, 'process'))
        add('system', node, 'asks for the system');
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type !== 'ObjectPattern' || !isNamed(init, 'process')) return;
      if (id.properties.some((each) => each.type === 'Property' && isNamed(each.key, 'platform')))
        add('system', id, 'asks for the system');
    },
    CallExpression: (node) => {
      const started = beginning(node.arguments[0]);
      if (started !== undefined && starters.some((name) => isNamed(node.callee, name)))
        add('program', node, `starts ${started} by its name: run a package's file by process.execPath`);
    },
  }).visit(program);
  return found;
}
