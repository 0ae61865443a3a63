/** What a throw of the dice says: which fault is met, and how far within its share the throw fell, from 0 to 1. */
export interface Met<Fault extends string> {
  readonly fault: Fault;
  readonly at: number;
}

/**
 * Which fault a call meets.
 * @param thrown a number in [0, 1)
 * @param shares the share of calls that meets each fault; what they leave over meets none
 */
export function met<Fault extends string>(
  thrown: number,
  shares: Readonly<Partial<Record<Fault, number>>>,
  order: readonly Fault[],
): Met<Fault> | undefined {
  let from = 0;
  for (const fault of order) {
    const share = shares[fault] ?? 0;
    if (thrown < from + share) return { fault, at: (thrown - from) / share };
    from += share;
  }
  return undefined;
}
