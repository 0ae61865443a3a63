/**
 * The local clock: real time moved by an offset, standing still, or the system's own. Its cells lie in shared memory, so that the
 * workers in which functions run read the same instant without asking.
 */

/** Cell 0: the instant at which the clock stands (ms since 1970), -1 while it ticks, -2 where it is the system's. Cell 1: the offset. */
export type ClockCells = BigInt64Array<SharedArrayBuffer>;

const ticking = -1n;
const system = -2n;
// Taken before a worker puts its own Date in this one's place.
const systemNow = Date.now;

/** The local instant in milliseconds since 1970, as the cells tell it; for the host and for workers. */
export function readClock(cells: ClockCells): number {
  const standing = Atomics.load(cells, 0);
  if (standing === system) return systemNow();
  if (standing !== ticking) return Number(standing);
  return Number(monotonicMs() + Atomics.load(cells, 1));
}

/** Where a clock keeps its instant over a restart. */
export interface ClockMemory {
  load(): number | undefined;
  save(instantMs: number): void;
}

/**
 * How far ahead of itself a ticking clock is saved. A host that was killed goes on from there, so that no
 * instant it has told anybody lies in its own future.
 */
const reserveMs = 1000;

/** A clock that ticks at real speed from where it stood, and can be made to stand. All instants are ms since 1970. */
export class LocalClock {
  readonly cells: ClockCells;
  readonly #memory: ClockMemory;
  readonly #real: boolean;
  #saved: number;

  /**
   * @param firstInstant where the clock begins if its memory is empty
   * @param real whether it is the system's clock, which nobody can move: time goes on while the host does not run
   */
  constructor(memory: ClockMemory, firstInstant: number, real = false) {
    this.#memory = memory;
    this.#real = real;
    this.cells = new BigInt64Array(new SharedArrayBuffer(16));
    const start = memory.load() ?? firstInstant;
    this.#saved = start;
    this.#setOffset(start);
    Atomics.store(this.cells, 0, real ? system : ticking);
    this.keep();
  }

  now(): number {
    return readClock(this.cells);
  }

  /** The instant as ISO 8601 in UTC. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  get stands(): boolean {
    return Atomics.load(this.cells, 0) >= 0n;
  }

  /** Makes the clock stand at an instant; never earlier than where it is. */
  standAt(instantMs: number): void {
    if (this.#real) return;
    const instant = Math.max(this.now(), Math.ceil(instantMs));
    Atomics.store(this.cells, 0, BigInt(instant));
    this.#save(instant);
  }

  /** Lets the clock tick on from where it stands. */
  tick(): void {
    if (!this.stands) return;
    this.#setOffset(this.now());
    Atomics.store(this.cells, 0, ticking);
    this.keep();
  }

  /** Sees to it that what is saved is not behind the clock; cheap, to be called before anything durable. */
  keep(): void {
    if (this.#real) return;
    const now = this.now();
    if (this.stands) {
      if (now !== this.#saved) this.#save(now);
    } else if (now > this.#saved - reserveMs / 2) {
      this.#save(now + reserveMs);
    }
  }

  /** Saves the exact instant, at the end of a host that stops in order. */
  stop(): void {
    this.standAt(this.now());
  }

  #save(instant: number): void {
    this.#memory.save(instant);
    this.#saved = instant;
  }

  #setOffset(instant: number): void {
    Atomics.store(this.cells, 1, BigInt(instant) - monotonicMs());
  }
}

function monotonicMs(): bigint {
  return process.hrtime.bigint() / 1_000_000n;
}
