import { normaliseEmail } from '../../domain/text.ts';
import { HttpError, type Request } from '../../platform/web/http.ts';
import { within } from '../../platform/web/limits.ts';

/** Applications that one source may send in a minute: several times what a whole Land sends on its last day. */
const perSourceAndMinute = 300;

/** Applications that may name one address in an hour: a shared mailbox has many people, a flooded one has more. */
const perAddressAndHour = 150;

/**
 * Counts an application for its source and its address, for all processes together.
 * @throws HttpError 429 where it is one too many
 */
export async function holdToLimits(request: Request, email: string | undefined, at: string): Promise<void> {
  if (!(await within(`apply ${request.source}`, perSourceAndMinute, 60, at))) {
    throw new HttpError(429, 'Too many applications from this source. Please try again in a minute.', {
      'retry-after': '60',
    });
  }
  if (email === undefined) return;
  if (!(await within(`apply for ${normaliseEmail(email)}`, perAddressAndHour, 3600, at))) {
    throw new HttpError(429, 'Too many applications with this address. Please try again in an hour.', {
      'retry-after': '3600',
    });
  }
}
