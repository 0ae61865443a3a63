import { fullName } from '../domain/application.ts';
import { sessionsOf, totalMinutes, waitingListCloses } from '../domain/round.ts';
import type { Block } from '../platform/letter/letter.ts';
import {
  caseOf,
  linkOf,
  type MailContext,
  type MailsOf,
  type MailWriter,
  roundOf,
} from '../platform/letter/mail.ts';
import {
  calendarSessions,
  cohortName,
  deadline,
  hours,
  letterSessions,
  say,
} from '../platform/letter/wording.ts';

function seatOf(context: MailContext): { cohort: string; until: string } {
  const { seat } = caseOf(context);
  if (seat === undefined) throw new Error('this mail needs a seat');
  return seat;
}

function dates(context: MailContext, withLinks = false): Block[] {
  const { language } = context;
  const { file } = roundOf(context);
  const { cohort } = seatOf(context);
  const title = file.cohorts.length > 1 ? `${cohortName(cohort, language)}: ` : '';
  const total = hours(totalMinutes(file, cohort), language);
  return [
    {
      kind: 'heading',
      text: `${title}${say(language, { de: `Alle Termine (${total} Stunden, online)`, en: `All dates (${total} hours, online)` })}`,
    },
    { kind: 'sessions', sessions: letterSessions(sessionsOf(file, cohort), language, withLinks) },
  ];
}

/** For somebody whom the administration named in another person's place: how they come to this mail, and their rights. */
function takesOver(context: MailContext): Block[] {
  const { language, data } = context;
  if (data['by'] !== 'substituted') return [];
  const before = data['name'] ?? '';
  return [
    {
      kind: 'text',
      text: say(language, {
        de: `Ihre Verwaltung hat Sie für ihren Platz benannt, an Stelle von ${before}. Von dort haben wir Ihren Namen, Ihre Funktion und Ihre dienstliche Adresse. Wir verwenden sie nur für diesen Durchgang; Ihre Rechte stehen in der Datenschutzerklärung (Art. 14 DSGVO), der Link steht am Ende dieser E-Mail.`,
        en: `Your administration named you for its seat in place of ${before}. From there we have your name, function and office address. We use them for this round only; your rights are set out in the privacy notice (Art. 14 GDPR), linked at the end of this mail.`,
      }),
    },
  ];
}

const seatOffer: MailWriter = (context) => {
  const { language, settings } = context;
  const until = deadline(seatOf(context).until, language);
  const reminder = context.data['reminder'] === 'yes';
  return {
    letter: {
      subject: reminder
        ? say(language, {
            de: `Erinnerung: Antwort nötig bis ${until}`,
            en: `Reminder: answer needed by ${until}`,
          })
        : say(language, {
            de: `Ihr Platz: Antwort nötig bis ${until}`,
            en: `Your seat: answer needed by ${until}`,
          }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: reminder
            ? say(language, {
                de: `Ihr Platz in „${settings.title}“ (${roundOf(context).file.title}) ist noch für Sie frei gehalten. Bitte nehmen Sie ihn an, oder geben Sie ihn für eine andere Verwaltung frei.`,
                en: `your seat in "${settings.title}" (${roundOf(context).file.title}) is still being held for you. Please accept it, or release it for another administration.`,
              })
            : say(language, {
                de: `wir freuen uns sehr: Für Sie ist ein Platz in „${settings.title}“ (${roundOf(context).file.title}) da. Die Teilnahme ist kostenfrei.`,
                en: `we are delighted: there is a seat for you in "${settings.title}" (${roundOf(context).file.title}). Taking part is free of charge.`,
              }),
        },
        ...takesOver(context),
        ...dates(context),
      ],
      action: {
        label: say(language, { de: 'Platz annehmen oder freigeben', en: 'Accept or release the seat' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(language, {
          de: `Antwort nötig bis ${until}. Ohne Antwort geht der Platz danach an die nächste Verwaltung.`,
          en: `An answer is needed by ${until}. Without one the seat then goes to the next administration.`,
        }),
      },
    },
  };
};

const seatOfferReminder: MailWriter = (context) =>
  seatOffer({ ...context, data: { ...context.data, reminder: 'yes' } });

const seatOfferCopy: MailWriter = (context) => {
  const { language, settings, recipient } = context;
  const name = fullName(caseOf(context).applicant);
  return {
    letter: {
      subject: say(language, {
        de: `Zur Kenntnis: Platz für ${name}`,
        en: `For your information: a seat for ${name}`,
      }),
      greeting: recipient.name === undefined ? {} : { name: recipient.name },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `${name} wurde ein Platz in „${settings.title}“ (${roundOf(context).file.title}) angeboten. Die Antwort gibt ${name} bis ${deadline(seatOf(context).until, language)}. Für Sie gibt es nichts zu tun; bitte halten Sie die Termine frei.`,
            en: `${name} was offered a seat in "${settings.title}" (${roundOf(context).file.title}) and answers by ${deadline(seatOf(context).until, language)}. There is nothing for you to do; please keep the dates free.`,
          }),
        },
        ...dates(context),
      ],
    },
  };
};

const waitingList: MailWriter = (context) => {
  const { language } = context;
  const until = deadline(waitingListCloses(roundOf(context).file), language);
  return {
    letter: {
      subject: say(language, {
        de: 'Ihre Bewerbung steht auf der Warteliste',
        en: 'Your application is on the waiting list',
      }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'Ihre Bewerbung erfüllt die Voraussetzungen. Es gab jedoch mehr Bewerbungen als Plätze, und für Sie ist zurzeit keiner frei.',
            en: 'your application meets the conditions. There were more applications than seats, though, and none is free for you at present.',
          }),
        },
        {
          kind: 'text',
          text: say(language, {
            de: `Sie stehen auf der Warteliste. Sie gilt bis ${until}. Wird ein Platz frei, der in den Querschnitt der Gruppe passt, bieten wir ihn Ihnen an. Einen festen Rang gibt es nicht, weil die Gruppe nach Größe und Lage der Verwaltungen ausgewogen bleiben soll.`,
            en: `You are on the waiting list, which is kept until ${until}. If a seat falls free that fits the cross-section of the group, we will offer it to you. There is no fixed rank, because the group is to stay balanced by size and location of the administrations.`,
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Vorgang ansehen', en: 'View your case' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

const seatConfirmed: MailWriter = (context) => {
  const { language } = context;
  return {
    letter: {
      subject: say(language, { de: 'Ihr Platz ist bestätigt', en: 'Your seat is confirmed' }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text:
            context.data['by'] === 'substituted'
              ? say(language, {
                  de: 'wir freuen uns auf Sie: Der Platz Ihrer Verwaltung ist jetzt Ihrer. Die Termine für Ihren Kalender kommen in einer eigenen E-Mail, und vor jedem Modul erinnern wir Sie.',
                  en: 'we look forward to seeing you: your administration’s seat is now yours. The dates for your calendar come in a mail of their own, and we remind you before each module.',
                })
              : say(language, {
                  de: 'vielen Dank: Sie haben den Platz angenommen. Wir freuen uns auf Sie. Die Termine für Ihren Kalender kommen in einer eigenen E-Mail, und vor jedem Modul erinnern wir Sie.',
                  en: 'thank you: you have accepted the seat. We look forward to seeing you. The dates for your calendar come in a mail of their own, and we remind you before each module.',
                }),
        },
        ...takesOver(context),
        ...dates(context),
      ],
      action: {
        label: say(language, { de: 'Vorgang ansehen', en: 'View your case' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(language, {
          de: 'Hier können Sie auch eine andere Person Ihrer Verwaltung für den Platz benennen.',
          en: 'Here you can also name another person of your administration for the seat.',
        }),
      },
    },
  };
};

const calendarInvitation: MailWriter = (context) => {
  const { language, settings } = context;
  const application = caseOf(context);
  return {
    letter: {
      subject: say(language, { de: `Termine: ${settings.title}`, en: `Dates: ${settings.title}` }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'hier sind alle Termine für Ihren Kalender. Öffnen Sie die angehängte Datei, wenn Ihr Mailprogramm sie nicht selbst anbietet. Ändert sich ein Termin, schicken wir ihn neu.',
            en: 'here are all dates for your calendar. Open the attached file if your mail program does not offer them itself. If a date changes we send it again.',
          }),
        },
        ...dates(context, true),
      ],
    },
    calendar: {
      method: 'REQUEST',
      sessions: calendarSessions(roundOf(context), seatOf(context).cohort, application.id, settings.title),
    },
  };
};

const seatExpired: MailWriter = (context) => {
  const { language } = context;
  return {
    letter: {
      subject: say(language, { de: 'Ihr Platz ist weitergegeben', en: 'Your seat has been passed on' }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `bis ${deadline(seatOf(context).until, language)} haben wir keine Antwort auf unser Angebot erhalten. Der Platz geht deshalb an die nächste Verwaltung. Zu einem späteren Durchgang sind Sie wieder willkommen.`,
            en: `we received no answer to our offer by ${deadline(seatOf(context).until, language)}, so the seat goes to the next administration. You are welcome to apply for a later round.`,
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Vorgang ansehen', en: 'View your case' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

const waitingListClosed: MailWriter = (context) => {
  const { language } = context;
  return {
    letter: {
      subject: say(language, { de: 'Die Warteliste ist geschlossen', en: 'The waiting list is closed' }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `„${roundOf(context).file.title}“ hat begonnen, und es ist kein Platz mehr frei geworden. Die Warteliste ist damit geschlossen. Es tut uns leid, dass es diesmal nicht geklappt hat. Ihre Bewerbung hat die Voraussetzungen erfüllt: Bitte bewerben Sie sich zum nächsten Durchgang wieder.`,
            en: `"${roundOf(context).file.title}" has begun and no seat fell free. The waiting list is closed with that. We are sorry that it did not work out this time. Your application met the conditions: please apply again for the next round.`,
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Vorgang ansehen', en: 'View your case' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

/** The words of this room. */
export const cohortMails: MailsOf<'cohort'> = {
  'seat-offer': seatOffer,
  'seat-offer-reminder': seatOfferReminder,
  'seat-offer-copy': seatOfferCopy,
  'waiting-list': waitingList,
  'seat-confirmed': seatConfirmed,
  'calendar-invitation': calendarInvitation,
  'seat-expired': seatExpired,
  'waiting-list-closed': waitingListClosed,
};
