import { brotliDecompressSync } from 'node:zlib';
import { regular, script, semiBold, style } from './generated/files.ts';
import { paths } from './generated/paths.ts';
import { logoFile } from './logo.tsx';

/** A file that pages load: its media type, its bytes, and how they are compressed if they are. */
export type Asset = { readonly type: string; readonly body: Uint8Array; readonly encoding?: 'br' };

/** A file's name changes with its content, so browsers may keep it for a year without asking. */
export const assetCaching = 'public, max-age=31536000, immutable';

const bytes = (base64: string) => Buffer.from(base64, 'base64');

/** Every file that pages load, by its path. */
export const assets: ReadonlyMap<string, Asset> = new Map<string, Asset>([
  [paths.style, { type: 'text/css; charset=utf-8', body: bytes(style), encoding: 'br' }],
  [paths.script, { type: 'text/javascript; charset=utf-8', body: bytes(script), encoding: 'br' }],
  [paths.regular, { type: 'font/woff2', body: bytes(regular) }],
  [paths.semiBold, { type: 'font/woff2', body: bytes(semiBold) }],
  [logoFile.path, { type: 'image/svg+xml', body: Buffer.from(logoFile.content) }],
]);

/**
 * The file at a path as a client can read it: compressed where its `Accept-Encoding` allows.
 * @returns undefined where there is no such file
 */
export function assetFor(path: string, acceptEncoding: string | undefined): Asset | undefined {
  const asset = assets.get(path);
  if (
    asset?.encoding === undefined ||
    /(^|[\s,])br\s*($|[,;])(?!\s*q=0(\.0*)?\s*($|,))/.test(acceptEncoding ?? '')
  )
    return asset;
  return { type: asset.type, body: brotliDecompressSync(asset.body) };
}
