import { registerOf } from '../../platform/store/cases.ts';
import { allApplications } from '../../platform/store/records.ts';
import type { Answer } from '../../platform/web/http.ts';
import { roundOf } from '../shared/places.ts';
import type { Page, Visit } from '../shared/visit.ts';
import { applicationSheet, participantSheet, toCsv } from './sheet.ts';
import { toWorkbook } from './workbook.ts';

const kinds = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

async function download(
  visit: Visit,
  what: 'bewerbungen' | 'teilnehmende',
  kind: keyof typeof kinds,
): Promise<Answer> {
  const round = await roundOf(visit);
  const applications = await allApplications(round.id);
  const register = registerOf(round);
  const sheet =
    what === 'bewerbungen'
      ? applicationSheet(applications, register, visit.language)
      : participantSheet(applications, round, register, visit.language);
  return {
    status: 200,
    type: kinds[kind],
    body: kind === 'csv' ? toCsv(sheet) : await toWorkbook(sheet),
    headers: {
      'content-disposition': `attachment; filename="${what}-${round.id}.${kind}"`,
      'cache-control': 'no-store',
    },
  };
}

const about = {
  bewerbungen: 'Download the applications of a round',
  teilnehmende: 'Download the participants of a round',
} as const;

export const exportPages: readonly Page[] = (['bewerbungen', 'teilnehmende'] as const).flatMap((what) =>
  (['csv', 'xlsx'] as const).map(
    (kind): Page => ({
      path: `/buero/durchgang/{round}/${what}.${kind}`,
      about: `${about[what]} (${kind.toUpperCase()})`,
      GET: { for: 'signed-in', handle: (visit) => download(visit, what, kind) },
    }),
  ),
);
