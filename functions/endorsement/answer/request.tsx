import { formatLongDate } from '../../domain/calendar.ts';
import { sessionsOf, totalMinutes } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import { submittedLines } from '../../platform/letter/submitted.ts';
import { cohortName, hours, say } from '../../platform/letter/wording.ts';
import { FactList } from '../../platform/page/content.tsx';
import { DateList } from '../../platform/page/course.tsx';
import type { Opened } from '../../platform/store/cases.ts';

/** Who would like to take part, and at which dates. */
export function Request({ opened, language }: { readonly opened: Opened; readonly language: Language }) {
  const { application, round, register } = opened;
  const cohorts = round.file.cohorts.filter(({ id }) => application.cohorts?.includes(id) ?? true);
  return (
    <>
      <FactList
        facts={[
          ...submittedLines('endorsement', application, register, language),
          {
            label: say(language, { de: 'Kosten', en: 'Costs' }),
            value: say(language, {
              de: 'keine; online, während der Arbeitszeit',
              en: 'none; online, during working hours',
            }),
          },
          {
            label: say(language, { de: 'Das Ministerium entscheidet bis', en: 'The ministry decides by' }),
            value: formatLongDate(round.file.decisionsDue, language),
          },
        ]}
      />
      {cohorts.map(({ id }) => (
        <section key={id}>
          <h2>
            {cohorts.length > 1 ? `${cohortName(id, language)}: ` : ''}
            {say(language, {
              de: `Termine (${hours(totalMinutes(round.file, id), language)} Stunden)`,
              en: `Dates (${hours(totalMinutes(round.file, id), language)} hours)`,
            })}
          </h2>
          <DateList
            dates={sessionsOf(round.file, id).map(({ starts, ends, module }) => ({
              starts,
              ends,
              title: `${say(language, { de: 'Modul', en: 'Module' })} ${module.number}: ${module.title}`,
            }))}
          />
        </section>
      ))}
    </>
  );
}
