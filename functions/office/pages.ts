import { roundActPages } from './round-act-pages.tsx';
import { roundPages } from './rounds.tsx';
import type { Page } from './router.ts';
import { signInPages } from './sign-in.ts';

/** Every page of the office; the table in docs/access.md is made from it. */
export const officePages: readonly Page[] = [...signInPages, ...roundPages, ...roundActPages];
