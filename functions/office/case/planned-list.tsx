import { formatDateTime } from '../../domain/calendar.ts';
import { factsOf } from '../../domain/mail.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import type { Planned } from './planned.ts';

/** The mails that a case will get, if nothing changes. */
export function PlannedMails({
  planned,
  language,
}: {
  readonly planned: readonly Planned[];
  readonly language: Language;
}) {
  if (planned.length === 0) return null;
  return (
    <>
      <h3>
        {say(language, { de: 'Geplant, wenn nichts dazwischenkommt', en: 'Planned, if nothing changes' })}
      </h3>
      <ul>
        {planned.map(({ at: when, purpose }) => (
          <li key={`${when} ${purpose}`}>
            {formatDateTime(when, language)}: {factsOf(purpose).name[language]}
          </li>
        ))}
      </ul>
    </>
  );
}
