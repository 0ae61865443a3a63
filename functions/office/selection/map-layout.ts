import type { Administration } from '../../domain/register/register.ts';

/** A place on the earth, WGS 84. */
type Place = { readonly lat: number; readonly lon: number };

/** A point of the picture, in its own units. */
type Point = { readonly x: number; readonly y: number };

/** The picture's width; a phone shows it about as large as it is. */
export const mapWidth = 400;
const margin = 20;

/** How places come onto the picture: north is up, and near the middle all directions have the same scale. */
export type Projection = { readonly height: number; readonly at: (place: Place) => Point };

/** A projection in which all places fit. */
export function projectionOf(places: readonly Place[]): Projection {
  const range = (values: readonly number[]): readonly [number, number] =>
    values.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
  const [south, north] = range(places.map(({ lat }) => lat));
  const [west, east] = range(places.map(({ lon }) => lon));
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (mapWidth - 2 * margin) / Math.max(1e-6, (east - west) * narrowing);
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return {
    height: Math.ceil((north - south) * scale + 2 * margin),
    at: ({ lat, lon }) => ({
      x: rounded(margin + (lon - west) * narrowing * scale),
      y: rounded(margin + (north - lat) * scale),
    }),
  };
}

/** An administration with seats, and the cohort of each of them. */
export type Seated = { readonly administration: Administration; readonly cohorts: readonly string[] };

/** One seat on the map. */
export type Mark = Point & { readonly key: string; readonly cohort: string; readonly radius: number };

const [least, most] = [7.5, 18];

/**
 * The marks of all seats, the largest first so that smaller ones stay in front. What their area has above that of the
 * smallest one is in proportion to the population. Several seats of one administration stand side by side.
 */
export function marksOf(seated: readonly Seated[], projection: Projection): Mark[] {
  const largest = Math.max(1, ...seated.map(({ administration }) => administration.population));
  return seated
    .toSorted((a, b) => b.administration.population - a.administration.population)
    .flatMap(({ administration, cohorts }) => {
      const share = administration.population / largest;
      const radius = Math.round(Math.sqrt(least ** 2 + share * (most ** 2 - least ** 2)) * 10) / 10;
      const { x, y } = projection.at(administration);
      return cohorts.map((cohort, index) => ({
        key: administration.key,
        cohort,
        radius,
        x: Math.round((x + (index - (cohorts.length - 1) / 2) * radius * 1.7) * 10) / 10,
        y,
      }));
    });
}

/** The outline of a mark, around the middle of the picture's mark; each cohort has its own. */
export type Shape = 'circle' | 'square' | 'diamond' | 'triangle' | 'pentagon' | 'hexagon';
const shapes: readonly Shape[] = ['circle', 'square', 'diamond', 'triangle', 'hexagon', 'pentagon'];

export function shapeOf(cohort: number): Shape {
  return shapes[cohort % shapes.length] ?? 'circle';
}

/** Corners, the direction of the first one, and how far out they must lie for the area of a circle. */
const polygons: Readonly<Record<Exclude<Shape, 'circle'>, readonly [number, number, number]>> = {
  square: [4, Math.PI / 4, 1.25],
  diamond: [4, 0, 1.3],
  triangle: [3, -Math.PI / 2, 1.5],
  pentagon: [5, -Math.PI / 2, 1.15],
  hexagon: [6, 0, 1.1],
};

/** The corners of a polygon as SVG's `points`. */
export function cornersOf(shape: Exclude<Shape, 'circle'>, { x, y, radius }: Mark): string {
  const [count, first, out] = polygons[shape];
  return Array.from({ length: count }, (_, index) => {
    const angle = first + (index * 2 * Math.PI) / count;
    const to = (from: number, by: number): string => (from + radius * out * by).toFixed(1);
    return `${to(x, Math.cos(angle))},${to(y, Math.sin(angle))}`;
  }).join(' ');
}

export type Label = Point & { readonly key: string; readonly text: string; readonly anchor: 'start' | 'end' };

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Size of the letters, and their mean width in parts of it. */
export const labelSize = 8;
const letterWidth = 0.56;

/**
 * Names beside the marks, the largest places first: to the right or left, a little higher or lower where that is
 * free. A name for which there is no room is left out; the table has all of them.
 */
export function labelsOf(
  marks: readonly Mark[],
  names: ReadonlyMap<string, string>,
  height: number,
): Label[] {
  const taken: Box[] = marks.map(({ x, y, radius }) => ({
    left: x - radius * 1.1,
    right: x + radius * 1.1,
    top: y - radius * 1.1,
    bottom: y + radius * 1.1,
  }));
  const labels: Label[] = [];
  for (const { key, x, y, radius } of marks) {
    const text = names.get(key);
    if (text === undefined || labels.some((label) => label.key === key)) continue;
    const width = text.length * labelSize * letterWidth;
    const tries = [0, -0.6, 0.6, -1.1, 1.1].flatMap((lift) =>
      (['start', 'end'] as const).map((anchor) => {
        const side = anchor === 'start' ? 1 : -1;
        const away = radius * (Math.abs(lift) > 1 ? 0.6 : 1.15) + 2;
        return { anchor, x: x + side * away, y: y + lift * (radius + labelSize / 2) };
      }),
    );
    for (const { anchor, ...at } of tries) {
      const box: Box = {
        left: anchor === 'start' ? at.x : at.x - width,
        right: anchor === 'start' ? at.x + width : at.x,
        top: at.y - labelSize * 0.55,
        bottom: at.y + labelSize * 0.55,
      };
      const isInside = box.left >= 1 && box.right <= mapWidth - 1 && box.top >= 1 && box.bottom <= height - 1;
      if (!isInside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      labels.push({ key, text, anchor, x: at.x, y: at.y + labelSize * 0.35 });
      break;
    }
  }
  return labels;
}
