import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { keys } from './keys.ts';
import type { RawItem } from './port.ts';
import { query, transact } from './table.ts';

/** An item holds 400 KB; a part stays well below that. */
const partBytes = 300_000;

/** So often a document is read anew that was replaced while it was read. */
const mostReadings = 5;

const partSchema = z.object({ sk: z.string(), bytes: z.instanceof(Uint8Array), of: z.number() });
type Part = z.infer<typeof partSchema>;

const headSchema = z.object({ version: z.string() });

/** All that is stored of a document: which version counts, and parts of perhaps several. */
type Stored = { readonly version: string | undefined; readonly parts: readonly Part[] };

function storedOf(document: string, items: readonly RawItem[]): Stored {
  const { sk: headKey } = keys.documentHead(document);
  const head = items.find(({ sk }) => sk === headKey);
  return {
    version: head === undefined ? undefined : headSchema.parse(head).version,
    parts: items.filter(({ sk }) => sk !== headKey).map((item) => partSchema.parse(item)),
  };
}

/** The parts of the version that counts, in their order. Documents of earlier releases have one version and no head. */
function counting({ version, parts }: Stored): readonly Part[] {
  const prefix = version === undefined ? 'PART#' : `PART#${version}#`;
  return parts.filter(({ sk }) => sk.startsWith(prefix));
}

async function stored(document: string): Promise<Stored> {
  return storedOf(document, await query(keys.documentHead(document).pk));
}

/**
 * Keeps JSON that may be larger than an item, compressed and in parts, under the name of a document. It counts once all
 * of it is there: until then, and where this stops on the way, whoever reads finds the version before.
 */
export async function keepInParts(document: string, value: unknown): Promise<void> {
  const before = await stored(document);
  const bytes = gzipSync(Buffer.from(JSON.stringify(value), 'utf8'));
  const of = Math.max(1, Math.ceil(bytes.length / partBytes));
  const version = randomBytes(6).toString('hex');
  for (let part = 0; part < of; part++) {
    const piece = new Uint8Array(bytes.subarray(part * partBytes, (part + 1) * partBytes));
    const key = keys.part(document, version, part);
    await transact([{ put: { ...key, kind: 'document-part', of, bytes: piece } }]);
  }
  await transact([{ put: { ...keys.documentHead(document), kind: 'document', version } }]);
  // Those of other versions that are not complete stay: somebody may be writing them.
  for (const { sk } of counting(before)) await transact([{ remove: { ...keys.documentHead(document), sk } }]);
}

/** Reads what `keepInParts` kept; undefined where there is none, or not all of it. */
export async function readFromParts(document: string): Promise<unknown> {
  for (let reading = 1; ; reading += 1) {
    const parts = counting(await stored(document));
    const of = parts[0]?.of;
    if (of !== undefined && parts.length >= of) {
      const bytes = Buffer.concat(parts.slice(0, of).map((part) => part.bytes));
      return JSON.parse(gunzipSync(bytes).toString('utf8'));
    }
    if (of === undefined || reading === mostReadings) return undefined;
  }
}
