import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { assetFor, assets } from '../../../functions/platform/page/assets.ts';
import { paths } from '../../../functions/platform/page/generated/paths.ts';
import { pageFiles } from '../../../infra/page-assets.ts';

const style = () => new TextDecoder().decode(assetFor(paths.style, 'identity')?.body);

describe('the files that pages load', () => {
  it('are what their sources make today (else run: node infra/page-assets.ts)', async () => {
    const files = await pageFiles();
    expect(Object.fromEntries(files.map(({ key, path }) => [key, path]))).toEqual(paths);
    for (const { path, content } of files) {
      const served = Buffer.from(assetFor(path, undefined)?.body ?? []);
      expect(served.equals(Buffer.from(content))).toBe(true);
    }
  });

  it('come compressed to those who can read that, and plain to others', () => {
    const compressed = assetFor(paths.style, 'gzip, deflate, br;q=0.9');
    expect(compressed?.encoding).toBe('br');
    expect(brotliDecompressSync(compressed?.body ?? new Uint8Array()).toString()).toBe(style());
    for (const accepted of [undefined, '', 'gzip', 'br;q=0', 'brx', 'gzip, br; q=0.0'])
      expect(assetFor(paths.style, accepted)?.encoding).toBeUndefined();
  });

  it('are found by their exact path alone', () => {
    expect(assetFor('/assets/style.css', 'br')).toBeUndefined();
    expect(
      [...assets.keys()].every((path) =>
        /^\/assets\/[a-z0-9-]+-[0-9a-f]{12}\.(css|js|woff2|svg)$/.test(path),
      ),
    ).toBe(true);
  });

  it('name no other host and no file that is not there', () => {
    const addresses = [...style().matchAll(/url\(["']?([^)"']+)/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses)
      expect(address.startsWith('data:image/svg+xml') || assets.has(address)).toBe(true);
  });

  it('define every custom property that they use', () => {
    const text = style();
    const defined = new Set([...text.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
    const missing = [...text.matchAll(/var\((--k-[\w-]+)/g)]
      .map(([, name]) => name)
      .filter((name) => !defined.has(name));
    expect(missing).toEqual([]);
    // Without a value to fall back on, a token of KERN that is not there would leave an element without its colour.
    const bare = [...text.matchAll(/var\((--kern-[\w-]+)\)/g)].map(([, name]) => name ?? '');
    expect([...new Set(bare)].filter((name) => !defined.has(name))).toEqual([]);
  });
});
