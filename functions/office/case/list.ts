import {
  type ApplicationStatus,
  applicationStatuses,
  enrolledStatuses,
  undecidedStatuses,
} from '../../domain/application.ts';
import { administration, label, type Register } from '../../domain/register/register.ts';
import { compareDin5007, type Language } from '../../domain/text.ts';
import { statusNames } from '../../platform/letter/wording.ts';
import type { Row } from '../shared/overview.ts';

/** Rows of one page of the table. */
export const pageSize = 50;

/** What the table can be sorted by. */
export const sortKeys = ['reference', 'name', 'administration', 'status', 'at'] as const;
export type SortKey = (typeof sortKeys)[number];

/** Groups of states that are asked for together. */
export const statusGroups: Readonly<Record<string, readonly ApplicationStatus[]>> = {
  offen: undecidedStatuses,
  fest: enrolledStatuses,
};

/** What the address of the table says. */
export type ListQuery = {
  readonly search: string;
  /** A state, or the name of a group of them; empty: all. */
  readonly status: string;
  readonly cohort: string;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly page: number;
};

/** Reads the address; what it doesn't know is as if it were not there. */
export function listQuery(query: URLSearchParams): ListQuery {
  const page = Number(query.get('seite') ?? '1');
  const status = query.get('stand') ?? '';
  const isStatus = applicationStatuses.some((each) => each === status) || Object.hasOwn(statusGroups, status);
  return {
    search: (query.get('suche') ?? '').slice(0, 200),
    status: isStatus ? status : '',
    cohort: query.get('gruppe') ?? '',
    sort: sortKeys.find((key) => key === query.get('sortierung')) ?? 'reference',
    descending: query.get('richtung') === 'ab',
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** Whether the address asks for some only. */
export function isFiltered({ search, status, cohort }: ListQuery): boolean {
  return search !== '' || status !== '' || cohort !== '';
}

/** The address of the table with other values; the first page, unless one is asked for. */
export function listHref(round: string, query: ListQuery, other: Partial<ListQuery> = {}): string {
  const { search, status, cohort, sort, descending, page } = { ...query, page: 1, ...other };
  const parameters = new URLSearchParams({ durchgang: round });
  if (search !== '') parameters.set('suche', search);
  if (status !== '') parameters.set('stand', status);
  if (cohort !== '') parameters.set('gruppe', cohort);
  if (sort !== 'reference') parameters.set('sortierung', sort);
  if (descending) parameters.set('richtung', 'ab');
  if (page > 1) parameters.set('seite', String(page));
  return `/buero/bewerbungen?${parameters}`;
}

/** Words without case and accents, so that "Muller" and "MÜLLER" find Müller. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** The administrations of a row as people read them. */
export function administrationsOf(row: Pick<Row, 'administrations'>, register: Register): string {
  return row.administrations
    .map((key) => {
      const found = administration(register, key);
      return found === undefined ? key : label(found);
    })
    .join(' / ');
}

/** The rows that the address asks for, sorted. */
export function listed(
  rows: readonly Row[],
  query: ListQuery,
  register: Register,
  language: Language,
): Row[] {
  const names = new Map<string, string>();
  const administrations = (row: Row): string => {
    const key = row.administrations.join();
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = administrationsOf(row, register);
    names.set(key, name);
    return name;
  };
  const statuses = statusGroups[query.status];
  const words = plain(query.search).split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => {
    if (query.status !== '' && !(statuses?.includes(row.status) ?? row.status === query.status)) return false;
    if (query.cohort !== '' && row.cohort !== query.cohort) return false;
    if (words.length === 0) return true;
    const text = plain(`${row.reference} ${row.name} ${administrations(row)}`);
    return words.every((word) => text.includes(word));
  });
  const value = (row: Row): string => {
    switch (query.sort) {
      case 'administration':
        return administrations(row);
      case 'status':
        return statusNames[row.status][language];
      default:
        return row[query.sort];
    }
  };
  const isText = query.sort === 'name' || query.sort === 'administration' || query.sort === 'status';
  const keyed = found.map((row) => ({ row, key: value(row) }));
  keyed.sort((a, b) => {
    const order = isText ? compareDin5007(a.key, b.key) : a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    return order === 0 ? (a.row.reference < b.row.reference ? -1 : 1) : order;
  });
  if (query.descending) keyed.reverse();
  return keyed.map(({ row }) => row);
}
