import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { Language } from '../../domain/text.ts';
import type { Mailbox } from './message.ts';

/** A session as a date in somebody's calendar. */
export type CalendarSession = {
  /** Stays the same as long as it is the same session of the same person, also when it moves. */
  readonly uid: string;
  /** Instants, ISO 8601. */
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly description?: string;
  readonly joinUrl?: string;
};

/**
 * Dates for a calendar (RFC 5545, RFC 5546). Times are UTC, which every calendar turns into its owner's.
 * What was invited to by REQUEST can be moved by a REQUEST and called off by a CANCEL with the same `uid` and a
 * higher `sequence`.
 * @param dates.now when this is made, ISO 8601
 * @returns the text of an .ics file
 */
export function sessionsCalendar(dates: {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly sequence: number;
  readonly sessions: readonly CalendarSession[];
  readonly organizer: Mailbox;
  readonly attendee: Mailbox;
  readonly language: Language;
  readonly now: string;
}): string {
  const cancelled = dates.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Kohorte', product: 'Kohorte', language: dates.language.toUpperCase() },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  for (const session of dates.sessions) {
    calendar.createEvent({
      id: session.uid,
      sequence: dates.sequence,
      stamp: new Date(dates.now),
      start: new Date(session.starts),
      end: new Date(session.ends),
      summary: session.title,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      organizer: { name: dates.organizer.name, email: dates.organizer.email },
      attendees: [
        {
          name: dates.attendee.name,
          email: dates.attendee.email,
          role: ICalAttendeeRole.REQ,
          status: ICalAttendeeStatus.NEEDSACTION,
          // The seat was accepted on our page; an answer to the office would only be a second one.
          rsvp: false,
        },
      ],
      ...(session.description ? { description: session.description } : {}),
      ...(session.joinUrl ? { location: session.joinUrl, url: session.joinUrl } : {}),
    });
  }
  return calendar.toString();
}
