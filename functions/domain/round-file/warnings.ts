import {
  berlinDate,
  formatLongDate,
  holidayName,
  type Instant,
  isWorkingDay,
  type Land,
  nextMorning,
} from '../calendar.ts';
import { type Mistake, pointer } from '../mistake.ts';
import type { Bilingual, Language } from '../text.ts';
import { type Draft, offersCutShort, placedSessions } from './rules.ts';

/** What is allowed but worth a second look: deadlines and sessions on days off, sessions that collide. */
export function findWarnings(draft: Draft, land: Land): Mistake[] {
  const warnings: Mistake[] = [];
  const warn = (path: readonly PropertyKey[], message: Bilingual | undefined) => {
    if (message !== undefined) warnings.push({ pointer: pointer(path), message });
  };
  warn(['applications', 'closes'], deadlineOnDayOff(draft.applications.closes, land));
  warn(['decisionsDue'], deadlineOnDayOff(draft.decisionsDue, land));
  warn(['substitutesUntil'], deadlineOnDayOff(draft.substitutesUntil, land));

  const cohorts = placedSessions(draft);
  for (const cohort of cohorts) {
    const dated = cohort
      .flat()
      .flatMap(({ starts, ends, path }) =>
        starts === undefined ? [] : { starts, ends: ends ?? starts, path },
      );
    for (const { starts, path } of dated) warn([...path, 'starts'], sessionOnDayOff(starts, land));
    const inTime = dated.toSorted((a, b) => (a.starts < b.starts ? -1 : 1));
    for (const [index, { starts, path }] of inTime.entries()) {
      const before = inTime[index - 1];
      // Within a module this is an error already; between modules it may be meant.
      if (before !== undefined && starts < before.ends && before.path[3] !== path[3]) {
        warn([...path, 'starts'], {
          de: 'Dieser Termin überschneidet sich mit einem anderen Modul der Gruppe.',
          en: 'This session overlaps with another module of the cohort.',
        });
      }
    }
    const first = inTime[0];
    if (first !== undefined) warn([...first.path, 'starts'], offersCutShort(draft, first.starts));
  }
  return warnings;
}

/** Why the day is none to work on: `Samstag, 1. Oktober 2022`, with the name of a holiday. */
function dayOff(instant: Instant, land: Land): Bilingual | undefined {
  const date = berlinDate(instant);
  if (isWorkingDay(date, land)) return undefined;
  const holiday = holidayName(date, land);
  const named = (language: Language) =>
    formatLongDate(date, language) + (holiday === undefined ? '' : ` (${holiday[language]})`);
  return { de: named('de'), en: named('en') };
}

function deadlineOnDayOff(deadline: Instant | undefined, land: Land): Bilingual | undefined {
  const day = deadline === undefined ? undefined : dayOff(deadline, land);
  if (deadline === undefined || day === undefined) return undefined;
  const next = nextMorning(deadline, land);
  return {
    de: `Diese Frist endet an einem arbeitsfreien Tag: ${day.de}. Nach § 31 Abs. 3 VwVfG endet eine Frist dann erst mit dem nächsten Werktag (${formatLongDate(next, 'de')}), außer der Tag ist bewusst bestimmt und mitgeteilt.`,
    en: `This deadline ends on a day off: ${day.en}. By § 31 (3) VwVfG it then ends with the next working day (${formatLongDate(next, 'en')}), unless the day was set and told with that in mind.`,
  };
}

function sessionOnDayOff(starts: Instant, land: Land): Bilingual | undefined {
  const day = dayOff(starts, land);
  if (day === undefined) return undefined;
  return {
    de: `Dieser Termin liegt an einem arbeitsfreien Tag: ${day.de}.`,
    en: `This session is on a day off: ${day.en}.`,
  };
}
