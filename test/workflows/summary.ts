import * as z from 'zod';

const choicesSchema = z.array(z.strictObject({ Condition: z.string(), Next: z.string() }));
const catchesSchema = z.array(
  z.strictObject({ ErrorEquals: z.array(z.string()), Assign: z.optional(z.unknown()), Next: z.string() }),
);
const stateSchema = z.looseObject({
  Comment: z.optional(z.string()),
  Next: z.optional(z.string()),
  Default: z.optional(z.string()),
  Choices: z.optional(choicesSchema),
  Catch: z.optional(catchesSchema),
});
const definitionSchema = z.looseObject({
  Comment: z.optional(z.string()),
  StartAt: z.string(),
  States: z.record(z.string(), stateSchema),
});
type State = z.infer<typeof stateSchema>;
type Definition = z.infer<typeof definitionSchema>;

/** Values that many states share: each is written out once, at the end, and bears a number before. */
class SharedValues {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  nameOf(field: string, value: unknown): string {
    const text = JSON.stringify(value, null, 2);
    const known = this.#names.get(`${field}${text}`);
    if (known !== undefined) return known;
    const count = (this.#counts.get(field) ?? 0) + 1;
    this.#counts.set(field, count);
    const name = `${field} ${count}`;
    this.#names.set(`${field}${text}`, name);
    this.lines.push(`${name}: ${text}`);
    return name;
  }

  readonly lines: string[] = [];
}

/** The ways out of a state, in the order in which they are tried. */
function waysOf({ Choices = [], Catch = [], Next, Default }: State, shared: SharedValues): string[] {
  return [
    ...Choices.map((choice) => `${choice.Condition} -> ${choice.Next}`),
    ...(Default === undefined ? [] : [`else -> ${Default}`]),
    ...(Next === undefined ? [] : [`-> ${Next}`]),
    ...Catch.map(({ ErrorEquals, Assign, Next: caught }) => {
      const assigned = Assign === undefined ? '' : ` (${shared.nameOf('Assign', Assign)})`;
      return `${ErrorEquals.join(', ')}${assigned} -> ${caught}`;
    }),
  ];
}

/** Everything else about a state, field by field. */
function factsOf(state: State, shared: SharedValues): string {
  const { Comment: _, Choices: _1, Catch: _2, Next: _3, Default: _4, Arguments, ...rest } = state;
  const { FunctionName, ...given } = z.looseObject({}).parse(Arguments ?? {});
  const facts = Object.entries({ ...rest, FunctionName, ...given })
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return facts
    .map(([field, value]) =>
      typeof value === 'object' ? shared.nameOf(field, value) : `${field} ${String(value)}`,
    )
    .join(' · ');
}

/** The names of the states as a walk from the start comes to them: the order of a life, not that of the file. */
function walk({ StartAt, States }: Definition): string[] {
  const found = new Set<string>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = States[name];
    if (state === undefined || found.has(name)) continue;
    found.add(name);
    const next = [...(state.Choices ?? []), { Next: state.Default }, state, ...(state.Catch ?? [])];
    open.push(...next.flatMap((way) => way.Next ?? []).reverse());
  }
  return [...found, ...Object.keys(States).filter((name) => !found.has(name))];
}

/**
 * Tells what a definition does, for people to read: states, ways out, errors caught, retries, arguments, timeouts. It
 * does not depend on the order in which states and fields are written, and leaves out nothing but the comments.
 * @param json the parsed file
 */
export function summary(json: unknown): string {
  const definition = definitionSchema.parse(json);
  const { Comment: _, States, ...head } = definition;
  const shared = new SharedValues();
  const states = walk(definition).flatMap((name) => {
    const state = States[name];
    if (state === undefined) return [];
    return [[name, factsOf(state, shared), ...waysOf(state, shared)].join('\n  ')];
  });
  return `${[JSON.stringify(head), ...states, ...shared.lines].join('\n\n')}\n`;
}
