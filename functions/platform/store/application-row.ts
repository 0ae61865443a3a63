import * as z from 'zod';
import { type Application, applicationStatuses } from '../../domain/application.ts';

/**
 * What lists show of an application, in their order. It lies in the record as one short text and is all that the
 * index holds, so that thousands of applications are one reading of a few hundred kilobytes.
 */
const fieldsSchema = z.tuple([
  z.string(),
  z.string(),
  z.enum(applicationStatuses),
  z.string(),
  z.array(z.string()),
  z.string(),
  z.nullable(z.string()),
  z.nullable(z.string()),
  z.string(),
]);

/** An application as lists show it: without what it contains, and perhaps a moment old. */
export type ApplicationRow = {
  readonly id: string;
  readonly reference: string;
  readonly status: Application['status'];
  /** Family name first, as lists are sorted. */
  readonly name: string;
  readonly administrations: Application['administrations'];
  /** When it came in. */
  readonly at: string;
  readonly cohort: string | undefined;
  /** The end of an offer that is not answered. */
  readonly offerUntil: string | undefined;
  /** The beginning of the hash of who applies; enough to tell the people of a round apart. */
  readonly person: string;
};

/** So much of the hash of a person as a row holds. */
export function shortPerson(person: string): string {
  return person.slice(0, 16);
}

/** The text of an application's row. */
export function writeRow(application: Application): string {
  const { id, reference, status, applicant, administrations, at, seat, person } = application;
  const fields: z.infer<typeof fieldsSchema> = [
    id,
    reference,
    status,
    `${applicant.familyName}, ${applicant.givenName}`,
    administrations,
    at,
    seat?.cohort ?? null,
    (status === 'seat-offered' ? seat?.until : undefined) ?? null,
    shortPerson(person),
  ];
  return JSON.stringify(fields);
}

/** Reads it again. @throws ZodError or SyntaxError for what is no row */
export function readRow(text: string): ApplicationRow {
  const [id, reference, status, name, administrations, at, cohort, offerUntil, person] = fieldsSchema.parse(
    JSON.parse(text),
  );
  return {
    id,
    reference,
    status,
    name,
    administrations,
    at,
    cohort: cohort ?? undefined,
    offerUntil: offerUntil ?? undefined,
    person,
  };
}
