import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { unlessDiskFull } from '../data/disk.ts';
import { type Charge, chargeOf, prices } from './prices.ts';

/** How often an operation was called by a function; `function` is empty where the service itself acted. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly function: string;
  readonly count: number;
}

/** One line of the bill. */
export interface Cost {
  readonly item: string;
  readonly units: number;
  readonly unitUsd: number;
  readonly usd: number;
  readonly source: string;
}

/** What one function caused of one charge; `function` as in a call. */
export interface Caused {
  readonly charge: Charge;
  readonly function: string;
  readonly units: number;
}

/** The body of `GET /_local/usage`; `costs` is the bill behind `priceUsd`, and `caused` the same units by function. */
export interface UsageReport {
  readonly calls: readonly Call[];
  readonly priceUsd: number;
  readonly costs: readonly Cost[];
  readonly caused: readonly Caused[];
}

const row = z.object({
  service: z.string(),
  operation: z.string(),
  function_: z.string(),
  count: z.number(),
  units: z.number(),
});
type Row = z.infer<typeof row>;

export type Usage = ReturnType<typeof createUsage>;

/**
 * Counts what AWS would have been asked for since the first start. Counting is cheap: numbers are kept in memory
 * and written once a second and at the end, so a crash may lose the last second of them.
 *
 * @param file where the counts are kept (SQLite)
 */
export function createUsage(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS usage (service TEXT, operation TEXT, function_ TEXT, count INTEGER, units REAL,
      PRIMARY KEY (service, operation, function_)) WITHOUT ROWID;`);
  const rows = new Map<string, Row>();
  const keyOf = (service: string, operation: string, name: string) => `${service}\n${operation}\n${name}`;
  for (const stored of db.prepare('SELECT * FROM usage').all()) {
    const it = row.parse(stored);
    rows.set(keyOf(it.service, it.operation, it.function_), it);
  }
  const write = db.prepare('INSERT OR REPLACE INTO usage VALUES (?, ?, ?, ?, ?)');
  const dirty = new Set<Row>();

  const flush = () => {
    if (dirty.size === 0) return;
    try {
      db.exec('BEGIN');
      for (const it of dirty) write.run(it.service, it.operation, it.function_, it.count, it.units);
      db.exec('COMMIT');
      dirty.clear();
    } finally {
      if (db.isTransaction) db.exec('ROLLBACK');
    }
  };
  const timer = setInterval(() => unlessDiskFull(flush), 1000);
  timer.unref();

  const add = (service: string, operation: string, name: string, count: number, units: number) => {
    const key = keyOf(service, operation, name);
    let it = rows.get(key);
    if (it === undefined) {
      it = { service, operation, function_: name, count: 0, units: 0 };
      rows.set(key, it);
    }
    it.count += count;
    it.units += units;
    dirty.add(it);
  };

  return {
    /**
     * Counts one call.
     *
     * Names that have a price: `lambda Invoke`, `dynamodb` with its operations, `states StateTransition`,
     * `ses SendRawEmail`, `apigateway Request`, `sns Publish`, `scheduler Invoke`, `cloudwatch MetricHour`; all others
     * count for nothing.
     *
     * @param functionName the caller, or for `lambda` the function invoked; '' for none
     * @param units what the call consumes in the unit it is charged by (request units, recipients); an estimate
     *   of the price table where left out
     */
    count(service: string, operation: string, functionName = '', units?: number): void {
      add(service, operation, functionName, 1, units ?? chargeOf(service, operation)?.units ?? 0);
    },

    /**
     * Counts one run of a function with its duration.
     *
     * @param memoryMb as in the template; each started millisecond is charged
     */
    invoked(functionName: string, memoryMb: number, milliseconds: number): void {
      add('lambda', 'Invoke', functionName, 1, 1);
      const seconds = Math.max(1, Math.ceil(milliseconds)) / 1000;
      add('lambda', 'GigabyteSeconds', functionName, 1, (memoryMb / 1024) * seconds);
    },

    /** All counts, sorted by service, operation and function, and their price. */
    report(): UsageReport {
      const sorted = [...rows.values()].sort(
        (a, b) =>
          compare(a.service, b.service) ||
          compare(a.operation, b.operation) ||
          compare(a.function_, b.function_),
      );
      const units = new Map<Charge, number>();
      const caused = new Map<string, Caused>();
      for (const it of sorted) {
        const charge = chargeOf(it.service, it.operation)?.charge;
        if (charge === undefined) continue;
        units.set(charge, (units.get(charge) ?? 0) + it.units);
        const key = `${charge} ${it.function_}`;
        const before = caused.get(key)?.units ?? 0;
        caused.set(key, { charge, function: it.function_, units: before + it.units });
      }
      const costs = [...units].map(([charge, amount]) => {
        const { item, usd, source } = prices[charge];
        return { item, units: rounded(amount), unitUsd: usd, usd: rounded(amount * usd), source };
      });
      return {
        calls: sorted
          .filter((it) => it.operation !== 'GigabyteSeconds')
          .map(({ service, operation, function_, count }) => ({
            service,
            operation,
            function: function_,
            count,
          })),
        priceUsd: rounded(costs.reduce((sum, it) => sum + it.usd, 0)),
        costs,
        caused: [...caused.values()],
      };
    },

    /** Writes what is counted and stops. */
    stop(): void {
      clearInterval(timer);
      unlessDiskFull(flush);
      db.close();
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
