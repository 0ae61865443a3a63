import { formatPeriod } from '../../domain/calendar.ts';
import { type Round, sessionsOf } from '../../domain/round.ts';
import { say } from '../../platform/letter/wording.ts';
import { Link, Table } from '../../platform/page/content.tsx';
import { roundPath } from '../shared/places.ts';
import type { Visit } from '../shared/visit.ts';
import { canMoveSession } from './round-changes.ts';

/** The sessions of a round, each with the way to change it. */
export function Sessions({ visit, round }: { readonly visit: Visit; readonly round: Round }) {
  const { language, session: who, at } = visit;
  return (
    <Table
      caption={say(language, { de: 'Termine', en: 'Sessions' })}
      hideCaption
      rows={sessionsOf(round.file)}
      rowKey={(session) => session.id}
      columns={[
        {
          header: say(language, { de: 'Modul', en: 'Module' }),
          rowHeader: true,
          cell: ({ module }) => `${module.number}. ${module.title}`,
        },
        ...(round.file.cohorts.length > 1
          ? [
              {
                header: say(language, { de: 'Gruppe', en: 'Group' }),
                cell: ({ cohort }: { cohort: string }) => cohort.toUpperCase(),
              },
            ]
          : []),
        {
          header: say(language, { de: 'Wann', en: 'When' }),
          cell: ({ starts, ends }) => formatPeriod(starts, ends, language),
        },
        {
          header: say(language, { de: 'Ändern', en: 'Change' }),
          cell: ({ id }) =>
            who.role === 'office' && canMoveSession(round, id, at) ? (
              <Link href={roundPath(round, `termin/${id}`)}>
                {say(language, { de: 'Verlegen oder absagen', en: 'Move or cancel' })}
                <span class="kern-sr-only"> ({id})</span>
              </Link>
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}
