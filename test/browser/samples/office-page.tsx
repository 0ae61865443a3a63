import { Badge, Pagination, Table } from '../../../functions/platform/page/content.tsx';
import { Button, Buttons, Form, TextField } from '../../../functions/platform/page/controls.tsx';
import { page } from '../../../functions/platform/page/frame.tsx';

/** The office's list: navigation, search, table, pages. */

type Row = { reference: string; name: string; administration: string; population: string; state: string };

const rows: Row[] = [
  {
    reference: 'SCM-3-0007',
    name: 'Ǧulia Łęcki',
    administration: 'Amt Brück',
    population: '11 204',
    state: 'in Prüfung',
  },
  {
    reference: 'SCM-3-0008',
    name: 'Jördis Köhn-Nowakowski',
    administration: 'Cottbus/Chóśebuz, Stadt',
    population: '99 678',
    state: 'Rückfrage',
  },
  {
    reference: 'SCM-3-0011',
    name: 'Matti Śliwa',
    administration: 'Amt Schlieben',
    population: '5 312',
    state: 'zugelassen',
  },
];

const tones: Record<string, 'info' | 'warning' | 'success'> = {
  'in Prüfung': 'info',
  Rückfrage: 'warning',
  zugelassen: 'success',
};

export const office = page({
  title: 'Bewerbungen',
  language: 'de',
  path: '/buero/bewerbungen?status=alle&seite=2',
  width: 'wide',
  personal: true,
  navigation: [
    { label: 'Heute', href: '/buero' },
    { label: 'Durchgänge', href: '/buero/durchgaenge' },
    { label: 'Bewerbungen', href: '/buero/bewerbungen', current: true },
    { label: 'E-Mails', href: '/buero/mails' },
  ],
  account: (
    <>
      <span>Jette Lindow</span>
      <a href="/buero/abmelden">Abmelden</a>
    </>
  ),
  body: (
    <>
      <Form action="/buero/bewerbungen" method="get" label="Suchen und filtern">
        <TextField name="suche" label="Suchen" type="search" size="medium" />
        <Buttons>
          <Button kind="secondary" small>
            Suchen
          </Button>
        </Buttons>
      </Form>
      <Table<Row>
        caption="41 Bewerbungen"
        rows={rows}
        rowKey={(row) => row.reference}
        columns={[
          {
            header: 'Vorgang',
            rowHeader: true,
            cell: (row) => <a href={`/buero/vorgang/${row.reference}`}>{row.reference}</a>,
            sort: { href: '/buero/bewerbungen?sort=reference', direction: 'ascending' },
          },
          { header: 'Name', cell: (row) => row.name },
          { header: 'Verwaltung', cell: (row) => row.administration },
          { header: 'Menschen', numeric: true, cell: (row) => row.population },
          { header: 'Stand', cell: (row) => <Badge tone={tones[row.state] ?? 'info'}>{row.state}</Badge> },
        ]}
      />
      <Pagination page={2} pages={3} href={(number) => `/buero/bewerbungen?seite=${String(number)}`} />
      <h2>Erledigt</h2>
      <Table<Row> caption="Erledigte Bewerbungen" rows={[]} columns={[]} />
    </>
  ),
});
