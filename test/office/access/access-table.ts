import type { Endpoint, Page } from '../../../functions/office/shared/visit.ts';

const marks: Readonly<Record<Endpoint['for'], readonly [string, string, string]>> = {
  anyone: ['yes', 'yes', 'yes'],
  'signed-in': ['–', 'yes', 'yes'],
  office: ['–', '–', 'yes'],
};

/** The table of docs/access.md: each path and method, and who may use it. */
export function accessTable(pages: readonly Page[]): string {
  const rows = pages.flatMap((page) =>
    (['GET', 'POST'] as const).flatMap((method) => {
      const endpoint = page[method];
      if (endpoint === undefined) return [];
      return [`| ${method} \`${page.path}\` | ${page.about} | ${marks[endpoint.for].join(' | ')} |`];
    }),
  );
  return ['| path | what | nobody | auditor | office |', '|---|---|---|---|---|', ...rows, ''].join('\n');
}
