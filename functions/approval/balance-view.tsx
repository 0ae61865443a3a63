import type { Balance, BalanceRow } from '../domain/balance.ts';
import { formatNumber } from '../domain/calendar.ts';
import type { Language } from '../domain/text.ts';
import { Table } from '../platform/page/content.tsx';
import { say } from '../platform/wording.ts';
import { dimensionNames, rowSentence } from './words.ts';

const width = 120;
const height = 14;

/** Approved so far as a full bar, this one as a hollow piece, the target as a stroke. Says what the numbers say. */
function Bar({ row, most }: { row: BalanceRow; most: number }) {
  const at = (value: number): number => Math.round((value / most) * width * 10) / 10;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <rect x="0" y="4" width={at(row.approved)} height="6" fill="currentColor" opacity="0.75" />
      {row.here && (
        <rect
          x={at(row.approved)}
          y="4.5"
          width={Math.max(2, at(1))}
          height="5"
          fill="none"
          stroke="currentColor"
          stroke-width="1"
        />
      )}
      <rect x={Math.min(width - 2, at(row.target))} y="0" width="2" height={height} fill="currentColor" />
    </svg>
  );
}

function BalanceTable({ balance, language }: { balance: Balance; language: Language }) {
  const most = Math.max(
    1,
    ...balance.rows.map((row) => Math.max(row.target, row.approved + (row.here ? 1 : 0))),
  );
  const name = dimensionNames[balance.dimension][language];
  const looked = balance.rows.some(({ here }) => here);
  return (
    <Table
      caption={name}
      rows={balance.rows}
      rowKey={(row) => row.value}
      columns={[
        {
          header: name,
          rowHeader: true,
          cell: (row) => (row.here ? <strong>{row.value}</strong> : row.value),
        },
        {
          header: say(language, 'Ziel', 'Target'),
          numeric: true,
          cell: (row) => formatNumber(row.target, language, 1),
        },
        { header: say(language, 'Bisher', 'So far'), numeric: true, cell: (row) => row.approved },
        ...(looked
          ? [
              {
                header: say(language, 'Mit dieser', 'With this one'),
                numeric: true,
                cell: (row: BalanceRow) =>
                  row.here ? <strong>{row.approved + 1}</strong> : String(row.approved),
              },
            ]
          : []),
        { header: say(language, 'Noch offen', 'Still open'), numeric: true, cell: (row) => row.open },
        { header: say(language, 'Bild', 'Picture'), cell: (row) => <Bar row={row} most={most} /> },
      ]}
    />
  );
}

/** How the round stands so far, and what an approval of this application would change. */
export function BalanceView({ balances, language }: { balances: readonly Balance[]; language: Language }) {
  const here = balances.flatMap(({ rows }) => rows.filter((row) => row.here));
  return (
    <section>
      <h2>{say(language, 'Ausgewogenheit des Durchgangs', 'Balance of the round')}</h2>
      {here.length > 0 && (
        <ul>
          {here.map((row) => (
            <li key={row.value}>{rowSentence(row, language)}</li>
          ))}
        </ul>
      )}
      {balances.map((balance) => (
        <BalanceTable key={balance.dimension} balance={balance} language={language} />
      ))}
      <p>
        {say(
          language,
          'Ziel: Anteil im Register mal Plätze des Durchgangs. Bisher: Bewerbungen, die die Voraussetzungen erfüllen. Im Bild steht der Balken für „bisher“, das leere Stück für diese Bewerbung, der Strich für das Ziel.',
          'Target: share of the register times the seats of the round. So far: applications that meet the conditions. In the picture the bar stands for “so far”, the hollow piece for this application, the stroke for the target.',
        )}
      </p>
    </section>
  );
}
