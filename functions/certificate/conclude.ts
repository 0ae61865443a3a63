import { randomBytes } from 'node:crypto';
import type { Application } from '../domain/application.ts';
import { type Certificate, type DocumentType, replaced } from '../domain/certificate.ts';
import { noted } from '../domain/change.ts';
import { dueTo, toApplicant } from '../domain/lifecycle.ts';
import { applicationStage, type StageInput } from '../platform/flow/stage.ts';
import { settings } from '../platform/settings.ts';
import { registerOf } from '../platform/store/cases.ts';
import { certificateWrite, loadCertificate } from '../platform/store/certificates.ts';
import { keys } from '../platform/store/keys.ts';
import type { Write } from '../platform/store/port.ts';
import type { WrittenChange } from '../platform/store/records.ts';
import { surrounding } from '../platform/surroundings.ts';
import { makeDocument } from './document/document.ts';
import { documentNumber, nextNumber, printedOn } from './rules.ts';

/** An id that cannot be guessed: 128 bits in 22 characters that fit a path. */
function newId(): string {
  return randomBytes(16).toString('base64url');
}

/** The write that keeps a document's bytes. */
function keep(id: string, bytes: Uint8Array, { round, application, now }: StageInput): Write {
  return {
    create: {
      ...keys.document(id),
      kind: 'document',
      id,
      bytes,
      contentType: 'application/pdf',
      round: round.id,
      application: application.id,
      createdAt: now,
    },
  };
}

function printed({ application, round, now }: StageInput) {
  return printedOn(application, round, registerOf(round), settings, now);
}

const documents = surrounding('documents', { make: makeDocument });

/** Makes a document of what is printed on it. */
async function make(
  type: DocumentType,
  number: string,
  what: Certificate['printed'],
  verifyUrl?: string,
): Promise<Uint8Array> {
  if (what === undefined) throw new Error('there is nothing to print');
  return documents().make({
    type,
    number,
    printed: what,
    logo: settings.logo,
    land: settings.landName,
    ...(verifyUrl === undefined ? {} : { verifyUrl }),
  });
}

/** What becomes of the certificate before: another one stands in its place. A revoked one stays revoked. */
async function replacement(before: string | undefined, id: string, now: string): Promise<Write[]> {
  const old = await loadCertificate(before);
  if (old?.status !== 'valid') return [];
  return [certificateWrite(old, replaced(old, id, now))];
}

async function issueCertificate(input: StageInput): Promise<WrittenChange<Application>> {
  const { application, now } = input;
  const before = application.certificate;
  const id = newId();
  const number =
    before === undefined ? documentNumber(application.reference, 'Z') : nextNumber(before.number);
  const certificate: Certificate = {
    ...keys.certificate(id),
    kind: 'certificate',
    id,
    number,
    status: 'valid',
    printed: printed(input),
    application: application.id,
    round: application.round,
    revision: 1,
    issuedAt: now,
  };
  const baseUrl = process.env['BASE_URL'] ?? '';
  const bytes = await make('certificate', number, certificate.printed, `${baseUrl}/zertifikat/${id}`);
  const earlier = before === undefined ? [] : [...(before.earlier ?? []), before.id];
  const to = toApplicant(application);
  return {
    record: noted(
      application,
      { at: now, who: 'date', what: 'certificate-issued', words: number },
      {
        certificate: { id, number, issuedAt: now, ...(earlier.length === 0 ? {} : { earlier }) },
        concludedAt: application.concludedAt ?? now,
      },
    ),
    writes: [{ create: certificate }, keep(id, bytes, input), ...(await replacement(before?.id, id, now))],
    mails:
      before === undefined
        ? [
            { purpose: 'certificate', to, occasion: 'conclusion' },
            { purpose: 'alumni-invitation', to, occasion: 'conclusion' },
          ]
        : [
            {
              purpose: 'certificate',
              to,
              occasion: number,
              data: { event: 'reissued', before: before.number },
            },
          ],
  };
}

async function confirmParticipation(input: StageInput): Promise<WrittenChange<Application>> {
  const { application, now } = input;
  const order = {
    purpose: 'participation-confirmation',
    to: toApplicant(application),
    occasion: 'conclusion',
  } as const;
  const what = printed(input);
  // Who was never there has no participation to be confirmed; the mail says so.
  if (what.modules.length === 0) return { record: { ...application, concludedAt: now }, mails: [order] };
  const id = newId();
  const number = documentNumber(application.reference, 'T');
  const bytes = await make('confirmation', number, what);
  return {
    record: noted(
      application,
      { at: now, who: 'date', what: 'participation-confirmed', words: number },
      { concludedAt: now },
    ),
    writes: [keep(id, bytes, input)],
    mails: [{ ...order, data: { document: id } }],
  };
}

/**
 * The end of an application's life in the cohort: the certificate, or the confirmation of participation, is made,
 * kept and mailed, once.
 */
export const handler = applicationStage(async (input) => {
  switch (dueTo(input.application)) {
    case 'certificate':
      return { change: await issueCertificate(input) };
    case 'confirmation':
      return { change: await confirmParticipation(input) };
    case 'nothing':
      return {};
  }
});
