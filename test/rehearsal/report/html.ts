import { type Language, say } from './words.ts';

/** Text made safe for a page. */
export function safe(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** A whole page of the report. `up` leads from the page to the report's folder. */
export function page(title: string, body: string, language: Language, up = ''): string {
  const skip = say(language, 'Zum Inhalt', 'Skip to content');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body>
<a class="skip" href="#content">${skip}</a>
<main id="content">
${body}
</main>
</body>
</html>
`;
}

/** A table from cells that are HTML already. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const first = head.map((cell) => `<th scope="col">${safe(cell)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${safe(caption)}"><table>
<caption>${safe(caption)}</caption>
<thead><tr>${first}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`;
}
