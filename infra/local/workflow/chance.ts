import { createHash } from 'node:crypto';

/**
 * A source of numbers and identifiers that depends on its seed alone, so that a step with the same arguments
 * has the same result. Whoever calls `step` gives a fresh random text as seed; with 128 bits of it, the task
 * tokens made from it cannot be guessed.
 */
export interface Chance {
  /** A number in [0, 1), as JSONata's `$random()` gives. */
  number(): number;
  /** A version 4 UUID. */
  uuid(): string;
  /** 64 hexadecimal digits. */
  secret(): string;
}

/** Makes the source that belongs to a seed. */
export function chanceFrom(seed: string): Chance {
  let drawn = 0;
  const draw = (): Buffer => {
    drawn += 1;
    return createHash('sha256').update(`${drawn}:${seed}`).digest();
  };
  return {
    number: () => draw().readUIntBE(0, 6) / 2 ** 48,
    uuid: () => {
      const bytes = draw();
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
      const hex = bytes.toString('hex');
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20, 32),
      ].join('-');
    },
    secret: () => draw().toString('hex'),
  };
}
