import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { FactList } from '../../platform/page/content.tsx';
import { page } from '../../platform/page/frame.tsx';
import { settings } from '../../platform/settings.ts';
import { Phone, Section } from './legal-parts.tsx';

/** The imprint (§ 5 DDG), from the settings. */
export function imprintPage(language: Language): string {
  const { imprint } = settings;
  return page({
    title: say(language, { de: 'Impressum', en: 'Imprint' }),
    language,
    path: '/impressum',
    body: (
      <>
        <FactList
          facts={[
            { label: say(language, { de: 'Anbieter', en: 'Provider' }), value: imprint.provider },
            {
              label: say(language, { de: 'Vertreten durch', en: 'Represented by' }),
              value: imprint.representative,
            },
            { label: say(language, { de: 'Anschrift', en: 'Address' }), value: imprint.address },
            { label: 'E-Mail', value: <a href={`mailto:${imprint.email}`}>{imprint.email}</a> },
            { label: say(language, { de: 'Telefon', en: 'Phone' }), value: <Phone number={imprint.phone} /> },
            {
              label: say(language, {
                de: 'Verantwortlich für den Inhalt',
                en: 'Responsible for the content',
              }),
              value: imprint.responsibleForContent,
            },
            ...(imprint.vatId === undefined
              ? []
              : [
                  {
                    label: say(language, { de: 'Umsatzsteuer-ID', en: 'VAT identification number' }),
                    value: imprint.vatId,
                  },
                ]),
          ]}
        />
        <Section title={say(language, { de: 'Software', en: 'Software' })}>
          <p>
            {say(language, {
              de: 'Diese Seiten laufen mit Kohorte, freier Software unter der EUPL 1.2. Sie ist unabhängig und kein Angebot eines Ministeriums oder einer Behörde.',
              en: 'These pages run on Kohorte, open-source software under the EUPL 1.2. It is independent and not a service of any ministry or public agency.',
            })}
          </p>
          <p>
            {say(language, { de: 'Quelltext: ', en: 'Source code: ' })}
            <a href={imprint.sourceCode}>{imprint.sourceCode}</a>
          </p>
        </Section>
        <Section title={say(language, { de: 'Verwaltungsdaten', en: 'Administrative data' })}>
          <p>
            {say(language, {
              de: 'Namen, Schlüssel und Einwohnerzahlen der Verwaltungen stammen aus amtlichen Verzeichnissen; die offene Schnittstelle nennt Stand und Quelle: ',
              en: 'Names, keys and populations of administrations come from official registers; the open interface names edition and source: ',
            })}
            <a href="/api/administrations">/api/administrations</a>
          </p>
        </Section>
      </>
    ),
  });
}
