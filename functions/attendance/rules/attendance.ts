/** A share as a fraction of whole numbers: 0.8 is 8 of 10, whatever a computer's binary fractions make of it. */
function fraction(share: number): { readonly part: number; readonly of: number } {
  const [digits = '0', exponent = '0'] = String(share).split('e');
  const [whole = '0', decimals = ''] = digits.split('.');
  const places = decimals.length - Number(exponent);
  const part = Number(whole + decimals);
  return places <= 0 ? { part: part * 10 ** -places, of: 1 } : { part, of: 10 ** places };
}

/** How many of `total` sessions are at least the share `needed` of them. */
function neededSessions(total: number, needed: number): number {
  const { part, of } = fraction(needed);
  return Math.ceil((part * total) / of);
}

/**
 * Whether somebody has completed: the share of the sessions attended is at least the share needed.
 * @param attended number of sessions attended
 * @param total number of sessions of the cohort
 * @param needed share from 0 to 1 as the round file writes it (`attendanceNeeded`): 8 of 10 are 0.8
 */
export function isCompleted(attended: number, total: number, needed: number): boolean {
  return attended >= neededSessions(total, needed);
}

/** From how many sessions somebody may stay away and still complete. */
export function allowedAbsences(total: number, needed: number): number {
  return total - neededSessions(total, needed);
}
