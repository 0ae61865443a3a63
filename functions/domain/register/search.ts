import { compareDin5007 } from '../text.ts';
import { type Administration, type MunicipalityName, publicName, type Register } from './administration.ts';

/**
 * What people type in place of a letter, made one: case, accents and strokes go (Lübben, Lubben; Góra, Gora; Łuk,
 * Luk), ß is ss, and ae, oe, ue stand for their umlauts. Words are parted by single spaces.
 */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replace(/([aou])e/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

type Place = { readonly place: MunicipalityName; readonly names: readonly string[] };
type Entry = {
  readonly administration: Administration;
  /** Its name without the kind (`brück` of the Amt), its public one and its full one, folded. */
  readonly names: readonly string[];
  readonly district: string;
  readonly places: readonly Place[];
};

const indexes = new WeakMap<Administration, Entry>();

function entry(administration: Administration): Entry {
  const known = indexes.get(administration);
  if (known !== undefined) return known;
  const made: Entry = {
    administration,
    names: [administration.name.replace(/^\S+ /, ''), publicName(administration), administration.name].map(
      fold,
    ),
    district: fold(administration.district),
    places: administration.municipalities.map((place) => ({
      place,
      names: [fold(place.nameDe), fold(place.name)],
    })),
  };
  indexes.set(administration, made);
  return made;
}

const hasWord = (text: string, start: string): boolean => ` ${text}`.includes(` ${start}`);

/**
 * How well a folded query fits the names of a place, the district helping to tell namesakes apart: 0 the very name,
 * 1 its beginning, 2 each word of the query the beginning of a word; 3 not at all.
 */
function match(names: readonly string[], district: string, query: string): 0 | 1 | 2 | 3 {
  if (names.includes(query)) return 0;
  if (names.some((name) => name.startsWith(query))) return 1;
  const words = query.split(' ');
  const found = names.some(
    (name) =>
      words.some((word) => hasWord(name, word)) &&
      words.every((word) => hasWord(name, word) || hasWord(district, word)),
  );
  return found ? 2 : 3;
}

const NOTHING = 6;

function rank({ administration, names, district, places }: Entry, query: string): number {
  const own = match([...names, administration.key], district, query);
  if (own < 3) return own;
  return 3 + Math.min(...places.map(({ names, place }) => match([...names, place.ags], district, query)));
}

/**
 * The administrations that a person may mean: by their own name, by the name of any of their municipalities (German
 * or Sorbian), each helped by the district ("Mittenwalde Uckermark"), or by key. Own names come before those of
 * municipalities, a name's beginning before a word inside, then as DIN 5007-1 sorts. An empty query finds all.
 */
export function searchAdministrations(register: Register, query: string): Administration[] {
  const wanted = fold(query);
  if (wanted === '' && query.trim() !== '') return [];
  return register.administrations
    .map((administration) => ({
      administration,
      rank: wanted === '' ? 0 : rank(entry(administration), wanted),
    }))
    .filter((hit) => hit.rank < NOTHING)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        compareDin5007(publicName(a.administration), publicName(b.administration)) ||
        byKey(a, b),
    )
    .map((hit) => hit.administration);
}

function byKey(a: { administration: Administration }, b: { administration: Administration }): number {
  return a.administration.key < b.administration.key ? -1 : 1;
}
