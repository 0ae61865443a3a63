import { type Alumnus, readAlumnus } from '../../alumni/rules.ts';
import { type Application, fullName } from '../../domain/application.ts';
import { type Certificate, revoked } from '../../domain/certificate.ts';
import { noted } from '../../domain/change.ts';
import { toApplicant } from '../../domain/lifecycle.ts';
import { certificateWrite } from '../../platform/store/certificates.ts';
import type { RawItem, Write } from '../../platform/store/port.ts';
import type { CaseDecision, Office } from './case-rules.ts';

/** Whether a certificate is out that can be taken back. */
export function canRevoke({ certificate, status }: Application): boolean {
  return status === 'completed' && certificate !== undefined && certificate.revokedAt === undefined;
}

/** Whether another certificate can be issued; also after one was taken back by mistake. */
export function canReissue({ certificate, status }: Application): boolean {
  return status === 'completed' && certificate !== undefined && certificate.reissueOrderedAt === undefined;
}

/**
 * Takes a certificate back, for good. Whoever checks it learns that it is not valid; only the graduate learns why.
 * @param reason read by the graduate word for word
 */
export function revokeCertificate(
  application: Application,
  certificate: Certificate | undefined,
  reason: string,
  office: Office,
  now: string,
): CaseDecision {
  const { certificate: issued } = application;
  if (issued === undefined || !canRevoke(application) || certificate === undefined) {
    return { answer: 'not-possible' };
  }
  const line = { at: now, who: 'office', name: office.email, what: 'certificate-revoked', words: reason };
  return {
    answer: 'done',
    change: {
      record: noted(application, line, { certificate: { ...issued, revokedAt: now } }),
      writes:
        certificate.status === 'valid'
          ? [certificateWrite(certificate, revoked(certificate, reason, now))]
          : [],
      mails: [
        {
          purpose: 'certificate',
          to: toApplicant(application),
          occasion: `revoked-${issued.number}`,
          data: { event: 'revoked', number: issued.number, reason },
        },
      ],
    },
  };
}

/** A member's entry in the alumni network follows the corrected name. */
function renamed(member: RawItem | undefined, application: Application): Write[] {
  if (member === undefined) return [];
  const alumnus: Alumnus = { ...readAlumnus(member), name: fullName(application.applicant) };
  return [{ put: alumnus }];
}

/**
 * Orders another certificate, with the name as it is right. The case's execution draws it, keeps it and mails it;
 * the one before then leads to it.
 * @param person hash of who the graduate is with this name
 * @param claimedBy id of the application that holds the claim of that person, if one does
 * @param member the graduate's entry in the alumni network, if there is one
 */
export function reissueCertificate(
  application: Application,
  name: { readonly givenName: string; readonly familyName: string },
  person: string,
  claimedBy: string | undefined,
  member: RawItem | undefined,
  office: Office,
  now: string,
): CaseDecision {
  const { certificate: issued, applicant } = application;
  if (issued === undefined || !canReissue(application)) return { answer: 'not-possible' };
  if (claimedBy !== undefined && claimedBy !== application.id) return { answer: 'other-application' };
  const isNew = name.givenName !== applicant.givenName || name.familyName !== applicant.familyName;
  const record = noted(
    application,
    {
      at: now,
      who: 'office',
      name: office.email,
      what: 'certificate-corrected',
      ...(office.note === undefined ? {} : { words: office.note }),
    },
    {
      applicant: { ...applicant, ...name },
      person,
      certificate: { ...issued, reissueOrderedAt: now },
    },
  );
  return {
    answer: 'done',
    change: {
      record,
      effects: person === application.person ? [] : [{ claim: 'move', to: person }],
      writes: isNew ? renamed(member, record) : [],
      // The case's execution ended with the first certificate.
      restart: true,
    },
  };
}
