import { formatShortDateTime } from '../../domain/calendar.ts';
import { factsOf, type LedgerEntry, linkOf, roles } from '../../domain/mail.ts';
import { say } from '../../platform/letter/wording.ts';
import { Badge, Link, Table } from '../../platform/page/content.tsx';
import { stateWord } from './mail-state.ts';
import { casePath } from './places.ts';
import type { Visit } from './visit.ts';

/** Mails as the office sees them: to whom, when, what became of them, and which page their link opens. */
export function MailTable({
  visit,
  entries,
  withCase = false,
}: {
  readonly visit: Visit;
  readonly entries: readonly LedgerEntry[];
  readonly withCase?: boolean;
}) {
  const { language } = visit;
  return (
    <Table
      caption={say(language, { de: 'E-Mails', en: 'Mails' })}
      hideCaption
      rows={[...entries].sort((a, b) => (a.owedAt < b.owedAt ? 1 : -1))}
      rowKey={(entry) => entry.sk}
      empty={say(language, { de: 'Es gab noch keine E-Mail.', en: 'There was no mail yet.' })}
      columns={[
        {
          header: say(language, { de: 'E-Mail', en: 'Mail' }),
          rowHeader: true,
          cell: ({ order }) => factsOf(order.purpose).name[language],
        },
        {
          header: say(language, { de: 'An', en: 'To' }),
          cell: ({ order }) => (
            <>
              {order.to.email}
              <br />
              <small>{roles[order.to.role].name[language]}</small>
            </>
          ),
        },
        {
          header: say(language, { de: 'Stand', en: 'State' }),
          cell: (entry) => {
            const { tone, word } = stateWord(entry);
            return <Badge tone={tone}>{word[language]}</Badge>;
          },
        },
        {
          header: say(language, { de: 'Wann', en: 'When' }),
          cell: ({ sentAt, owedAt }) => formatShortDateTime(sentAt ?? owedAt, language),
        },
        {
          header: say(language, { de: 'Link zu', en: 'Link to' }),
          cell: ({ order }) => linkOf(order.purpose) ?? '–',
        },
        ...(withCase
          ? [
              {
                header: say(language, { de: 'Vorgang', en: 'Case' }),
                cell: ({ round, application }: LedgerEntry) =>
                  round === undefined || application === undefined ? (
                    '–'
                  ) : (
                    <Link href={casePath({ round, id: application })}>
                      {say(language, { de: 'öffnen', en: 'open' })}
                    </Link>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}
