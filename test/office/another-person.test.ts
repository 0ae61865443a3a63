import { afterEach, expect, it } from 'vitest';
import { readApplication } from '../../functions/domain/application.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { csrfIn, openDesk } from './desk.ts';

let desk: ReturnType<typeof openDesk>;
afterEach(() => desk.close());

it('another person gets the seat by the office, and nothing of the one before stays with it', async () => {
  desk = openDesk();
  const { id, round, supervisor, motivation } = desk.application;
  const needs = keys.needs(round, id);
  desk.table.put({
    ...desk.application,
    status: 'accepted',
    sharedMailbox: true,
    applicant: { ...desk.application.applicant, phone: '+49 355 612 20 00' },
    seat: {
      cohort: 'a',
      number: 1,
      offeredAt: '2022-10-17T06:00:00.000Z',
      until: '2022-10-24T21:59:59.000Z',
      acceptedAt: '2022-10-18T06:00:00.000Z',
    },
  });
  desk.table.put({ ...needs, kind: 'needs', application: id, text: 'Untertitel' });
  desk.table.put({ ...keys.claim(round, desk.application.person), kind: 'claim', application: id });
  const cookie = await desk.signedIn('office');
  const page = `/buero/vorgang/${round}/${id}/vertretung`;
  const person = {
    givenName: 'Jan',
    familyName: 'Krüger',
    email: 'jan.krueger@cottbus.example',
    role: 'Bau',
  };
  const form = {
    csrf: csrfIn(await desk.visit(page, { cookie })),
    note: 'rief an',
    confirm: 'yes',
    ...Object.fromEntries(Object.entries(person).map(([name, value]) => [`applicant.${name}`, value])),
  };
  const wrong = await desk.visit(page, { cookie, form: { ...form, 'applicant.familyName': '<b>' } });
  expect(wrong.status).toBe(422);
  expect(String(wrong.body)).toContain('Bitte geben Sie den Nachnamen an.');
  expect((await desk.visit(page, { cookie, form })).status).toBe(303);
  const after = readApplication(desk.table.get(keys.application(round, id)));
  expect(after.applicant).toEqual(person);
  expect(after.sharedMailbox).toBeUndefined();
  expect([after.supervisor, after.motivation]).toEqual([supervisor, motivation]);
  expect(desk.table.get(needs)).toBeUndefined();
});
