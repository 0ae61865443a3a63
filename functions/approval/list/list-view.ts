import type { Application } from '../../domain/application.ts';
import type { Mistake } from '../../domain/mistake.ts';
import type { Language } from '../../domain/text.ts';
import type { Visit } from '../decision/open.ts';
import type { ListParts } from '../rules/list-rules.ts';
import { decidingEnds, type Verdicted } from '../rules.ts';

/** Rows of one page of a part: a round of thousands is still a page that opens. */
export const pageSize = 50;

/** How the address names each part of the list. */
const partNames = {
  open: 'offen',
  changeable: 'aenderbar',
  queried: 'rueckfragen',
  settled: 'entschieden',
} as const satisfies Record<keyof ListParts, string>;
type Part = keyof typeof partNames;

/** The page of each part that is shown; the first has the number 1. */
export type PartPages = Readonly<Record<Part, number>>;

/** Reads which pages are asked for; what is no number of a page is the first. */
export function partPages(query: URLSearchParams): PartPages {
  const page = (part: Part): number => {
    const asked = Number(query.get(partNames[part]) ?? '1');
    return Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked : 1;
  };
  return {
    open: page('open'),
    changeable: page('changeable'),
    queried: page('queried'),
    settled: page('settled'),
  };
}

/** The rows of a part that are shown, and where they stand; beyond the last page the last one is shown. */
export function shownRows(
  rows: readonly Application[],
  asked: number,
): { readonly rows: readonly Application[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(asked, pages);
  return { rows: rows.slice((page - 1) * pageSize, page * pageSize), page, pages };
}

/** The address of the list with other pages. */
export function listPath(
  { visit, pages }: Pick<ListView, 'visit' | 'pages'>,
  other: Partial<PartPages> = {},
): string {
  const shown = { ...pages, ...other };
  const query = new URLSearchParams();
  for (const part of ['open', 'changeable', 'queried', 'settled'] as const) {
    if (shown[part] > 1) query.set(partNames[part], String(shown[part]));
  }
  return `/entscheidung/${visit.secret}${query.size === 0 ? '' : `?${query}`}`;
}

/** What a page with a list is made of. */
export type ListView = {
  readonly visit: Visit;
  readonly all: readonly Application[];
  readonly language: Language;
  readonly at: string;
  readonly values: URLSearchParams;
  readonly mistakes: readonly Mistake[];
  /** Which page of each part is shown. */
  readonly pages: PartPages;
  /** What has just been arranged, said once. */
  readonly done?: string;
};

/** Why a list's link doesn't act (any more), if so. */
export function listObstacle({ visit, at }: Pick<ListView, 'visit' | 'at'>): Verdicted | undefined {
  if (visit.approver === undefined) return 'no-approver';
  if (at >= decidingEnds(visit.round) || visit.round.status === 'cancelled') return 'expired';
  return visit.decider.until !== undefined && at >= visit.decider.until ? 'link-expired' : undefined;
}

/** What every page with a list has in common. */
export function frame(view: ListView): {
  preline: string;
  path: string;
  personal: true;
  width: 'wide';
  language: Language;
} {
  const { visit, language } = view;
  return {
    preline: visit.round.file.title,
    path: `/entscheidung/${visit.secret}`,
    personal: true,
    width: 'wide',
    language,
  };
}
