import type { Submitted } from './form-fields/record.ts';

/** Somebody who applies: names as the person writes them, never changed by the program. */
export type Person = Submitted['applicant'];

/** A person or office that the programme names: an approver, a trainer, the programme office. */
export type Contact = { readonly name: string; readonly email: string };
