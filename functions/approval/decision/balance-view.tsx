import type { Balance, BalanceRow } from '../../domain/balance.ts';
import { formatNumber } from '../../domain/calendar.ts';
import { dimensionNames } from '../../domain/register/register.ts';
import { capitalised, type Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Table } from '../../platform/page/content.tsx';
import { rowSentence } from './words.ts';

type BarProps = { readonly row: BalanceRow; readonly most: number; readonly width?: number };

/** Approved so far as a full bar, this one as a hollow piece, the target as a stroke. Says what the numbers say. */
function Bar({ row, most, width = 120 }: BarProps) {
  const height = 16;
  const at = (value: number): number => Math.round((value / most) * (width - 2) * 10) / 10;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <rect x="0" y="3" width={width} height="10" fill="currentColor" opacity="0.08" />
      <rect x="0" y="3" width={at(row.approved)} height="10" fill="currentColor" opacity="0.7" />
      {row.here && (
        <rect
          x={at(row.approved) + 0.5}
          y="3.5"
          width={Math.max(2, at(1) - 1)}
          height="9"
          fill="none"
          stroke="currentColor"
          stroke-width="1"
        />
      )}
      <rect x={at(row.target)} y="0" width="2" height={height} fill="currentColor" />
    </svg>
  );
}

/** The length of the longest bar of a picture. */
function longest({ rows }: Balance): number {
  return Math.max(1, ...rows.map((row) => Math.max(row.target, row.approved + (row.here ? 1 : 0))));
}

function BalanceTable({ balance, language }: { balance: Balance; language: Language }) {
  const most = longest(balance);
  const name = dimensionNames[balance.dimension][language];
  const heading = capitalised(name);
  const looked = balance.rows.some(({ here }) => here);
  return (
    <Table
      caption={say(language, { de: `Stand nach ${name}`, en: `State by ${name}` })}
      rows={balance.rows}
      rowKey={(row) => row.value}
      columns={[
        {
          header: heading,
          rowHeader: true,
          cell: (row) => (row.here ? <strong>{row.value}</strong> : row.value),
        },
        {
          header: say(language, { de: 'Ziel', en: 'Target' }),
          numeric: true,
          cell: (row) => formatNumber(row.target, language, 1),
        },
        {
          header: say(language, { de: 'Bisher', en: 'So far' }),
          numeric: true,
          cell: (row) => formatNumber(row.approved, language),
        },
        ...(looked
          ? [
              {
                header: say(language, { de: 'Mit dieser', en: 'With this one' }),
                numeric: true,
                cell: (row: BalanceRow) =>
                  row.here ? <strong>{row.approved + 1}</strong> : String(row.approved),
              },
            ]
          : []),
        {
          header: say(language, { de: 'Noch offen', en: 'Still open' }),
          numeric: true,
          cell: (row) => formatNumber(row.open, language),
        },
        {
          header: say(language, { de: 'Bild', en: 'Picture' }),
          cell: (row) => <Bar row={row} most={most} />,
        },
      ]}
    />
  );
}

type Props = { readonly balances: readonly Balance[]; readonly language: Language };

/** What an approval of this application does for the balance: one sentence and one bar for each dimension. */
export function BalanceEffect({ balances, language }: Props) {
  return (
    <>
      {balances.flatMap((balance) =>
        balance.rows
          .filter(({ here }) => here)
          .map((row) => (
            <p key={row.value}>
              {rowSentence(row, language)}
              <br />
              <Bar row={row} most={longest(balance)} width={240} />
            </p>
          )),
      )}
    </>
  );
}

/** How the round stands so far, in numbers. */
export function BalanceTables({ balances, language }: Props) {
  return (
    <>
      {balances.map((balance) => (
        <BalanceTable key={balance.dimension} balance={balance} language={language} />
      ))}
      <p>
        {say(language, {
          de: 'Ziel: Anteil im Register mal Plätze des Durchgangs. Bisher: Bewerbungen, die die Voraussetzungen erfüllen. Im Bild steht der volle Balken für „bisher“, ein leeres Stück für diese Bewerbung, der Strich für das Ziel.',
          en: 'Target: share of the register times the seats of the round. So far: applications that meet the conditions. In the picture the full bar stands for “so far”, a hollow piece for this application, the stroke for the target.',
        })}
      </p>
    </>
  );
}
