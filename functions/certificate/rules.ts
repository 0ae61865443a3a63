import { type Application, fullName } from '../domain/application.ts';
import { berlinDate, minutesBetween } from '../domain/calendar.ts';
import type { Certificate, Printed } from '../domain/certificate.ts';
import { nameToHash } from '../domain/certificate.ts';
import { administration, type Register } from '../domain/register/register.ts';
import { cohortOf, firstSession, lastSessionEnd, type Round } from '../domain/round.ts';
import { normaliseName } from '../domain/text.ts';
import type { Settings } from '../platform/settings.ts';
import { sha256 } from '../platform/store/keys.ts';

type RoundFile = Round['file'];

/** A module with what somebody attended of it; times in minutes. */
export type AttendedModule = {
  readonly number: number;
  readonly title: string;
  readonly sessions: number;
  readonly attended: number;
  readonly minutes: number;
  readonly minutesAttended: number;
};

/** What somebody attended of each module of a cohort. Sessions that the cohort doesn't have don't count. */
export function attendedModules(
  file: RoundFile,
  cohort: string,
  attended: readonly string[],
): AttendedModule[] {
  const present = new Set(attended);
  return cohortOf(file, cohort).modules.map(({ number, title, sessions }) => {
    const there = sessions.filter((session) => present.has(session.id));
    const minutes = (of: typeof sessions): number =>
      of.reduce((sum, { starts, ends }) => sum + minutesBetween(starts, ends), 0);
    return {
      number,
      title,
      sessions: sessions.length,
      attended: there.length,
      minutes: minutes(sessions),
      minutesAttended: minutes(there),
    };
  });
}

/** Minutes as hours, to two decimal places. */
export function hours(minutes: number): number {
  return Math.round((minutes * 100) / 60) / 100;
}

/** `Z` for a certificate (Zertifikat), `T` for a confirmation of participation (Teilnahmebescheinigung). */
export type DocumentKind = 'Z' | 'T';

/**
 * The number that people read, from the case's own: SCM-3-0007 becomes SCM-3-Z-0007. One application has one
 * certificate, so no other has this number; gaps are those of the cases.
 */
export function documentNumber(reference: string, kind: DocumentKind): string {
  const at = reference.lastIndexOf('-');
  return `${reference.slice(0, at)}-${kind}${reference.slice(at)}`;
}

/** The number of a certificate that takes the place of another: SCM-3-Z-0007 becomes SCM-3-Z-0007-2, then -3. */
export function nextNumber(before: string): string {
  const [, first = before, count] = /^(.*-Z-\d+)(?:-(\d+))?$/.exec(before) ?? [];
  return `${first}-${Number(count ?? '1') + 1}`;
}

/** The names of the administrations of a case, in the order given; of a key that the edition lacks, the key. */
export function administrationNames(application: Application, register: Register): string[] {
  return application.administrations.map((key) => administration(register, key)?.name ?? key);
}

/**
 * What is printed on the document of an application whose cohort is through.
 * @throws Error where the application has no seat: then it attended nothing
 */
export function printedOn(
  application: Application,
  round: Round,
  register: Register,
  settings: Settings,
  now: string,
): Printed {
  if (application.seat === undefined) throw new Error('a document needs a seat that was held');
  const { cohort } = application.seat;
  const modules = attendedModules(round.file, cohort, application.attended ?? []);
  const sum = (of: (module: AttendedModule) => number): number =>
    modules.reduce((total, module) => total + of(module), 0);
  const { signatory, signatoryFunction, place } = settings.certificate;
  return {
    name: fullName(application.applicant),
    programme: settings.title,
    round: round.file.title,
    administrations: administrationNames(application, register),
    modules: modules
      .filter((module) => module.attended > 0)
      .map(({ number, title, minutesAttended }) => ({ number, title, hours: hours(minutesAttended) })),
    hours: hours(sum((module) => module.minutesAttended)),
    hoursOfRound: hours(sum((module) => module.minutes)),
    from: berlinDate(firstSession(round.file, cohort)),
    until: berlinDate(lastSessionEnd(round.file, cohort)),
    issuedAt: now,
    place,
    signatory,
    signatoryFunction,
    authority: settings.ministry.name,
  };
}

/** What anybody gets to know of a certificate: number, status, and what is printed on it. */
export type PublicCertificate = {
  readonly id: string;
  readonly number: string;
  readonly status: string;
} & Partial<Omit<Printed, 'authority'>> & {
    readonly authority?: string;
    readonly stateDegree: false;
    readonly endedAt?: string;
    readonly replacedBy?: string;
  };

/** The machine-readable form of a certificate; nothing beyond what is printed. */
export function publicForm(certificate: Certificate): PublicCertificate {
  const { id, number, status, printed, issuedAt, endedAt, replacedBy } = certificate;
  return {
    id,
    number,
    status,
    issuedAt,
    ...printed,
    stateDegree: false,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

/** Whether a name is the one that an erased certificate was issued for. */
export function isHolder(certificate: Certificate, name: string): boolean {
  const { nameHash, printed } = certificate;
  if (printed !== undefined) return normaliseName(printed.name) === normaliseName(name);
  if (nameHash === undefined) return false;
  return sha256(nameToHash(nameHash.salt, normaliseName(name))) === nameHash.hash;
}
