import { brotliDecompressSync } from 'node:zlib';
import { regular, semiBold } from './generated/fonts.ts';

/** The weights of the one font in which documents are set. */
export type Weight = 'regular' | 'semiBold';

const packed = { regular, semiBold } as const;
const opened = new Map<Weight, Buffer>();

/** The font file (TrueType) of a weight. It has every letter of DIN 91379 and knows where its marks go. */
export function fontFile(weight: Weight): Buffer {
  const known = opened.get(weight);
  if (known !== undefined) return known;
  const file = brotliDecompressSync(Buffer.from(packed[weight].data, 'base64'));
  opened.set(weight, file);
  return file;
}
