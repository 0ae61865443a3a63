import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { municipalities } from '../../../functions/domain/register/municipalities.ts';
import {
  type Administration,
  administration,
  currentEdition,
  dimensions,
  dimensionValue,
  label,
  publicName,
  register,
  searchAdministrations,
  sizeClassOf,
} from '../../../functions/domain/register/register.ts';

const edition = '2024-12-31';

function current() {
  const found = register(edition);
  if (found === undefined) throw new Error(`no edition ${edition}`);
  return found;
}

function byKey(key: string): Administration {
  const found = administration(current(), key);
  if (found === undefined) throw new Error(`no administration ${key}`);
  return found;
}

const found = (query: string) => searchAdministrations(current(), query).map(label);

describe('the registers of Brandenburg', () => {
  it('hold 193 administrations with 413 municipalities, each once', () => {
    const all = current().administrations;
    expect(all).toHaveLength(193);
    expect(new Set(all.map((each) => each.key)).size).toBe(193);
    expect(new Set(all.flatMap((each) => each.municipalities.map(({ ags }) => ags))).size).toBe(413);
    expect(all.reduce((sum, each) => sum + each.population, 0)).toBe(
      municipalities(edition)?.reduce((sum, each) => sum + each.population, 0),
    );
    expect(currentEdition >= edition).toBe(true);
  });

  it('agree with each other: sums, size classes, keys, places', () => {
    const towns = municipalities(edition) ?? [];
    expect(towns).toHaveLength(413);
    for (const each of current().administrations) {
      const members = towns.filter((town) => town.administration === each.key);
      expect(members.map((town) => town.ags)).toEqual(each.municipalities.map(({ ags }) => ags));
      expect(members.map((town) => town.name)).toEqual(each.municipalities.map(({ name }) => name));
      expect(members.reduce((sum, town) => sum + town.population, 0)).toBe(each.population);
      expect(sizeClassOf(each.population)).toBe(each.sizeClass);
      expect(each.key.startsWith(each.districtKey)).toBe(true);
      const largest = members.toSorted((a, b) => b.population - a.population)[0];
      expect([each.lat, each.lon]).toEqual([largest?.lat, largest?.lon]);
    }
  });

  it('are what the files of the edition say', () => {
    const file = readFileSync(
      new URL('../../../functions/domain/register/data/2024-12-31/administrations.csv', import.meta.url),
      'utf8',
    );
    const lines = current().administrations.map((each) =>
      [
        each.key,
        each.name,
        each.kind,
        each.districtKey,
        each.district,
        each.planningRegion,
        each.structuralArea,
        each.sizeClass,
        each.population,
        each.municipalities.map(({ ags }) => ags).join(' '),
        each.lat,
        each.lon,
      ].join(','),
    );
    expect(lines.toSorted()).toEqual(file.trim().split('\n').slice(1).toSorted());
  });

  it('have the dimensions by which a cross-section is made', () => {
    const values = (name: (typeof dimensions)[number]) =>
      new Set(current().administrations.map((each) => dimensionValue(each, name))).size;
    expect(dimensions.map(values)).toEqual([4, 5, 2, 18]);
    expect(dimensions.map((each) => dimensionValue(byKey('120520000'), each))).toEqual([
      'Großstadt',
      'Lausitz-Spreewald',
      'Weiterer Metropolenraum',
      'Cottbus',
    ]);
  });

  it('of an unknown edition, and unknown administrations, are not there', () => {
    expect(register('1999-12-31')).toBeUndefined();
    expect(municipalities('1999-12-31')).toBeUndefined();
    expect(administration(current(), '000000000')).toBeUndefined();
    expect(administration(current(), '__proto__')).toBeUndefined();
  });

  it('hold the sixteen administrations of the third round', () => {
    const keys = [
      '120690020 120520000 120600052 120630080 120620140 120530000 120670144 120710160',
      '120690306 120610316 120600181 120730452 120630252 120610433 120700424 120610572',
    ].flatMap((line) => line.split(' '));
    expect(keys.map((key) => publicName(byKey(key)))).toEqual([
      'Bad Belzig',
      'Cottbus',
      'Eberswalde',
      'Falkensee',
      'Finsterwalde',
      'Frankfurt (Oder)',
      'Fürstenwalde/Spree',
      'Guben',
      'Kloster Lehnin',
      'Lübben (Spreewald)',
      'Panketal',
      'Prenzlau',
      'Rathenow',
      'Schönefeld',
      'Wittenberge',
      'Zeuthen',
    ]);
  });
});

describe('the size class by population', () => {
  it('begins at 5,000, 20,000 and 100,000', () => {
    expect([4_999, 5_000, 19_999, 20_000, 99_999, 100_000].map(sizeClassOf)).toEqual([
      'Landgemeinde',
      'Kleinstadt',
      'Kleinstadt',
      'Mittelstadt',
      'Mittelstadt',
      'Großstadt',
    ]);
  });
});

describe('the search for an administration', () => {
  it('finds every one by its name, its public name, its key and its municipalities', () => {
    for (const each of current().administrations) {
      for (const query of [each.name, publicName(each), each.key, each.name.toUpperCase()]) {
        expect(searchAdministrations(current(), query)[0]?.key, query).toBe(each.key);
      }
      for (const { name, nameDe, ags } of each.municipalities) {
        for (const query of [name, nameDe, ags]) {
          expect(
            searchAdministrations(current(), query).map(({ key }) => key),
            query,
          ).toContain(each.key);
        }
      }
    }
  });

  it('does not mind case, accents, ß or written-out umlauts', () => {
    for (const query of ['lübben', 'Luebben', 'LUBBEN', 'Lu\u0308bben']) {
      expect(found(query)[0], query).toBe('Stadt Lübben (Spreewald) (Landkreis Dahme-Spreewald)');
    }
    for (const query of ['Großräschen', 'grossraeschen', 'Grossräsch']) {
      expect(found(query), query).toEqual(['Stadt Großräschen (Landkreis Oberspreewald-Lausitz)']);
    }
    expect(found('neuenhag')).toEqual(['Gemeinde Neuenhagen bei Berlin (Landkreis Märkisch-Oderland)']);
  });

  it('finds by Sorbian names', () => {
    for (const query of ['Chóśebuz', 'chosebuz']) expect(found(query)).toEqual(['Stadt Cottbus (kreisfrei)']);
    expect(found('baršć')).toEqual(['Stadt Forst (Lausitz) (Landkreis Spree-Neiße)']);
    expect(found('bela gora')).toEqual(['Amt Lieberose/Oberspreewald (Landkreis Dahme-Spreewald)']); // Beła Góra
    expect(found('stara niwa')).toEqual(['Amt Lieberose/Oberspreewald (Landkreis Dahme-Spreewald)']);
  });

  it('puts own names before those of municipalities, and a beginning before a word inside', () => {
    expect(found('Mittenwalde')).toEqual([
      'Stadt Mittenwalde (Landkreis Dahme-Spreewald)',
      'Amt Gerswalde (Landkreis Uckermark)',
    ]);
    expect(found('Wusterhausen')).toEqual([
      'Gemeinde Wusterhausen/Dosse (Landkreis Ostprignitz-Ruppin)',
      'Stadt Königs Wusterhausen (Landkreis Dahme-Spreewald)',
    ]);
    expect(found('brück')[0]).toBe('Amt Brück (Landkreis Potsdam-Mittelmark)');
  });

  it('tells namesakes apart by the district', () => {
    expect(found('Mittenwalde Uckermark')).toEqual(['Amt Gerswalde (Landkreis Uckermark)']);
    expect(found('golzow mittelmark')).toEqual(['Amt Brück (Landkreis Potsdam-Mittelmark)']);
    expect(new Set(current().administrations.map(label)).size).toBe(193);
  });

  it('finds all for an empty query, and nothing for what nobody is called', () => {
    expect(found('')).toHaveLength(193);
    expect(found(' ')).toHaveLength(193);
    expect(found('Atlantis')).toEqual([]);
    expect(found('?!')).toEqual([]);
    expect(found('('.repeat(1000))).toEqual([]);
  });
});
