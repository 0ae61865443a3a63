import type { Application } from '../../domain/application.ts';
import type { Certificate } from '../../domain/certificate.ts';
import { actorNames, historySentence } from '../../domain/history.ts';
import { toldHistory, toldStatus } from '../../domain/lifecycle.ts';
import type { LedgerEntry } from '../../domain/mail.ts';
import type { Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
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
    who: who === 'applicant' ? say(language, 'Sie', 'You') : (actorNames[who]?.[language] ?? who),
    what: historySentence(what)[language],
    ...(words === undefined ? {} : { words }),
  }));
}

/**
 * Everything that is kept about the applicant of a case (Art. 15 and 20 DSGVO), as data for a file. Instants
 * are ISO 8601 in UTC. What a review has come to stays out until it is told.
 */
export function ownData(application: Application, kept: Kept, language: Language, now: string) {
  const { applicant, supervisor, emailChange, query, decision, seat, certificate } = application;
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
      administrations: application.administrations.map((key) => ({
        key,
        name: administrationNames({ administrations: [key] }, kept.register),
      })),
      applicant,
      ...(emailChange === undefined ? {} : { emailToConfirm: emailChange.email }),
      sharedMailbox: application.sharedMailbox === true,
      ...(supervisor === undefined ? {} : { supervisor }),
      motivation: application.motivation,
      cohorts: application.cohorts ?? say(language, 'alle', 'all'),
      language: application.language,
      ...(kept.needs === undefined ? {} : { needs: kept.needs }),
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
