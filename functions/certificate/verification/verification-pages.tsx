import { formatDate, formatNumber } from '../../domain/calendar.ts';
import type { Certificate } from '../../domain/certificate.ts';
import { enumerate, type Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { type Fact, FactList, Link, Notice, type Tone } from '../../platform/page/content.tsx';
import { Button, Buttons, Form, TextField } from '../../platform/page/controls.tsx';
import { page } from '../../platform/page/frame.tsx';

/** What a name typed in turned out to be, on the page of a certificate whose holder's data were erased. */
export type Comparison = { readonly name: string; readonly same: boolean };

const tones: Record<Certificate['status'], Tone> = {
  valid: 'success',
  revoked: 'danger',
  replaced: 'warning',
};

function headline(certificate: Certificate, language: Language): string {
  switch (certificate.status) {
    case 'valid':
      return say(language, { de: 'Dieses Zertifikat ist gültig.', en: 'This certificate is valid.' });
    case 'revoked':
      return say(language, {
        de: 'Dieses Zertifikat ist nicht gültig.',
        en: 'This certificate is not valid.',
      });
    case 'replaced':
      return say(language, {
        de: 'Dieses Zertifikat ist nicht mehr gültig: Es wurde durch ein neues ersetzt.',
        en: 'This certificate is no longer valid: it was replaced by a new one.',
      });
  }
}

function Status({ certificate, language }: { certificate: Certificate; language: Language }) {
  const { status, number, issuedAt, endedAt, replacedBy } = certificate;
  const issued = formatDate(issuedAt, language);
  const ended = endedAt === undefined ? '' : formatDate(endedAt, language);
  return (
    <Notice tone={tones[status]} title={headline(certificate, language)}>
      <p>
        {status === 'revoked'
          ? say(language, {
              de: `Es trägt die Nummer ${number}, wurde am ${issued} ausgestellt und am ${ended} zurückgezogen. Bitte erkennen Sie es nicht an.`,
              en: `It has the number ${number}, was issued on ${issued} and revoked on ${ended}. Please do not accept it.`,
            })
          : say(language, {
              de: `Es trägt die Nummer ${number} und wurde am ${issued} ausgestellt.`,
              en: `It has the number ${number} and was issued on ${issued}.`,
            })}
      </p>
      {status === 'replaced' && replacedBy !== undefined && (
        <p>
          <Link href={`/zertifikat/${replacedBy}`}>
            {say(language, { de: 'Zum neuen Zertifikat', en: 'Go to the new certificate' })}
          </Link>
        </p>
      )}
    </Notice>
  );
}

function facts(certificate: Certificate, language: Language): Fact[] {
  const { printed } = certificate;
  if (printed === undefined) return [];
  const hours = (value: number): string => formatNumber(value, language, 2);
  return [
    { label: say(language, { de: 'Name', en: 'Name' }), value: <strong>{printed.name}</strong> },
    {
      label: say(language, { de: 'Verwaltung', en: 'Administration' }),
      value: enumerate(printed.administrations, language),
    },
    { label: say(language, { de: 'Nummer', en: 'Number' }), value: certificate.number },
    { label: say(language, { de: 'Weiterbildung', en: 'Training programme' }), value: printed.programme },
    { label: say(language, { de: 'Durchgang', en: 'Round' }), value: printed.round },
    {
      label: say(language, { de: 'Zeitraum', en: 'Period' }),
      value: say(language, {
        de: `${formatDate(printed.from, 'de')} bis ${formatDate(printed.until, 'de')}`,
        en: `${formatDate(printed.from, 'en')} to ${formatDate(printed.until, 'en')}`,
      }),
    },
    {
      label: say(language, { de: 'Besucht', en: 'Attended' }),
      value: say(language, {
        de: `${hours(printed.hours)} von ${hours(printed.hoursOfRound)} Stunden`,
        en: `${hours(printed.hours)} of ${hours(printed.hoursOfRound)} hours`,
      }),
    },
    {
      label: say(language, { de: 'Besuchte Module', en: 'Modules attended' }),
      value: (
        <ol>
          {printed.modules.map((module) => (
            <li key={module.number} value={module.number}>
              {module.title} (
              {say(language, { de: `${hours(module.hours)} Stunden`, en: `${hours(module.hours)} hours` })})
            </li>
          ))}
        </ol>
      ),
    },
    {
      label: say(language, { de: 'Ausgestellt', en: 'Issued' }),
      value: `${printed.place}, ${formatDate(printed.issuedAt, language)}`,
    },
    {
      label: say(language, { de: 'Ausgestellt von', en: 'Issued by' }),
      value: `${printed.signatory}, ${printed.signatoryFunction[language]}, ${printed.authority}`,
    },
  ];
}

/** After the holder's data were erased: a name on a paper can be compared with the hash that stayed. */
function Compare(props: { certificate: Certificate; language: Language; compared: Comparison | undefined }) {
  const { certificate, language, compared } = props;
  return (
    <>
      {compared && (
        <Notice
          live
          tone={compared.same ? 'success' : 'warning'}
          title={
            compared.same
              ? say(language, { de: 'Der Name stimmt überein.', en: 'The name is the same.' })
              : say(language, { de: 'Der Name stimmt nicht überein.', en: 'The name is not the same.' })
          }
        >
          <p>
            {compared.same
              ? say(language, {
                  de: `Das Zertifikat wurde für „${compared.name}“ ausgestellt.`,
                  en: `The certificate was issued for “${compared.name}”.`,
                })
              : say(language, {
                  de: 'Bitte vergleichen Sie die Schreibweise mit dem Zertifikat, auch Akzente und Bindestriche.',
                  en: 'Please compare the spelling with the certificate, accents and hyphens included.',
                })}
          </p>
        </Notice>
      )}
      <p>
        {say(language, {
          de: 'Die persönlichen Angaben wurden nach Ablauf ihrer Aufbewahrungszeit gelöscht. Ob ein Name zu diesem Zertifikat gehört, lässt sich weiterhin prüfen. Ihre Eingabe wird nicht gespeichert.',
          en: 'The personal data were erased at the end of their retention period. It can still be checked whether a name belongs to this certificate. What you enter is not stored.',
        })}
      </p>
      <Form action={`/zertifikat/${certificate.id}`}>
        <TextField
          name="name"
          label={say(language, { de: 'Name auf dem Zertifikat', en: 'Name on the certificate' })}
          value={compared?.name ?? ''}
          autocomplete="off"
          spellcheck={false}
        />
        <Buttons>
          <Button>{say(language, { de: 'Namen vergleichen', en: 'Compare the name' })}</Button>
        </Buttons>
      </Form>
    </>
  );
}

/** The public page of a certificate: whether it stands, what is printed on it, what it means, how to check it. */
export function certificatePage(
  certificate: Certificate,
  language: Language,
  baseUrl: string,
  compared?: Comparison,
): string {
  const path = `/zertifikat/${certificate.id}`;
  return page({
    title: say(language, { de: 'Zertifikat prüfen', en: 'Check a certificate' }),
    preline: certificate.number,
    language,
    path,
    personal: true,
    body: (
      <>
        <Status certificate={certificate} language={language} />
        <h2>{say(language, { de: 'Das steht auf dem Zertifikat', en: 'What the certificate says' })}</h2>
        {certificate.printed === undefined ? (
          <Compare certificate={certificate} language={language} compared={compared} />
        ) : (
          <FactList facts={facts(certificate, language)} />
        )}
        <h2>{say(language, { de: 'Was es bedeutet', en: 'What it means' })}</h2>
        <p>
          {say(language, {
            de: 'Ein gültiges Zertifikat bescheinigt, dass die genannte Person an der Weiterbildung teilgenommen und sie abgeschlossen hat. Es ist kein staatlicher Abschluss.',
            en: 'A valid certificate confirms that the person named took part in the training programme and completed it. It is not a state qualification.',
          })}
        </p>
        <h2>{say(language, { de: 'So prüfen Sie es', en: 'How to check it' })}</h2>
        <ul>
          <li>
            {say(language, {
              de: 'Vergleichen Sie Name, Nummer und Datum mit dem Papier oder der Datei, die Ihnen vorliegt.',
              en: 'Compare name, number and date with the paper or file that you have.',
            })}
          </li>
          <li>
            {say(language, {
              de: `Achten Sie darauf, dass die Adresse dieser Seite mit ${baseUrl}/zertifikat/ beginnt.`,
              en: `Make sure that the address of this page begins with ${baseUrl}/zertifikat/.`,
            })}
          </li>
          <li>
            {say(language, { de: 'Für Programme: ', en: 'For programs: ' })}
            <a href={`${path}.json`}>
              {say(language, { de: 'dieselben Angaben als JSON', en: 'the same data as JSON' })}
            </a>
          </li>
        </ul>
      </>
    ),
  });
}
