import type { Application } from '../../domain/application.ts';
import type { Certificate } from '../../domain/certificate.ts';
import { type FieldName, fieldNames, fieldOf, objectOf, valueAt } from '../../domain/form-fields/table.ts';
import { actorNames, historySentence } from '../../domain/history.ts';
import { toldHistory, toldStatus } from '../../domain/lifecycle.ts';
import type { LedgerEntry } from '../../domain/mail.ts';
import type { Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import type { Shown } from '../../platform/letter/submitted.ts';
import { administrationNames, say, statusNames } from '../../platform/letter/wording.ts';

/** What is kept about a person beside the application itself. */
export type Kept = {
  readonly round: Round;
  readonly register: Register;
  readonly ledger: readonly LedgerEntry[];
  readonly needs: string | undefined;
  readonly certificate: Certificate | undefined;
};

/** One line of history in words. */
export type HistoryLine = {
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly words?: string;
};

/** The history as the applicant may know it, in sentences. */
export function historyInWords(application: Application, language: Language): HistoryLine[] {
  return toldHistory(application).map(({ at, who, what, words }) => ({
    at,
    // The reader is the applicant.
    who: who === 'applicant' ? say(language, { de: 'Sie', en: 'You' }) : (actorNames[who]?.[language] ?? who),
    what: historySentence(what)[language],
    ...(words === undefined ? {} : { words }),
  }));
}

/** What the file holds of one field. */
function ownValue(given: Shown, name: FieldName, register: Register, language: Language): unknown {
  const { kind, ownData: told } = fieldOf(name);
  if ('not' in told) return undefined;
  const value = valueAt(given, name);
  if (kind === 'boolean') return value === true;
  if (kind === 'administrations') {
    return given.administrations.map((key) => ({
      key,
      name: administrationNames({ administrations: [key] }, register),
    }));
  }
  return value ?? told.ifNone?.[language];
}

/** What was submitted, in the shape in which it was sent. */
function submittedData(given: Shown, register: Register, language: Language): Record<string, unknown> {
  return objectOf(fieldNames.map((name) => [name, ownValue(given, name, register, language)]));
}

/**
 * Everything that is kept about the applicant of a case (Art. 15 and 20 DSGVO), as data for a file. Instants
 * are ISO 8601 in UTC. What a review has come to stays out until it is told.
 */
export function ownData(application: Application, kept: Kept, language: Language, now: string) {
  const { emailChange, query, decision, seat, certificate } = application;
  const told = decision?.toldAt === undefined ? undefined : decision;
  return {
    exportedAt: now,
    reference: application.reference,
    id: application.id,
    round: { id: kept.round.id, title: kept.round.file.title },
    status: toldStatus(application),
    statusInWords: statusNames[toldStatus(application)][language],
    version: application.version,
    submitted: {
      ...submittedData({ ...application, needs: kept.needs }, kept.register, language),
      ...(emailChange === undefined ? {} : { emailToConfirm: emailChange.email }),
    },
    submittedAt: application.submittedAt,
    confirmedAt: application.confirmedAt,
    endorsedAt: application.endorsedAt,
    ...(query === undefined
      ? {}
      : {
          query: {
            text: query.text,
            askedAt: query.askedAt,
            until: query.until,
            answer: query.answer,
            answeredAt: query.answeredAt,
          },
        }),
    ...(told === undefined
      ? {}
      : { decision: { outcome: told.outcome, reason: told.reason, toldAt: told.toldAt } }),
    ...(application.waiting === undefined ? {} : { waitingSince: application.waiting.since }),
    ...(seat === undefined ? {} : { seat }),
    ...(application.explanation === undefined ? {} : { explanation: application.explanation[language] }),
    ...(application.attended === undefined ? {} : { attended: application.attended }),
    ...(certificate === undefined
      ? {}
      : {
          certificate: {
            ...certificate,
            status: kept.certificate?.status,
            printed: kept.certificate?.printed,
          },
        }),
    ...(application.alumniSince === undefined ? {} : { alumniSince: application.alumniSince }),
    history: toldHistory(application).map(({ at, who, what, words }) => ({
      at,
      who,
      what,
      inWords: historySentence(what)[language],
      ...(words === undefined ? {} : { words }),
    })),
    mails: kept.ledger
      .filter(({ order }) => order.to.role === 'applicant' || order.to.role === 'graduate')
      .map(({ order, state, owedAt, sentAt }) => ({
        purpose: order.purpose,
        to: order.to.email,
        state,
        owedAt,
        ...(sentAt === undefined ? {} : { sentAt }),
      })),
  };
}
