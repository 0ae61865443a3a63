/** A kind of fault of the local services, and the settings that bring it about in a share of the calls. */
export type Kind = {
  readonly name: string;
  readonly settings: (share: number) => Readonly<Record<string, unknown>>;
};

const shareOf = (part: string, fault: string): Kind => ({
  name: `${part} ${fault}`,
  settings: (share) => ({ [part]: { [fault]: share } }),
});

/**
 * Every kind at once, each in a share of the calls that people still get through: the table is asked ten times as often
 * as the others.
 * @param but names of kinds to leave out
 */
export function everyKind(...but: readonly string[]): Readonly<Record<string, unknown>> {
  const usual = { ses: 0.1, dynamodb: 0.015, lambda: 0.03, states: 0.1, stream: 0.15 } as const;
  const of = (part: keyof typeof usual): Readonly<Record<string, unknown>> =>
    Object.assign(
      {},
      ...kinds
        .filter(({ name }) => name.startsWith(`${part} `) && !but.includes(name))
        .map(({ settings }) => settings(usual[part])[part]),
    );
  return {
    ses: of('ses'),
    dynamodb: of('dynamodb'),
    lambda: of('lambda'),
    states: of('states'),
    stream: of('stream'),
  };
}

/** What ends every disturbance. */
export const undisturbed = { ses: {}, dynamodb: {}, lambda: {}, states: {}, stream: {} } as const;

/** Every kind of fault that is met by a share of the calls. */
export const kinds: readonly Kind[] = [
  ...['throttle', 'error', 'reset', 'resetAfter', 'reject', 'suppress'].map((it) => shareOf('ses', it)),
  ...['throttle', 'conflict', 'error', 'reset', 'resetAfter'].map((it) => shareOf('dynamodb', it)),
  {
    name: 'dynamodb indexLagMs',
    settings: (share) => ({ dynamodb: { indexLagMs: Math.ceil(share * 5000) } }),
  },
  ...['throttle', 'kill', 'twice'].map((it) => shareOf('lambda', it)),
  ...['throttle', 'error', 'reset', 'resetAfter'].map((it) => shareOf('states', it)),
  ...['twice', 'late'].map((it) => shareOf('stream', it)),
];
