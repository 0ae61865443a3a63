import type { Round } from '../../domain/round.ts';
import { normaliseEmail } from '../../domain/text.ts';
import type { Settings } from '../../platform/settings.ts';

/** What somebody may do in the office: everything, or read everything and change nothing. */
export const roles = ['office', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Why an address is listed: by the settings of the programme, or as the office of a round. */
export type Listing = { readonly role: Role; readonly by: 'settings' | { readonly round: string } };

function has(list: readonly string[], email: string): boolean {
  return list.some((each) => normaliseEmail(each) === normaliseEmail(email));
}

/** The role that the settings give to an address. */
export function listedInSettings(
  email: string,
  settings: Pick<Settings, 'office' | 'access'>,
): Listing | undefined {
  if (has([settings.office.email, ...settings.access.office], email))
    return { role: 'office', by: 'settings' };
  return has(settings.access.auditors, email) ? { role: 'auditor', by: 'settings' } : undefined;
}

/** Whether an address is the office of a round that is not erased. */
export function isOfficeOf(round: Round | undefined, email: string): boolean {
  return round !== undefined && round.status !== 'erased' && has([round.file.office.email], email);
}

/** Why an address may sign in; undefined for one that may not. The wider role wins. */
export function listing(
  email: string,
  settings: Pick<Settings, 'office' | 'access'>,
  rounds: readonly Round[],
): Listing | undefined {
  const bySettings = listedInSettings(email, settings);
  if (bySettings?.role === 'office') return bySettings;
  const round = rounds.find((each) => isOfficeOf(each, email));
  return round === undefined ? bySettings : { role: 'office', by: { round: round.id } };
}
