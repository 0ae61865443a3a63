import { type Application, endedStatuses } from '../../domain/application.ts';
import { formatDate, formatLongDate } from '../../domain/calendar.ts';
import { toldStatus } from '../../domain/lifecycle.ts';
import {
  firstSession,
  lastSessionEnd,
  type Round,
  sessionsOf,
  waitingListCloses,
} from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import { deadline, say } from '../../platform/letter/wording.ts';
import type { Step } from '../../platform/page/course.tsx';

/** How far each state is on the way: sent, confirmed, agreed, reviewed, seat, training, end. */
const reached: Readonly<Record<Application['status'], number>> = {
  unconfirmed: 0,
  'awaiting-endorsement': 2,
  'in-review': 3,
  queried: 3,
  rejected: 3,
  approved: 4,
  'waiting-list': 4,
  'seat-offered': 4,
  declined: 4,
  expired: 4,
  'list-closed': 4,
  withdrawn: 4,
  accepted: 5,
  'taking-part': 5,
  'dropped-out': 5,
  'not-completed': 6,
  completed: 7,
  erased: 7,
};

/** Where a withdrawn application stood: as far as its history shows. */
function withdrawnAt(application: Application): number {
  const had = (what: string): boolean => application.history.some((line) => line.what === what);
  if (had('accepted')) return 5;
  if (had('decision-told') || had('seat-offered') || had('waiting-list')) return 4;
  return application.endorsedAt !== undefined || application.reviewSince !== undefined ? 3 : 2;
}

/** The way of an application as the steps of a picture, as far as its applicant may know. */
export function stepsOf(application: Application, round: Round, language: Language): Step[] {
  const status = toldStatus(application);
  const refusedByOwn = status === 'rejected' && application.decision?.by === 'supervisor';
  const at = status === 'withdrawn' ? withdrawnAt(application) : refusedByOwn ? 2 : reached[status];
  const failed = endedStatuses.includes(status) && status !== 'completed';
  const day = (instant: string | undefined): { detail?: string } =>
    instant === undefined ? {} : { detail: formatDate(instant, language) };
  const asks = round.file.endorsement && application.supervisor !== undefined;
  const steps: { step: number; title: string; detail?: string }[] = [
    {
      step: 0,
      title: say(language, { de: 'Bewerbung gesendet', en: 'Application sent' }),
      ...day(application.submittedAt),
    },
    {
      step: 1,
      title: say(language, { de: 'E-Mail-Adresse bestätigt', en: 'Email address confirmed' }),
      ...day(application.confirmedAt),
    },
    ...(asks
      ? [
          {
            step: 2,
            title: say(language, { de: 'Zustimmung der Verwaltung', en: 'Agreement of the administration' }),
            ...day(application.endorsedAt),
          },
        ]
      : []),
    {
      step: 3,
      title: say(language, { de: 'Prüfung', en: 'Review' }),
      ...day(application.decision?.toldAt),
    },
    {
      step: 4,
      title: say(language, { de: 'Platz', en: 'Seat' }),
      ...day(application.seat?.acceptedAt),
    },
    {
      step: 5,
      title: say(language, { de: 'Schulung', en: 'Training' }),
      detail: `${formatDate(firstSession(round.file, application.seat?.cohort), language)} – ${formatDate(lastSessionEnd(round.file, application.seat?.cohort), language)}`,
    },
    {
      step: 6,
      title: say(language, { de: 'Zertifikat', en: 'Certificate' }),
      ...day(application.certificate?.issuedAt),
    },
  ];
  return steps.map(({ step, ...shown }) => ({
    ...shown,
    state: step < at ? 'done' : step > at ? 'next' : failed ? 'failed' : 'current',
  }));
}

/** What happens next and when, in one or two sentences. */
export function nextStep(application: Application, round: Round, language: Language, now: string): string {
  const { seat, query } = application;
  const due = formatLongDate(round.file.decisionsDue, language);
  const bySupervisor = application.decision?.by === 'supervisor';
  switch (toldStatus(application)) {
    case 'unconfirmed':
      return say(language, {
        de: 'Bitte bestätigen Sie Ihre E-Mail-Adresse.',
        en: 'Please confirm your email address.',
      });
    case 'awaiting-endorsement':
      return say(language, {
        de: 'Ihre Verwaltung ist um Zustimmung gebeten. Danach beginnt die Prüfung. Sie müssen nichts tun; eine kurze Erinnerung im Haus hilft.',
        en: 'Your administration has been asked to agree. After that the review begins. There is nothing for you to do; a word in the office may help.',
      });
    case 'in-review':
      return say(language, {
        de: `Ihre Bewerbung wird geprüft. Entschieden wird bis ${due}. Sie müssen nichts tun.`,
        en: `Your application is being reviewed. Decisions are made by ${due}. There is nothing for you to do.`,
      });
    case 'queried':
      return say(language, {
        de: `Es gibt eine Frage an Sie. Bitte antworten Sie bis ${deadline(query?.until ?? now, language)}. Danach geht die Prüfung auch ohne Antwort weiter.`,
        en: `There is a question for you. Please answer by ${deadline(query?.until ?? now, language)}. After that the review goes on even without an answer.`,
      });
    case 'approved':
      return say(language, {
        de: 'Ihre Bewerbung erfüllt die Voraussetzungen. Die Plätze werden nach dem Ende der Bewerbungsfrist vergeben, wenn alles entschieden ist; Sie bekommen Bescheid.',
        en: 'Your application meets the conditions. Seats are given after applications have closed and everything is decided; you will hear from us.',
      });
    case 'waiting-list':
      return say(language, {
        de: `Sie stehen auf der Warteliste. Sie gilt bis ${deadline(waitingListCloses(round.file), language)}. Wird ein passender Platz frei, bekommen Sie sofort eine E-Mail.`,
        en: `You are on the waiting list, which is kept until ${deadline(waitingListCloses(round.file), language)}. If a fitting seat falls free, you get an email at once.`,
      });
    case 'seat-offered':
      return say(language, {
        de: `Für Sie ist ein Platz da. Antwort nötig bis ${deadline(seat?.until ?? now, language)}: Der Link zum Annehmen steht in der E-Mail mit dem Angebot.`,
        en: `There is a seat for you. An answer is needed by ${deadline(seat?.until ?? now, language)}: the link for accepting is in the email with the offer.`,
      });
    case 'accepted':
    case 'taking-part':
      return nextSession(application, round, language, now);
    case 'completed':
      return say(language, {
        de: 'Sie haben die Schulung abgeschlossen. Herzlichen Glückwunsch! Ihr Zertifikat liegt hier und in einer eigenen E-Mail.',
        en: 'You have completed the training. Congratulations! Your certificate is here and in an email of its own.',
      });
    case 'not-completed':
      return say(language, {
        de: 'Die Schulung ist zu Ende. Wer dabei war, findet die Teilnahmebescheinigung hier und in einer eigenen E-Mail.',
        en: 'The training is over. Whoever was there finds the confirmation of participation here and in an email of its own.',
      });
    case 'rejected':
      return bySupervisor
        ? say(language, {
            de: 'Die Verwaltung hat nicht zugestimmt; die Bewerbung ist damit beendet.',
            en: 'The administration did not agree; this ends the application.',
          })
        : say(language, {
            de: 'Ihre Bewerbung wurde abgelehnt; der Grund steht im Verlauf. Sie können sich zu einem späteren Durchgang wieder bewerben.',
            en: 'Your application was rejected; the reason is in the history. You are welcome to apply for a later round.',
          });
    case 'declined':
    case 'expired':
    case 'list-closed':
    case 'withdrawn':
    case 'dropped-out':
    case 'erased':
      return say(language, {
        de: 'Der Vorgang ist beendet. Sie können sich zu einem späteren Durchgang wieder bewerben.',
        en: 'The case is closed. You are welcome to apply for a later round.',
      });
  }
}

function nextSession(application: Application, round: Round, language: Language, now: string): string {
  const next = sessionsOf(round.file, application.seat?.cohort).find(({ ends }) => ends > now);
  if (next === undefined) {
    return say(language, {
      de: 'Alle Termine sind vorbei. Als Nächstes kommt das Ergebnis mit einer E-Mail.',
      en: 'All sessions are over. The result comes next, by email.',
    });
  }
  return say(language, {
    de: `Ihr Platz ist bestätigt. Nächster Termin: ${deadline(next.starts, language)}, „${next.module.title}“.`,
    en: `Your seat is confirmed. Next session: ${deadline(next.starts, language)}, "${next.module.title}".`,
  });
}
