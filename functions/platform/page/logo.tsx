import { createHash } from 'node:crypto';
import { settings } from '../settings.ts';

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1a3da5"/><path d="${settings.logo}" fill="#fff"/></svg>`;

/** The programme's mark as a picture file, for the browser's tab. */
export const logoFile = {
  path: `/assets/logo-${createHash('sha256').update(mark).digest('hex').slice(0, 12)}.svg`,
  content: mark,
} as const;

/** The programme's mark inside a page; its name stands beside it, so it says nothing of its own. */
export function Logo() {
  return (
    <svg class="k-logo" viewBox="0 0 32 32" width="40" height="40" aria-hidden="true" focusable="false">
      <rect class="k-logo__ground" width="32" height="32" rx="7" />
      <path class="k-logo__figure" d={settings.logo} />
    </svg>
  );
}
