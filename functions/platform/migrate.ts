import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { isStoredKind, type Migration, migrated, migrations, type StoredKind } from '../domain/stored.ts';
import { log } from './observe/log.ts';
import { observed } from './observe/observed.ts';
import { type Key, keys } from './store/keys.ts';
import { ConflictError, type RawItem } from './store/port.ts';
import { get, pages, query, set } from './store/table.ts';

type Steps = Readonly<Record<StoredKind, readonly Migration[]>>;

async function* partition(pk: string): AsyncGenerator<RawItem> {
  for await (const page of pages(pk)) yield* page;
}

async function* one(key: Key): AsyncGenerator<RawItem> {
  const item = await get(key);
  if (item !== undefined) yield item;
}

/** What lies under a case: its mails, and the links and codes that were mailed with them. */
async function* ofCase(caseId: string): AsyncGenerator<RawItem> {
  for await (const item of partition(`CASE#${caseId}`)) {
    yield item;
    const { kind, sk, code } = item;
    if (kind !== 'link-of-case') continue;
    yield* one({ pk: `LINK#${String(sk).slice('LINK#'.length)}`, sk: 'LINK' });
    if (typeof code === 'string') yield* one({ pk: code, sk: 'CODE' });
  }
}

/** Where an application of any shape names its certificates. */
const certifiedSchema = z.object({
  certificate: z.object({ id: z.string(), earlier: z.optional(z.array(z.string())) }),
});

function certificateIds(item: RawItem): string[] {
  const { data } = certifiedSchema.safeParse(item);
  return data === undefined ? [] : [data.certificate.id, ...(data.certificate.earlier ?? [])];
}

async function* ofRound(round: string): AsyncGenerator<RawItem> {
  for await (const item of partition(`ROUND#${round}`)) {
    yield item;
    if (item['kind'] !== 'application') continue;
    yield* ofCase(String(item['id']));
    for (const id of certificateIds(item)) yield* one(keys.certificate(id));
  }
  yield* ofCase(`round-${round}`);
  yield* partition(`SEALS#${round}`);
}

/**
 * Every record that is kept. Sessions and answers to repeated requests are left out: they end by themselves, and
 * until then whatever reads one brings it to the present shape.
 */
async function* everyRecord(): AsyncGenerator<RawItem> {
  for (const { sk } of await query('ROUNDS')) yield* ofRound(String(sk).slice('ROUND#'.length));
  yield* ofCase('office');
  for (const pk of ['ALUMNI', 'WORKSHOPS', 'OUTBOX']) yield* partition(pk);
}

/** Brings one item to the present shape of its kind. @returns whether it had an earlier one */
async function bring(item: RawItem, steps: Steps): Promise<boolean> {
  const { kind, revision } = item;
  if (!isStoredKind(kind)) return false;
  const after = migrated(kind, item, steps[kind]);
  if (after === item) return false;
  const changed = Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(value, item[name]));
  const gone = Object.keys(item).filter((name) => !Object.hasOwn(after, name));
  const key = { pk: String(item['pk']), sk: String(item['sk']) };
  const equals = { kind, ...(typeof revision === 'number' ? { revision } : {}) };
  try {
    await set(key, Object.fromEntries(changed), equals, gone);
    return true;
  } catch (error) {
    // Somebody wrote it meanwhile, perhaps the release before in its own shape, or erased it.
    if (!(error instanceof ConflictError)) throw error;
    const again = await get(key);
    return again === undefined ? false : bring(again, steps);
  }
}

/** Brings every record of an earlier shape to the present one. It may run again; what is done is left alone. */
export async function migrateAll(steps: Steps = migrations): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for await (const item of everyRecord()) {
    const kind = String(item['kind']);
    if (await bring(item, steps)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Invoked by name by whoever operates the system, after a release that changed the shape of records. */
export const handler = observed(async (): Promise<Readonly<Record<string, number>>> => {
  const counts = await migrateAll();
  log.info('records were brought to their present shape');
  return counts;
});
