import type { Serving } from './serve/settings.ts';

/** What a host is started with. */
export interface HostOptions {
  /** The project's directory. */
  readonly root: string;
  /** Directory of the synthesized cloud assembly. */
  readonly assembly: string;
  readonly port: number;
  /** Where everything is kept. */
  readonly data: string;
  /** Where the clock begins at the first start, ms since 1970; in real use it is the system's. */
  readonly firstInstant: number;
  readonly smtp?: string | undefined;
  readonly dynamodbEndpoint?: string | undefined;
  /** How long a change of an item takes to reach the table's indexes, ms of real time; 0 if left out. */
  readonly indexLagMs?: number | undefined;
  readonly verbose?: boolean;
  /** How many functions keep their thread while they have nothing to do. */
  readonly threads?: number | undefined;
  /** Real use by real people; left out, the host is there to try things out. */
  readonly serving?: Serving | undefined;
  readonly log: (line: string) => void;
}
