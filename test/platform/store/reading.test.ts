import { beforeEach, describe, expect, it } from 'vitest';
import type { QueryOptions, RawItem, Write } from '../../../functions/platform/store/port.ts';
import { ofBothTables } from './both-tables.ts';

ofBothTables((shelf) => {
  const { at, item, read, sortKeys } = shelf;

  describe('reads a partition', () => {
    const some = ['SEAT#b', 'APPLICATION#ä', 'APPLICATION#10', 'APPLICATION#2', 'APPLICATION#B', 'ROUND'];
    beforeEach(async () => {
      await shelf.table.transact([
        ...some.map((sk): Write => ({ put: item(sk, { status: 'open', n: 1 }) })),
        { put: { pk: `${shelf.pk}#other`, sk: 'APPLICATION#1' } },
      ]);
    });

    it('in the order of the sort keys, and nothing of another one', async () => {
      expect(await sortKeys()).toEqual([
        'APPLICATION#10',
        'APPLICATION#2',
        'APPLICATION#B',
        'APPLICATION#ä',
        'ROUND',
        'SEAT#b',
      ]);
    });

    it('or the part whose sort keys start so', async () => {
      expect(await sortKeys({ startsWith: 'APPLICATION#' })).toHaveLength(4);
      expect(await sortKeys({ startsWith: 'APPLICATION#1' })).toEqual(['APPLICATION#10']);
      expect(await sortKeys({ startsWith: 'X' })).toEqual([]);
    });

    it('from its end', async () => {
      expect(await sortKeys({ startsWith: 'APPLICATION#', newestFirst: true })).toEqual([
        'APPLICATION#ä',
        'APPLICATION#B',
        'APPLICATION#2',
        'APPLICATION#10',
      ]);
    });

    it.each([1, 2, 6, 7])('up to %i items', async (limit) => {
      expect(await sortKeys({ limit })).toEqual((await sortKeys()).slice(0, limit));
      expect(await sortKeys({ limit, newestFirst: true })).toEqual(
        (await sortKeys({ newestFirst: true })).slice(0, limit),
      );
    });

    it('with the attributes that are asked for, where an item has them', async () => {
      await shelf.table.transact([{ put: item('ROUND') }]);
      expect(await read({ startsWith: 'ROUND', attributes: ['status'] })).toStrictEqual([{}]);
      expect(await read({ startsWith: 'SEAT#', attributes: ['status', 'sk', 'title'] })).toStrictEqual([
        { status: 'open', sk: 'SEAT#b' },
      ]);
    });

    it('that is empty as no items', async () => {
      expect(await read({}, `${shelf.pk}#none`)).toEqual([]);
    });

    it('page by page where it is long: each item once, and no more than the limit', async () => {
      const long = `${shelf.pk}#long`;
      const filling = 'x'.repeat(20_000);
      const names = Array.from({ length: 180 }, (_each, n) => String(n).padStart(3, '0'));
      for (let from = 0; from < names.length; from += 45) {
        const part = names.slice(from, from + 45);
        await shelf.table.transact(part.map((sk): Write => ({ put: { pk: long, sk, filling } })));
      }
      const lengths: number[] = [];
      for await (const page of shelf.table.pages(long, {})) lengths.push(page.length);
      expect(lengths.filter((length) => length > 0).length).toBeGreaterThan(1);
      expect((await read({}, long)).map(({ sk }) => sk)).toEqual(names);
      const last = await read({ newestFirst: true, limit: 120, attributes: ['sk'] }, long);
      expect(last.map(({ sk }) => sk)).toEqual(names.slice(-120).reverse());
    });
  });

  describe('lists in the index', () => {
    const row = (oSk: string, rest: RawItem = {}): RawItem => ({
      oPk: `LIST#${shelf.pk}`,
      oSk,
      row: oSk,
      ...rest,
    });
    const listed = (options: Omit<QueryOptions, 'index' | 'attributes'> = {}) =>
      read({ ...options, index: 'overview' }, `LIST#${shelf.pk}`);

    it('what has both of its keys, in the order of the second', async () => {
      await shelf.table.transact([
        { put: item('A', row('3')) },
        { put: item('B', row('1')) },
        { put: { ...item('C', row('2')), pk: `${shelf.pk}#other` } },
        { put: item('D', { oPk: `LIST#${shelf.pk}` }) },
        { put: item('E', { oSk: '0' }) },
      ]);
      expect((await listed()).map(({ sk }) => sk)).toEqual(['B', 'C', 'A']);
      expect((await listed({ newestFirst: true, limit: 1 })).map(({ sk }) => sk)).toEqual(['A']);
      expect((await listed({ startsWith: '2' })).map(({ sk }) => sk)).toEqual(['C']);
    });

    it('its keys and its row, and nothing else of it', async () => {
      await shelf.table.transact([{ put: item('A', row('1', { motivation: 'long' })) }]);
      expect(await listed()).toStrictEqual([item('A', row('1'))]);
      const options = { index: 'overview', attributes: ['row'] } as const;
      expect(await read(options, `LIST#${shelf.pk}`)).toStrictEqual([{ row: '1' }]);
    });

    it('where it is now: what moved, lost a key or is gone is no longer where it was', async () => {
      await shelf.table.transact(
        ['A', 'B', 'C'].map((sk): Write => ({ put: item(sk, row(sk, { kind: 'tag' })) })),
      );
      await shelf.table.set(at('A'), { oSk: 'Z' }, { kind: 'tag' }, []);
      await shelf.table.set(at('B'), {}, { kind: 'tag' }, ['oPk', 'oSk']);
      expect((await listed()).map(({ oSk }) => oSk)).toEqual(['C', 'Z']);
      await shelf.table.transact([
        { remove: at('A') },
        { put: item('C', row('C', { oPk: `${shelf.pk}#elsewhere` })) },
      ]);
      expect(await listed()).toEqual([]);
    });
  });
});
