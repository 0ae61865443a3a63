import { applicationStatuses } from '../../domain/application.ts';
import { formatNumber, formatShortDateTime } from '../../domain/calendar.ts';
import type { Round } from '../../domain/round.ts';
import { cohortName, say, statusNames } from '../../platform/letter/wording.ts';
import { Badge, type Column, Link, Pagination, Table } from '../../platform/page/content.tsx';
import {
  Button,
  Buttons,
  Form,
  Hidden,
  LinkButton,
  Select,
  TextField,
} from '../../platform/page/controls.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import { allRounds } from '../../platform/store/records.ts';
import type { Answer } from '../../platform/web/http.ts';
import { officePage } from '../shared/frame.tsx';
import { type Row, rowsOf } from '../shared/overview.ts';
import { casePath } from '../shared/places.ts';
import type { Visit } from '../shared/visit.ts';
import { applicationTones } from '../shared/words.ts';
import {
  administrationsOf,
  isFiltered,
  type ListQuery,
  listed,
  listHref,
  listQuery,
  pageSize,
  type SortKey,
} from './list.ts';

/** The round that the address names, or else the one whose applications came last. */
export function chosenRound(visit: Visit, rounds: readonly Round[]): Round | undefined {
  const asked = visit.request.query.get('durchgang');
  const byOpening = [...rounds].sort((a, b) =>
    a.file.applications.opens < b.file.applications.opens ? 1 : -1,
  );
  const live = byOpening.filter((round) => !['archived', 'erased', 'cancelled'].includes(round.status));
  return (
    rounds.find((round) => round.id === asked) ??
    live.find((round) => round.file.applications.opens <= visit.at) ??
    live[0] ??
    byOpening[0]
  );
}

function Search({
  visit,
  rounds,
  round,
  query,
}: {
  readonly visit: Visit;
  readonly rounds: readonly Round[];
  readonly round: Round;
  readonly query: ListQuery;
}) {
  const { language } = visit;
  return (
    <Form
      action="/buero/bewerbungen"
      method="get"
      label={say(language, { de: 'Suchen und filtern', en: 'Search and filter' })}
    >
      {rounds.length > 1 ? (
        <Select
          name="durchgang"
          label={say(language, { de: 'Durchgang', en: 'Round' })}
          placeholder={false}
          value={round.id}
          options={rounds.map(({ id, file }) => ({ value: id, label: file.title }))}
        />
      ) : (
        <Hidden name="durchgang" value={round.id} />
      )}
      <TextField
        name="suche"
        type="search"
        label={say(language, { de: 'Suche', en: 'Search' })}
        hint={say(language, { de: 'Name, Vorgang, Verwaltung', en: 'Name, case, administration' })}
        value={query.search}
      />
      <Select
        name="stand"
        label={say(language, { de: 'Stand', en: 'State' })}
        placeholder={say(language, { de: 'alle', en: 'all' })}
        value={query.status}
        options={[
          { value: 'offen', label: say(language, { de: 'noch nicht entschieden', en: 'undecided' }) },
          { value: 'fest', label: say(language, { de: 'mit festem Platz', en: 'with a seat' }) },
          ...applicationStatuses
            .filter((status) => status !== 'erased')
            .map((status) => ({ value: status, label: statusNames[status][language] })),
        ]}
      />
      {round.file.cohorts.length > 1 && (
        <Select
          name="gruppe"
          label={say(language, { de: 'Gruppe', en: 'Group' })}
          placeholder={say(language, { de: 'alle', en: 'all' })}
          value={query.cohort}
          options={round.file.cohorts.map(({ id }) => ({ value: id, label: cohortName(id, language) }))}
        />
      )}
      {query.sort !== 'reference' && <Hidden name="sortierung" value={query.sort} />}
      {query.descending && <Hidden name="richtung" value="ab" />}
      <Buttons>
        <Button>{say(language, { de: 'Anzeigen', en: 'Show' })}</Button>
      </Buttons>
    </Form>
  );
}

/** The applications of a round: search, filter, order and page stand in the address. */
export async function showApplications(visit: Visit): Promise<Answer> {
  const { language } = visit;
  const rounds = await allRounds();
  const round = chosenRound(visit, rounds);
  const title = say(language, { de: 'Bewerbungen', en: 'Applications' });
  if (round === undefined) {
    return officePage(visit, {
      area: 'applications',
      title,
      body: (
        <>
          <p class="k-empty">
            {say(language, {
              de: 'Es gibt noch keinen Durchgang, also auch keine Bewerbungen.',
              en: 'There is no round yet, so there are no applications.',
            })}
          </p>
          {visit.session.role === 'office' && (
            <Buttons>
              <LinkButton href="/buero/durchgaenge/neu" kind="primary">
                {say(language, { de: 'Neuen Durchgang anlegen', en: 'Create a round' })}
              </LinkButton>
            </Buttons>
          )}
        </>
      ),
    });
  }
  const query = listQuery(visit.request.query);
  const register = registerOf(round);
  const found = listed(await rowsOf(round.id), query, register, language);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(query.page, pages);
  const sort = (key: SortKey): NonNullable<Column<Row>['sort']> => ({
    href: listHref(round.id, query, { sort: key, descending: query.sort === key && !query.descending }),
    ...(query.sort === key ? { direction: query.descending ? 'descending' : 'ascending' } : {}),
  });
  return officePage(visit, {
    area: 'applications',
    title,
    preline: round.file.title,
    body: (
      <>
        <Search visit={visit} rounds={rounds} round={round} query={query} />
        <p role="status">
          {found.length === 1
            ? say(language, { de: '1 Bewerbung', en: '1 application' })
            : say(language, {
                de: `${formatNumber(found.length, 'de')} Bewerbungen`,
                en: `${formatNumber(found.length, 'en')} applications`,
              })}
        </p>
        <Table
          caption={title}
          hideCaption
          rows={found.slice((page - 1) * pageSize, page * pageSize)}
          rowKey={(row) => row.id}
          empty={
            isFiltered(query)
              ? say(language, {
                  de: 'Nichts gefunden. Ändern Sie Suche oder Filter.',
                  en: 'Nothing found. Change search or filter.',
                })
              : say(language, {
                  de: 'In diesem Durchgang hat sich noch niemand beworben.',
                  en: 'Nobody has applied in this round yet.',
                })
          }
          columns={[
            {
              header: say(language, { de: 'Vorgang', en: 'Case' }),
              cell: (row) => (
                <span class="k-reference">
                  <Link href={casePath(row)}>{row.reference}</Link>
                </span>
              ),
              sort: sort('reference'),
            },
            {
              header: say(language, { de: 'Name', en: 'Name' }),
              rowHeader: true,
              cell: (row) => row.name,
              sort: sort('name'),
            },
            {
              header: say(language, { de: 'Verwaltung', en: 'Administration' }),
              cell: (row) => administrationsOf(row, register),
              sort: sort('administration'),
            },
            {
              header: say(language, { de: 'Stand', en: 'State' }),
              cell: (row) => (
                <Badge tone={applicationTones[row.status]}>{statusNames[row.status][language]}</Badge>
              ),
              sort: sort('status'),
            },
            {
              header: say(language, { de: 'Eingang', en: 'Received' }),
              cell: (row) => <span class="k-instant">{formatShortDateTime(row.at, language)}</span>,
              sort: sort('at'),
            },
          ]}
        />
        <Pagination
          page={page}
          pages={pages}
          href={(number) => listHref(round.id, query, { page: number })}
        />
        <Buttons>
          {(['csv', 'xlsx'] as const).map((kind) => (
            <LinkButton key={kind} href={`/buero/durchgang/${round.id}/bewerbungen.${kind}`} kind="tertiary">
              {say(language, {
                de: `Alle als ${kind.toUpperCase()} herunterladen`,
                en: `Download all as ${kind.toUpperCase()}`,
              })}
            </LinkButton>
          ))}
        </Buttons>
      </>
    ),
  });
}
