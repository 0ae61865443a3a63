import { describe, expect, it } from 'vitest';
import { readCsv } from '../../functions/domain/text/csv.ts';

const linesOf = (text: string) => {
  const read = readCsv(text);
  return read.ok ? read.records.map(({ line, cells }) => [line, ...cells]) : read.line;
};

describe('a CSV file', () => {
  it.each([
    [
      'quotes, separators and breaks in a cell',
      'a,b\n"x, ""y""","1\n2"\n\nz,\n',
      [
        [1, 'a', 'b'],
        [2, 'x, "y"', '1\n2'],
        [5, 'z', ''],
      ],
    ],
    [
      'a byte order mark and the line ends of Windows, also in a cell',
      '\uFEFFa,b\r\n"x\r\ny",1\r\n\r\n3,4\r\n',
      [
        [1, 'a', 'b'],
        [2, 'x\ny', '1'],
        [5, '3', '4'],
      ],
    ],
    [
      'the line ends of old Macs',
      'a,b\r1,2\r3,4',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    [
      'semicolons, where the first line has no comma',
      'a;b\n1,5;2\n',
      [
        [1, 'a', 'b'],
        [2, '1,5', '2'],
      ],
    ],
    [
      'commas, where the first line has both',
      'a;b,c\n1,2\n',
      [
        [1, 'a;b', 'c'],
        [2, '1', '2'],
      ],
    ],
    [
      'blanks around its cells and in blank lines',
      ' a , b\n  \n1 ,"  2 "\n',
      [
        [1, 'a', 'b'],
        [3, '1', '2'],
      ],
    ],
    [
      'records of any length',
      'a,b\n1\n1,2,3\n,\n',
      [
        [1, 'a', 'b'],
        [2, '1'],
        [3, '1', '2', '3'],
        [4, '', ''],
      ],
    ],
    ['nothing', '', []],
    ['nothing but blank lines', '\n\n', []],
  ])('may have %s', (_, text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  it.each([
    ['is never closed', 'a,b\n1,2\n\n3,"x\ny\nz\n4,5\n', 4],
    ['is never closed, in the first line', '"a\nb,c', 1],
    ['opens in the middle of a cell', 'a,b\n1,2\n1,x"y\n', 3],
    ['is followed by more of the cell', 'a,b\n1,"x\n\ny"z\n', 4],
    ['follows a blank', 'a,b\n\n1, "x"\n', 3],
  ])('is refused with the line where a quotation mark %s', (_, text, line) => {
    expect(linesOf(text)).toBe(line);
  });
});
