import { dimensionNames, sizeClasses } from '../../domain/register/register.ts';
import { type Bilingual, capitalised, compareDin5007, type Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import { Details, Table } from '../../platform/page/content.tsx';

/** One value of a dimension in a cohort: what the share asks for, and what came of it. */
export type BalanceLine = {
  readonly cohort: string;
  readonly dimension: string;
  readonly value: string;
  readonly count: number;
  /** share × seats; null where only the smallest and the largest number are set. */
  readonly target: number | null;
  readonly min: number;
  readonly max: number;
  /** People with this value among those it was chosen from, where they are known. */
  readonly applicants?: number;
};

const isKept = ({ count, min, max }: BalanceLine): boolean => count >= min && count <= max;
const rangeOf = ({ min, max }: BalanceLine): string => (min === max ? `${min}` : `${min}–${max}`);

function targetOf({ target }: BalanceLine, language: Language): string {
  if (target === null) return '–';
  return target.toFixed(2).replace('.', { de: ',', en: '.' }[language]);
}

function nameOf(dimension: string, language: Language): string {
  const named: Readonly<Record<string, Bilingual>> = dimensionNames;
  return capitalised(named[dimension]?.[language] ?? dimension);
}

/** Size classes from the largest on, everything else as a list of names. */
function byValue(a: BalanceLine, b: BalanceLine): number {
  const order: readonly string[] = sizeClasses;
  const [at, other] = [order.indexOf(a.value), order.indexOf(b.value)];
  return at >= 0 && other >= 0 ? at - other : compareDin5007(a.value, b.value);
}

const width = 320;
const rowHeight = 44;

/** Bars of one dimension in one cohort: the seats, the numbers that are allowed, and the exact target. */
function Bars({
  language,
  title,
  lines,
}: {
  readonly language: Language;
  readonly title: string;
  readonly lines: readonly BalanceLine[];
}) {
  const most = Math.max(1, ...lines.map(({ count, max }) => Math.max(count, max)));
  const x = (seats: number): number => Math.round((1 + (seats / most) * (width - 2)) * 10) / 10;
  const said = lines
    .map((line) =>
      say(language, {
        de: `${line.value}: ${line.count}, vorgesehen ${rangeOf(line)}`,
        en: `${line.value}: ${line.count}, planned ${rangeOf(line)}`,
      }),
    )
    .join('; ');
  return (
    <figure class="k-bars__chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${lines.length * rowHeight}`} role="img" aria-label={`${title}. ${said}.`}>
        {lines.map((line, row) => {
          const top = row * rowHeight;
          const kept = isKept(line);
          return (
            <g key={line.value} class={kept ? 'k-bars__row' : 'k-bars__row k-bars__row--missed'}>
              <text x="0" y={top + 13}>
                {line.value}
              </text>
              <text x={width} y={top + 13} text-anchor="end">
                {kept ? '' : say(language, { de: 'verfehlt: ', en: 'missed: ' })}
                <tspan class="k-bars__count">{line.count}</tspan>
                {say(language, {
                  de: ` (Ziel ${targetOf(line, language)})`,
                  en: ` (target ${targetOf(line, language)})`,
                })}
              </text>
              <rect class="k-bars__ground" x="1" y={top + 20} width={width - 2} height="12" rx="2" />
              {line.count > 0 && (
                <rect class="k-bars__bar" x="1" y={top + 20} width={x(line.count) - 1} height="12" rx="2" />
              )}
              {line.target !== null && (
                <line
                  class="k-bars__target"
                  x1={x(line.target)}
                  x2={x(line.target)}
                  y1={top + 17}
                  y2={top + 35}
                />
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** The cross-section: a chart for each cohort and dimension, and the same as a table. */
export function SelectionBalance({
  language,
  dimensions,
  lines,
}: {
  readonly language: Language;
  /** In the order of the round. */
  readonly dimensions: readonly string[];
  readonly lines: readonly BalanceLine[];
}) {
  const cohorts = [...new Set(lines.map(({ cohort }) => cohort))];
  const sorted = lines.toSorted(
    (a, b) =>
      cohorts.indexOf(a.cohort) - cohorts.indexOf(b.cohort) ||
      dimensions.indexOf(a.dimension) - dimensions.indexOf(b.dimension) ||
      byValue(a, b),
  );
  const withApplicants = lines.some(({ applicants }) => applicants !== undefined);
  if (lines.length === 0) return null;
  return (
    <>
      <p>
        {say(language, {
          de: 'Der Balken zeigt die Plätze, der Strich das Ziel: den Anteil im Land mal die Plätze der Gruppe. Weniger als einen Platz darunter oder darüber gilt als eingehalten.',
          en: 'The bar shows the seats, the line the target: the share in the Land times the seats of the group. Less than one seat below or above counts as kept.',
        })}
      </p>
      {dimensions.map((dimension) => (
        <section key={dimension}>
          <h3>{nameOf(dimension, language)}</h3>
          <div class="k-bars">
            {cohorts.map((cohort) => (
              <Bars
                key={cohort}
                language={language}
                title={cohortName(cohort, language)}
                lines={sorted.filter((line) => line.cohort === cohort && line.dimension === dimension)}
              />
            ))}
          </div>
        </section>
      ))}
      <Details summary={say(language, { de: 'Querschnitt als Tabelle', en: 'The cross-section as a table' })}>
        <Table
          caption={say(language, { de: 'Querschnitt', en: 'Cross-section' })}
          hideCaption
          rows={sorted}
          rowKey={({ cohort, dimension, value }) => `${cohort} ${dimension} ${value}`}
          columns={[
            {
              header: say(language, { de: 'Ausprägung', en: 'Value' }),
              rowHeader: true,
              cell: ({ dimension, value }) => `${nameOf(dimension, language)}: ${value}`,
            },
            {
              header: say(language, { de: 'Gruppe', en: 'Group' }),
              cell: ({ cohort }) => cohort.toUpperCase(),
            },
            ...(withApplicants
              ? [
                  {
                    header: say(language, { de: 'Bewerbungen', en: 'Applications' }),
                    numeric: true,
                    cell: ({ applicants }: BalanceLine) => applicants ?? '–',
                  },
                ]
              : []),
            {
              header: say(language, { de: 'Ziel', en: 'Target' }),
              numeric: true,
              cell: (line) => targetOf(line, language),
            },
            { header: say(language, { de: 'vorgesehen', en: 'planned' }), numeric: true, cell: rangeOf },
            {
              header: say(language, { de: 'Plätze', en: 'Seats' }),
              numeric: true,
              cell: ({ count }) => count,
            },
            {
              header: say(language, { de: 'eingehalten', en: 'kept' }),
              cell: (line) =>
                isKept(line)
                  ? say(language, { de: 'ja', en: 'yes' })
                  : say(language, { de: 'nein', en: 'no' }),
            },
          ]}
        />
      </Details>
    </>
  );
}
