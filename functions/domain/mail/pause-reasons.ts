/**
 * Why the mail service takes no mail of ours at all: the identity of the sender is not verified, the account may not
 * send (or only to verified addresses), its quota is used up, the configuration set is missing or paused, the right to
 * send is missing, or a reason that is not known here.
 */
export const pauseReasons = ['identity', 'account', 'quota', 'configuration', 'access', 'unknown'] as const;
export type PauseReason = (typeof pauseReasons)[number];
