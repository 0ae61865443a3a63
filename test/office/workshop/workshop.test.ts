import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alumnus } from '../../../functions/alumni/membership/alumnus.ts';
import { readLedgerEntry } from '../../../functions/domain/mail.ts';
import { invitations } from '../../../functions/office/workshop/workshop.ts';
import { keys } from '../../../functions/platform/store/keys.ts';
import { csrfIn, openDesk } from '../desk.ts';

const page = '/buero/werkstatt';
const words = {
  title: 'Sensoren im Wald',
  date: '2022-12-06',
  from: '10:00',
  until: '12:00',
  place: 'Rathaus Eberswalde, Saal 2',
  text: 'Bringen Sie gern\neigene Daten mit.',
};

function member(number: number, supervisor?: string): Alumnus {
  const application = `application-${number}`;
  return {
    ...keys.alumnus(application),
    kind: 'alumnus',
    application,
    round: '3',
    name: `Graduate ${number}`,
    email: `g${number}@stadt.example`,
    administrations: ['Stadt Cottbus'],
    language: 'de',
    ...(supervisor === undefined ? {} : { supervisor: { name: 'Chefin', email: supervisor } }),
    joinedAt: '2022-07-01T08:00:00.000Z',
  };
}

describe('an invitation to a workshop', () => {
  let desk: ReturnType<typeof openDesk>;
  let cookie = '';
  beforeEach(async () => {
    desk = openDesk();
    cookie = await desk.signedIn('office');
    for (let number = 1; number <= 35; number++) {
      desk.table.put(member(number, number === 1 ? 'g2@stadt.example' : `chef${number % 3}@stadt.example`));
    }
  });
  afterEach(() => desk.close());

  const send = async (form: Record<string, string>) => {
    const csrf = csrfIn(await desk.visit(page, { cookie }));
    const { status, body, headers } = await desk.visit(page, { cookie, form: { csrf, ...form } });
    return { status, body: String(body), headers };
  };
  const owed = () => desk.table.ofKind('mail').map((item) => readLedgerEntry(item));
  const idIn = (body: string): string => /name="id" value="([^"]+)"/.exec(body)?.[1] ?? '';

  it('is shown in its words, with how many get it, before anything is sent', async () => {
    const preview = await send(words);
    expect(preview.status).toBe(200);
    expect(preview.body).toContain('35 Ehemalige und 3 Fachvorgesetzte');
    expect(preview.body).toContain('Einladung zur Werkstatt: Sensoren im Wald');
    expect(preview.body).toContain('Dienstag, 6. Dezember 2022, 10:00');
    expect(preview.body).toContain('eigene Daten mit.');
    expect(owed()).toEqual([]);
    expect((await send({ ...words, send: 'yes', id: idIn(preview.body) })).status).toBe(422);
    expect(owed()).toEqual([]);
    expect((await send({ ...words, step: 'edit' })).body).toContain('value="Sensoren im Wald"');
  });

  it('goes once to everybody in the network and to each supervisor, however often the form is sent', async () => {
    const id = idIn((await send(words)).body);
    const form = { ...words, send: 'yes', id, confirm: 'yes' };
    expect((await send(form)).headers?.['location']).toContain('getan=workshop-invited');
    expect(owed()).toHaveLength(38);
    // A later form with the same id can't change what was announced, and reaches only who was missing.
    desk.table.put(member(36));
    await send({ ...form, title: 'Etwas anderes' });
    expect(owed()).toHaveLength(39);
    expect(new Set(owed().map(({ order }) => order.data?.['title']))).toEqual(new Set(['Sensoren im Wald']));
    expect(owed()[0]).toMatchObject({
      application: 'application-1',
      order: { purpose: 'alumni-workshop', occasion: `workshop-${id}`, to: { role: 'graduate' } },
    });
    const shown = String((await desk.visit(page, { cookie })).body);
    expect(shown).toContain('Sensoren im Wald');
  });

  it('asks one mailbox once, be it of a member, of several members’ supervisor, or of both', () => {
    const all = [
      member(1, 'chef@stadt.example'),
      member(2, 'Chef@Stadt.example'),
      member(3, 'g1@stadt.example'),
    ];
    const to = invitations(all, { ...words, id: 'x', starts: '2022-12-06T09:00:00.000Z' }).map(
      ({ order }) => [order.to.role, order.to.email],
    );
    expect(to).toEqual([
      ['graduate', 'g1@stadt.example'],
      ['graduate', 'g2@stadt.example'],
      ['graduate', 'g3@stadt.example'],
      ['supervisor', 'chef@stadt.example'],
    ]);
  });

  it('waits until somebody is in the network', async () => {
    desk.table.clear();
    cookie = await desk.signedIn('office');
    desk.table.put({ ...desk.round });
    const { status, body } = await send(words);
    expect(status).toBe(409);
    expect(body).toContain('Im Netzwerk der Ehemaligen ist noch niemand.');
  });

  it('says what is missing, and takes no day that is over', async () => {
    const { status, body } = await send({
      ...words,
      title: '',
      date: '2022-10-19',
      until: '09:00',
      place: ' ',
    });
    expect(status).toBe(422);
    for (const text of ['Thema', 'der noch kommt', 'Ende nach dem Beginn', 'Ort oder Link'])
      expect(body).toContain(text);
  });
});
