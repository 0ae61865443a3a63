import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { type Cell, type Sheet, wallClock } from './sheet.ts';

/** Widths in characters, between these. */
const narrowest = 10;
const widest = 48;

function workbookCell(cell: Cell): SheetData[number][number] {
  if (cell === undefined) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  // A text cell is never calculated, whatever it begins with; `@` keeps leading zeros when it is edited.
  if (typeof cell === 'string') return { value: cell, type: String, format: '@' };
  return { value: new Date(wallClock(cell.at)), type: Date, format: 'dd.mm.yyyy hh:mm' };
}

/** The sheet as a workbook (XLSX), with a heading that stays in view. */
export async function toWorkbook({ name, headings, rows }: Sheet): Promise<Uint8Array> {
  const width = (column: number): number => {
    const texts = rows.slice(0, 200).map((row) => {
      const cell = row[column];
      return typeof cell === 'string' ? cell.length : 16;
    });
    return Math.min(widest, Math.max(narrowest, (headings[column] ?? '').length + 2, ...texts));
  };
  const data: SheetData = [
    headings.map((heading) => ({ value: heading, type: String, fontWeight: 'bold' })),
    ...rows.map((row) => row.map(workbookCell)),
  ];
  return writeXlsxFile(data, {
    sheet: name,
    stickyRowsCount: 1,
    columns: headings.map((_, column) => ({ width: width(column) })),
  }).toBuffer();
}
