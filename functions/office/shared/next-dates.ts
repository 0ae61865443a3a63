import { nextMorning } from '../../domain/calendar.ts';
import { endedRoundStatuses, type Round, sessionsOf, waitingListCloses } from '../../domain/round.ts';
import { latestSelection } from '../../domain/round-file.ts';
import type { Bilingual } from '../../domain/text.ts';

/** A date that lies ahead, and what happens then. */
export type NextDate = { readonly at: string; readonly what: Bilingual };

/** What the dates of a round bring from now on, the earliest first. */
export function nextDates(round: Round, now: string): NextDate[] {
  const { file, status } = round;
  const { opens, closes } = file.applications;
  const before = status === 'draft' || status === 'open';
  const unselected = before || status === 'closed';
  if (endedRoundStatuses.includes(status)) return [];
  const dates: NextDate[] = [
    ...(status === 'draft'
      ? [{ at: opens, what: { de: 'Die Bewerbung öffnet', en: 'Applications open' } }]
      : []),
    ...(before ? [{ at: closes, what: { de: 'Die Bewerbungsfrist endet', en: 'Applications close' } }] : []),
    ...(unselected
      ? [
          {
            at: file.decisionsDue,
            what: { de: 'Alle Entscheidungen sind fällig', en: 'All decisions are due' },
          },
        ]
      : []),
    ...(before || (status === 'closed' && round.selection === undefined)
      ? [
          {
            at:
              round.selectAt ??
              (status === 'closed' && now > file.decisionsDue ? nextMorning(now) : latestSelection(file)),
            what: {
              de: 'Die Auswahl läuft spätestens, wenn alles entschieden ist',
              en: 'The selection runs at the latest, once all is decided',
            },
          },
        ]
      : []),
    ...sessionsOf(file).map(({ starts, cohort, module }) => ({
      at: starts,
      what: {
        de: `Gruppe ${cohort.toUpperCase()}, Modul ${module.number}: ${module.title}`,
        en: `Group ${cohort.toUpperCase()}, module ${module.number}: ${module.title}`,
      },
    })),
    ...(round.listClosedAt === undefined
      ? [
          {
            at: waitingListCloses(file),
            what: { de: 'Die Warteliste schließt', en: 'The waiting list closes' },
          },
        ]
      : []),
  ];
  return dates.filter(({ at }) => at > now).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
