import { type Mistake, mistake } from '../domain/mistake.ts';
import { normaliseEmail } from '../domain/text.ts';
import { inLanguage } from '../platform/page/context.ts';
import { now } from '../platform/store/clock.ts';
import { sha256 } from '../platform/store/keys.ts';
import { findCode, linkWrites, newSecret } from '../platform/store/links.ts';
import { transact } from '../platform/store/table.ts';
import { field } from '../platform/web/forms.ts';
import { type Answer, html, httpFunction, type Request, seeOther } from '../platform/web/http.ts';
import { within } from '../platform/web/limits.ts';
import { codePage } from './confirm/code-page.tsx';

/** Tries in an hour, for one address and from one source. */
const triesPerAddress = 8;
const triesPerSource = 40;

function missing(code: string | undefined, email: string | undefined): Mistake[] {
  return [
    ...(code === undefined
      ? [mistake('code', { de: 'Bitte geben Sie den Code ein.', en: 'Please enter the code.' })]
      : []),
    ...(email === undefined
      ? [
          mistake('email', {
            de: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
            en: 'Please enter your email address.',
          }),
        ]
      : []),
  ];
}

async function enter(request: Request): Promise<Answer> {
  const language = request.chosen ?? 'de';
  const code = field(request.form, 'code')?.trim().slice(0, 40);
  const email = field(request.form, 'email')?.trim().slice(0, 254);
  const errors = missing(code, email);
  if (code === undefined || email === undefined)
    return html(codePage(language, { values: request.form, errors }), 422);
  const at = now();
  const allowed = [
    await within(`code ${sha256(normaliseEmail(email))}`, triesPerAddress, 3600, at),
    await within(`code ${request.source}`, triesPerSource, 3600, at),
  ];
  if (allowed.includes(false)) {
    return html(codePage(language, { values: request.form, errors: [], tooMany: true }), 429, {
      'retry-after': '3600',
    });
  }
  const binding = await findCode(code, email);
  if (binding === undefined) {
    // The same words whether the code, the address or both are wrong.
    const message = {
      de: 'Code und Adresse passen nicht zusammen. Bitte prüfen Sie beide; am sichersten ist die neueste E-Mail.',
      en: 'Code and address do not belong together. Please check both; the latest email is the safest.',
    };
    return html(codePage(language, { values: request.form, errors: [mistake('code', message)] }), 422);
  }
  const secret = newSecret();
  await transact(linkWrites(secret, binding));
  return seeOther(inLanguage(`${binding.path}/${secret}`, language));
}

/** Where a filter broke a link: the short code of the mail and the own address lead to the same page. */
export const handler = httpFunction({
  '/code': {
    GET: (request) => html(codePage(request.chosen ?? 'de', { values: new URLSearchParams(), errors: [] })),
    POST: enter,
  },
});
