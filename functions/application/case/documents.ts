import * as z from 'zod';
import type { Application } from '../../domain/application.ts';
import type { Opened } from '../../platform/store/cases.ts';
import { loadCertificate } from '../../platform/store/certificates.ts';
import { keys } from '../../platform/store/keys.ts';
import { ledgerOf } from '../../platform/store/records.ts';
import { get } from '../../platform/store/table.ts';
import type { Answer } from '../../platform/web/http.ts';

/** A PDF that was made for an applicant at the end of the training. */
export type KeptDocument = { readonly id: string; readonly type: 'certificate' | 'confirmation' };

/** A case with what is kept beside its record. */
export type OpenedCase = Opened & {
  readonly needs: string | undefined;
  readonly document: KeptDocument | undefined;
};

const bytesSchema = z.object({ bytes: z.instanceof(Uint8Array) });

/**
 * The document that ends a case: the certificate as long as it is valid, or the confirmation of participation.
 * Undefined where there is none.
 */
export async function documentOf(application: Application): Promise<KeptDocument | undefined> {
  if (application.status === 'completed') {
    const certificate = await loadCertificate(application.certificate?.id);
    return certificate?.status === 'valid' ? { id: certificate.id, type: 'certificate' } : undefined;
  }
  if (application.status !== 'not-completed') return undefined;
  const ledger = await ledgerOf({ application: application.id });
  const mailed = ledger.find(({ order }) => order.purpose === 'participation-confirmation');
  const id = mailed?.order.data?.['document'];
  return id === undefined ? undefined : { id, type: 'confirmation' };
}

/** The document as a file. @throws where its bytes are gone */
export async function download({ id, type }: KeptDocument): Promise<Answer> {
  const { bytes } = bytesSchema.parse(await get(keys.document(id)));
  const name = type === 'certificate' ? 'Zertifikat' : 'Teilnahmebescheinigung';
  return {
    status: 200,
    type: 'application/pdf',
    body: bytes,
    headers: {
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${name}.pdf"`,
    },
  };
}
