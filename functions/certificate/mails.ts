import { fullName } from '../domain/application.ts';
import { formatNumber } from '../domain/calendar.ts';
import { languageQuery } from '../domain/text.ts';
import {
  caseOf,
  linkOf,
  type MailContext,
  type MailsOf,
  type MailWriter,
  roundOf,
} from '../platform/letter/mail.ts';
import { say } from '../platform/letter/wording.ts';
import { attendedModules, documentNumber, hours } from './rules.ts';

/** The office took the certificate back: its number, the reason word by word, whom to ask. */
const revocation: MailWriter = (context) => {
  const { language, data } = context;
  const link = linkOf(context);
  return {
    letter: {
      subject: say(language, {
        de: 'Ihr Zertifikat wurde zurückgezogen',
        en: 'Your certificate was revoked',
      }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `wir haben Ihr Zertifikat ${data['number'] ?? ''} zurückgezogen. Bitte verwenden Sie es nicht mehr; wer es prüft, erfährt, dass es nicht gültig ist. Den Grund erfährt dort niemand.`,
            en: `we have revoked your certificate ${data['number'] ?? ''}. Please do not use it any more; whoever checks it learns that it is not valid. Nobody learns the reason there.`,
          }),
        },
        { kind: 'text', text: say(language, { de: 'Der Grund ist:', en: 'The reason is:' }) },
        { kind: 'quote', text: data['reason'] ?? '' },
      ],
      action: {
        label: say(language, { de: 'Meinen Vorgang ansehen', en: 'View my case' }),
        url: link.url,
        code: link.code,
        note: say(language, {
          de: 'Halten Sie das für einen Irrtum? Dann antworten Sie einfach auf diese E-Mail.',
          en: 'Do you think that this is a mistake? Then simply answer this mail.',
        }),
      },
    },
  };
};

/**
 * Number, PDF, verification link, and what comes next; never called a state degree. `data`: `event` (`reissued` with
 * the number `before`; `revoked` with `number` and `reason`), missing for the first one.
 */
const certificate: MailWriter = (context) => {
  if (context.data['event'] === 'revoked') return revocation(context);
  const { language, settings, baseUrl } = context;
  const { before } = context.data;
  const application = caseOf(context);
  const issued = application.certificate;
  if (issued === undefined) throw new Error('this mail needs a certificate');
  const link = linkOf(context);
  return {
    letter: {
      subject:
        before === undefined
          ? say(language, {
              de: 'Ihr Zertifikat: herzlichen Glückwunsch!',
              en: 'Your certificate: congratulations!',
            })
          : say(language, { de: 'Ihr neu ausgestelltes Zertifikat', en: 'Your certificate, issued anew' }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text:
            before === undefined
              ? say(language, {
                  de: `herzlichen Glückwunsch! Sie haben die Weiterbildung ${settings.title} abgeschlossen. Ihr Zertifikat liegt dieser E-Mail als PDF bei.`,
                  en: `congratulations! You have completed the training programme ${settings.title}. Your certificate is attached to this mail as a PDF.`,
                })
              : say(language, {
                  de: `wir haben Ihr Zertifikat neu ausgestellt; es liegt dieser E-Mail als PDF bei. Das Zertifikat ${before} ist nicht mehr gültig, bitte verwenden Sie nur noch das neue.`,
                  en: `we have issued your certificate anew; it is attached to this mail as a PDF. The certificate ${before} is no longer valid, please use the new one only.`,
                }),
        },
        {
          kind: 'facts',
          facts: [
            {
              label: say(language, { de: 'Nummer des Zertifikats', en: 'Number of the certificate' }),
              value: issued.number,
            },
            { label: say(language, { de: 'Durchgang', en: 'Round' }), value: roundOf(context).file.title },
          ],
        },
        {
          kind: 'link',
          label: say(language, {
            de: 'Unter dieser Adresse kann jede und jeder prüfen, ob Ihr Zertifikat gültig ist',
            en: 'At this address anybody can check that your certificate is valid',
          }),
          url: `${baseUrl}/zertifikat/${issued.id}${languageQuery(language)}`,
        },
        {
          kind: 'text',
          text: say(language, {
            de: 'Das Zertifikat bescheinigt Ihre Weiterbildung; es ist kein staatlicher Abschluss.',
            en: 'The certificate confirms your training; it is not a state qualification.',
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Meinen Vorgang ansehen', en: 'View my case' }),
        url: link.url,
        code: link.code,
        note: say(language, {
          de: 'Bitte prüfen Sie, ob alles stimmt. Wenn nicht, antworten Sie einfach auf diese E-Mail.',
          en: 'Please check that everything is right. If it is not, simply answer this mail.',
        }),
      },
      after:
        before !== undefined
          ? []
          : [
              {
                kind: 'text',
                text: say(language, {
                  de: 'Mit einer eigenen E-Mail laden wir Sie in das Netzwerk der Ehemaligen ein. Die Teilnahme ist freiwillig.',
                  en: 'In a mail of its own we invite you to the alumni network. Joining is voluntary.',
                }),
              },
            ],
    },
    document: {
      id: issued.id,
      filename: `${say(language, { de: 'Zertifikat', en: 'Certificate' })}-${issued.number}.pdf`,
    },
  };
};

type Modules = ReturnType<typeof attendedModules>;

/** The modules of the cohort that the application had a seat in, with what was attended. */
function modulesOf(context: MailContext): Modules {
  const application = caseOf(context);
  if (application.seat === undefined) return [];
  return attendedModules(roundOf(context).file, application.seat.cohort, application.attended ?? []);
}

function moduleLine(module: Modules[number], minutes: number, context: MailContext): string {
  const { language } = context;
  const time = formatNumber(hours(minutes), language, 2);
  return say(language, {
    de: `Modul ${module.number}: ${module.title} (${time} Stunden)`,
    en: `Module ${module.number}: ${module.title} (${time} hours)`,
  });
}

/** Which modules were attended, what is missing, when it can be made up. */
const participationConfirmation: MailWriter = (context) => {
  const { language, settings } = context;
  const application = caseOf(context);
  const modules = modulesOf(context);
  const attended = modules.filter((module) => module.attended > 0);
  const missing = modules.filter((module) => module.attended < module.sessions);
  const document = context.data['document'];
  const link = linkOf(context);
  const number = documentNumber(application.reference, 'T');
  const heading = (de: string, en: string) => ({ kind: 'heading', text: say(language, { de, en }) }) as const;
  const list = (items: string[]) => ({ kind: 'list', items }) as const;
  return {
    letter: {
      subject:
        document === undefined
          ? say(language, { de: 'Zum Ende der Schulung', en: 'At the end of the training' })
          : say(language, { de: 'Ihre Teilnahmebescheinigung', en: 'Your confirmation of participation' }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text:
            document === undefined
              ? say(language, {
                  de: `die Weiterbildung ${settings.title} ist zu Ende. Schade, dass Sie an keinem Termin dabei sein konnten. Eine Teilnahmebescheinigung können wir Ihnen deshalb nicht ausstellen.`,
                  en: `the training programme ${settings.title} is over. We are sorry that you could not be at any session. So we cannot issue a confirmation of participation.`,
                })
              : say(language, {
                  de: `vielen Dank, dass Sie an der Weiterbildung ${settings.title} teilgenommen haben. Ihre Teilnahmebescheinigung liegt dieser E-Mail als PDF bei. Für ein Zertifikat fehlen noch Termine.`,
                  en: `thank you for taking part in the training programme ${settings.title}. Your confirmation of participation is attached to this mail as a PDF. For a certificate some sessions are still missing.`,
                }),
        },
        ...(attended.length === 0
          ? []
          : [
              heading('Das haben Sie besucht', 'What you attended'),
              list(attended.map((module) => moduleLine(module, module.minutesAttended, context))),
            ]),
        ...(missing.length === 0
          ? []
          : [
              heading('Das fehlt noch', 'What is still missing'),
              list(
                missing.map((module) => moduleLine(module, module.minutes - module.minutesAttended, context)),
              ),
            ]),
        {
          kind: 'text',
          text: say(language, {
            de: 'Nachholen können Sie das in einem späteren Durchgang. Sobald es Termine gibt, stehen sie auf der Startseite des Programms; eine neue Bewerbung ist willkommen.',
            en: "You can make this up in a later round. As soon as there are dates, they are on the programme's home page; a new application is welcome.",
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Meinen Vorgang ansehen', en: 'View my case' }),
        url: link.url,
        code: link.code,
        note: say(language, {
          de: 'Stimmt etwas nicht? Dann antworten Sie einfach auf diese E-Mail.',
          en: 'Is something wrong? Then simply answer this mail.',
        }),
      },
    },
    ...(document === undefined
      ? {}
      : {
          document: {
            id: document,
            filename: `${say(language, { de: 'Teilnahmebescheinigung', en: 'Confirmation-of-participation' })}-${number}.pdf`,
          },
        }),
  };
};

/** The words of this room. */
export const certificateMails: MailsOf<'certificate'> = {
  certificate,
  'participation-confirmation': participationConfirmation,
};
