import { fullName } from '../domain/application.ts';
import { caseOf, linkOf, type MailsOf, type MailWriter } from '../platform/letter/mail.ts';
import { say } from '../platform/letter/wording.ts';

/** Voluntary, nothing preselected, leave at any time. */
const invitation: MailWriter = (context) => {
  const { language, settings } = context;
  const link = linkOf(context);
  return {
    letter: {
      subject: say(language, {
        de: 'Einladung in das Netzwerk der Ehemaligen',
        en: 'Invitation to the alumni network',
      }),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `Sie gehören jetzt zu den Absolventinnen und Absolventen von ${settings.title}. Im Netzwerk der Ehemaligen bleiben Sie mit Kolleginnen und Kollegen aus anderen Kommunen im Gespräch: über Vorhaben, Erfahrungen und Stolpersteine. Dazu laden wir von Zeit zu Zeit zu Werkstätten ein.`,
            en: `you are now one of the graduates of ${settings.title}. In the alumni network you stay in touch with colleagues from other municipalities: about projects, experience and pitfalls. From time to time we invite its members to workshops.`,
          }),
        },
        {
          kind: 'list',
          items: [
            say(language, {
              de: 'Ob Sie beitreten, entscheiden Sie; nichts ist vorausgewählt.',
              en: 'Whether you join is up to you; nothing is preselected.',
            }),
            say(language, {
              de: 'Ob Sie im Verzeichnis für die Mitglieder stehen, ist eine eigene Wahl.',
              en: "Whether you are listed in the members' directory is a choice of its own.",
            }),
            say(language, {
              de: 'Austreten können Sie jederzeit mit demselben Link, ohne Begründung.',
              en: 'You can leave at any time with the same link, without giving a reason.',
            }),
          ],
        },
      ],
      action: {
        label: say(language, { de: 'Netzwerk ansehen und entscheiden', en: 'View the network and decide' }),
        url: link.url,
        code: link.code,
        note: say(language, {
          de: 'Der Link allein bewirkt nichts: Beitreten können Sie auf der folgenden Seite.',
          en: 'The link alone does nothing: you can join on the page that follows.',
        }),
      },
      after: [
        {
          kind: 'text',
          text: say(language, {
            de: 'Möchten Sie nicht dabei sein? Dann müssen Sie nichts tun.',
            en: 'Would you rather not? Then there is nothing to do.',
          }),
        },
      ],
    },
  };
};

/** The words of this room. */
export const alumniMails: MailsOf<'alumni'> = {
  'alumni-invitation': invitation,
};
