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
    title: say(language, 'Impressum', 'Imprint'),
    language,
    path: '/impressum',
    body: (
      <>
        <FactList
          facts={[
            { label: say(language, 'Anbieter', 'Provider'), value: imprint.provider },
            { label: say(language, 'Vertreten durch', 'Represented by'), value: imprint.representative },
            { label: say(language, 'Anschrift', 'Address'), value: imprint.address },
            { label: 'E-Mail', value: <a href={`mailto:${imprint.email}`}>{imprint.email}</a> },
            { label: say(language, 'Telefon', 'Phone'), value: <Phone number={imprint.phone} /> },
            {
              label: say(language, 'Verantwortlich für den Inhalt', 'Responsible for the content'),
              value: imprint.responsibleForContent,
            },
            ...(imprint.vatId === undefined
              ? []
              : [
                  {
                    label: say(language, 'Umsatzsteuer-ID', 'VAT identification number'),
                    value: imprint.vatId,
                  },
                ]),
          ]}
        />
        <Section title={say(language, 'Software', 'Software')}>
          <p>
            {say(
              language,
              'Diese Seiten laufen mit Kohorte, freier Software unter der EUPL 1.2. Sie ist unabhängig und kein Angebot eines Ministeriums oder einer Behörde.',
              'These pages run on Kohorte, open-source software under the EUPL 1.2. It is independent and not a service of any ministry or public agency.',
            )}
          </p>
          <p>
            {say(language, 'Quelltext: ', 'Source code: ')}
            <a href={imprint.sourceCode}>{imprint.sourceCode}</a>
          </p>
        </Section>
        <Section title={say(language, 'Verwaltungsdaten', 'Administrative data')}>
          <p>
            {say(
              language,
              'Namen, Schlüssel und Einwohnerzahlen der Verwaltungen stammen aus amtlichen Verzeichnissen; die offene Schnittstelle nennt Stand und Quelle: ',
              'Names, keys and populations of administrations come from official registers; the open interface names edition and source: ',
            )}
            <a href="/api/administrations">/api/administrations</a>
          </p>
        </Section>
      </>
    ),
  });
}
