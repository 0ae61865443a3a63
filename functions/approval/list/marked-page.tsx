import type { Application } from '../../domain/application.ts';
import { administrationNames, say, statusNames } from '../../platform/letter/wording.ts';
import { Link, Notice, Table } from '../../platform/page/content.tsx';
import { page } from '../../platform/page/frame.tsx';
import { answerWords } from '../decision/words.ts';
import { type Verdicted, welcome } from '../rules.ts';
import { frame, type ListView } from './list-view.ts';

/** After many decisions were sent at once: what became of each. */
export function markedPage(
  view: ListView & {
    readonly results: readonly { readonly application: Application; readonly answer: Verdicted }[];
  },
): string {
  const { visit, language, results } = view;
  const fine = results.filter(({ answer }) => welcome.includes(answer)).length;
  const all = fine === results.length;
  return page({
    ...frame(view),
    title: say(language, {
      de: `${fine} von ${results.length} Entscheidungen aufgezeichnet`,
      en: `${fine} of ${results.length} decisions recorded`,
    }),
    body: (
      <>
        <Notice
          live
          tone={all ? 'success' : 'warning'}
          title={
            all
              ? say(language, {
                  de: 'Zu jeder kommt eine Bestätigung per E-Mail.',
                  en: 'A receipt for each follows by mail.',
                })
              : say(language, {
                  de: 'Einige konnten nicht aufgezeichnet werden; daneben steht, warum.',
                  en: 'Some could not be recorded; beside them stands why.',
                })
          }
        />
        <Table
          caption={say(language, { de: 'Ergebnis', en: 'Result' })}
          rows={results}
          rowKey={({ application }) => application.id}
          columns={[
            {
              header: say(language, { de: 'Vorgang', en: 'Case' }),
              cell: ({ application }) => <span class="k-reference">{application.reference}</span>,
            },
            {
              header: say(language, { de: 'Verwaltung', en: 'Administration' }),
              rowHeader: true,
              cell: ({ application }) => administrationNames(application, visit.register),
            },
            {
              header: say(language, { de: 'Ergebnis', en: 'Result' }),
              cell: ({ answer }) => answerWords(answer, language).title,
            },
            {
              header: say(language, { de: 'Stand', en: 'Status' }),
              cell: ({ application }) => statusNames[application.status][language],
            },
          ]}
        />
        <p>
          <Link href={`/entscheidung/${visit.secret}`}>
            {say(language, { de: 'Zurück zur Liste', en: 'Back to the list' })}
          </Link>
        </p>
      </>
    ),
  });
}
