import { isDeepStrictEqual } from 'node:util';
import { type Application, fullName } from '../domain/application.ts';
import { noted } from '../domain/change.ts';
import { administration, type Register } from '../domain/register/register.ts';
import { compareDin5007, normaliseEmail } from '../domain/text.ts';
import { keys } from '../platform/store/keys.ts';
import type { Link } from '../platform/store/links.ts';
import type { WrittenDecision } from '../platform/store/records.ts';
import type { Alumnus } from './membership/alumnus.ts';

/** What somebody can do on the page; none is chosen beforehand. */
export const actions = ['join', 'update', 'leave'] as const;
export type Action = (typeof actions)[number];

/** What was sent: the choice, the consent to the directory, and words for it. */
export type Wish = { readonly action: Action; readonly directory: boolean; readonly topics?: string };

/** What became of it. */
export type Outcome = 'joined' | 'updated' | 'left' | 'was-no-member';

/** Why a genuine link shows no form: it was meant for somebody who does not decide here, or its time is over. */
export type LinkEnd = 'not-yours' | 'replaced' | 'no-graduate' | 'erased';

/**
 * Whether a link opens the membership. It belongs to the graduate; a supervisor who was invited to a workshop
 * does not decide for them, and after a change of the address the older links are dead.
 */
export function linkEnd(link: Link, application: Application | undefined): LinkEnd | undefined {
  if (link.person.role === 'supervisor') return 'not-yours';
  if (application === undefined || application.status === 'erased') return 'erased';
  if (normaliseEmail(link.person.email) !== normaliseEmail(application.applicant.email)) return 'replaced';
  if (application.status !== 'completed') return 'no-graduate';
  return undefined;
}

/** The member as it is kept: who and where from the case, the directory only as wished for. */
function member(
  application: Application,
  register: Register,
  wish: Wish,
  before: Alumnus | undefined,
  now: string,
): Alumnus {
  const { supervisor } = application;
  return {
    ...keys.alumnus(application.id),
    kind: 'alumnus',
    application: application.id,
    round: application.round,
    name: fullName(application.applicant),
    email: application.applicant.email,
    administrations: application.administrations.map((key) => administration(register, key)?.name ?? key),
    language: application.language,
    ...(supervisor === undefined
      ? {}
      : { supervisor: { name: fullName(supervisor), email: supervisor.email } }),
    ...(wish.directory
      ? {
          directory: {
            // The consent counts from when it was first given.
            consentedAt: before?.directory?.consentedAt ?? now,
            ...(wish.topics === undefined ? {} : { topics: wish.topics }),
          },
        }
      : {}),
    joinedAt: before?.joinedAt ?? now,
  };
}

/** Joins, updates or leaves. Joining again is an update; leaving takes the entry in the directory along. */
export function decide(
  application: Application,
  register: Register,
  wish: Wish,
  before: Alumnus | undefined,
  now: string,
): WrittenDecision<Application, Outcome> {
  if (wish.action === 'leave') {
    if (application.alumniSince === undefined) return { answer: 'was-no-member' };
    const { alumniSince: _since, ...rest } = application;
    return {
      answer: 'left',
      change: {
        record: noted(rest, { at: now, who: 'applicant', what: 'alumni-left' }),
        writes: [{ remove: keys.alumnus(application.id) }],
      },
    };
  }
  const joined = application.alumniSince !== undefined;
  if (wish.action === 'update' && !joined) return { answer: 'was-no-member' };
  const next = member(application, register, wish, before, now);
  // The same again changes nothing.
  if (joined && isDeepStrictEqual(next, before)) return { answer: 'updated' };
  return {
    answer: joined ? 'updated' : 'joined',
    change: {
      record: joined
        ? noted(application, { at: now, who: 'applicant', what: 'alumni-updated' })
        : noted(application, { at: now, who: 'applicant', what: 'alumni-joined' }, { alumniSince: now }),
      writes: [{ put: next }],
    },
  };
}

/** The members who agreed to be listed, by name as DIN 5007 sorts. */
export function directory(members: readonly Alumnus[]): Alumnus[] {
  return members
    .filter((each) => each.directory !== undefined)
    .sort((a, b) => compareDin5007(a.name, b.name));
}

export { type Alumnus, readAlumnus } from './membership/alumnus.ts';
