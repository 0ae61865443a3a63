import { formatDate } from '../../domain/calendar.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Link } from '../../platform/page/content.tsx';
import { page } from '../../platform/page/frame.tsx';
import { settings } from '../../platform/settings.ts';
import { BodyFacts, Phone, Section } from './legal-parts.tsx';

/** The accessibility statement (§ 9 BbgBGG, BbgBITV), from the settings. */
export function accessibilityPage(language: Language): string {
  const { accessibility } = settings;
  const tested = formatDate(accessibility.testedOn, language);
  return page({
    title: say(language, { de: 'Erklärung zur Barrierefreiheit', en: 'Accessibility statement' }),
    language,
    path: '/barrierefreiheit',
    lead: say(language, {
      de: `Für die Seiten von „${settings.title}“, nach § 9 BbgBGG und der BbgBITV.`,
      en: `For the pages of "${settings.title}", under § 9 BbgBGG and the BbgBITV.`,
    }),
    body: (
      <>
        <Section
          title={say(language, { de: 'Wie weit die Seiten vereinbar sind', en: 'How far the pages conform' })}
        >
          <p>
            {say(language, {
              de: 'Die Seiten sind nach EN 301 549 und WCAG 2.2, Stufe AA, gebaut und damit nach unserer Prüfung weitgehend vereinbar. Sie lassen sich ohne Skripte und allein mit der Tastatur bedienen, passen sich an schmale Bildschirme und 400 % Vergrößerung an und folgen der hellen oder dunklen Darstellung Ihres Geräts. Zertifikate sind getaggte PDF-Dokumente.',
              en: 'The pages are built to EN 301 549 and WCAG 2.2, level AA, and by our test largely conform to them. They work without scripts and by keyboard alone, fit narrow screens and 400 % zoom, and follow the light or dark scheme of your device. Certificates are tagged PDF documents.',
            })}
          </p>
        </Section>
        <Section
          title={say(language, { de: 'Was noch nicht barrierefrei ist', en: 'What is not accessible yet' })}
        >
          <ul>
            <li>
              {say(language, {
                de: 'Es gibt keine Fassung in Leichter Sprache und kein Video in Deutscher Gebärdensprache.',
                en: 'There is no version in easy-to-read German and no video in German Sign Language.',
              })}
            </li>
            <li>
              {say(language, {
                de: 'Ohne Skripte ist die Liste der Verwaltungen lang; sie lässt sich dann nur mit den Mitteln des Browsers durchsuchen.',
                en: 'Without scripts the list of administrations is long; it can then be searched by the browser’s own means only.',
              })}
            </li>
            <li>
              {say(language, {
                de: 'Die Videokonferenzen der Termine betreibt ein anderer Anbieter. Was Sie dort brauchen, können Sie in der Bewerbung sagen.',
                en: 'The video conferences of the sessions are run by another provider. You can say in the application what you need there.',
              })}
            </li>
          </ul>
        </Section>
        <Section
          title={say(language, { de: 'Wann und wie geprüft wurde', en: 'When and how it was tested' })}
        >
          <p>
            {say(language, {
              de: `Zuletzt geprüft am ${tested}, als Selbstbewertung: jede Seite in jedem Zustand mit einem Prüfprogramm (axe-core), hell und dunkel, bei 320 und 1280 Pixeln Breite, mit und ohne Skripte; das Bewerbungsformular allein mit der Tastatur.`,
              en: `Last tested on ${tested}, as a self-assessment: each page in each state by a checking program (axe-core), light and dark, at widths of 320 and 1280 pixels, with and without scripts; the application form by keyboard alone.`,
            })}
          </p>
        </Section>
        <Section title={say(language, { de: 'Hürde melden', en: 'Report a barrier' })}>
          <p>
            {say(language, {
              de: 'Ist Ihnen eine Hürde begegnet, oder brauchen Sie etwas in einer anderen Form? Wir antworten innerhalb von vier Wochen.',
              en: 'Did you meet a barrier, or do you need something in another form? We answer within four weeks.',
            })}
          </p>
          <p>
            <a href={`mailto:${accessibility.feedback.email}`}>{accessibility.feedback.email}</a>
            {', '}
            <Phone number={accessibility.feedback.phone} />
          </p>
        </Section>
        <Section
          title={say(language, {
            de: 'Wenn das nicht hilft: Durchsetzung',
            en: 'If that does not help: enforcement',
          })}
        >
          <p>
            {say(language, {
              de: 'Bekommen Sie keine zufriedenstellende Antwort, können Sie sich an die Durchsetzungsstelle wenden. Das kostet nichts, und Sie brauchen keinen Rechtsbeistand.',
              en: 'If you get no satisfactory answer, you can turn to the enforcement body. This is free of charge, and you need no lawyer.',
            })}
          </p>
          <BodyFacts body={accessibility.enforcementBody} language={language} />
        </Section>
        <Section title={say(language, { de: 'Überwachung', en: 'Monitoring' })}>
          <BodyFacts body={accessibility.monitoringBody} language={language} />
        </Section>
        <p>
          <Link href="/impressum">
            {say(language, { de: 'Anbieter dieser Seiten', en: 'Provider of these pages' })}
          </Link>
        </p>
      </>
    ),
  });
}
