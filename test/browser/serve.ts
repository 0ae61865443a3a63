import { createServer, type Server } from 'node:http';

/** A file as pages load it. */
type Served = { readonly type: string; readonly body: Uint8Array; readonly encoding?: string };

/** What is served: pages by name, and the files they load. */
export type Site = {
  readonly pages: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Served>;
};

/** The policy that pages are checked under: nothing inline, nothing from elsewhere. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Serves pages under `/{name}` on a free port of this machine. */
export async function serve(site: Site): Promise<{ origin: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = site.files.get(path);
    const html = site.pages.get(decodeURIComponent(path.slice(1)));
    if (file) {
      const encoding = file.encoding ? { 'content-encoding': file.encoding } : {};
      response
        .writeHead(200, { 'content-type': file.type, 'cache-control': 'max-age=3600', ...encoding })
        .end(file.body);
    } else if (html !== undefined) {
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': path.startsWith('/brief')
            ? "default-src 'none'; style-src 'unsafe-inline'"
            : contentSecurityPolicy,
        })
        .end(html);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
