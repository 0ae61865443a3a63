import type { Certificate } from '../domain/certificate.ts';
import { singleLine } from '../domain/text.ts';
import { loadCertificate } from '../platform/store/certificates.ts';
import { field } from '../platform/web/forms.ts';
import { type Answer, HttpError, html, httpFunction, json, type Request } from '../platform/web/http.ts';
import { isHolder, publicForm } from './rules.ts';
import { type Comparison, certificatePage } from './verification/verification-pages.tsx';

const ending = '.json';
/** A name has two parts of at most 100 characters each. */
const longestName = 201;

async function found(id: string | undefined): Promise<Certificate> {
  const certificate = await loadCertificate(id);
  if (certificate === undefined) throw new HttpError(404, 'There is no such certificate.');
  return certificate;
}

function show(certificate: Certificate, request: Request, compared?: Comparison): Answer {
  const baseUrl = process.env['BASE_URL'] ?? '';
  return html(certificatePage(certificate, request.chosen ?? 'de', baseUrl, compared));
}

/** Anyone may check a certificate: as a page, or as JSON. Nothing is stored. */
export const handler = httpFunction({
  '/zertifikat/{id}': {
    GET: async (request) => {
      const id = request.params['id'] ?? '';
      if (id.endsWith(ending)) return json(publicForm(await found(id.slice(0, -ending.length))));
      return show(await found(id), request);
    },
    POST: async (request) => {
      const certificate = await found(request.params['id']);
      const name = singleLine(field(request.form, 'name') ?? '').slice(0, longestName);
      if (certificate.printed !== undefined || name === '') return show(certificate, request);
      return show(certificate, request, { name, same: isHolder(certificate, name) });
    },
  },
  '/api/certificates/{id}': {
    GET: async (request) => json(publicForm(await found(request.params['id']))),
  },
});
