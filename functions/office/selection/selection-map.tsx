import { formatNumber } from '../../domain/calendar.ts';
import { municipalities } from '../../domain/register/municipalities.ts';
import {
  type Administration,
  administration,
  publicName,
  type Register,
} from '../../domain/register/register.ts';
import { compareDin5007, type Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import { Table } from '../../platform/page/content.tsx';
import {
  cornersOf,
  labelSize,
  labelsOf,
  type Mark,
  mapWidth,
  marksOf,
  projectionOf,
  type Seated,
  shapeOf,
} from './map-layout.ts';

/** Colours repeat after so many cohorts; shapes and letters tell them apart before and after. */
const colours = 6;

/** A cohort's letter or number, where it is short enough to stand in a mark. */
function letterOf(cohort: string): string {
  return cohort.length <= 2 ? cohort.toUpperCase() : '';
}

function SeatMark({
  mark,
  cohorts,
  title,
}: {
  readonly mark: Mark;
  readonly cohorts: readonly string[];
  readonly title?: string;
}) {
  const number = cohorts.indexOf(mark.cohort);
  const shape = shapeOf(number);
  return (
    <g class={`k-map__mark k-map__mark--${(number % colours) + 1}`}>
      {title !== undefined && <title>{title}</title>}
      {shape === 'circle' ? (
        <circle cx={mark.x} cy={mark.y} r={mark.radius} />
      ) : (
        <polygon points={cornersOf(shape, mark)} />
      )}
      {cohorts.length > 1 && (
        <text x={mark.x} y={mark.y + (shape === 'triangle' ? 4 : 3)} text-anchor="middle">
          {letterOf(mark.cohort)}
        </text>
      )}
    </g>
  );
}

/** What a person sees of a cohort's mark before they look for it on the map. */
function Legend({
  language,
  cohorts,
  seats,
}: {
  readonly language: Language;
  readonly cohorts: readonly string[];
  readonly seats: ReadonlyMap<string, number>;
}) {
  return (
    <ul class="k-map__legend">
      {cohorts.map((cohort) => (
        <li key={cohort}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <SeatMark mark={{ key: cohort, cohort, x: 12, y: 12, radius: 8.5 }} cohorts={cohorts} />
          </svg>
          {cohortName(cohort, language)}: {seatWords(seats.get(cohort) ?? 0, language)}
        </li>
      ))}
      <li>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <circle class="k-map__dot" cx="12" cy="12" r="3" />
        </svg>
        {say(language, { de: 'Gemeinde', en: 'Municipality' })}
      </li>
      <li>
        {say(language, {
          de: 'Je größer das Zeichen, desto größer die Bevölkerung',
          en: 'The larger the mark, the larger the population',
        })}
      </li>
    </ul>
  );
}

function seatWords(count: number, language: Language): string {
  return say(language, {
    de: `${count} ${count === 1 ? 'Platz' : 'Plätze'}`,
    en: `${count} ${count === 1 ? 'seat' : 'seats'}`,
  });
}

/** Administrations with a seat: a joint place counts for both. */
export function seatedOf(
  cohorts: readonly { readonly id: string; readonly members: readonly string[] }[],
  administrationsOf: (person: string) => readonly string[],
  register: Register,
): Seated[] {
  const found = new Map<string, { administration: Administration; cohorts: string[] }>();
  for (const { id, members } of cohorts) {
    for (const key of members.flatMap((person) => administrationsOf(person))) {
      const own = administration(register, key);
      if (own === undefined) continue;
      const entry = found.get(key) ?? { administration: own, cohorts: [] };
      entry.cohorts.push(id);
      found.set(key, entry);
    }
  }
  return [...found.values()].sort((a, b) =>
    compareDin5007(publicName(a.administration), publicName(b.administration)),
  );
}

/**
 * The Land as a map: a light dot for each municipality draws its shape, a mark with size, shape, colour and letter
 * for each seat of an administration. The table beside it says the same.
 */
export function SelectionMap({
  language,
  register,
  cohorts,
  seated,
}: {
  readonly language: Language;
  readonly register: Register;
  readonly cohorts: readonly string[];
  readonly seated: readonly Seated[];
}) {
  const dots = municipalities(register.edition) ?? [];
  const projection = projectionOf([...dots, ...register.administrations]);
  const marks = marksOf(seated, projection);
  const byKey = new Map(seated.map((each) => [each.administration.key, each]));
  const names = new Map(seated.map((each) => [each.administration.key, publicName(each.administration)]));
  const labels = labelsOf(marks, names, projection.height);
  const seats = new Map(
    cohorts.map((cohort) => [cohort, marks.filter((mark) => mark.cohort === cohort).length]),
  );
  const population = ({ population: people }: Administration): string => formatNumber(people, language);
  const sum = cohorts.map((cohort) => `${cohortName(cohort, language)} ${seats.get(cohort) ?? 0}`).join(', ');
  return (
    <div class="k-map">
      <figure class="k-map__figure">
        <svg
          class="k-map__picture"
          viewBox={`0 0 ${mapWidth} ${projection.height}`}
          role="img"
          aria-labelledby="karte-titel karte-text"
        >
          <title id="karte-titel">
            {say(language, {
              de: 'Karte der Verwaltungen mit Platz',
              en: 'Map of the administrations with a seat',
            })}
          </title>
          <desc id="karte-text">
            {say(language, {
              de: `${dots.length} Gemeinden als helle Punkte, darauf ${seated.length} Verwaltungen mit Platz (${sum}). Die Tabelle daneben nennt sie alle.`,
              en: `${dots.length} municipalities as light dots, and on them ${seated.length} administrations with a seat (${sum}). The table beside it names them all.`,
            })}
          </desc>
          {dots.map((dot) => {
            const { x, y } = projection.at(dot);
            return <circle key={dot.ags} class="k-map__dot" cx={x} cy={y} r="1.7" />;
          })}
          {marks.map((mark, index) => {
            const own = byKey.get(mark.key);
            const title =
              own === undefined
                ? ''
                : `${publicName(own.administration)}: ${cohortName(mark.cohort, language)}, ${population(own.administration)}`;
            return <SeatMark key={`${mark.key} ${index}`} mark={mark} cohorts={cohorts} title={title} />;
          })}
          {labels.map(({ key, text, x, y, anchor }) => (
            <text key={key} class="k-map__name" x={x} y={y} text-anchor={anchor} font-size={labelSize}>
              {text}
            </text>
          ))}
        </svg>
        <figcaption>
          <Legend language={language} cohorts={cohorts} seats={seats} />
          <p class="k-map__source">{register.source}</p>
        </figcaption>
      </figure>
      <div class="k-map__table">
        <Table
          caption={say(language, { de: 'Verwaltungen mit Platz', en: 'Administrations with a seat' })}
          empty={say(language, {
            de: 'Noch hat keine Verwaltung einen Platz.',
            en: 'No administration has a seat yet.',
          })}
          rows={seated}
          rowKey={(each) => each.administration.key}
          columns={[
            {
              header: say(language, { de: 'Verwaltung', en: 'Administration' }),
              rowHeader: true,
              cell: (each) => publicName(each.administration),
            },
            {
              header: say(language, { de: 'Region', en: 'Region' }),
              cell: (each) => each.administration.planningRegion,
            },
            {
              header: say(language, { de: 'Bevölkerung', en: 'Population' }),
              numeric: true,
              cell: (each) => population(each.administration),
            },
            {
              header: say(language, { de: 'Gruppe', en: 'Group' }),
              cell: (each) => each.cohorts.map((cohort) => cohort.toUpperCase()).join(', '),
            },
          ]}
        />
      </div>
    </div>
  );
}
