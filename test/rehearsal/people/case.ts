import type { ApplicationBody, Behaviour, RoundFile } from '../inputs.ts';

/** One case as the people around it know it. */
export type Case = {
  readonly reference: string;
  readonly id: string;
  readonly round: RoundFile;
  readonly body: ApplicationBody;
  readonly behaviour: Behaviour;
  /** The link to the case page that came last. */
  vorgang: string | undefined;
  /** The mail by which each approver was asked last: an older one is about an older version. */
  readonly asked: Map<string, string>;
  confirming: boolean;
  answering: boolean;
  decisions: number;
};
