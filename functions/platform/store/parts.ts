import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { keys } from './keys.ts';
import { query, transact } from './table.ts';

/** An item holds 400 KB; a part stays well below that. */
const partBytes = 300_000;

const partSchema = z.object({ bytes: z.instanceof(Uint8Array), of: z.number() });

/** Keeps JSON that may be larger than an item, compressed and in parts, under the name of a document. */
export async function keepInParts(document: string, value: unknown): Promise<void> {
  const bytes = gzipSync(Buffer.from(JSON.stringify(value), 'utf8'));
  const of = Math.max(1, Math.ceil(bytes.length / partBytes));
  for (let part = 0; part < of; part++) {
    const piece = new Uint8Array(bytes.subarray(part * partBytes, (part + 1) * partBytes));
    await transact([{ put: { ...keys.part(document, part), kind: 'document-part', of, bytes: piece } }]);
  }
}

/** Reads what `keepInParts` kept; undefined where there is none, or not all of it. */
export async function readFromParts(document: string): Promise<unknown> {
  const parts = (await query(`DOCUMENT#${document}`)).map((item) => partSchema.parse(item));
  const of = parts[0]?.of;
  if (of === undefined || parts.length < of) return undefined;
  const bytes = Buffer.concat(parts.slice(0, of).map((part) => part.bytes));
  return JSON.parse(gunzipSync(bytes).toString('utf8'));
}
