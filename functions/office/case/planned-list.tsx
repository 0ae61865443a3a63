import { formatDateTime } from '../../domain/calendar.ts';
import { factsOf, type LedgerEntry } from '../../domain/mail.ts';
import { say } from '../../platform/letter/wording.ts';
import type { Visit } from '../shared/visit.ts';
import type { Case } from './case.ts';
import { plannedMails } from './planned.ts';

/** The mails that a case will get, if nothing changes. */
export function Planned({
  visit,
  found,
  ledger,
}: {
  readonly visit: Visit;
  readonly found: Case;
  readonly ledger: readonly LedgerEntry[];
}) {
  const { language, at } = visit;
  const planned = plannedMails(found.application, found.round, ledger, at);
  if (planned.length === 0) return null;
  return (
    <>
      <h3>{say(language, 'Geplant, wenn nichts dazwischenkommt', 'Planned, if nothing changes')}</h3>
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
