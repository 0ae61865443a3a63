import { caseOf, linkOf, type MailWriter } from '../../platform/letter/mail.ts';
import { afterDays, deadline, forDays, say } from '../../platform/letter/wording.ts';
import { erasedAt } from '../rules.ts';

/** Asks whether the address is right; says nothing of the application itself, as the address may be another's. */
export const confirmAddress: MailWriter = (context) => {
  const { language } = context;
  const { unconfirmed } = context.settings.retention;
  const until = deadline(erasedAt(caseOf(context), context.settings.retention), language);
  const again = context.data['again'] === 'yes';
  if (context.data['change'] === 'yes') return confirmNewAddress(context);
  return {
    letter: {
      subject: again
        ? say(language, {
            de: 'Erinnerung: Bitte bestätigen Sie Ihre E-Mail-Adresse',
            en: 'Reminder: please confirm your email address',
          })
        : say(language, {
            de: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
            en: 'Please confirm your email address',
          }),
      greeting: {},
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `diese E-Mail-Adresse wurde für „${context.settings.title}“ angegeben. Mit Ihrer Bestätigung geht der Vorgang weiter.`,
            en: `this email address was given for "${context.settings.title}". Things go on once you have confirmed it.`,
          }),
        },
      ],
      action: {
        label: say(language, { de: 'E-Mail-Adresse bestätigen', en: 'Confirm email address' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(language, {
          de: `Der Link gilt bis ${until}. Wirksam wird die Bestätigung erst auf der folgenden Seite.`,
          en: `The link is valid until ${until}. Your confirmation takes effect on the page that follows.`,
        }),
      },
      after: [
        {
          kind: 'text',
          text: say(language, {
            de: `Waren Sie das nicht? Dann müssen Sie nichts tun: Ohne Bestätigung werden alle Angaben ${afterDays(unconfirmed, 'de')} gelöscht.`,
            en: `Was it not you? Then there is nothing to do: without a confirmation everything is erased ${afterDays(unconfirmed, 'en')}.`,
          }),
        },
      ],
    },
  };
};

/** Asks the owner of a corrected address; says nothing of the case, as the address may be another's. */
const confirmNewAddress: MailWriter = (context) => {
  const { language } = context;
  const { unconfirmed } = context.settings.retention;
  return {
    letter: {
      subject: say(language, {
        de: 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
        en: 'Please confirm your new email address',
      }),
      greeting: {},
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `diese E-Mail-Adresse wurde für „${context.settings.title}“ als neue Adresse angegeben. Sobald Sie sie bestätigen, gehen die Nachrichten zu diesem Vorgang dorthin.`,
            en: `this email address was given for "${context.settings.title}" as the new one. Once you confirm it, messages about this case go there.`,
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Neue Adresse bestätigen', en: 'Confirm the new address' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(language, {
          de: `Der Link gilt ${forDays(unconfirmed, 'de')}. Wirksam wird die Bestätigung erst auf der folgenden Seite.`,
          en: `The link is valid ${forDays(unconfirmed, 'en')}. Your confirmation takes effect on the page that follows.`,
        }),
      },
      after: [
        {
          kind: 'text',
          text: say(language, {
            de: 'Waren Sie das nicht? Dann müssen Sie nichts tun: Ohne Bestätigung bleibt alles, wie es ist.',
            en: 'Was it not you? Then there is nothing to do: without a confirmation everything stays as it is.',
          }),
        },
      ],
    },
  };
};
