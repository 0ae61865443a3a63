import { invalid } from '../errors.ts';

/**
 * DynamoDB's numbers: up to 38 significant digits, from 1E-130 to 9.99…E+125 in size, exact (Developer Guide,
 * "Naming rules and data types"). A number here is `coefficient` × 10^`exponent`, its coefficient without zeros at
 * its end.
 */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const mostDigits = 38;
const largestMagnitude = 125;
const smallestMagnitude = -130;
const notation = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Whole numbers that are in DynamoDB's notation already and exact as a double. */
const plain = /^(?:0|-?[1-9]\d{0,14})$/;

/** @throws DynamoError for a text that is no number, or one that DynamoDB cannot hold */
export function readNumber(text: string): Decimal {
  const parts = notation.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts ?? [];
  if (parts === null || whole + fraction === '') {
    throw invalid(
      `The parameter cannot be converted to a numeric value${text.trim() === '' ? '' : `: ${text}`}`,
    );
  }
  const digits = `${whole}${fraction}`;
  return held(normalised(BigInt(`${digits}`) * (sign === '-' ? -1n : 1n), Number(power) - fraction.length));
}

/** The number as DynamoDB gives it back: all digits, without an exponent. */
export function writeNumber({ coefficient, exponent }: Decimal): string {
  const sign = coefficient < 0n ? '-' : '';
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  if (exponent >= 0) return `${sign}${digits}${'0'.repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** A number's text as DynamoDB gives it back. @throws DynamoError as `readNumber` */
export function normalNumber(text: string): string {
  return plain.test(text) ? text : writeNumber(readNumber(text));
}

/** The sum, or with `sign` -1 the difference, of two numbers. @throws DynamoError where it cannot be held */
export function sum(one: string, other: string, sign: 1 | -1 = 1): string {
  const [a, b] = [readNumber(one), readNumber(other)];
  const exponent = Math.min(a.exponent, b.exponent);
  const total = at(a, exponent) + BigInt(sign) * at(b, exponent);
  return writeNumber(held(normalised(total, exponent)));
}

/** Below, equal or above 0 as the first number is less than, equal to or greater than the second. */
export function compareNumbers(one: string, other: string): number {
  if (plain.test(one) && plain.test(other)) return Number(one) - Number(other);
  const [a, b] = [readNumber(one), readNumber(other)];
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = at(a, exponent) - at(b, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Bytes that sort as the numbers do: sign, magnitude, digits; those of negative numbers turned about. */
export function numberKey(text: string): Uint8Array {
  const { coefficient, exponent } = readNumber(text);
  if (coefficient === 0n) return Uint8Array.of(1);
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  const magnitude = digits.length + exponent + 1000;
  const bytes = [magnitude >> 8, magnitude & 255, ...[...digits].map((digit) => Number(digit) + 1)];
  return coefficient > 0n
    ? Uint8Array.from([2, ...bytes])
    : Uint8Array.from([0, ...bytes.map((byte) => 255 - byte), 255]);
}

/** Bytes as DynamoDB counts them: one for each two digits, counted from the decimal point, and one more; one for a sign. */
export function numberSize(text: string): number {
  const { coefficient, exponent } = readNumber(text);
  if (coefficient === 0n) return 1;
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  // Digits are kept in pairs on either side of the point.
  const first = Math.floor((digits.length + exponent - 1) / 2);
  const last = Math.floor(exponent / 2);
  return first - last + 2 + (coefficient < 0n ? 1 : 0);
}

function normalised(coefficient: bigint, exponent: number): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  const digits = String(coefficient);
  let zeros = 0;
  while (digits.at(-1 - zeros) === '0') zeros += 1;
  return { coefficient: BigInt(digits.slice(0, digits.length - zeros)), exponent: exponent + zeros };
}

function held(number: Decimal): Decimal {
  if (number.coefficient === 0n) return number;
  const digits = String(number.coefficient < 0n ? -number.coefficient : number.coefficient).length;
  const magnitude = digits + number.exponent - 1;
  if (magnitude > largestMagnitude) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (magnitude < smallestMagnitude) {
    throw invalid(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  }
  if (digits > mostDigits) throw invalid('Attempting to store more than 38 significant digits in a Number');
  return number;
}

function at({ coefficient, exponent }: Decimal, wanted: number): bigint {
  return coefficient * 10n ** BigInt(exponent - wanted);
}
