import * as z from 'zod';

/** A key attribute of a table or an index. */
const keyAttribute = z.object({ name: z.string(), type: z.enum(['S', 'N', 'B']) });
export type KeyAttribute = z.infer<typeof keyAttribute>;

const keys = z.object({ hash: keyAttribute, range: keyAttribute.optional() });
export type Keys = z.infer<typeof keys>;

/** What of an item an index holds; `KEYS_ONLY` and the named attributes come with the keys. */
const index = keys.extend({
  name: z.string(),
  projection: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  included: z.array(z.string()),
});
export type IndexDefinition = z.infer<typeof index>;

/** A table as it was created. */
export const tableDefinition = keys.extend({
  name: z.string(),
  indexes: z.array(index),
  stream: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
});
export type TableDefinition = z.infer<typeof tableDefinition>;

/** A table with its number in the database. */
export interface StoredTable extends TableDefinition {
  readonly id: number;
}

/** The key attributes, partition key first. */
export function keyAttributes({ hash, range }: Keys): KeyAttribute[] {
  return range === undefined ? [hash] : [hash, range];
}
