import {
  Badge,
  Card,
  DateList,
  Details,
  FactList,
  Link,
  Notice,
  Pagination,
  Steps,
  Table,
  Verbatim,
} from '../../../functions/platform/page/content.tsx';
import {
  Button,
  Buttons,
  Checkbox,
  CheckboxGroup,
  EmailField,
  Fieldset,
  Form,
  Hidden,
  LinkButton,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../../../functions/platform/page/controls.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../../../functions/platform/page/errors.tsx';
import { page } from '../../../functions/platform/page/frame.tsx';
import { errorPage, explainedLinkPage, unknownPage } from '../../../functions/platform/page/messages.tsx';

/** Pages of invented people that show every component in every state, for tests and pictures. */

const sessions = [
  {
    starts: '2022-11-08T08:00:00.000Z',
    ends: '2022-11-08T12:00:00.000Z',
    title: 'Modul 1: Grundlagen der digitalen Stadt',
  },
  {
    starts: '2022-11-10T08:00:00.000Z',
    ends: '2022-11-10T12:00:00.000Z',
    title: 'Modul 1: Grundlagen der digitalen Stadt',
    note: 'Bitte ein Beispiel aus der eigenen Verwaltung mitbringen',
  },
  {
    starts: '2022-11-15T08:00:00.000Z',
    ends: '2022-11-15T12:00:00.000Z',
    title: 'Modul 2: Daten und Datenschutz',
  },
];

const home = page({
  title: 'Smart City Manager:in werden',
  language: 'de',
  path: '/',
  description: 'Kostenfreie Weiterbildung für Kommunalverwaltungen in Brandenburg',
  lead: 'In fünf Modulen lernen Mitarbeiterinnen und Mitarbeiter von Kommunalverwaltungen, wie sie ihre Stadt oder Gemeinde digital weiterentwickeln. Online, kostenfrei, an zehn Vormittagen.',
  body: (
    <>
      <Notice tone="info" title="Bewerbungen sind bis Dienstag, 4. Oktober 2022 möglich">
        <p>Sechzehn Plätze. Ausgewählt wird ein Querschnitt nach Größe und Lage der Verwaltungen.</p>
      </Notice>
      <Buttons>
        <LinkButton kind="primary" href="/bewerbung/3">
          Jetzt bewerben
        </LinkButton>
        <LinkButton href="/#termine">Alle Termine ansehen</LinkButton>
      </Buttons>
      <h2 id="termine">Termine der Gruppe A</h2>
      <DateList dates={sessions} />
      <h2>So läuft es ab</h2>
      <ol>
        <li>Sie bewerben sich mit dem Formular. Das dauert etwa zehn Minuten.</li>
        <li>Ihre Fachvorgesetzte oder Ihr Fachvorgesetzter stimmt zu.</li>
        <li>
          Das Ministerium entscheidet, danach werden die Plätze vergeben.{' '}
          <Link href="/datenschutz">So gehen wir mit Ihren Daten um</Link>.
        </li>
      </ol>
      <h2>Wer schon dabei war</h2>
      <div class="k-cards">
        <Card level={3} title="1. Durchgang">
          <p>Bad Belzig, Cottbus/Chóśebuz, Eberswalde und zwölf weitere</p>
        </Card>
        <Card level={3} title="2. Durchgang">
          <p>Amt Brück, Falkensee, Lübbenau/Spreewald und zwölf weitere</p>
        </Card>
      </div>
      <Details summary="Was kostet die Teilnahme?">
        <p>Nichts. Das Land trägt die Kosten.</p>
        <p>Ihre Verwaltung stellt Sie für die Zeit der Sitzungen frei.</p>
      </Details>
      <Details summary="Gibt es ein Zertifikat?">
        <p>Ja, ab vier Fünfteln der Sitzungen. Es ist kein staatlicher Abschluss.</p>
      </Details>
    </>
  ),
});

function application(errors: FieldError[], typed: Record<string, string>, language: 'de' | 'en' = 'de') {
  const de = language === 'de';
  return page({
    title: de ? 'Bewerbung für den 3. Schulungsdurchgang' : 'Application for the 3rd round',
    language,
    path: '/bewerbung/3',
    hasErrors: errors.length > 0,
    lead: de
      ? 'Bewerbungen sind bis Dienstag, 4. Oktober 2022 möglich.'
      : 'Apply until Tuesday, 4 October 2022.',
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Form action="/bewerbung/3">
          <Hidden name="formKey" value="0c9a" />
          <Fieldset
            legend={de ? 'Termine' : 'Dates'}
            hint={de ? 'Zehn Vormittage, zusammen 40 Stunden' : 'Ten mornings'}
          >
            <CheckboxGroup
              name="cohorts"
              label={de ? 'Welche Gruppen passen Ihnen?' : 'Which groups suit you?'}
              values={['a']}
              error={errorOf(errors, 'cohorts')}
              choices={[
                { value: 'a', label: 'Gruppe A', hint: 'dienstags und donnerstags, ab 8. November 2022' },
                { value: 'b', label: 'Gruppe B', hint: 'montags und mittwochs, ab 14. November 2022' },
              ]}
            />
          </Fieldset>
          <Fieldset legend={de ? 'Verwaltung' : 'Administration'}>
            <Select
              name="administrations"
              search
              label={de ? 'Bei welcher Verwaltung arbeiten Sie?' : 'Which administration do you work for?'}
              hint={
                de
                  ? 'Suchen Sie nach der Verwaltung oder nach einer ihrer Gemeinden.'
                  : 'Search for the administration or one of its municipalities.'
              }
              error={errorOf(errors, 'administrations')}
              value={typed['administrations']}
              options={[
                { value: '120690020', label: 'Beelitz, Stadt', group: 'Potsdam-Mittelmark' },
                {
                  value: '120695902',
                  label: 'Amt Brück',
                  group: 'Potsdam-Mittelmark',
                  names: ['Borkheide', 'Brück', 'Golzow'],
                },
                { value: '120600020', label: 'Bernau bei Berlin, Stadt', group: 'Barnim' },
                {
                  value: '120605003',
                  label: 'Amt Biesenthal-Barnim',
                  group: 'Barnim',
                  names: ['Biesenthal', 'Rüdnitz'],
                },
              ]}
            />
          </Fieldset>
          <Fieldset legend={de ? 'Angaben zur Person' : 'About you'}>
            <TextField
              name="applicant.givenName"
              label={de ? 'Vorname' : 'Given name'}
              autocomplete="given-name"
              size="medium"
              value={typed['applicant.givenName']}
              error={errorOf(errors, 'applicant.givenName')}
            />
            <TextField
              name="applicant.familyName"
              label={de ? 'Nachname' : 'Family name'}
              autocomplete="family-name"
              size="medium"
              value={typed['applicant.familyName']}
            />
            <EmailField
              name="applicant.email"
              label={de ? 'Dienstliche E-Mail-Adresse' : 'Mail address at work'}
              hint={
                de
                  ? 'An diese Adresse schicken wir einen Link zur Bestätigung.'
                  : 'We send a link to confirm it.'
              }
              value={typed['applicant.email']}
              error={errorOf(errors, 'applicant.email')}
            />
            <TextField
              name="applicant.phone"
              label={de ? 'Telefon' : 'Phone'}
              type="tel"
              inputMode="tel"
              autocomplete="tel"
              size="medium"
              optional
            />
            <TextArea
              name="motivation"
              label={de ? 'Warum möchten Sie teilnehmen?' : 'Why do you want to take part?'}
              maxLength={2000}
              value={typed['motivation']}
              error={errorOf(errors, 'motivation')}
            />
            <RadioGroup
              name="endorsement"
              label={de ? 'Wer stimmt Ihrer Teilnahme zu?' : 'Who agrees that you take part?'}
              error={errorOf(errors, 'endorsement')}
              choices={[
                {
                  value: 'supervisor',
                  label: de ? 'Meine Fachvorgesetzte oder mein Fachvorgesetzter' : 'My supervisor',
                },
                { value: 'head', label: de ? 'Ich leite die Verwaltung' : 'I am head of the administration' },
              ]}
            />
          </Fieldset>
          <Checkbox
            name="privacyNoticeRead"
            value="true"
            label={
              de ? (
                <>
                  Ich habe die <a href="/datenschutz">Hinweise zum Datenschutz</a> zur Kenntnis genommen.
                </>
              ) : (
                <>
                  I have taken note of the <a href="/datenschutz?lang=en">privacy notice</a>.
                </>
              )
            }
            error={errorOf(errors, 'privacyNoticeRead')}
          />
          <Buttons>
            <Button>{de ? 'Weiter zur Prüfung' : 'Continue to the review'}</Button>
          </Buttons>
        </Form>
      </>
    ),
  });
}

const mistakes: FieldError[] = [
  { name: 'administrations', message: 'Bitte wählen Sie Ihre Verwaltung aus der Liste.' },
  { name: 'applicant.givenName', message: 'Bitte geben Sie Ihren Vornamen ein.' },
  {
    name: 'applicant.email',
    message: 'In der E-Mail-Adresse fehlt der Teil nach dem @-Zeichen, zum Beispiel stadt.example.',
  },
  { name: 'endorsement', message: 'Bitte sagen Sie uns, wer zustimmt.' },
  { name: 'privacyNoticeRead', message: 'Bitte bestätigen Sie, dass Sie die Hinweise gelesen haben.' },
];

const caseBody = (
  <>
    <Notice tone="success" title="Ihre Antwort ist angekommen" live>
      <p>Das Ministerium entscheidet bis Freitag, 14. Oktober 2022.</p>
    </Notice>
    <h2>Wo Ihre Bewerbung steht</h2>
    <Steps
      label="Schritte Ihrer Bewerbung"
      steps={[
        { title: 'Adresse bestätigt', state: 'done', detail: 'Montag, 12. September 2022' },
        { title: 'Verwaltung hat zugestimmt', state: 'done', detail: 'Mittwoch, 14. September 2022' },
        { title: 'Prüfung im Ministerium', state: 'current', detail: 'bis Freitag, 14. Oktober 2022' },
        { title: 'Vergabe der Plätze', state: 'next', detail: 'Montag, 17. Oktober 2022' },
        { title: 'Teilnahme', state: 'next', detail: 'ab Dienstag, 8. November 2022' },
      ]}
    />
    <h2>Ihre Angaben</h2>
    <FactList
      facts={[
        { label: 'Name', value: 'Ǧulia Ça\u030brkány-Łęcki' },
        { label: 'Verwaltung', value: 'Amt Brück, Landkreis Potsdam-Mittelmark' },
        { label: 'E-Mail-Adresse', value: 'g.lecki@amt-brueck.example' },
        {
          label: 'Warum Sie teilnehmen möchten',
          value:
            'Wir führen die digitale Bauakte ein.\nDafür möchte ich lernen, wie andere es gemacht haben.',
        },
      ]}
    />
    <h2>Rückfrage</h2>
    <Verbatim by="Ministerium, Freitag, 30. September 2022">
      {'Wie viele Menschen arbeiten in Ihrer Verwaltung?\nUnd wer vertritt Sie?'}
    </Verbatim>
    <Form action="/vorgang/geheim" label="Etwas ändern">
      <RadioGroup
        name="action"
        label="Was möchten Sie tun?"
        choices={[
          { value: 'correct', label: 'Angaben berichtigen' },
          {
            value: 'withdraw',
            label: 'Bewerbung zurückziehen',
            hint: 'Das lässt sich nicht rückgängig machen.',
            more: <Checkbox name="confirm" value="yes" label="Ja, ich ziehe die Bewerbung zurück." />,
          },
        ]}
      />
      <Buttons>
        <Button>Absenden</Button>
        <Button kind="secondary">Als Datei herunterladen</Button>
        <Button kind="danger">Daten löschen</Button>
      </Buttons>
    </Form>
  </>
);

const casePage = page({
  title: 'Ihre Bewerbung',
  language: 'de',
  path: '/vorgang/geheim',
  preline: 'SCM-3-0007',
  personal: true,
  body: caseBody,
});

const failedSteps = page({
  title: 'Your application',
  language: 'en',
  path: '/vorgang/geheim',
  preline: 'SCM-3-0008',
  personal: true,
  body: (
    <>
      <Notice tone="warning" title="Please answer by Friday, 28 October 2022" />
      <Notice tone="danger" title="Your offer has expired">
        <p>The seat goes to the next person on the waiting list.</p>
      </Notice>
      <Steps
        label="Steps of your application"
        steps={[
          { title: 'Address confirmed', state: 'done' },
          { title: 'Seat accepted', state: 'failed', detail: 'No answer until Friday, 28 October 2022' },
        ]}
      />
    </>
  ),
});

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

const office = page({
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

/** Every sample page by its name. */
export const samplePages: ReadonlyMap<string, string> = new Map([
  ['startseite', home],
  ['bewerbung-leer', application([], {})],
  [
    'bewerbung-fehler',
    application(mistakes, {
      'applicant.familyName': 'Ça\u030brkány-Łęcki "<b>',
      'applicant.email': 'g.lecki@',
      motivation: '\nEine Zeile\n\nund noch eine: „so“ & <anders>',
    }),
  ],
  ['bewerbung-englisch', application([], {}, 'en')],
  ['vorgang', casePage],
  ['vorgang-englisch', failedSteps],
  ['buero', office],
  ['unbekannt', unknownPage('de')],
  ['fehler', errorPage('en', { reference: 'c0ffee12' })],
  [
    'link-ersetzt',
    explainedLinkPage('de', {
      kind: 'replaced',
      path: '/entscheidung/geheim',
      reference: 'SCM-3-0007',
      renew: { action: '/entscheidung/geheim', fields: <Hidden name="renew" value="yes" /> },
    }),
  ],
  [
    'link-benutzt',
    explainedLinkPage('en', {
      kind: 'used',
      path: '/platz/geheim',
      more: <p>You accepted the seat on 24 October 2022.</p>,
    }),
  ],
]);
