import * as z from 'zod';
import type { Database } from '../../database.ts';
import { notFound } from '../errors.ts';
import { type StoredTable, type TableDefinition, tableDefinition } from './definition.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS dynamo_table (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL);
`;
const row = z.object({ id: z.number(), definition: z.string() });

/** The tables that there are, with their definitions. */
export class Tables {
  readonly #db: Database;
  readonly #known = new Map<string, StoredTable>();

  constructor(db: Database) {
    this.#db = db;
    db.define(schema);
    this.#load();
  }

  /** Changes tables in one transaction; where it fails, what is known of them is what is stored. */
  change<T>(work: () => T): T {
    try {
      return this.#db.transaction(work);
    } catch (error) {
      this.#load();
      throw error;
    }
  }

  find(name: string): StoredTable | undefined {
    return this.#known.get(name);
  }

  /** @throws DynamoError where there is no such table */
  get(name: string): StoredTable {
    const table = this.#known.get(name);
    if (!table) throw notFound('Requested resource not found');
    return table;
  }

  all(): StoredTable[] {
    return [...this.#known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  add(definition: TableDefinition): StoredTable {
    const { lastId } = this.#db.run(
      'INSERT INTO dynamo_table (name, definition) VALUES (?, ?)',
      definition.name,
      JSON.stringify(definition),
    );
    return this.#know({ ...definition, id: lastId });
  }

  replace(id: number, definition: TableDefinition): StoredTable {
    this.#db.run('UPDATE dynamo_table SET definition = ? WHERE id = ?', JSON.stringify(definition), id);
    return this.#know({ ...definition, id });
  }

  remove({ id, name }: StoredTable): void {
    this.#db.run('DELETE FROM dynamo_table WHERE id = ?', id);
    this.#known.delete(name);
  }

  #load(): void {
    this.#known.clear();
    for (const { id, definition } of this.#db.all(row, 'SELECT id, definition FROM dynamo_table')) {
      this.#know({ ...tableDefinition.parse(JSON.parse(definition)), id });
    }
  }

  #know(table: StoredTable): StoredTable {
    this.#known.set(table.name, table);
    return table;
  }
}
