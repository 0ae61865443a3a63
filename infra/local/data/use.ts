import type { Store } from './store.ts';

/** What a data directory is for: to try things out, or for real people. */
export type Use = 'trial' | 'real';

/** The data are of the other use. */
export class OtherUse extends Error {}

/**
 * Sees to it that real data never get a clock that somebody moves, and that what was tried out is never mailed to
 * anybody. The first start decides what the data are for.
 * @throws OtherUse
 */
export function demandUse(store: Store, wanted: Use, directory: string): void {
  // Data without a mark but with a clock were made where nothing but trying out was possible.
  const known = store.fact('use') ?? (store.fact('clock') === undefined ? undefined : 'trial');
  if (known === undefined) store.setFact('use', wanted);
  else if (known !== wanted)
    throw new OtherUse(
      known === 'real'
        ? `${directory} holds the data of real people, which only \`npm run serve\` may touch; name another directory with KOHORTE_DATA.`
        : `${directory} holds what was tried out, on a clock of its own; name another directory with KOHORTE_DATA.`,
    );
}
