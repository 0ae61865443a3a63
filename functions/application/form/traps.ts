/**
 * What tells a program from a person filling in the form: a field that people don't see, and a pace that nobody
 * types at. Both only lead to a second look at what is sent; nobody is refused.
 */

/** The name of the field that people don't see. It says what it is to those who do. */
export const trapField = 'nachricht2';

/** No person reads, fills in and sends the form in less. In milliseconds. */
const quickest = 1_000;

/**
 * Whether what is sent is to be looked at once more. The pace counts for our own form only, which says when it
 * was shown; a plain client's says nothing.
 */
export function isDoubtful(form: URLSearchParams, now: string): boolean {
  if (form.get('asked') !== null) return false;
  if ((form.get(trapField) ?? '') !== '') return true;
  const shown = Date.parse(form.get('shown') ?? '');
  if (form.get('looked') === null || Number.isNaN(shown)) return false;
  const passed = Date.parse(now) - shown;
  return passed >= 0 && passed < quickest;
}
