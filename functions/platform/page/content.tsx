import type { ComponentChildren } from 'preact';
import { inLanguage, useLanguage } from './context.ts';

/** How a notice or badge is meant; colour never stands alone, a picture and words say it too. */
export type Tone = 'info' | 'success' | 'warning' | 'danger';

export const words = {
  de: {
    tone: { info: 'Hinweis', success: 'Erledigt', warning: 'Achtung', danger: 'Wichtig' },
    done: 'erledigt',
    current: 'aktueller Schritt',
    next: 'steht noch aus',
    failed: 'nicht erreicht',
    pages: 'Seiten',
    previous: 'Zurück',
    following: 'Weiter',
    position: (page: number, of: number) => `Seite ${page} von ${of}`,
    none: 'Keine Einträge',
  },
  en: {
    tone: { info: 'Note', success: 'Done', warning: 'Attention', danger: 'Important' },
    done: 'done',
    current: 'current step',
    next: 'still to come',
    failed: 'not reached',
    pages: 'Pages',
    previous: 'Previous',
    following: 'Next',
    position: (page: number, of: number) => `Page ${page} of ${of}`,
    none: 'No entries',
  },
} as const;

/**
 * A notice that stands out. `live` for what the person's own act has just brought about: screen readers
 * then say it without being asked.
 */
export function Notice(props: {
  readonly tone?: Tone;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly live?: boolean;
}) {
  const { tone = 'info', title, children, live } = props;
  const word = words[useLanguage()];
  return (
    <div class={`kern-alert kern-alert--${tone}`} role={live ? 'status' : undefined}>
      <div class="kern-alert__header">
        <span class={`kern-icon kern-icon--${tone}`} aria-hidden="true" />
        <p class="kern-title">
          <span class="kern-sr-only">{word.tone[tone]}: </span>
          {title}
        </p>
      </div>
      {children && <div class="kern-alert__body">{children}</div>}
    </div>
  );
}

/** A word with a coloured ground, such as a state in a table. */
export function Badge({
  tone = 'info',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}) {
  return (
    <span class={`kern-badge kern-badge--small kern-badge--${tone}`}>
      <span class={`kern-icon kern-icon--small kern-icon--${tone}`} aria-hidden="true" />
      <span class="kern-label kern-label--small">{children}</span>
    </span>
  );
}

/** A label and what is said under it. */
export type Fact = { readonly label: string; readonly value: ComponentChildren };

/** Facts as labels and values, one below the other. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl class="k-facts">
      {facts.map(({ label, value }) => (
        <div class="k-facts__fact" key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Words of a person, as they wrote them: line breaks stay. */
export function Verbatim({ children, by }: { readonly children: string; readonly by?: string }) {
  return (
    <figure class="k-verbatim">
      <blockquote>{children}</blockquote>
      {by && <figcaption>{by}</figcaption>}
    </figure>
  );
}

/** Browsers forget a table's meaning when it is laid out as cards; these say it again. */
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** A column of a table: its heading and what stands in a row's cell. */
export type Column<Row> = {
  readonly header: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly numeric?: boolean;
  /** This column names the row. */
  readonly rowHeader?: boolean;
  /** Where the column is sorted by, and the link that sorts by it. */
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' };
};

/**
 * A table. On a narrow screen each row becomes a card with the headings inside.
 */
export function Table<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey?: (row: Row, index: number) => string;
  /** Said in place of rows where there are none. */
  readonly empty?: string;
  /** The caption is for screen readers only, as a heading above says the same. */
  readonly hideCaption?: boolean;
}) {
  const { caption, columns, rows, rowKey, hideCaption } = props;
  const language = useLanguage();
  if (rows.length === 0) return <p class="k-empty">{props.empty ?? words[language].none}</p>;
  return (
    <table class="kern-table k-table" {...roles.table}>
      <caption class={hideCaption ? 'kern-sr-only' : 'kern-title kern-title--small'}>{caption}</caption>
      <thead {...roles.group}>
        <tr class="kern-table__row" {...roles.row}>
          {columns.map(({ header, numeric, sort }) => (
            <th
              key={header}
              class={`kern-table__header${numeric ? ' kern-table__header--numeric' : ''}`}
              scope="col"
              {...roles.columnHeader}
              aria-sort={sort?.direction}
            >
              {sort ? <a href={inLanguage(sort.href, language)}>{header}</a> : header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="kern-table__body" {...roles.group}>
        {rows.map((row, index) => (
          <tr class="kern-table__row" {...roles.row} key={rowKey?.(row, index) ?? index}>
            {columns.map(({ header, cell, numeric, rowHeader }) =>
              rowHeader ? (
                <th
                  key={header}
                  class="kern-table__header"
                  scope="row"
                  {...roles.rowHeader}
                  data-label={header}
                >
                  {cell(row)}
                </th>
              ) : (
                <td
                  key={header}
                  class={`kern-table__cell${numeric ? ' kern-table__cell--numeric' : ''}`}
                  {...roles.cell}
                  data-label={header}
                >
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Leads through the pages of a long list. Shows nothing where there is one page only. */
export function Pagination(props: {
  readonly page: number;
  readonly pages: number;
  /** The address of a page. */
  readonly href: (page: number) => string;
}) {
  const { page, pages, href } = props;
  const language = useLanguage();
  const word = words[language];
  if (pages < 2) return null;
  return (
    <nav class="k-pagination" aria-label={word.pages}>
      {page > 1 && (
        <a href={inLanguage(href(page - 1), language)} rel="prev">
          {word.previous}
        </a>
      )}
      <span>{word.position(page, pages)}</span>
      {page < pages && (
        <a href={inLanguage(href(page + 1), language)} rel="next">
          {word.following}
        </a>
      )}
    </nav>
  );
}

/** Something that can be opened by those who want to know more. */
export function Details(props: {
  readonly summary: string;
  readonly children: ComponentChildren;
  readonly open?: boolean;
}) {
  return (
    <details class="kern-accordion" open={props.open}>
      <summary class="kern-accordion__header">
        <span class="kern-title kern-title--small">{props.summary}</span>
      </summary>
      <div class="kern-accordion__body">{props.children}</div>
    </details>
  );
}

/** A part of a page that stands as a card of its own; `<div class="k-cards">` puts several side by side. */
export function Card(props: {
  readonly children: ComponentChildren;
  readonly title?: string;
  /** The heading's level: 3 under a heading of level 2. */
  readonly level?: 2 | 3;
}) {
  const { children, title, level = 2 } = props;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class="k-card">
      {title && <Heading>{title}</Heading>}
      {children}
    </section>
  );
}

/** A link to a page of ours that keeps the language. */
export function Link(props: {
  readonly href: string;
  readonly children: ComponentChildren;
  /** For a file that is to be kept, not looked at. */
  readonly download?: boolean;
}) {
  return (
    <a href={inLanguage(props.href, useLanguage())} download={props.download}>
      {props.children}
    </a>
  );
}
