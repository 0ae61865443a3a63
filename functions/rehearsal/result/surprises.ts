import {
  berlinDate,
  daysBefore,
  endOfWorkingDays,
  formatDateTime,
  formatLongDate,
  isWorkingDay,
  workingDaysBetween,
} from '../../domain/calendar.ts';
import { factsOf, type Purpose, purposeSchema } from '../../domain/mail.ts';
import { firstSession, type Round } from '../../domain/round.ts';
import { earliestSelection, parseRoundFile } from '../../domain/round-file.ts';
import { type Bilingual, capitalised } from '../../domain/text.ts';
import { cohortName } from '../../platform/letter/wording.ts';
import { moduleReminders } from '../../reminder/rules/module-reminders.ts';
import { mostApplicants } from '../play/people.ts';
import type { Rehearsal } from '../play/rehearse.ts';

/** Fewer working days than this between the result and the first session leave people little time to arrange it. */
const fewWorkingDays = 10;

/** Reminders whose day is none on which mail goes out. */
function movedReminders({ file }: Round): Bilingual[] {
  return file.cohorts.flatMap((cohort) =>
    cohort.modules.flatMap((module) => {
      const starts = module.sessions.map((session) => session.starts).sort()[0];
      if (starts === undefined) return [];
      const day = daysBefore(starts, 7);
      if (isWorkingDay(day)) return [];
      return {
        de: `Modul ${module.number} (${cohortName(cohort.id, 'de')}): Die Erinnerung eine Woche vorher fiele auf ${formatLongDate(day, 'de')}. Sie geht schon am letzten Arbeitstag davor hinaus.`,
        en: `Module ${module.number} (${cohortName(cohort.id, 'en')}): the reminder a week before would fall on ${formatLongDate(day, 'en')}. It goes out on the last working day before.`,
      };
    }),
  );
}

/** Reminders that are left out, as their time had passed when the seat was accepted. */
function leftOutReminders({ round, applications }: Rehearsal): Bilingual[] {
  const counts = new Map<string, number>();
  for (const application of applications) {
    const since = application.substitutedAt ?? application.seat?.acceptedAt;
    if (since === undefined) continue;
    for (const { at, order } of moduleReminders(application, round)) {
      const module = order.data?.['module'] ?? '';
      if (at <= since) counts.set(module, (counts.get(module) ?? 0) + 1);
    }
  }
  return [...counts].map(([module, count]) => ({
    de: `Modul ${module}: ${count === 1 ? 'Eine Erinnerung entfällt' : `${count} Erinnerungen entfallen`}, weil der Platz erst nach ihrem Zeitpunkt angenommen wurde.`,
    en: `Module ${module}: ${count === 1 ? 'one reminder is' : `${count} reminders are`} left out, as the seat was accepted after their time.`,
  }));
}

/** A selection that comes later than it could, or late for the training. */
function selectionTime({ round }: Rehearsal): Bilingual[] {
  const { selection, file } = round;
  if (selection === undefined) return [];
  const earliest = earliestSelection(file);
  const effective = selection.effectiveAt ?? selection.at;
  const days = workingDaysBetween(berlinDate(effective), berlinDate(firstSession(file)));
  return [
    ...(selection.at > earliest
      ? [
          {
            de: `Die Auswahl läuft erst am ${formatDateTime(selection.at, 'de')}, nicht schon am ${formatDateTime(earliest, 'de')}: So lange war noch nicht über alle Bewerbungen entschieden.`,
            en: `The selection runs only on ${formatDateTime(selection.at, 'en')}, not already on ${formatDateTime(earliest, 'en')}: until then some applications were undecided.`,
          },
        ]
      : []),
    ...(days < fewWorkingDays
      ? [
          {
            de: `Zwischen dem Ergebnis der Auswahl und dem ersten Termin liegen nur ${days} Arbeitstage. Wer einen frei gewordenen Platz bekommt, erfährt es noch später.`,
            en: `Only ${days} working days lie between the result of the selection and the first session. Whoever gets a seat that fell free hears even later.`,
          },
        ]
      : []),
  ];
}

/** Offers that end before the working days of the file are over. */
function shortOffers({ round, applications }: Rehearsal): Bilingual[] {
  const short = applications.filter(({ seat }) => {
    if (seat === undefined) return false;
    return seat.until < endOfWorkingDays(seat.offeredAt, round.file.seatsOfferedForWorkingDays);
  });
  if (short.length === 0) return [];
  return [
    {
      de: `${short.length === 1 ? 'Ein Platzangebot endet' : `${short.length} Platzangebote enden`} früher als nach ${round.file.seatsOfferedForWorkingDays} Arbeitstagen, weil die Schulung vorher beginnt.`,
      en: `${short.length === 1 ? 'One offer ends' : `${short.length} offers end`} earlier than after ${round.file.seatsOfferedForWorkingDays} working days, as the training begins before.`,
    },
  ];
}

function lateDecisions({ mails, round }: Rehearsal): Bilingual[] {
  const alerts = mails.filter(({ order }) => order.data?.['alert'] === 'undecided').length;
  if (alerts === 0) return [];
  const due = round.file.decisionsDue;
  return [
    {
      de: `Nach dem ${formatDateTime(due, 'de')} sind noch Bewerbungen offen: Das Büro erhält ${alerts === 1 ? 'einen Hinweis' : `${alerts} Hinweise`}.`,
      en: `After ${formatDateTime(due, 'en')} applications are still undecided: the office gets ${alerts === 1 ? 'an alert' : `${alerts} alerts`}.`,
    },
  ];
}

/** Seats that nobody has in the end. */
function emptySeats({ round, applications }: Rehearsal): Bilingual[] {
  const seats = round.file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
  const taken = applications.filter(({ status }) => ['completed', 'not-completed'].includes(status)).length;
  if (round.status !== 'finished' || taken >= seats) return [];
  const why =
    applications.length >= mostApplicants - 1
      ? {
          de: ` In einer Probe bewerben sich höchstens ${mostApplicants} Personen.`,
          en: ` In a rehearsal at most ${mostApplicants} people apply.`,
        }
      : { de: '', en: '' };
  return [
    {
      de: `${taken} von ${seats} Plätzen sind am Ende besetzt.${why.de}`,
      en: `${taken} of ${seats} seats are taken in the end.${why.en}`,
    },
  ];
}

/** What the office might not expect of this round, in the order of its course. */
export function surprises(rehearsal: Rehearsal): Bilingual[] {
  const parsed = parseRoundFile(rehearsal.round.file, rehearsal.startedAt);
  return [
    ...(parsed.ok ? parsed.warnings.map(({ message }) => message) : []),
    ...lateDecisions(rehearsal),
    ...selectionTime(rehearsal),
    ...shortOffers(rehearsal),
    ...movedReminders(rehearsal.round),
    ...leftOutReminders(rehearsal),
    ...emptySeats(rehearsal),
  ].map(({ de, en }) => ({ de: capitalised(de), en: capitalised(en) }));
}

/**
 * Which mails of a round did not occur, so that nobody takes the rehearsal for all there is. Those that the office
 * sends or somebody asks for are none that a round has by itself.
 */
export function unseen({ mails }: Rehearsal): Purpose[] {
  const seen = new Set(mails.map(({ order }) => order.purpose));
  return purposeSchema.options.filter(
    (purpose) => !seen.has(purpose) && factsOf(purpose).sent.by === 'course',
  );
}
