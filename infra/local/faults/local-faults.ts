import type { Faults } from '../data/dynamodb/faults.ts';
import type { Store } from '../data/store.ts';
import { type SesFaults, sandboxLimits } from '../ses/sending.ts';
import { type Chance, chanceFrom } from '../workflow/chance.ts';
import { type Met, met } from './dice.ts';
import { type FaultSettings, faultChange, faultSettings, harmless, type Part, parts } from './settings.ts';

/** The name under which the settings are kept. */
const kept = 'faults';

const fates = ['reject', 'suppress'] as const;
const refusing = ['throttle', 'conflict', 'error'] as const;
/** A read of one item, or of many one by one, is in nobody's way. */
const conflicting = /^(Put|Update|Delete|Transact)/;

/**
 * What the local services do wrong on demand. Each part throws dice of its own from the seed, so that the same seed and
 * the same sequence of calls give the same faults; they begin anew whenever the part or the seed is set, and at the
 * start of the host. The settings are kept over a restart.
 */
export class LocalFaults {
  readonly #store: Pick<Store, 'fact' | 'setFact'>;
  readonly #dice = new Map<Part, Chance>();
  readonly #injected = new Map<string, number>();
  #settings: FaultSettings;

  constructor(store: Pick<Store, 'fact' | 'setFact'>) {
    this.#store = store;
    const before = store.fact(kept);
    this.#settings = before === undefined ? harmless : faultSettings.parse(JSON.parse(before));
    for (const part of parts) this.#begin(part);
  }

  /** What goes wrong at present. */
  get settings(): FaultSettings {
    return this.#settings;
  }

  /** The settings, and how often each fault was met since this host has started. */
  report(): FaultSettings & { readonly injected: Readonly<Record<string, number>> } {
    const injected = [...this.#injected].sort(([one], [other]) => (one < other ? -1 : 1));
    return { ...this.#settings, injected: Object.fromEntries(injected) };
  }

  /**
   * Changes what goes wrong from now on.
   * @param body as `POST /_local/faults` takes it
   * @throws ZodError naming what cannot be taken
   */
  change(body: unknown): void {
    const change = faultChange.parse(body);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.#settings = faultSettings.parse({ ...this.#settings, ...given });
    this.#store.setFact(kept, JSON.stringify(this.#settings));
    for (const part of parts) if (change.seed !== undefined || change[part] !== undefined) this.#begin(part);
  }

  /** Ends whatever goes wrong. */
  end(): void {
    this.change(Object.fromEntries(parts.map((part) => [part, {}])));
  }

  /** The parts that are disturbed. */
  get disturbed(): Part[] {
    return parts.filter((part) => JSON.stringify(this.#settings[part]) !== JSON.stringify(harmless[part]));
  }

  /** What a service answers in place of doing what a call asks. */
  refusal(
    part: 'ses' | 'dynamodb' | 'states',
    operation: string,
  ): Met<'throttle' | 'conflict' | 'error'> | undefined {
    const drawn = this.#draw<'throttle' | 'conflict' | 'error'>(part, this.#settings[part], refusing);
    const harms = drawn?.fault !== 'conflict' || conflicting.test(operation);
    return harms ? this.#counted(part, drawn) : undefined;
  }

  /** How the connection of a call ends, where it does not end well. */
  connection(part: 'ses' | 'dynamodb' | 'states'): 'reset' | 'resetAfter' | undefined {
    const drawn = this.#draw(part, this.#settings[part], ['reset', 'resetAfter'] as const);
    return this.#counted(part, drawn)?.fault;
  }

  /** What an invocation meets; only events and batches are run twice. */
  invocation(kind: 'request' | 'event'): Met<'throttle' | 'kill' | 'twice'> | undefined {
    const drawn = this.#draw('lambda', this.#settings.lambda, ['throttle', 'kill', 'twice'] as const);
    return drawn?.fault === 'twice' && kind === 'request' ? undefined : this.#counted('lambda', drawn);
  }

  /** What a batch of the stream meets. */
  batch(): Met<'twice' | 'late'> | undefined {
    return this.#counted('stream', this.#draw('stream', this.#settings.stream, ['twice', 'late'] as const));
  }

  /** SES, as these settings have it. */
  readonly ses: SesFaults = {
    account: () => {
      const { ses } = this.#settings;
      const { perSecond, perDay } = ses;
      return {
        unverified: ses.identity === 'unverified',
        sandbox: ses.sandbox,
        noConfigurationSet: ses.configurationSet === 'missing',
        paused: ses.paused,
        perSecond: ses.sandbox ? Math.min(perSecond, sandboxLimits.perSecond) : perSecond,
        perDay: ses.sandbox ? Math.min(perDay ?? Number.POSITIVE_INFINITY, sandboxLimits.perDay) : perDay,
      };
    },
    fate: () => this.#counted('ses', this.#draw('ses', this.#settings.ses, fates))?.fault,
    note: (code) => {
      if (this.disturbed.includes('ses')) this.note('ses', code);
    },
  };

  /** The table, as these settings have it. @param lagMs how long its indexes lag in any case */
  table(lagMs: number): Faults {
    const settings = () => this.#settings;
    return {
      get indexLagMs() {
        return Math.max(lagMs, settings().dynamodb.indexLagMs);
      },
      next: (operation) => this.refusal('dynamodb', operation),
    };
  }

  /** Notes a fault that was not drawn by lot, such as a refusal of SES for an identity that is not verified. */
  note(part: Part, fault: string): void {
    const name = `${part} ${fault}`;
    this.#injected.set(name, (this.#injected.get(name) ?? 0) + 1);
  }

  #begin(part: Part): void {
    this.#dice.set(part, chanceFrom(`${this.#settings.seed} ${part}`));
  }

  #draw<Fault extends string>(
    part: Part,
    shares: Readonly<Partial<Record<Fault, number>>>,
    order: readonly Fault[],
  ): Met<Fault> | undefined {
    if (!order.some((fault) => (shares[fault] ?? 0) > 0)) return undefined;
    return met(this.#dice.get(part)?.number() ?? 1, shares, order);
  }

  #counted<Fault extends string>(part: Part, drawn: Met<Fault> | undefined): Met<Fault> | undefined {
    if (drawn !== undefined) this.note(part, drawn.fault);
    return drawn;
  }
}
