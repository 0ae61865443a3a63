import { beforeEach, describe, expect, it } from 'vitest';
import type { Key } from '../../../functions/platform/store/keys.ts';
import {
  ConflictError,
  ImpossibleWriteError,
  mostWrites,
  type Write,
} from '../../../functions/platform/store/port.ts';
import { ofBothTables } from './both-tables.ts';

ofBothTables((shelf) => {
  const { at, item, read, sortKeys } = shelf;
  const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow(ConflictError);

  describe('keeps an item', () => {
    const full = {
      text: 'Müller 😀',
      empty: '',
      number: 12.5,
      yes: true,
      nothing: null,
      list: ['a', { b: 1 }, []],
      map: { deep: { er: 'x' } },
      bytes: new Uint8Array([0, 255]),
      names: new Set(['a', 'b']),
    };

    it('as it was written', async () => {
      await shelf.table.transact([{ put: item('A', full) }]);
      expect(await shelf.table.get(at('A'))).toEqual(item('A', full));
    });

    it('but nothing that is undefined, however deep it lies', async () => {
      const map = { kept: 1, left: undefined };
      await shelf.table.transact([{ put: item('A', { left: undefined, map, list: [undefined, 1] }) }]);
      expect(await shelf.table.get(at('A'))).toStrictEqual(item('A', { map: { kept: 1 }, list: [1] }));
    });

    it('that nobody else holds: neither who wrote it nor who read it can change it', async () => {
      const written = { map: { deep: 1 } };
      await shelf.table.transact([{ put: item('A', written) }]);
      written.map.deep = 2;
      const seen = await shelf.table.get(at('A'));
      expect(seen).toEqual(item('A', { map: { deep: 1 } }));
      Object.assign(seen?.['map'] ?? {}, { deep: 3 });
      const [listed] = await read();
      expect(listed).toEqual(item('A', { map: { deep: 1 } }));
      Object.assign(listed?.['map'] ?? {}, { deep: 4 });
      expect(await shelf.table.get(at('A'))).toEqual(item('A', { map: { deep: 1 } }));
    });

    it.each([new Date(0), Number.NaN, new URL('https://programm.example')])(
      'and refuses what is no data: %s',
      async (value) => {
        await expect(shelf.table.transact([{ put: item('A', { value }) }])).rejects.toThrow(Error);
        expect(await shelf.table.get(at('A'))).toBeUndefined();
      },
    );

    it('under both of its keys: there is none beside it', async () => {
      await shelf.table.transact([{ put: item('A') }]);
      expect(await shelf.table.get(at('B'))).toBeUndefined();
      expect(await shelf.table.get({ pk: `${shelf.pk}0`, sk: 'A' })).toBeUndefined();
    });
  });

  describe('holds to the condition of a write', () => {
    /** Every kind of condition, with whether it holds where there is no item, and where this one is. */
    const before = { revision: 3, state: 'free' };
    const writes: [string, (key: Key) => Write, { missing: boolean; there: boolean }][] = [
      ['create', (key) => ({ create: key }), { missing: true, there: false }],
      [
        'replace of its revision',
        (key) => ({ replace: { ...key, revision: 4 }, revision: 3 }),
        { missing: false, there: true },
      ],
      [
        'replace of another revision',
        (key) => ({ replace: { ...key, revision: 3 }, revision: 2 }),
        { missing: false, there: false },
      ],
      ['put', (key) => ({ put: key }), { missing: true, there: true }],
      ['remove', (key) => ({ remove: key }), { missing: true, there: true }],
      [
        'remove of what it is',
        (key) => ({ remove: key, equals: { state: 'free', revision: 3 } }),
        { missing: false, there: true },
      ],
      [
        'remove of what it is not in all',
        (key) => ({ remove: key, equals: { state: 'free', revision: 2 } }),
        { missing: false, there: false },
      ],
      ['check', (key) => ({ check: key, equals: { state: 'free' } }), { missing: false, there: true }],
      [
        'check of a number that is a text',
        (key) => ({ check: key, equals: { revision: '3' } }),
        { missing: false, there: false },
      ],
      [
        'check of what it has not',
        (key) => ({ check: key, equals: { holder: 'a' } }),
        { missing: false, there: false },
      ],
    ];

    it.each(writes)('%s', async (_name, write, { missing, there }) => {
      const outcome = (sk: string) =>
        shelf.table.transact([write(at(sk))]).then(
          () => true,
          (error: unknown) => {
            if (error instanceof ConflictError) return false;
            throw error;
          },
        );
      await shelf.table.transact([{ put: item('THERE', before) }]);
      expect({ missing: await outcome('MISSING'), there: await outcome('THERE') }).toEqual({
        missing,
        there,
      });
    });

    it('and replaces the whole item, not some of its attributes', async () => {
      await shelf.table.transact([{ put: item('A', { revision: 1, state: 'free' }) }]);
      await shelf.table.transact([{ replace: item('A', { revision: 2 }), revision: 1 }]);
      expect(await shelf.table.get(at('A'))).toStrictEqual(item('A', { revision: 2 }));
    });

    it('and removes nothing by a check', async () => {
      await shelf.table.transact([{ put: item('A', { state: 'free' }) }]);
      await shelf.table.transact([{ check: at('A'), equals: { state: 'free' } }]);
      expect(await shelf.table.get(at('A'))).toStrictEqual(item('A', { state: 'free' }));
    });
  });

  describe('in a transaction', () => {
    it('writes all or nothing', async () => {
      await shelf.table.transact([{ create: item('A') }, { create: item('B') }]);
      await refused(shelf.table.transact([{ put: item('C') }, { remove: at('B') }, { create: item('A') }]));
      expect(await sortKeys()).toEqual(['A', 'B']);
    });

    it('takes a hundred writes and no more', async () => {
      const writes = Array.from({ length: mostWrites + 1 }, (_each, n): Write => ({ put: item(`${n}`) }));
      await expect(shelf.table.transact(writes)).rejects.toThrow(Error);
      expect(await sortKeys()).toEqual([]);
      await shelf.table.transact(writes.slice(1));
      expect(await sortKeys()).toHaveLength(mostWrites);
    });

    it('takes 400 KB in an item and 4 MB in all, says what is too large, and writes nothing of it', async () => {
      const text = 'ö'.repeat(200_000);
      await shelf.table.transact([{ put: item('A', { text }) }]);
      const tooLarge = { create: item('B', { kind: 'letter', list: [text, 'x'.repeat(10_000)] }) };
      const refused = shelf.table.transact([{ put: item('C') }, tooLarge]);
      await expect(refused).rejects.toThrow(ImpossibleWriteError);
      await expect(refused).rejects.toThrow(/409600 bytes; one of the kind letter would have 41\d{4}/);
      const many = Array.from({ length: 11 }, (_, n): Write => ({ put: item(`${n}`, { text }) }));
      await expect(shelf.table.transact(many)).rejects.toThrow('at most 4194304 bytes');
      expect(await sortKeys()).toEqual(['A']);
      await shelf.table.transact(many.slice(1));
      expect(await sortKeys()).toHaveLength(11);
    });

    it('takes one write for each item, and a second one is no conflict that a repetition would end', async () => {
      const twice = shelf.table.transact([{ put: item('A') }, { remove: at('A') }]);
      await expect(twice).rejects.toThrow(Error);
      await expect(twice).rejects.not.toBeInstanceOf(ConflictError);
      expect(await sortKeys()).toEqual([]);
    });
  });

  describe('adds to a number', () => {
    it('of an item that it makes where it is missing, and says what the item is then', async () => {
      expect(await shelf.table.add(at('A'), 'value', 1, { kind: 'counter' })).toStrictEqual(
        item('A', { value: 1, kind: 'counter' }),
      );
      expect(await shelf.table.add(at('A'), 'value', 2, { kind: 'tally' })).toStrictEqual(
        item('A', { value: 3, kind: 'tally' }),
      );
      expect(await shelf.table.get(at('A'))).toStrictEqual(item('A', { value: 3, kind: 'tally' }));
    });

    it('and leaves the rest of the item as it is', async () => {
      await shelf.table.transact([{ put: item('A', { token: 'x', kind: 'wait' }) }]);
      expect(await shelf.table.add(at('A'), 'bell', 0, { kind: undefined })).toStrictEqual(
        item('A', { token: 'x', kind: 'wait', bell: 0 }),
      );
    });

    it('as often as it is asked to, also at once', async () => {
      const sums = await Promise.all([1, 2, 3].map(() => shelf.table.add(at('A'), 'value', 1, {})));
      expect(sums.map(({ value }) => value).sort()).toEqual([1, 2, 3]);
    });
  });

  describe('sets attributes', () => {
    beforeEach(() =>
      shelf.table.transact([{ put: item('A', { state: 'owed', attempts: 0, trouble: 'x' }) }]),
    );

    it('of an item that is as it should be, and removes others', async () => {
      await shelf.table.set(at('A'), { state: 'sent', at: 'now' }, { state: 'owed', attempts: 0 }, [
        'trouble',
        'no',
      ]);
      expect(await shelf.table.get(at('A'))).toStrictEqual(
        item('A', { state: 'sent', at: 'now', attempts: 0 }),
      );
    });

    it('of no item that is otherwise or missing', async () => {
      await refused(shelf.table.set(at('A'), { state: 'sent' }, { state: 'owed', attempts: 1 }, []));
      await refused(shelf.table.set(at('B'), { state: 'sent' }, { state: 'owed' }, []));
      expect(await read()).toEqual([item('A', { state: 'owed', attempts: 0, trouble: 'x' })]);
    });

    it('and leaves alone what it is given as undefined', async () => {
      await shelf.table.set(at('A'), { trouble: undefined }, { state: 'owed' }, []);
      expect(await shelf.table.get(at('A'))).toMatchObject({ trouble: 'x' });
    });
  });
});
