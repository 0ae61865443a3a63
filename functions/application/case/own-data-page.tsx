import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { FactList, Link } from '../../platform/page/content.tsx';
import { page } from '../../platform/page/frame.tsx';
import type { Opened } from '../../platform/store/cases.ts';
import { History, Submitted } from './case-parts.tsx';
import { historyInWords } from './own-data.ts';
import { labelOf, valueInWords } from './own-data-words.ts';

type ValueProps = { readonly name: string; readonly value: unknown; readonly language: Language };

function Value({ name, value, language }: ValueProps): ComponentChildren {
  if (Array.isArray(value)) {
    return (
      <ul>
        {value.map((each, index) => (
          <li key={String(index)}>
            <Value name={name} value={each} language={language} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <FactList
        facts={Object.entries(value)
          .filter(([, inner]) => inner !== undefined)
          .map(([inside, inner]) => ({
            label: labelOf(inside, language),
            value: <Value name={inside} value={inner} language={language} />,
          }))}
      />
    );
  }
  return <>{valueInWords(name, value, language)}</>;
}

/** All own data as a page for reading and printing: first in words, then everything as it is kept. */
export function ownDataPage(
  opened: Opened & { readonly needs: string | undefined },
  data: Readonly<Record<string, unknown>>,
  language: Language,
): string {
  const { application, round, secret } = opened;
  // These stand on the page in words.
  const { submitted: _submitted, history: _history, status: _status, ...rest } = data;
  return page({
    title: say(language, { de: 'Meine Daten', en: 'My data' }),
    preline: `${application.reference} · ${round.file.title}`,
    lead: say(language, {
      de: 'Alles, was zu Ihrer Bewerbung gespeichert ist (Art. 15 DSGVO).',
      en: 'Everything that is kept about your application (Art. 15 GDPR).',
    }),
    language,
    path: `/vorgang/${secret}`,
    personal: true,
    body: (
      <>
        <h2>{say(language, { de: 'Was Sie eingereicht haben', en: 'What you submitted' })}</h2>
        <Submitted opened={opened} language={language} />
        <h2>{say(language, { de: 'Verlauf', en: 'History' })}</h2>
        <History lines={historyInWords(application, language)} language={language} />
        <h2>{say(language, { de: 'Was sonst noch gespeichert ist', en: 'What else is kept' })}</h2>
        <Value name="" value={rest} language={language} />
        <p>
          <Link href={`/vorgang/${secret}`}>
            {say(language, { de: 'Zurück zum Vorgang', en: 'Back to the case' })}
          </Link>
        </p>
      </>
    ),
  });
}
