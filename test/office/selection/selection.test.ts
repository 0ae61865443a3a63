import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewSeed } from '../../../functions/cohort/rules/preview-seed.ts';
import { inputOf } from '../../../functions/cohort/run-selection/selection-input.ts';
import { keepResult } from '../../../functions/cohort/run-selection/stored-selection.ts';
import { select } from '../../../functions/cohort/selection/select.ts';
import { registerOf } from '../../../functions/platform/store/cases.ts';
import { keys } from '../../../functions/platform/store/keys.ts';
import { csrfIn, openDesk } from '../desk.ts';
import { manyApplications, roundOfCohorts } from './samples.ts';

const path = '/buero/durchgang/3/auswahl/vorschau';

/** The cells of the table that stands beside the map, row by row. */
function mapTable(body: string): string[][] {
  const table = /<div class="k-map__table">(.*?)<\/table>/s.exec(body)?.[1] ?? '';
  return [...table.matchAll(/<tr class="kern-table__row" role="row">(.*?)<\/tr>/gs)]
    .slice(1)
    .map(([, row = '']) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell));
}

describe('the preview of a selection', () => {
  let desk: ReturnType<typeof openDesk>;
  let cookie: string;
  const applications = manyApplications(60);

  beforeEach(async () => {
    desk = openDesk();
    cookie = await desk.signedIn('office');
    desk.table.put({ ...roundOfCohorts(['a', 'b', 'c']) });
  });
  afterEach(() => desk.close());

  const putAll = (all: readonly ReturnType<typeof manyApplications>[number][]): void => {
    for (const each of all) desk.table.put({ ...each });
  };
  const see = async (query = ''): Promise<string> =>
    String((await desk.visit(`${path}${query}`, { cookie })).body);

  it('draws the Land by its municipalities, and says beside the map who has a seat', async () => {
    putAll(applications);
    const body = await see();
    const dots = body.match(/<circle class="k-map__dot" cx="[\d.]+" cy="[\d.]+" r="1.7"/g) ?? [];
    const marks = body.match(/<g class="k-map__mark k-map__mark--\d"><title>/g) ?? [];
    const rows = mapTable(body);
    expect(dots).toHaveLength(413);
    expect(marks).toHaveLength(24);
    expect(rows).toHaveLength(24);
    for (const group of ['A', 'B', 'C']) {
      expect(rows.filter((row) => row[3] === group)).toHaveLength(8);
      expect(body).toContain(`Gruppe ${group}: 8 Plätze`);
    }
    for (const [name = ''] of rows) expect(body).toContain(`<title>${name}: Gruppe `);
    expect(body).toMatch(/<title id="karte-titel">.*<desc id="karte-text">/s);
    // A shape for each cohort, so that nothing hangs on the colour.
    expect(body.match(/mark--1"><title>[^<]*<\/title><circle/g)).toHaveLength(8);
    expect(body.match(/mark--2"><title>[^<]*<\/title><polygon/g)).toHaveLength(8);
  });

  it('shows target against result in bars, and the same numbers in a table', async () => {
    putAll(applications);
    const body = await see();
    // Four size classes and five regions in three cohorts.
    expect(body.match(/<g class="k-bars__row/g)).toHaveLength(27);
    expect(body).toMatch(/Kleinstadt: \d, vorgesehen 5–6/);
    expect(body).toMatch(/<tspan class="k-bars__count">\d<\/tspan> \(Ziel 5,26\)/);
    expect(body).toContain('Querschnitt als Tabelle');
  });

  it('tells who comes in and who goes out where somebody is pinned', async () => {
    putAll(applications);
    const seated = new Set(mapTable(await see()).map(([name]) => name));
    const register = registerOf(roundOfCohorts(['a']));
    const out = applications.find(
      ({ administrations: [key = ''] }) =>
        !seated.has(register.byKey.get(key)?.name.replace(/^(Stadt|Gemeinde) /, '')),
    );
    const body = await see(`?gesetzt=${out?.id}`);
    expect(body).toContain(`Was sich ändert, wenn ${out?.name} gesetzt ist`);
    expect(body).toMatch(new RegExp(`${out?.name}</a>.*?bekommt einen Platz in Gruppe [ABC]`, 's'));
    expect(body).toContain('bekommt keinen Platz mehr');
    expect(body).toMatch(/: ([1-9]) neu dabei, \1 nicht mehr dabei/);
  });

  it('says that nothing is approved yet, and runs as if all that is open were', async () => {
    putAll(manyApplications(30, 'in-review'));
    const body = await see();
    expect(body).toContain('Noch ist keine Bewerbung genehmigt.');
    expect(body).toContain('31 Bewerbungen sind noch nicht entschieden.');
    expect(body).not.toContain('k-map');
    expect(mapTable(await see('?stand=alle'))).toHaveLength(24);
  });

  it('leaves everything as it was, and has no part in the seed that counts', async () => {
    putAll(applications);
    const before = JSON.stringify(desk.table.all());
    expect(await see('?los=2')).toContain(previewSeed('3', 2));
    expect(JSON.stringify(desk.table.all())).toBe(before);

    desk.table.put({
      ...roundOfCohorts(['a'], {
        frozen: { at: '2022-10-20T06:00:00.000Z', inputHash: 'hash' },
        wishes: { pins: [], exclusions: [], seedFrom: 'office' },
      }),
    });
    const seed = '/buero/durchgang/3/auswahl/startwert';
    const csrf = csrfIn(await desk.visit(seed, { cookie }));
    const form = { csrf, text: previewSeed('3', 1), origin: 'gewürfelt', confirm: 'yes' };
    const refused = await desk.visit(seed, { cookie, form });
    expect(refused.status).toBe(422);
    expect(String(refused.body)).toContain('Das ist der Startwert eines Probelaufs.');
  });

  it('can be drawn anew, and drawn again it is the same', async () => {
    putAll(applications);
    const names = async (query: string): Promise<string> =>
      JSON.stringify(mapTable(await see(query)).map(([name]) => name));
    expect(await names('?los=2')).toBe(await names('?los=2'));
    expect(await names('?los=2')).not.toBe(await names('?los=3'));
  });
});

describe('the selection of a round on its page', () => {
  it('shows map, bars and the thin reserve of what was drawn', async () => {
    const desk = openDesk();
    const applications = manyApplications(60);
    const round = roundOfCohorts(['a', 'b'], {
      status: 'selected',
      thinReserve: [
        { cohort: 'a', dimension: 'size_class', value: 'Großstadt', seated: 1, waiting: 0 },
        { cohort: 'b', dimension: 'size_class', value: 'Mittelstadt', seated: 2, waiting: 1 },
      ],
    });
    desk.table.put({ ...round });
    for (const each of applications) {
      desk.table.put({ ...each });
      desk.table.put({ ...keys.claim('3', each.person), application: each.id });
    }
    const input = inputOf(round, applications, registerOf(round), new Set());
    await keepResult(round, input, await select(input, { text: '4 2 6 1 3 5', origin: 'gewürfelt' }));
    const cookie = await desk.signedIn('office');
    const body = String((await desk.visit('/buero/durchgang/3/auswahl', { cookie })).body);
    desk.close();
    expect(mapTable(body)).toHaveLength(16);
    expect(body.match(/<g class="k-bars__row/g)).toHaveLength(18);
    expect(body).toMatch(/kann niemand von der Warteliste folgen, [^<]*: Großstadt \(Gruppe A\)\./);
    expect(body).toContain('nur eine einzige Person nachrücken: Mittelstadt (Gruppe B).');
  });
});
