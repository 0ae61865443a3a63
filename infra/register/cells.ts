import { type SizeClass, sizeClasses } from '../../functions/domain/register/administration.ts';
import type { Row } from './csv.ts';

/** Reads one row cell by cell and notes each fault with line and column; what it returns then only goes on reading. */
export class Cells {
  readonly #row: Row;
  readonly #errors: string[];

  constructor(row: Row, errors: string[]) {
    this.#row = row;
    this.#errors = errors;
  }

  fault(column: string, what: string): void {
    this.#errors.push(`Line ${this.#row.line}, ${column}: ${what}.`);
  }

  text(column: string): string {
    return this.#row.cells.get(column) ?? '';
  }

  filled(column: string): string {
    const text = this.text(column);
    if (text === '') this.fault(column, 'is empty');
    return text;
  }

  digits(column: string, length: number): string {
    const text = this.text(column);
    const hint = /^\d+$/.test(text) && text.length < length ? ' (lost leading zeros?)' : '';
    if (!/^\d+$/.test(text) || text.length !== length)
      this.fault(column, `"${text}" is not ${length} digits${hint}`);
    return text;
  }

  count(column: string): number {
    const text = this.text(column);
    if (!/^\d{1,9}$/.test(text)) this.fault(column, `"${text}" is not a whole number without separators`);
    return Number(text);
  }

  number(column: string, least: number, most: number): number {
    const text = this.text(column);
    const value = Number(text);
    if (!/^-?\d+(\.\d+)?$/.test(text) || value < least || value > most) {
      this.fault(column, `"${text}" is not a number from ${least} to ${most} with a decimal point`);
    }
    return value;
  }

  sizeClass(column: string): SizeClass {
    const text = this.text(column);
    const found = sizeClasses.find((each) => each === text);
    if (found === undefined) this.fault(column, `"${text}" is none of ${sizeClasses.join(', ')}`);
    return found ?? 'Landgemeinde';
  }
}
