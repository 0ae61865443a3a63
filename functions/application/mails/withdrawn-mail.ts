import { fullName } from '../../domain/application.ts';
import type { Block } from '../../platform/letter/letter.ts';
import { caseOf, type MailContext, type MailWriter, roundOf } from '../../platform/letter/mail.ts';
import { say } from '../../platform/letter/wording.ts';
import { cancelledDates } from './cancelled-dates.ts';

/** Confirms that an application was taken back, or its seat handed over; the supervisor gets a copy. */
export const withdrawn: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  const { file } = roundOf(context);
  const before = context.data['name'];
  if (context.data['by'] === 'substituted' && before !== undefined) {
    return {
      letter: {
        subject: say(language, { de: 'Ihr Platz ist übergeben', en: 'Your seat has been handed over' }),
        greeting: { name: before },
        blocks: [
          {
            kind: 'text',
            text: say(language, {
              de: `der Platz Ihrer Verwaltung im Durchgang „${file.title}“ ist jetzt auf ${fullName(application.applicant)} übergegangen. Ihre Termine sind damit hinfällig, und Ihre Links zum Vorgang gelten nicht mehr.`,
              en: `your administration’s seat in the round "${file.title}" now belongs to ${fullName(application.applicant)}. Your dates are cancelled with this, and your links to the case have ended.`,
            }),
          },
          {
            kind: 'text',
            text: say(language, {
              de: 'Wenn das ein Irrtum ist, antworten Sie bitte auf diese E-Mail.',
              en: 'If this is a mistake, please answer this email.',
            }),
          },
        ],
      },
      ...cancelledDates(context),
    };
  }
  const name = fullName(application.applicant);
  const byApplicant = context.data['by'] === 'applicant';
  const dropped = application.status === 'dropped-out';
  return {
    letter: {
      subject: dropped
        ? say(language, { de: 'Ihre Teilnahme ist beendet', en: 'Your participation has ended' })
        : say(language, { de: 'Ihre Bewerbung ist zurückgezogen', en: 'Your application is withdrawn' }),
      greeting: { name },
      blocks: [
        {
          kind: 'text',
          text: dropped
            ? say(language, {
                de: `die Teilnahme von ${name} am Durchgang „${file.title}“ ist beendet.`,
                en: `the participation of ${name} in the round "${file.title}" has ended.`,
              })
            : say(language, {
                de: `die Bewerbung von ${name} für den Durchgang „${file.title}“ ist zurückgezogen.`,
                en: `the application of ${name} for the round "${file.title}" is withdrawn.`,
              }),
        },
        ...takenBack(context),
        {
          kind: 'text',
          text: byApplicant
            ? say(language, {
                de: 'Ein Platz, der damit frei wird, geht an die nächste Verwaltung. Sie können sich jederzeit zu einem späteren Durchgang bewerben.',
                en: 'A seat that this frees goes to the next administration. You are welcome to apply for a later round at any time.',
              })
            : say(language, {
                de: 'Wenn das ein Irrtum ist, antworten Sie bitte auf diese E-Mail.',
                en: 'If this is a mistake, please answer this email.',
              }),
        },
      ],
    },
    ...cancelledDates(context),
  };
};

/** Where the administration took its agreement back: that it did, and its reason word for word. */
function takenBack(context: MailContext): Block[] {
  const { language } = context;
  const reason = caseOf(context).history.findLast(({ what }) => what === 'endorsement-taken-back')?.words;
  if (context.data['by'] !== 'supervisor' || reason === undefined) return [];
  return [
    {
      kind: 'text',
      text: say(language, {
        de: 'Ihre Verwaltung hat ihre Zustimmung zurückgenommen. Sie begründet das so:',
        en: 'Your administration took its agreement back. It gives this reason:',
      }),
    },
    { kind: 'quote', text: reason },
  ];
}
