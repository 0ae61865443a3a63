import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MemoryTable } from '../../../functions/platform/store/memory-table.ts';
import { keepInParts, readFromParts } from '../../../functions/platform/store/parts.ts';
import type { RawItem, Write } from '../../../functions/platform/store/port.ts';
import { inSurroundings } from '../../../functions/platform/surroundings.ts';

/** A table that stops at some write, as a function that runs out of time. */
class Stopping extends MemoryTable {
  writesLeft = Number.POSITIVE_INFINITY;

  override async transact(writes: readonly Write[]): Promise<void> {
    if (this.writesLeft <= 0) throw new Error('out of time');
    this.writesLeft -= 1;
    await super.transact(writes);
  }
}

const partition = 'DOCUMENT#selection-result-3';
const document = 'selection-result-3';

/** Text that cannot be compressed, so that a document of it takes several parts. */
const large = (mark: string) => ({ mark, text: randomBytes(500_000).toString('base64') });

function within<Answer>(table: MemoryTable, work: () => Promise<Answer>): Promise<Answer> {
  const nothing = () => undefined;
  return inSurroundings(
    {
      clock: { now: () => '2022-09-10T08:00:00.000Z' },
      table,
      mailer: { send: async () => '' },
      documents: { make: async () => new Uint8Array() },
      observer: { begin: nothing, about: nothing, count: nothing, end: nothing },
    },
    work,
  );
}

const partsIn = (table: MemoryTable): RawItem[] =>
  table.lookAtAll().filter(({ pk, kind }) => pk === partition && kind === 'document-part');

describe('a document that may be larger than an item', () => {
  it('is read as it was kept, and replaced as a whole', async () => {
    const table = new MemoryTable();
    await within(table, async () => {
      expect(await readFromParts(document)).toBeUndefined();
      const first = large('first');
      await keepInParts(document, first);
      expect(await readFromParts(document)).toEqual(first);
      expect(partsIn(table).length).toBeGreaterThan(1);
      await keepInParts(document, { mark: 'second' });
      expect(await readFromParts(document)).toEqual({ mark: 'second' });
    });
    expect(partsIn(table)).toHaveLength(1);
  });

  it('is the one before or the new one, never a mixture, wherever keeping it stops', async () => {
    const [before, after] = [large('before'), large('after')];
    const seen = new Set<unknown>();
    for (let writes = 0; writes < 7; writes += 1) {
      const table = new Stopping();
      await within(table, async () => {
        await keepInParts(document, before);
        table.writesLeft = writes;
        await keepInParts(document, after).catch(() => {});
        const found = await readFromParts(document);
        expect([before, after], `stopped after ${writes} writes`).toContainEqual(found);
        seen.add((found as { mark: string }).mark);
        table.writesLeft = Number.POSITIVE_INFINITY;
        await keepInParts(document, after);
        expect(await readFromParts(document)).toEqual(after);
      });
    }
    expect(seen).toEqual(new Set(['before', 'after']));
  });

  it('is read as an earlier release kept it, and replaced', async () => {
    const table = new MemoryTable();
    const bytes = gzipSync(Buffer.from(JSON.stringify({ mark: 'old' })));
    for (const [part, piece] of [bytes.subarray(0, 10), bytes.subarray(10)].entries())
      table.put({
        pk: partition,
        sk: `PART#00${part}`,
        kind: 'document-part',
        of: 2,
        bytes: new Uint8Array(piece),
      });
    await within(table, async () => {
      expect(await readFromParts(document)).toEqual({ mark: 'old' });
      await keepInParts(document, { mark: 'new' });
      expect(await readFromParts(document)).toEqual({ mark: 'new' });
    });
    expect(partsIn(table)).toHaveLength(1);
  });
});
