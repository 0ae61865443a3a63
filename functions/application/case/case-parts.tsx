import { formatShortDateTime } from '../../domain/calendar.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Details, FactList, Link, Verbatim } from '../../platform/page/content.tsx';
import type { Opened } from '../../platform/store/cases.ts';
import type { OpenedCase } from './documents.ts';
import type { HistoryLine } from './own-data.ts';
import { submittedFacts } from './submitted-facts.ts';

/** The history, one line below the other: when, who, what, in which words. */
export function History({
  lines,
  language,
}: {
  readonly lines: readonly HistoryLine[];
  readonly language: Language;
}) {
  return (
    <ol class="k-history">
      {lines.map(({ at, who, what, words }) => (
        <li key={`${at} ${what}`}>
          <p class="k-history__when">
            <time dateTime={at}>{formatShortDateTime(at, language)}</time> · {who}
          </p>
          <p>
            <strong>{what}</strong>
          </p>
          {words !== undefined && <Verbatim>{words}</Verbatim>}
        </li>
      ))}
    </ol>
  );
}

/** What the training ended with, to take home, and the public page that tells whether it is valid. */
export function Papers({ opened, language }: { readonly opened: OpenedCase; readonly language: Language }) {
  const { application, document, secret } = opened;
  const { certificate, status } = application;
  const isRevoked = certificate?.revokedAt !== undefined;
  if (document === undefined && (status !== 'completed' || certificate === undefined)) return null;
  return (
    <section>
      <h2>
        {status === 'completed'
          ? say(language, { de: 'Ihr Zertifikat', en: 'Your certificate' })
          : say(language, { de: 'Ihre Teilnahmebescheinigung', en: 'Your confirmation of participation' })}
      </h2>
      {isRevoked && (
        <p>
          {say(language, {
            de: 'Es wurde zurückgezogen und ist nicht mehr gültig. Der Grund steht im Verlauf.',
            en: 'It was revoked and is no longer valid. The reason stands in the history.',
          })}
        </p>
      )}
      <ul>
        {document !== undefined && !isRevoked && (
          <li>
            <Link href={`/vorgang/${secret}?document=pdf`} download>
              {say(language, { de: 'Als PDF herunterladen', en: 'Download as a PDF' })}
            </Link>
          </li>
        )}
        {status === 'completed' && certificate !== undefined && (
          <li>
            <Link href={`/zertifikat/${certificate.id}`}>
              {say(language, {
                de: `Öffentliche Seite zum Prüfen (Nummer ${certificate.number})`,
                en: `Public page for checking it (number ${certificate.number})`,
              })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

/** All that was submitted, as it was typed. */
export function Submitted({
  opened,
  language,
}: {
  readonly opened: Opened & { readonly needs: string | undefined };
  readonly language: Language;
}) {
  const { application, register, needs } = opened;
  const { facts, texts } = submittedFacts('casePage', { ...application, needs }, register, language);
  return (
    <>
      <FactList facts={facts} />
      {texts.map(({ label, note, value }) =>
        note === undefined ? (
          <Verbatim key={label} by={label}>
            {value}
          </Verbatim>
        ) : (
          <Details key={label} summary={label}>
            <p>{note}</p>
            <Verbatim>{value}</Verbatim>
          </Details>
        ),
      )}
    </>
  );
}
