import { randomBytes } from 'node:crypto';
import type { Application } from '../../domain/application.ts';
import { submittedOf } from '../../domain/form-fields/record.ts';
import type { Submission } from '../../domain/form-fields/submission.ts';
import { toApplicant } from '../../domain/lifecycle.ts';
import { register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { count } from '../../platform/observe/observer.ts';
import { settings } from '../../platform/settings.ts';
import { writeRow } from '../../platform/store/application-row.ts';
import { keys } from '../../platform/store/keys.ts';
import { owe, startApplication } from '../../platform/store/outbox.ts';
import { personHash } from '../../platform/store/person.ts';
import type { Write } from '../../platform/store/port.ts';
import { loadRound } from '../../platform/store/records.ts';
import { add, transact } from '../../platform/store/table.ts';

/** The round of that id with the register it is pinned to. */
export async function findRound(id: string) {
  if (!/^[A-Za-z0-9-]{1,40}$/.test(id)) return undefined;
  const round = await loadRound(id);
  const edition = round === undefined ? undefined : register(round.registerEdition);
  return round === undefined || edition === undefined ? undefined : { round, register: edition };
}

/** What somebody needs in order to take part lies apart from the application, for the office alone. */
export function needsChange(application: Application, needs: string | undefined): Write {
  const { round, id, reference } = application;
  if (needs === undefined) return { remove: keys.needs(round, id) };
  return { put: { ...keys.needs(round, id), kind: 'needs', application: id, reference, text: needs } };
}

/** The next case number of a round, such as SCM-3-0007. A number may stay unused. */
async function nextReference(round: string): Promise<string> {
  const counted = await add(keys.counter(`reference-${round}`), 'value', 1, { kind: 'counter' });
  return `${settings.referencePrefix}-${round}-${String(counted['value']).padStart(4, '0')}`;
}

/** What else belongs to a new application. */
type Also = {
  /** Writes of the same transaction, such as the answer kept for a repeated request. */
  readonly writes?: (application: Application) => readonly Write[];
  /** It came after the window had closed, by a link of the office. */
  readonly late?: boolean;
};

/**
 * Stores a new application, unconfirmed, owes the mail that asks for the confirmation, and has its execution
 * started: all in one transaction.
 * @throws ConflictError where the writes of `also` do not hold
 */
export async function submit(
  submission: Submission,
  round: Round,
  at: string,
  { writes = () => [], late = false }: Also = {},
): Promise<Application> {
  const id = randomBytes(16).toString('base64url');
  const reference = await nextReference(round.id);
  const { needs, language } = submission;
  const application: Application = {
    ...keys.application(round.id, id),
    ...submittedOf(submission),
    language,
    kind: 'application',
    id,
    reference,
    round: round.id,
    status: 'unconfirmed',
    version: 1,
    revision: 1,
    generation: 1,
    person: personHash(submission.applicant),
    submittedAt: at,
    verdicts: [],
    caseLinkEpoch: 1,
    history: [
      { at, who: 'applicant', what: 'application-sent' },
      ...(late ? [{ at, who: 'applicant', what: 'application-late' }] : []),
    ],
    oPk: `ROUND#${round.id}`,
    oSk: reference,
    name: `${submission.applicant.familyName}, ${submission.applicant.givenName}`,
    at,
  };
  await transact([
    { create: { ...application, row: writeRow(application) } },
    ...owe(
      { purpose: 'confirm-address', to: toApplicant(application), occasion: 'sent' },
      { round: round.id, application: id },
      at,
    ),
    startApplication(application, at),
    ...(needs === undefined ? [] : [needsChange(application, needs)]),
    ...writes(application),
  ]);
  count(['Applications', { outcome: 'sent' }]);
  return application;
}
