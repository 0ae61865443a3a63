import type { Application } from '../../domain/application.ts';
import type { LinkPath } from '../../domain/mail.ts';
import { register as findRegister, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { logsAbout } from '../observe/observer.ts';
import { HttpError } from '../web/http.ts';
import { findLink, type Link } from './links.ts';
import { loadApplication, requireRound } from './records.ts';

/** What a personal link opens. */
export type Opened = {
  readonly link: Link;
  readonly secret: string;
  readonly application: Application;
  readonly round: Round;
  readonly register: Register;
};

/** The register that a round is pinned to. @throws where the edition is gone from the program */
export function registerOf(round: Round): Register {
  const edition = findRegister(round.registerEdition);
  if (edition === undefined)
    throw new Error(`the edition ${round.registerEdition} of the register is missing`);
  return edition;
}

/**
 * Opens the case behind a link. Guessed, altered and misplaced secrets, and links to what is erased, are all
 * the same unknown page.
 * @throws HttpError 404
 */
export async function openCase(path: LinkPath, secret: string | undefined): Promise<Opened> {
  const link = await findLink(path, secret);
  if (link?.round === undefined || link.application === undefined || secret === undefined) {
    throw new HttpError(404, 'There is no such page.');
  }
  const application = await loadApplication(link.round, link.application);
  if (application === undefined || application.status === 'erased')
    throw new HttpError(404, 'There is no such page.');
  logsAbout(application.reference);
  const round = await requireRound(link.round);
  return { link, secret, application, round, register: registerOf(round) };
}

/**
 * Whether a link has been replaced: the case page's by a newer one that was asked for, everything of the
 * applicant's by a substitute who has taken the place.
 */
export function isReplaced({ link, application }: Pick<Opened, 'link' | 'application'>): boolean {
  if (link.path === '/vorgang' && (link.epoch ?? 0) < application.caseLinkEpoch) return true;
  const { substitutedAt } = application;
  return link.person.role === 'applicant' && substitutedAt !== undefined && link.mintedAt < substitutedAt;
}
