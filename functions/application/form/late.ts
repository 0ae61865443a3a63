import type { Application } from '../../domain/application.ts';
import type { Submission } from '../../domain/form-fields/submission.ts';
import { isWindowOpen } from '../../domain/lifecycle.ts';
import type { Mistake } from '../../domain/mistake.ts';
import type { Round } from '../../domain/round.ts';
import type { Bilingual } from '../../domain/text.ts';
import { keys, sha256 } from '../../platform/store/keys.ts';
import type { Write } from '../../platform/store/port.ts';
import { get } from '../../platform/store/table.ts';
import { type LateLink, lateAddress, lateEnd, readLateLink } from '../rules/late-link.ts';

/** Name of the field and of the part of the address that carry the secret of a late link. */
export const lateField = 'nachtrag';

/** Whether an application can be sent now: as everybody's, by a late link, or not, and why. */
export type Admission =
  | { readonly as: 'everybody' }
  | { readonly as: 'late'; readonly link: LateLink }
  | { readonly as: 'nobody'; readonly end?: 'used' | 'expired' };

/**
 * Whether somebody may apply to a round now. While the window is open a late link changes nothing and stays unused;
 * a guessed one is as good as none.
 */
export async function admission(round: Round, secret: string | undefined, now: string): Promise<Admission> {
  if (isWindowOpen(round, now)) return { as: 'everybody' };
  if (secret === undefined || !/^[A-Za-z0-9_-]{43}$/.test(secret)) return { as: 'nobody' };
  const item = await get(keys.lateLink(round.id, secret));
  if (item === undefined) return { as: 'nobody' };
  const link = readLateLink(item);
  const end = lateEnd(link, round, now);
  return end === undefined ? { as: 'late', link } : { as: 'nobody', end };
}

const words = {
  administration: {
    de: 'Dieser Link gilt für eine andere Verwaltung. Bitte wählen Sie die, für die das Programmbüro ihn ausgestellt hat.',
    en: 'This link is for another administration. Please choose the one for which the programme office made it.',
  },
  email: {
    de: 'Dieser Link gilt für eine andere E-Mail-Adresse. Bitte geben Sie die an, für die das Programmbüro ihn ausgestellt hat.',
    en: 'This link is for another email address. Please give the one for which the programme office made it.',
  },
} as const satisfies Record<string, Bilingual>;

/** What a late link does not allow in an application that is right otherwise. */
export function lateMistakes(admitted: Admission, submission: Submission): Mistake[] {
  if (admitted.as !== 'late') return [];
  const { administration, addressHash, round } = admitted.link;
  const isTheirs =
    addressHash === undefined || sha256(lateAddress(round, submission.applicant.email)) === addressHash;
  return [
    ...(submission.administrations.includes(administration)
      ? []
      : [{ pointer: '/administrations', message: words.administration }]),
    ...(isTheirs ? [] : [{ pointer: '/applicant/email', message: words.email }]),
  ];
}

/** Whether the late link by which somebody came was used by another application meanwhile. */
export async function wasUsedUp(admitted: Admission): Promise<boolean> {
  if (admitted.as !== 'late') return false;
  const { pk, sk } = admitted.link;
  const item = await get({ pk, sk });
  return item === undefined || readLateLink(item).revision !== admitted.link.revision;
}

/** The write that uses a late link up, in the transaction that stores the application. */
export function useUp(admitted: Admission, application: Application, now: string): Write[] {
  if (admitted.as !== 'late') return [];
  const { link } = admitted;
  const used = { at: now, application: application.id };
  return [{ replace: { ...link, used, revision: link.revision + 1 }, revision: link.revision }];
}
