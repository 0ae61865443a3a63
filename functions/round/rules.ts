import { type Application, endedStatuses } from '../domain/application.ts';
import { addDays } from '../domain/calendar.ts';
import { type Change, moved, roundMoved } from '../domain/change.ts';
import { erased, freeSeat, toApplicant } from '../domain/lifecycle.ts';
import { firstSession, type Round } from '../domain/round.ts';
import type { StageResult } from '../platform/flow/stage.ts';
import type { Retention } from '../platform/settings.ts';

/**
 * Leads a round on by its dates: it opens, closes and begins to run. The selection, the end and what the
 * office decides move it elsewhere.
 */
export function advanceStage(round: Round, now: string): StageResult<Round> {
  const { opens, closes } = round.file.applications;
  switch (round.status) {
    case 'draft':
      if (now < opens) return { until: opens };
      return {
        change: { record: roundMoved(round, 'open', 'date', { at: now, what: 'opened' }, { openedAt: now }) },
        until: closes,
      };
    case 'open':
      if (now < closes) return { until: closes };
      return {
        change: {
          record: roundMoved(round, 'closed', 'date', { at: now, what: 'closed' }, { closedAt: now }),
        },
      };
    case 'selected': {
      const begins = firstSession(round.file);
      if (now < begins) return { until: begins };
      return { change: { record: roundMoved(round, 'running', 'date', { at: now, what: 'running' }) } };
    }
    default:
      return {};
  }
}

/** The round is cancelled: a live application ends with it. Unconfirmed ones get no mail and go at their date. */
export function cancelApplication(
  application: Application,
  round: Round,
  now: string,
): Change<Application> | undefined {
  if (application.status === 'unconfirmed' || endedStatuses.includes(application.status)) return undefined;
  const to = application.status === 'taking-part' ? 'dropped-out' : 'withdrawn';
  const supervisor = application.supervisor?.email;
  const words = round.cancelReason;
  return {
    record: moved(
      application,
      to,
      'office',
      { at: now, what: 'round-cancelled', ...(words === undefined ? {} : { words }) },
      { withdrawnAt: now },
    ),
    effects: [{ claim: 'release' }, ...freeSeat(application, now)],
    mails: [
      {
        purpose: 'round-cancelled',
        to: toApplicant(application),
        ...(supervisor === undefined ? {} : { cc: [supervisor] }),
        occasion: 'cancelled',
      },
    ],
  };
}

/**
 * When the personal data of an application are erased: those who did not take part a period after the closing,
 * those who did a period after the archiving. Undefined while that day is not known yet.
 */
export function erasureDue(
  application: Application,
  round: Round,
  periods: Omit<Retention, 'unconfirmed' | 'certificates'>,
): string | undefined {
  const closed = round.closedAt ?? round.cancelledAt ?? round.file.applications.closes;
  switch (application.status) {
    case 'rejected':
    case 'declined':
    case 'expired':
    case 'list-closed':
      return addDays(closed, periods.rejected);
    case 'withdrawn':
    case 'dropped-out':
      return addDays(closed, periods.withdrawn);
    case 'erased':
      return undefined;
    default:
      return round.archivedAt === undefined ? undefined : addDays(round.archivedAt, periods.participants);
  }
}

/** Erases the person from a record whose period is over. */
export function eraseApplication(application: Application, now: string): Change<Application> {
  return { record: erased(application, 'date', now) };
}
