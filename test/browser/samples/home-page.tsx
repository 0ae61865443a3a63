import { Card, Details, Link, Notice } from '../../../functions/platform/page/content.tsx';
import { Buttons, LinkButton } from '../../../functions/platform/page/controls.tsx';
import { DateList } from '../../../functions/platform/page/course.tsx';
import { page } from '../../../functions/platform/page/frame.tsx';

/** The programme's front page, with what a public page can hold. */

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

export const home = page({
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
