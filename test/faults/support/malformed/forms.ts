import fc from 'fast-check';
import { asForm, type Sent, utf8 } from '../requests.ts';

/** Forms that are no application, whatever the fields say. */
export const badForm = fc.oneof(
  fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'applicant.email',
          'applicant.givenName',
          'administrations',
          'applicant',
          'applicant.email.x',
          '__proto__.x',
          'constructor.prototype.x',
          'cohorts',
          'motivation',
          'privacyNoticeRead',
          '',
          '.',
          'a.b.c',
          'application',
          'step',
        ),
        fc.oneof(fc.string(), fc.constantFrom('true', '120690020', '%00', '\u0000', 'x'.repeat(5_000))),
      ),
      { maxLength: 8 },
    )
    // All that is needed cannot come together without a family name.
    .map(
      (fields): Sent => ({
        method: 'POST',
        path: '/bewerbung/3',
        headers: asForm,
        body: utf8.encode(
          new URLSearchParams(
            fields.filter(([name, value]) => !(name === 'step' && value === 'edit')),
          ).toString(),
        ),
      }),
    ),
  fc.constantFrom('multipart/form-data; boundary=x', 'text/plain', 'application/json', '').map(
    (type): Sent => ({
      method: 'POST',
      path: '/bewerbung/3',
      headers: type === '' ? {} : { 'content-type': type },
      body: utf8.encode('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--'),
    }),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 50 }).map(
    (bytes): Sent => ({
      method: 'POST',
      path: '/bewerbung/3',
      headers: asForm,
      body: Uint8Array.of(0xff, ...bytes),
    }),
  ),
  fc.integer({ min: 129, max: 160 }).map(
    (kib): Sent => ({
      method: 'POST',
      path: '/bewerbung/3',
      headers: asForm,
      body: utf8.encode(`motivation=${'x'.repeat(kib * 1024)}`),
    }),
  ),
);
