import * as z from 'zod';
import { languageSchema } from '../domain/text/text-schema.ts';

/**
 * The settings of a programme: what another Land, office or title changes without touching code.
 * Brandenburg's are the default; the environment variable `PROGRAMME` (JSON, any part of it) lies over them.
 * People and addresses here are invented; names of authorities are facts.
 */

const text = z.string().trim().min(1);
const inEveryLanguage = z.record(languageSchema, text);

const days = (number: number) => z.int().min(1).max(36_500).default(number);

const body = z.strictObject({
  name: text,
  address: text.optional(),
  email: z.email().optional(),
  phone: text.optional(),
  url: z.url().optional(),
});

const programmeSettings = z.strictObject({
  /** The programme's name as people read it; it keeps its colon. */
  title: text.default('Smart City Manager:in'),
  /** One sentence under the title. */
  claim: inEveryLanguage.default({
    de: 'Die kostenfreie Weiterbildung für Kommunalverwaltungen im Land Brandenburg',
    en: 'Free training for municipal administrations in the Land of Brandenburg',
  }),
  /** SVG path data on a grid of 32 × 32, drawn in white on the mark's square. */
  logo: z
    .string()
    .regex(/^[MmLlHhVvCcSsQqTtAaZz0-9 ,.+-]+$/, 'SVG path data only')
    .default(
      'M6 25V14.5h5V25zM13.5 25V8.5h5V25zM21 25V17.5h5V25zM23.5 15.25a2.25 2.25 0 1 0 0-4.5a2.25 2.25 0 0 0 0 4.5z',
    ),
  /** First part of every case reference, such as SCM in SCM-3-0007. */
  referencePrefix: z
    .string()
    .regex(/^[A-Z]{2,6}$/, 'two to six capital letters')
    .default('SCM'),
  /** The Land whose holidays and registers count: two letters as in ISO 3166-2:DE. */
  land: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('BB'),
  landName: text.default('Brandenburg'),
  /** The programme office: the named contact in every mail and footer. */
  office: z
    .strictObject({
      name: text.default('Programmbüro Smart City Manager:in'),
      person: text.default('Jette Lindow'),
      email: z.email().default('programmbuero@smart-city.example'),
      phone: text.default('+49 331 555 01 20'),
      address: text.default('Am Speicher 4, 14467 Potsdam'),
    })
    .prefault({}),
  /** Who may sign in to the office beside the office's own address and those of the rounds' offices. */
  access: z
    .strictObject({
      office: z.array(z.email()).default([]),
      /** Those who may read everything there and change nothing. */
      auditors: z.array(z.email()).default([]),
    })
    .prefault({}),
  /** The ministry that pays and decides. */
  ministry: z
    .strictObject({
      name: text.default('Ministerium für Infrastruktur und Landesplanung des Landes Brandenburg'),
      short: text.default('MIL'),
      address: text.default('Henning-von-Tresckow-Straße 2–8, 14467 Potsdam'),
      fileReference: text.default('MIL-SC-2022'),
    })
    .prefault({}),
  /** Provider of this installation, as § 5 DDG asks. */
  imprint: z
    .strictObject({
      provider: text.default('Programmbüro Smart City Manager:in'),
      representative: text.default('Jette Lindow, Leiterin des Programmbüros'),
      address: text.default('Am Speicher 4, 14467 Potsdam'),
      email: z.email().default('programmbuero@smart-city.example'),
      phone: text.default('+49 331 555 01 20'),
      responsibleForContent: text.default('Jette Lindow, Anschrift wie oben'),
      vatId: text.optional(),
      sourceCode: z.url().default('https://code.smart-city.example/kohorte'),
    })
    .prefault({}),
  privacy: z
    .strictObject({
      controller: body.prefault({
        name: 'Ministerium für Infrastruktur und Landesplanung des Landes Brandenburg',
        address: 'Henning-von-Tresckow-Straße 2–8, 14467 Potsdam',
        email: 'poststelle@ministerium.example',
      }),
      officer: body.prefault({
        name: 'Behördliche Datenschutzbeauftragte oder behördlicher Datenschutzbeauftragter',
        email: 'datenschutz@ministerium.example',
      }),
      supervisoryAuthority: body.prefault({
        name: 'Die Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg',
        address: 'Stahnsdorfer Damm 77, 14532 Kleinmachnow',
      }),
      /** Who handles data on the controller's behalf, and for what. */
      processors: z
        .array(
          z.strictObject({
            name: text,
            duty: inEveryLanguage,
            place: inEveryLanguage,
          }),
        )
        .default([
          {
            name: 'Programmbüro Smart City Manager:in',
            duty: { de: 'Durchführung des Programms', en: 'Running the programme' },
            place: { de: 'Potsdam, Deutschland', en: 'Potsdam, Germany' },
          },
          {
            name: 'Amazon Web Services EMEA SARL',
            duty: { de: 'Rechenzentrum und Mailversand', en: 'Hosting and sending of mail' },
            place: { de: 'Europäische Union', en: 'European Union' },
          },
        ]),
      /** Date of this version of the notice, ISO 8601. */
      version: z.iso.date().default('2022-08-15'),
    })
    .prefault({}),
  accessibility: z
    .strictObject({
      /** Where people report barriers. */
      feedback: z
        .strictObject({
          email: z.email().default('barrierefrei@smart-city.example'),
          phone: text.default('+49 331 555 01 21'),
        })
        .prefault({}),
      monitoringBody: body.prefault({
        name: 'Überwachungsstelle Barrierefreies Internet im Landesamt für Soziales und Versorgung des Landes Brandenburg',
      }),
      enforcementBody: body.prefault({
        name: 'Durchsetzungsstelle für digitale Barrierefreiheit bei der oder dem Beauftragten des Landes Brandenburg für die Belange der Menschen mit Behinderungen',
      }),
      /** Date of the last test, ISO 8601. */
      testedOn: z.iso.date().default('2022-08-15'),
    })
    .prefault({}),
  certificate: z
    .strictObject({
      signatory: text.default('Dr. Ilse Woltersdorf'),
      signatoryFunction: inEveryLanguage.default({
        de: 'Leiterin der Abteilung Stadtentwicklung und Wohnungswesen',
        en: 'Head of the Department of Urban Development and Housing',
      }),
      place: text.default('Potsdam'),
    })
    .prefault({}),
  decision: z
    .strictObject({
      /** Whether a refusal is a mere letter or an administrative act with instructions on legal remedies. */
      form: z.enum(['formlos', 'verwaltungsakt']).default('formlos'),
      /** The instructions on legal remedies, written by the ministry's lawyers; used with `verwaltungsakt` only. */
      legalRemedy: text.optional(),
    })
    .prefault({}),
  /** Retention periods in days. */
  retention: z
    .strictObject({
      /** After sending, if the address is not confirmed. */
      unconfirmed: days(7),
      /** After the round closed. */
      rejected: days(365),
      withdrawn: days(365),
      /** After the round was archived. */
      participants: days(730),
      /** After issue. */
      certificates: days(3_653),
    })
    .prefault({}),
});

/** The settings of a programme, complete. */
export type Settings = z.infer<typeof programmeSettings>;

/** How long personal data are kept, in days. */
export type Retention = Settings['retention'];

/**
 * Reads the settings of a programme from JSON; whatever is left out is Brandenburg's.
 * @param json any part of the settings as JSON, or nothing
 * @throws SyntaxError where it is no JSON, ZodError where a name or value is not allowed
 */
export function parseSettings(json: string | undefined): Settings {
  return programmeSettings.parse(json ? JSON.parse(json) : {});
}

/** The settings of the programme that this process serves: `PROGRAMME` over Brandenburg's defaults. */
export const settings: Settings = parseSettings(process.env['PROGRAMME']);
