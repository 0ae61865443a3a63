import type { Application, ApplicationStatus } from '../../domain/application.ts';
import type { Count } from './counted.ts';

/** What has happened where an application comes into a state; nothing where a count of something else tells it. */
const entered: Readonly<Record<ApplicationStatus, Count | undefined>> = {
  unconfirmed: undefined,
  'awaiting-endorsement': undefined,
  'in-review': undefined,
  queried: ['Decisions', { outcome: 'queried' }],
  approved: ['Decisions', { outcome: 'approved' }],
  rejected: ['Decisions', { outcome: 'rejected' }],
  'waiting-list': ['Seats', { outcome: 'waiting-list' }],
  'seat-offered': ['Seats', { outcome: 'offered' }],
  accepted: ['Seats', { outcome: 'accepted' }],
  declined: ['Seats', { outcome: 'declined' }],
  expired: ['Seats', { outcome: 'expired' }],
  'list-closed': ['Seats', { outcome: 'list-closed' }],
  'taking-part': undefined,
  completed: ['Courses', { outcome: 'completed' }],
  'not-completed': ['Courses', { outcome: 'not-completed' }],
  withdrawn: ['Applications', { outcome: 'withdrawn' }],
  'dropped-out': ['Applications', { outcome: 'dropped-out' }],
  erased: ['Applications', { outcome: 'erased' }],
};

function certificateCount(before: Application, { certificate }: Application): Count[] {
  if (certificate === undefined) return [];
  if (certificate.id !== before.certificate?.id) {
    return [['Certificates', { outcome: before.certificate === undefined ? 'issued' : 'replaced' }]];
  }
  const isRevoked = certificate.revokedAt !== undefined && before.certificate?.revokedAt === undefined;
  return isRevoked ? [['Certificates', { outcome: 'revoked' }]] : [];
}

/** What a change of an application counts as; nothing where it was noted and no more. */
export function countsOf(before: Application, after: Application): readonly Count[] {
  const moved = before.status === after.status ? undefined : entered[after.status];
  const left = before.status === 'unconfirmed' && after.status !== 'unconfirmed';
  const isConfirmed = left && after.status !== 'withdrawn' && after.status !== 'erased';
  return [
    ...(isConfirmed ? [['Applications', { outcome: 'confirmed' }] as const] : []),
    ...(moved === undefined ? [] : [moved]),
    ...certificateCount(before, after),
  ];
}
