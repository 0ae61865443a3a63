import { afterEach, beforeEach, expect, it } from 'vitest';
import { countTry } from '../../functions/platform/owed/set-aside.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { csrfIn, openDesk } from './desk.ts';

let desk: ReturnType<typeof openDesk>;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

const at = '2022-10-18T08:00:00.000Z';
const poison = {
  ...keys.outbox(`${at}#poison`),
  kind: 'outbox',
  channel: 'mail',
  type: 'letter',
  at,
  text: 'x',
};

it('a message that nobody could read stands on the first page and is tried again, with all that it held', async () => {
  desk.table.put(poison);
  for (let tries = 0; tries < 3; tries += 1) {
    const [item] = desk.table.ofKind('outbox');
    await countTry(item ?? {}, at);
  }
  expect(desk.table.ofKind('outbox')).toEqual([]);
  const cookie = await desk.signedIn('office');
  expect(String((await desk.visit('/buero', { cookie })).body)).toContain('Aufträge liegen beiseite');
  const page = await desk.visit('/buero/beiseite', { cookie });
  expect(String(page.body)).toContain('unbekannt');
  const again = await desk.visit('/buero/beiseite', { cookie, form: { csrf: csrfIn(page) } });
  expect(again.headers?.['location']).toBe('/buero?getan=taken-up');
  const twice = await desk.visit('/buero/beiseite', { cookie, form: { csrf: csrfIn(page) } });
  expect(twice.headers?.['location']).toBe('/buero?getan=nothing');
  const { pk: _pk, sk: _sk, at: _at, ...held } = poison;
  expect(desk.table.ofKind('outbox')).toMatchObject([held]);
  expect(desk.table.ofKind('outbox')[0]).not.toHaveProperty('tries');
  expect(desk.table.ofKind('problem')).toEqual([]);
  expect(String((await desk.visit('/buero', { cookie })).body)).not.toContain('Aufträge liegen beiseite');
});
