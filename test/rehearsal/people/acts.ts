import type { Moment } from '../berlin.ts';
import type { ApplicationBody, OfficeAct, RoundFile } from '../inputs.ts';

/** What somebody did at the program from outside, and when. `who` is an address. */
export type Act = { readonly at: Moment; readonly who: string } & (
  | { readonly kind: 'make-round'; readonly round: string; readonly file: RoundFile }
  | {
      readonly kind: 'apply';
      readonly round: string;
      readonly case: string;
      readonly id: string;
      readonly body: ApplicationBody;
    }
  | { readonly kind: 'confirm'; readonly case: string }
  | { readonly kind: 'endorse' | 'refuse' | 'take-back'; readonly case: string }
  | { readonly kind: 'forward'; readonly case: string; readonly to: string }
  | { readonly kind: 'correct'; readonly case: string }
  | {
      readonly kind: 'decide';
      readonly case: string;
      readonly choice: 'approve' | 'reject' | 'query';
      /** The listed address for which a deputy decided. */
      readonly insteadOf?: string;
    }
  | { readonly kind: 'answer-query'; readonly case: string }
  | { readonly kind: 'accept' | 'decline'; readonly case: string }
  | { readonly kind: 'withdraw'; readonly case: string }
  | { readonly kind: 'substitute'; readonly case: string; readonly name: string; readonly email: string }
  | {
      readonly kind: 'mark';
      readonly round: string;
      readonly session: string;
      readonly present: readonly string[];
    }
  | { readonly kind: 'alumni'; readonly case: string }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'office'; readonly what: OfficeAct; readonly round: string }
);

/** An act without its time. */
export type Deed = Act extends infer Each ? (Each extends Act ? Omit<Each, 'at'> : never) : never;
