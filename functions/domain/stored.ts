import type * as z from 'zod';

/** An item of the table before anything has read it. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** Makes of an item of one shape one of the next. It changes what it must and leaves the rest. */
export type Migration = (item: StoredItem) => StoredItem;

/**
 * How the records of each kind came to their present shape: the first step leads from shape 1 to shape 2, and so on.
 * A record of shape 1 bears no number; from shape 2 on its schema asks for `schema: z.literal(2)`, so that whatever
 * writes such a record does not compile without it. See docs/decisions/0010-stored-records.md.
 */
export const migrations = {
  application: [],
  round: [],
  mail: [],
  certificate: [],
  seat: [],
  attendance: [],
  alumnus: [],
  workshop: [],
  link: [],
  code: [],
  'late-link': [],
  session: [],
  seal: [],
  outbox: [],
  idempotency: [],
} as const satisfies Readonly<Record<string, readonly Migration[]>>;
export type StoredKind = keyof typeof migrations;

/** Whether records of that kind are read by their schema. */
export function isStoredKind(kind: unknown): kind is StoredKind {
  return typeof kind === 'string' && Object.hasOwn(migrations, kind);
}

/** A stored record that this version doesn't know: told by its kind and the names of its fields, never by a value. */
export class StoredRecordError extends Error {
  override readonly name = 'StoredRecordError';
  readonly kind: string;
  /** Which fields, and what is the matter with each, such as `applicant.nickname (unrecognized_keys)`. */
  readonly fields: readonly string[];
  constructor(kind: string, fields: readonly string[]) {
    super(`a stored record of the kind ${kind} is not as this version knows it: ${fields.join(', ')}`);
    this.kind = kind;
    this.fields = fields;
  }
}

/** A step of a path; what is no name of ours, such as an address by which a list is kept, is not told. */
function stepName(step: PropertyKey): string {
  return /^\w{1,40}$/.test(String(step)) ? String(step) : '*';
}

function fieldsOf(issues: readonly z.core.$ZodIssue[]): string[] {
  const named = issues.flatMap((issue) => {
    const ends = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return ends.map((end) => {
      const path = [...issue.path, ...(end === undefined ? [] : [end])].map(stepName);
      return `${path.join('.')} (${issue.code})`;
    });
  });
  return [...new Set(named)];
}

/** The number of the shape that an item has. */
function shapeOf(item: StoredItem): number {
  return typeof item['schema'] === 'number' ? item['schema'] : 1;
}

/**
 * An item in the present shape of its kind; the very same item where it has that shape already.
 * @throws StoredRecordError where a later version wrote it
 */
export function migrated(
  kind: StoredKind,
  item: StoredItem,
  steps: readonly Migration[] = migrations[kind],
): StoredItem {
  const shape = shapeOf(item);
  const present = steps.length + 1;
  if (shape === present) return item;
  if (shape > present) throw new StoredRecordError(kind, [`schema (${shape}, known up to ${present})`]);
  return { ...steps.slice(shape - 1).reduce((before, step) => step(before), item), schema: present };
}

/**
 * Makes what reads the records of one kind: brings an earlier shape to the present one, then holds it to the schema,
 * which names every field. An unknown field is refused, not dropped: it would be gone with the next write.
 * What is read must be there; the reader of nothing throws.
 * @param beside attributes that the table keeps with such a record and that are no part of it, such as those of an index
 */
export function storedReader<Schema extends z.ZodType>(
  kind: StoredKind,
  schema: Schema,
  beside: readonly string[] = [],
  steps: readonly Migration[] = migrations[kind],
): (item: StoredItem | undefined) => z.output<Schema> {
  return (item) => {
    if (item === undefined) throw new StoredRecordError(kind, ['(missing)']);
    const record = { ...migrated(kind, item, steps) };
    for (const name of beside) delete record[name];
    const parsed = schema.safeParse(record);
    if (!parsed.success) throw new StoredRecordError(kind, fieldsOf(parsed.error.issues));
    return parsed.data;
  };
}
