import { type Application, isLive } from '../../domain/application.ts';
import type { Counted } from '../../domain/balance.ts';
import { formatNumber, formatShortDateTime } from '../../domain/calendar.ts';
import {
  type Administration,
  administration,
  type Dimension,
  dimensionNames,
  type Register,
} from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { capitalised, type Language } from '../../domain/text.ts';
import { administrationNames, say } from '../../platform/letter/wording.ts';

/** A label and what stands under it, as pages, mails and papers show it. */
export type PlainFact = { readonly label: string; readonly value: string };

/** A check and what came of it. */
export type Check = { readonly passed: boolean; readonly text: string };

function placesOf(application: Application, register: Register): Administration[] {
  return application.administrations.flatMap((key) => administration(register, key) ?? []);
}

/** What both administrations of a joint place have in common stands once. */
function joined(places: readonly Administration[], value: (place: Administration) => string): string {
  return [...new Set(places.map(value))].join(' / ');
}

/** The administration: what it is, where, and how large. */
export function administrationFacts(
  application: Application,
  register: Register,
  language: Language,
): PlainFact[] {
  const places = placesOf(application, register);
  const dimension = (of: Dimension): string => capitalised(dimensionNames[of][language]);
  return [
    {
      label: say(language, { de: 'Verwaltung', en: 'Administration' }),
      value: administrationNames(application, register),
    },
    { label: say(language, { de: 'Art', en: 'Kind' }), value: joined(places, (place) => place.kind) },
    { label: dimension('district'), value: joined(places, (place) => place.district) },
    {
      label: say(language, { de: 'Einwohnerinnen und Einwohner', en: 'Inhabitants' }),
      value: joined(places, (place) => formatNumber(place.population, language)),
    },
    { label: dimension('size_class'), value: joined(places, (place) => place.sizeClass) },
    {
      label: dimension('structural_area'),
      value: joined(places, (place) => place.structuralArea),
    },
    {
      label: dimension('planning_region'),
      value: joined(places, (place) => place.planningRegion),
    },
  ];
}

function endorsementCheck(application: Application, round: Round, language: Language): Check {
  if (application.endorsedAt !== undefined) {
    const at = formatShortDateTime(application.endorsedAt, language);
    return {
      passed: true,
      text: say(language, {
        de: `Die Verwaltung hat zugestimmt (${at})`,
        en: `The administration agreed (${at})`,
      }),
    };
  }
  if (!round.file.endorsement) {
    return {
      passed: true,
      text: say(language, {
        de: 'Eine Zustimmung der Verwaltung wird in diesem Durchgang nicht erbeten',
        en: 'This round does not ask for the administration’s agreement',
      }),
    };
  }
  return application.supervisor === undefined
    ? {
        passed: true,
        text: say(language, {
          de: 'Keine Fachvorgesetzte oder kein Fachvorgesetzter angegeben (Leitung der Verwaltung)',
          en: 'No supervisor named (head of the administration)',
        }),
      }
    : {
        passed: false,
        text: say(language, {
          de: 'Die Zustimmung der Verwaltung fehlt',
          en: 'The administration’s agreement is missing',
        }),
      };
}

function capCheck(
  application: Application,
  round: Round,
  all: readonly Counted[],
  language: Language,
): Check {
  const most = round.file.selection.perAdministration;
  const others = all.filter(
    (other) =>
      other.id !== application.id &&
      isLive(other.status) &&
      other.status !== 'rejected' &&
      other.administrations.some((key) => application.administrations.includes(key)),
  ).length;
  if (others === 0) {
    return {
      passed: true,
      text: say(language, {
        de: 'Keine weitere Bewerbung aus derselben Verwaltung',
        en: 'No other application from the same administration',
      }),
    };
  }
  return {
    passed: others < most,
    text: say(language, {
      de: `Weitere Bewerbungen aus derselben Verwaltung: ${others}; je Verwaltung gibt es höchstens ${most === 1 ? 'einen Platz' : `${most} Plätze`}`,
      en: `Other applications from the same administration: ${others}; at most ${most} ${most === 1 ? 'seat' : 'seats'} each`,
    }),
  };
}

/** What was checked before the application came to the approver. @param all applications of the round, where known */
export function checksOf(
  application: Application,
  round: Round,
  all: readonly Counted[] | undefined,
  language: Language,
): Check[] {
  const at = (instant: string): string => formatShortDateTime(instant, language);
  const inTime = application.submittedAt < round.file.applications.closes;
  return [
    {
      passed: inTime,
      text: inTime
        ? say(language, {
            de: `Fristgerecht eingegangen (${at(application.submittedAt)})`,
            en: `Received in time (${at(application.submittedAt)})`,
          })
        : say(language, {
            de: `Nach der Frist eingegangen (${at(application.submittedAt)})`,
            en: `Received after the deadline (${at(application.submittedAt)})`,
          }),
    },
    {
      passed: application.confirmedAt !== undefined,
      text:
        application.confirmedAt === undefined
          ? say(language, { de: 'E-Mail-Adresse nicht bestätigt', en: 'Mail address not confirmed' })
          : say(language, { de: 'E-Mail-Adresse bestätigt', en: 'Mail address confirmed' }),
    },
    {
      passed: true,
      text: say(language, {
        de: `Verwaltung im Register (Stand ${round.registerEdition.split('-').reverse().join('.')})`,
        en: `Administration in the register (as of ${round.registerEdition})`,
      }),
    },
    endorsementCheck(application, round, language),
    {
      passed: true,
      text: say(language, {
        de: 'Einzige laufende Bewerbung dieser Person im Durchgang',
        en: 'The person’s only live application in the round',
      }),
    },
    ...(all === undefined ? [] : [capCheck(application, round, all, language)]),
  ];
}
