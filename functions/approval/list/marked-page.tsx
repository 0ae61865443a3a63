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
    title: say(
      language,
      `${fine} von ${results.length} Entscheidungen aufgezeichnet`,
      `${fine} of ${results.length} decisions recorded`,
    ),
    body: (
      <>
        <Notice
          live
          tone={all ? 'success' : 'warning'}
          title={
            all
              ? say(
                  language,
                  'Zu jeder kommt eine Bestätigung per E-Mail.',
                  'A receipt for each follows by mail.',
                )
              : say(
                  language,
                  'Einige konnten nicht aufgezeichnet werden; daneben steht, warum.',
                  'Some could not be recorded; beside them stands why.',
                )
          }
        />
        <Table
          caption={say(language, 'Ergebnis', 'Result')}
          rows={results}
          rowKey={({ application }) => application.id}
          columns={[
            {
              header: say(language, 'Vorgang', 'Case'),
              cell: ({ application }) => <span class="k-reference">{application.reference}</span>,
            },
            {
              header: say(language, 'Verwaltung', 'Administration'),
              rowHeader: true,
              cell: ({ application }) => administrationNames(application, visit.register),
            },
            {
              header: say(language, 'Ergebnis', 'Result'),
              cell: ({ answer }) => answerWords(answer, language).title,
            },
            {
              header: say(language, 'Stand', 'Status'),
              cell: ({ application }) => statusNames[application.status][language],
            },
          ]}
        />
        <p>
          <Link href={`/entscheidung/${visit.secret}`}>
            {say(language, 'Zurück zur Liste', 'Back to the list')}
          </Link>
        </p>
      </>
    ),
  });
}
