/** How the program answered a form. */
type Sent = { readonly status: number; readonly title: string };

/** Sends a form as a browser does. */
export async function send(url: string, body: URLSearchParams): Promise<Sent> {
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  const page = await response.text();
  return { status: response.status, title: /<h1>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? '' };
}

/** @throws Error where what ought to be is not */
export function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
