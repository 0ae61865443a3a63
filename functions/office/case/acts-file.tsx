import { formatShortDateTime } from '../../domain/calendar.ts';
import { factsOf, roles } from '../../domain/mail.ts';
import { longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { RadioGroup, TextArea } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { field } from '../../platform/web/forms.ts';
import { type CaseAct, live, tooLong, value, wrong } from './case-act.ts';
import { note, resendable, sendAgain, startAnew, withdrawFor } from './case-rules.ts';

/** Sends a mail again. */
export const resendAct: CaseAct = {
  path: 'erneut-senden',
  title: { de: 'E-Mail noch einmal schicken', en: 'Send a mail again' },
  lead: {
    de: 'Sie geht mit einem neuen Link an die Adresse, die jetzt hinterlegt ist.',
    en: 'It goes with a new link to the address that is on record now.',
  },
  isPossible: live,
  note: 'none',
  fields: (shown) => {
    const { language } = shown.visit;
    const mails = resendable(shown.ledger, shown.found.application);
    if (mails.length === 0)
      return <p>{say(language, { de: 'Zurzeit gibt es keine.', en: 'There is none at present.' })}</p>;
    return (
      <RadioGroup
        name="mail"
        label={say(language, { de: 'Welche E-Mail?', en: 'Which mail?' })}
        error={errorOf(shown.errors, 'mail')}
        value={shown.sent?.get('mail') ?? undefined}
        choices={mails.map(({ sk, order, sentAt, owedAt }) => ({
          value: sk,
          label: `${factsOf(order.purpose).name[language]} – ${roles[order.to.role].name[language]}, ${order.to.email}`,
          hint: formatShortDateTime(sentAt ?? owedAt, language),
        }))}
      />
    );
  },
  read: (form, _visit, { application }, ledger) => {
    const entry = resendable(ledger, application).find(({ sk }) => sk === form.get('mail'));
    return entry === undefined
      ? wrong('mail', { de: 'Bitte wählen Sie eine E-Mail.', en: 'Please choose a mail.' })
      : { decide: ({ application: fresh }, office, now) => sendAgain(fresh, entry, office, now) };
  },
};

/** Adds a note to the history. */
export const noteAct: CaseAct = {
  path: 'notiz',
  title: { de: 'Vermerk hinzufügen', en: 'Add a note' },
  lead: {
    de: 'Der Vermerk steht im Verlauf. Bewerberinnen und Bewerber können ihn in ihrem Vorgang lesen.',
    en: 'The note stands in the history. Applicants can read it in their case.',
  },
  isPossible: live,
  note: 'none',
  fields: (shown) => (
    <TextArea
      name="text"
      label={say(shown.visit.language, { de: 'Vermerk', en: 'Note' })}
      maxLength={longestStatement}
      value={value(shown, 'text')}
      error={errorOf(shown.errors, 'text')}
    />
  ),
  read: (form) => {
    const text = field(form, 'text')?.trim() ?? '';
    if (text === '' || tooLong(text)) {
      return wrong('text', {
        de: 'Bitte schreiben Sie den Vermerk, höchstens 2000 Zeichen.',
        en: 'Please write the note, at most 2,000 characters.',
      });
    }
    return { decide: ({ application }, office, now) => note(application, text, office, now) };
  },
};

/** Starts a workflow anew that has stopped. */
export const restartAct: CaseAct = {
  path: 'neu-starten',
  title: { de: 'Ablauf neu anstoßen', en: 'Start the workflow anew' },
  lead: {
    de: 'Nur nötig, wenn der Vorgang stehen geblieben ist. Er geht dort weiter, wo er steht; nichts geschieht doppelt.',
    en: 'Only needed where the case has stopped. It goes on where it stands; nothing happens twice.',
  },
  isPossible: live,
  note: 'none',
  fields: () => null,
  read: () => ({ decide: ({ application }, office, now) => startAnew(application, office, now) }),
};

/** Withdraws the application for somebody who cannot come. */
export const withdrawAct: CaseAct = {
  path: 'zurueckziehen',
  title: { de: 'Bewerbung zurückziehen', en: 'Withdraw the application' },
  lead: {
    de: 'Für eine Person, die absagt. Ein Platz wird frei und geht an die nächste auf der Warteliste. Das lässt sich nicht rückgängig machen.',
    en: 'For somebody who cannot come. A seat falls free and goes to the next on the waiting list. This cannot be undone.',
  },
  isPossible: ({ application }) =>
    [
      'awaiting-endorsement',
      'in-review',
      'queried',
      'approved',
      'waiting-list',
      'seat-offered',
      'accepted',
      'taking-part',
    ].includes(application.status),
  note: 'needed',
  danger: true,
  fields: () => null,
  read: () => ({ decide: ({ application }, office, now) => withdrawFor(application, office, now) }),
};
