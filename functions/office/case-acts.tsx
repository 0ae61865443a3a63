import { randomBytes } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { formatShortDateTime } from '../domain/calendar.ts';
import type { LedgerEntry } from '../domain/mail.ts';
import { decideByOffice } from '../domain/office-decision.ts';
import { register as findRegister, label } from '../domain/register/register.ts';
import { maySubstitute, substitute } from '../domain/substitution.ts';
import { type Bilingual, compareDin5007, isEmail, isName } from '../domain/text.ts';
import { choice, field, ticked } from '../platform/forms.ts';
import type { Answer } from '../platform/http.ts';
import { Notice } from '../platform/page/content.tsx';
import {
  Button,
  Buttons,
  Checkbox,
  EmailField,
  LinkButton,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../platform/page/errors.tsx';
import { claimOf, personHash } from '../platform/person.ts';
import { changeApplication, ledgerOf } from '../platform/records.ts';
import { say } from '../platform/wording.ts';
import { casePath } from './applications.tsx';
import { type Case, caseOf } from './case.ts';
import {
  answerOfferFor,
  answerQueryFor,
  byOffice,
  type CaseActed,
  type CaseDecision,
  changeAdministrations,
  correctAddress,
  endorseFor,
  mayChangeAdministrations,
  note,
  type Office,
  resendable,
  sendAgain,
  startAnew,
  withdrawFor,
} from './case-rules.ts';
import { OfficeForm, officePage } from './frame.tsx';
import { purposeNames, roleNames } from './purpose-words.ts';
import { goTo, type Page, type Visit } from './router.ts';

const longest = 2000;

/** What a form of a case shows. */
type Shown = {
  readonly visit: Visit;
  readonly found: Case;
  readonly ledger: readonly LedgerEntry[];
  readonly sent: URLSearchParams | undefined;
  readonly errors: readonly FieldError[];
};

/** What a form is to do with the record as it is then. */
type Decide = (found: Case, office: Office, now: string) => CaseDecision | Promise<CaseDecision>;
type Read = { readonly decide: Decide } | { readonly errors: readonly FieldError[] };

/** An act of the office on one application. */
export type CaseAct = {
  readonly path: string;
  readonly title: Bilingual;
  readonly lead?: Bilingual;
  readonly isPossible: (found: Case, now: string) => boolean;
  /** Stands out among the acts, as it is what the case waits for. */
  readonly pressing?: (found: Case) => boolean;
  readonly fields: (shown: Shown) => ComponentChildren;
  readonly read: (form: URLSearchParams, visit: Visit, found: Case, ledger: readonly LedgerEntry[]) => Read;
  /** Whether a note on who called and what was said is needed, welcome, or not asked for. */
  readonly note: 'needed' | 'welcome' | 'none';
  readonly danger?: true;
};

const value = ({ sent }: Shown, name: string, stands = ''): string =>
  sent?.get(name) ?? (sent === undefined ? stands : '');

const live = ({ application }: Case): boolean => application.status !== 'erased';

const mistake = (visit: Visit, name: string, de: string, en: string): Read => ({
  errors: [{ name, message: say(visit.language, de, en) }],
});

const tooLong = (text: string): boolean => [...text].length > longest;

/** The acts, in the order in which a case offers them. */
export const caseActs: readonly CaseAct[] = [
  {
    path: 'platz',
    title: { de: 'Platz annehmen oder ablehnen', en: 'Accept or decline the seat' },
    lead: { de: 'Für eine Person, die angerufen hat.', en: 'For somebody who phoned.' },
    isPossible: ({ application }, now) =>
      application.status === 'seat-offered' && application.seat !== undefined && now < application.seat.until,
    pressing: () => true,
    note: 'needed',
    fields: (shown) => (
      <RadioGroup
        name="answer"
        label={say(shown.visit.language, 'Antwort', 'Answer')}
        error={errorOf(shown.errors, 'answer')}
        value={shown.sent?.get('answer') ?? undefined}
        choices={[
          {
            value: 'accept',
            label: say(shown.visit.language, 'Der Platz wird angenommen', 'The seat is accepted'),
          },
          {
            value: 'decline',
            label: say(shown.visit.language, 'Der Platz wird abgelehnt', 'The seat is declined'),
          },
        ]}
      />
    ),
    read: (form, visit) => {
      const answer = choice(form, 'answer', ['accept', 'decline']);
      return answer === undefined
        ? mistake(visit, 'answer', 'Bitte wählen Sie die Antwort.', 'Please choose the answer.')
        : { decide: ({ application }, office, now) => answerOfferFor(application, answer, office, now) };
    },
  },
  {
    path: 'antwort',
    title: { de: 'Rückfrage beantworten', en: 'Answer the question' },
    lead: { de: 'Für eine Person, die angerufen hat.', en: 'For somebody who phoned.' },
    isPossible: ({ application }) => application.status === 'queried',
    pressing: () => true,
    note: 'none',
    fields: (shown) => (
      <>
        <p>{shown.found.application.query?.text}</p>
        <TextArea
          name="text"
          label={say(shown.visit.language, 'Antwort', 'Answer')}
          maxLength={longest}
          value={value(shown, 'text')}
          error={errorOf(shown.errors, 'text')}
        />
      </>
    ),
    read: (form, visit) => {
      const text = field(form, 'text')?.trim() ?? '';
      if (text === '' || tooLong(text)) {
        return mistake(
          visit,
          'text',
          'Bitte geben Sie die Antwort ein, höchstens 2000 Zeichen.',
          'Please enter the answer, at most 2,000 characters.',
        );
      }
      return {
        decide: ({ application, round }, office, now) =>
          answerQueryFor(application, round, text, office, now),
      };
    },
  },
  {
    path: 'zustimmung',
    title: { de: 'Zustimmung der Verwaltung eintragen', en: 'Enter the administration’s agreement' },
    lead: {
      de: 'Für die vorgesetzte Person, die angerufen oder geschrieben hat.',
      en: 'For the supervisor who phoned or wrote.',
    },
    isPossible: ({ application }) => application.status === 'awaiting-endorsement',
    pressing: () => true,
    note: 'needed',
    fields: (shown) => (
      <RadioGroup
        name="decision"
        label={say(shown.visit.language, 'Antwort der Verwaltung', 'The administration’s answer')}
        hint={say(
          shown.visit.language,
          'Bei einer Ablehnung liest die Bewerberin oder der Bewerber Ihren Vermerk als Begründung.',
          'With a refusal the applicant reads your note as its reason.',
        )}
        error={errorOf(shown.errors, 'decision')}
        value={shown.sent?.get('decision') ?? undefined}
        choices={[
          { value: 'endorse', label: say(shown.visit.language, 'Sie stimmt zu', 'It agrees') },
          { value: 'refuse', label: say(shown.visit.language, 'Sie stimmt nicht zu', 'It does not agree') },
        ]}
      />
    ),
    read: (form, visit) => {
      const decision = choice(form, 'decision', ['endorse', 'refuse']);
      return decision === undefined
        ? mistake(visit, 'decision', 'Bitte wählen Sie die Antwort.', 'Please choose the answer.')
        : {
            decide: ({ application, round }, office, now) =>
              endorseFor(application, round, decision, office, now),
          };
    },
  },
  {
    path: 'entscheiden',
    title: { de: 'Entscheiden oder Entscheidung ändern', en: 'Decide, or change the decision' },
    lead: {
      de: 'Nur, wenn das Ministerium es nicht selbst kann. Die Mitteilung geht am nächsten Arbeitstag um 08:00 Uhr hinaus. Eine Zusage nach der Auswahl kommt an das Ende der Warteliste.',
      en: 'Only where the ministry cannot do so itself. It is told at 08:00 of the next working day. An approval after the selection joins the end of the waiting list.',
    },
    isPossible: ({ application }) =>
      ['in-review', 'queried', 'approved', 'rejected', 'waiting-list'].includes(application.status),
    note: 'welcome',
    fields: (shown) => (
      <>
        <RadioGroup
          name="outcome"
          label={say(shown.visit.language, 'Entscheidung', 'Decision')}
          error={errorOf(shown.errors, 'outcome')}
          value={shown.sent?.get('outcome') ?? undefined}
          choices={[
            {
              value: 'approve',
              label: say(shown.visit.language, 'Voraussetzungen erfüllt', 'Conditions met'),
            },
            { value: 'reject', label: say(shown.visit.language, 'Ablehnen', 'Reject') },
          ]}
        />
        <TextArea
          name="reason"
          label={say(shown.visit.language, 'Begründung', 'Reason')}
          hint={say(shown.visit.language, 'Wird Wort für Wort mitgeteilt.', 'Told word for word.')}
          maxLength={longest}
          value={value(shown, 'reason')}
          error={errorOf(shown.errors, 'reason')}
        />
      </>
    ),
    read: (form, visit) => {
      const outcome = choice(form, 'outcome', ['approve', 'reject']);
      const reason = field(form, 'reason')?.trim() ?? '';
      const errors: FieldError[] = [
        ...(outcome === undefined
          ? [
              {
                name: 'outcome',
                message: say(
                  visit.language,
                  'Bitte wählen Sie die Entscheidung.',
                  'Please choose the decision.',
                ),
              },
            ]
          : []),
        ...(reason === '' || tooLong(reason)
          ? [
              {
                name: 'reason',
                message: say(
                  visit.language,
                  'Bitte begründen Sie die Entscheidung, mit höchstens 2000 Zeichen.',
                  'Please give the reason, in at most 2,000 characters.',
                ),
              },
            ]
          : []),
      ];
      if (outcome === undefined || errors.length > 0) return { errors };
      const id = randomBytes(9).toString('base64url');
      return {
        decide: ({ application }, { email, note: words }, now): CaseDecision => {
          const by = { name: email, email, reason, ...(words === undefined ? {} : { note: words }) };
          const { answer, change } = decideByOffice(application, outcome, by, id, now);
          if (change === undefined) return { answer: answer === 'same-again' ? 'nothing' : 'not-possible' };
          return { answer: 'done', change };
        },
      };
    },
  },
  {
    path: 'adresse',
    title: { de: 'Adresse berichtigen', en: 'Correct an address' },
    lead: {
      de: 'Was offen ist, geht gleich an die neue Adresse. Links aus früheren E-Mails an die alte Adresse zeigen den Vorgang nicht mehr.',
      en: 'What is open goes to the new address at once. Links of earlier mails to the old address no longer show the case.',
    },
    isPossible: live,
    note: 'needed',
    fields: (shown) => {
      const { applicant, supervisor } = shown.found.application;
      const { language } = shown.visit;
      return (
        <>
          <EmailField
            name="applicant.email"
            label={say(language, 'Adresse der Bewerberin oder des Bewerbers', 'Address of the applicant')}
            autocomplete="off"
            size="medium"
            value={value(shown, 'applicant.email', applicant.email)}
            error={errorOf(shown.errors, 'applicant.email')}
          />
          {supervisor !== undefined && (
            <EmailField
              name="supervisor.email"
              label={say(language, 'Adresse der vorgesetzten Person', 'Address of the supervisor')}
              autocomplete="off"
              size="medium"
              value={value(shown, 'supervisor.email', supervisor.email)}
              error={errorOf(shown.errors, 'supervisor.email')}
            />
          )}
        </>
      );
    },
    read: (form, visit, { application }) => {
      const applicant = field(form, 'applicant.email')?.trim() ?? '';
      const supervisor = field(form, 'supervisor.email')?.trim();
      const wrong = say(
        visit.language,
        'Bitte geben Sie eine vollständige E-Mail-Adresse an.',
        'Please give a complete email address.',
      );
      const errors: FieldError[] = [
        ...(isEmail(applicant) ? [] : [{ name: 'applicant.email', message: wrong }]),
        ...(application.supervisor === undefined || (supervisor !== undefined && isEmail(supervisor))
          ? []
          : [{ name: 'supervisor.email', message: wrong }]),
        ...(supervisor !== undefined && supervisor.toLowerCase() === applicant.toLowerCase()
          ? [
              {
                name: 'supervisor.email',
                message: say(
                  visit.language,
                  'Beide brauchen verschiedene Adressen.',
                  'Both need different addresses.',
                ),
              },
            ]
          : []),
      ];
      if (errors.length > 0) return { errors };
      return {
        decide: async ({ application: fresh }, office, now) => {
          const person = personHash({ ...fresh.applicant, email: applicant });
          const claimedBy = await claimOf(fresh.round, person);
          const wish = { applicant, ...(supervisor === undefined ? {} : { supervisor }) };
          return correctAddress(fresh, wish, person, claimedBy, office, now);
        },
      };
    },
  },
  {
    path: 'verwaltung',
    title: { de: 'Verwaltung ändern', en: 'Change the administration' },
    lead: {
      de: 'Möglich bis zur Auswahl. Solange noch nicht entschieden ist, erhält das Ministerium die neue Fassung zur Prüfung.',
      en: 'Possible until the selection. While nothing is decided, the ministry gets the new version to review.',
    },
    isPossible: ({ application, round }) => mayChangeAdministrations(application, round),
    note: 'needed',
    fields: (shown) => {
      const { language } = shown.visit;
      const edition = findRegister(shown.found.round.registerEdition);
      const options = (edition?.administrations ?? [])
        .map((each) => ({
          value: each.key,
          label: label(each),
          names: each.municipalities.map((municipality) => municipality.nameDe),
        }))
        .sort((a, b) => compareDin5007(a.label, b.label));
      const { administrations } = shown.found.application;
      return (
        <>
          <Select
            name="administration"
            label={say(language, 'Verwaltung', 'Administration')}
            search
            options={options}
            value={value(shown, 'administration', administrations[0] ?? '')}
            error={errorOf(shown.errors, 'administration')}
          />
          <Select
            name="second"
            label={say(
              language,
              'Zweite Verwaltung, bei einem gemeinsamen Platz',
              'Second administration of a joint place',
            )}
            optional
            search
            options={options}
            placeholder={say(language, 'keine', 'none')}
            value={value(shown, 'second', administrations[1] ?? '')}
            error={errorOf(shown.errors, 'second')}
          />
        </>
      );
    },
    read: (form, visit, { round }) => {
      const edition = findRegister(round.registerEdition);
      const [first, second] = [field(form, 'administration'), field(form, 'second')];
      const known = (key: string | undefined): boolean =>
        key !== undefined && edition?.byKey.has(key) === true;
      if (first === undefined || !known(first)) {
        return mistake(
          visit,
          'administration',
          'Bitte wählen Sie eine Verwaltung aus der Liste.',
          'Please choose an administration from the list.',
        );
      }
      if (second !== undefined && (!known(second) || second === first)) {
        return mistake(
          visit,
          'second',
          'Bitte wählen Sie eine andere Verwaltung aus der Liste.',
          'Please choose another administration from the list.',
        );
      }
      const keys = second === undefined ? [first] : [first, second];
      return {
        decide: ({ application, round: fresh }, office, now) =>
          changeAdministrations(application, fresh, keys, office, now),
      };
    },
  },
  {
    path: 'vertretung',
    title: { de: 'Andere Person für den Platz benennen', en: 'Name another person for the seat' },
    lead: {
      de: 'Der Platz gehört der Verwaltung. Die neue Person erhält alles, was sie braucht; die Links der bisherigen enden.',
      en: 'The seat belongs to the administration. The new person gets all they need; the links of the present one end.',
    },
    isPossible: ({ application, round }, now) => maySubstitute(application, round, now),
    note: 'needed',
    fields: (shown) => {
      const { language } = shown.visit;
      const text = (name: string, de: string, en: string) => (
        <TextField
          name={`applicant.${name}`}
          label={say(language, de, en)}
          size="medium"
          value={value(shown, `applicant.${name}`)}
          error={errorOf(shown.errors, `applicant.${name}`)}
        />
      );
      return (
        <>
          {text('givenName', 'Vorname', 'Given name')}
          {text('familyName', 'Nachname', 'Family name')}
          <EmailField
            name="applicant.email"
            label={say(language, 'E-Mail-Adresse', 'Email address')}
            autocomplete="off"
            size="medium"
            value={value(shown, 'applicant.email')}
            error={errorOf(shown.errors, 'applicant.email')}
          />
          {text('role', 'Funktion', 'Function')}
        </>
      );
    },
    read: (form, visit) => {
      const text = (name: string): string => field(form, `applicant.${name}`)?.trim() ?? '';
      const person = {
        givenName: text('givenName'),
        familyName: text('familyName'),
        email: text('email'),
        role: text('role'),
      };
      const wrong = (name: string, de: string, en: string): FieldError => ({
        name: `applicant.${name}`,
        message: say(visit.language, de, en),
      });
      const errors = [
        ...(isName(person.givenName)
          ? []
          : [wrong('givenName', 'Bitte geben Sie den Vornamen an.', 'Please give the given name.')]),
        ...(isName(person.familyName)
          ? []
          : [wrong('familyName', 'Bitte geben Sie den Nachnamen an.', 'Please give the family name.')]),
        ...(isEmail(person.email)
          ? []
          : [
              wrong(
                'email',
                'Bitte geben Sie eine vollständige E-Mail-Adresse an.',
                'Please give a complete email address.',
              ),
            ]),
        ...(person.role !== '' && [...person.role].length <= 100
          ? []
          : [wrong('role', 'Bitte geben Sie die Funktion an.', 'Please give the function.')]),
      ];
      if (errors.length > 0) return { errors };
      return {
        decide: async ({ application, round }, office, now): Promise<CaseDecision> => {
          const hash = personHash(person);
          const claimedBy = await claimOf(application.round, hash);
          const { answer, change } = substitute(application, round, person, hash, claimedBy, now, 'office');
          if (change !== undefined) return { answer: 'done', change: byOffice(application, change, office) };
          return {
            answer:
              answer === 'same-person' ? 'nothing' : answer === 'other-application' ? answer : 'not-possible',
          };
        },
      };
    },
  },
  {
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
        return <p>{say(language, 'Zurzeit gibt es keine.', 'There is none at present.')}</p>;
      return (
        <RadioGroup
          name="mail"
          label={say(language, 'Welche E-Mail?', 'Which mail?')}
          error={errorOf(shown.errors, 'mail')}
          value={shown.sent?.get('mail') ?? undefined}
          choices={mails.map(({ sk, order, sentAt, owedAt }) => ({
            value: sk,
            label: `${purposeNames[order.purpose][language]} – ${roleNames[order.to.role][language]}, ${order.to.email}`,
            hint: formatShortDateTime(sentAt ?? owedAt, language),
          }))}
        />
      );
    },
    read: (form, visit, { application }, ledger) => {
      const entry = resendable(ledger, application).find(({ sk }) => sk === form.get('mail'));
      return entry === undefined
        ? mistake(visit, 'mail', 'Bitte wählen Sie eine E-Mail.', 'Please choose a mail.')
        : { decide: ({ application: fresh }, office, now) => sendAgain(fresh, entry, office, now) };
    },
  },
  {
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
        label={say(shown.visit.language, 'Vermerk', 'Note')}
        maxLength={longest}
        value={value(shown, 'text')}
        error={errorOf(shown.errors, 'text')}
      />
    ),
    read: (form, visit) => {
      const text = field(form, 'text')?.trim() ?? '';
      if (text === '' || tooLong(text)) {
        return mistake(
          visit,
          'text',
          'Bitte schreiben Sie den Vermerk, höchstens 2000 Zeichen.',
          'Please write the note, at most 2,000 characters.',
        );
      }
      return { decide: ({ application }, office, now) => note(application, text, office, now) };
    },
  },
  {
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
  },
  {
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
  },
];

function NoteField({ shown, act }: { readonly shown: Shown; readonly act: CaseAct }) {
  const { language } = shown.visit;
  if (act.note === 'none') return null;
  return (
    <TextArea
      name="note"
      label={say(language, 'Vermerk', 'Note')}
      hint={say(
        language,
        'Wer hat sich wann gemeldet und was gesagt? Steht im Verlauf des Vorgangs.',
        'Who got in touch, when, and what was said? Stands in the history of the case.',
      )}
      optional={act.note === 'welcome'}
      rows={3}
      maxLength={longest}
      value={value(shown, 'note')}
      error={errorOf(shown.errors, 'note')}
    />
  );
}

function actPage(act: CaseAct, shown: Shown, status = 200): Answer {
  const { visit, found, errors, sent } = shown;
  const { language, at } = visit;
  const { application } = found;
  const back = (
    <LinkButton href={casePath(application)}>
      {say(language, 'Zurück zum Vorgang', 'Back to the case')}
    </LinkButton>
  );
  const frame = {
    area: 'applications',
    title: act.title[language],
    preline: `${application.reference} – ${application.name}`,
    width: 'reading',
    hasErrors: errors.length > 0,
  } as const;
  if (!act.isPossible(found, at)) {
    return officePage(
      visit,
      {
        ...frame,
        body: (
          <>
            <Notice
              title={say(language, 'Das ist jetzt nicht (mehr) möglich.', 'This is not possible now.')}
            />
            <Buttons>{back}</Buttons>
          </>
        ),
      },
      status,
    );
  }
  return officePage(
    visit,
    {
      ...frame,
      lead: act.lead?.[language],
      body: (
        <>
          <ErrorSummary errors={errors} />
          <OfficeForm visit={visit} action={casePath(application, act.path)}>
            {act.fields(shown)}
            <NoteField shown={shown} act={act} />
            <Checkbox
              name="confirm"
              value="yes"
              label={say(language, 'Ja, so eintragen.', 'Yes, do so.')}
              error={errorOf(errors, 'confirm')}
              checked={sent !== undefined && ticked(sent, 'confirm', 'yes')}
            />
            <Buttons>
              <Button kind={act.danger ? 'danger' : 'primary'}>{act.title[language]}</Button>
              {back}
            </Buttons>
          </OfficeForm>
        </>
      ),
    },
    status,
  );
}

const refusals: Readonly<Record<Exclude<CaseActed, 'done' | 'nothing' | 'not-possible'>, Bilingual>> = {
  'too-late': {
    de: 'Dafür ist es zu spät: Die Frist ist abgelaufen.',
    en: 'It is too late: the time is over.',
  },
  'other-application': {
    de: 'Diese Person hat in diesem Durchgang schon eine andere Bewerbung.',
    en: 'This person has another application in this round.',
  },
  'bad-input': { de: 'Bitte begründen Sie das im Vermerk.', en: 'Please give the reason in the note.' },
};

function formErrors(act: CaseAct, visit: Visit): FieldError[] {
  const { language, request } = visit;
  const words = field(request.form, 'note')?.trim() ?? '';
  return [
    ...((act.note === 'needed' && words === '') || tooLong(words)
      ? [
          {
            name: 'note',
            message: say(
              language,
              'Bitte vermerken Sie, wer sich gemeldet hat, mit höchstens 2000 Zeichen.',
              'Please note who got in touch, in at most 2,000 characters.',
            ),
          },
        ]
      : []),
    ...(ticked(request.form, 'confirm', 'yes')
      ? []
      : [
          {
            name: 'confirm',
            message: say(
              language,
              'Bitte bestätigen Sie mit dem Häkchen.',
              'Please confirm by ticking the box.',
            ),
          },
        ]),
  ];
}

async function perform(act: CaseAct, visit: Visit): Promise<Answer> {
  const { request, session, at, language } = visit;
  const found = await caseOf(visit);
  const { application, round } = found;
  const ledger = await ledgerOf({ application: application.id });
  const shown = (errors: readonly FieldError[]): Shown => ({
    visit,
    found,
    ledger,
    sent: request.form,
    errors,
  });
  const read = act.read(request.form, visit, found, ledger);
  const errors = [...('errors' in read ? read.errors : []), ...formErrors(act, visit)];
  if (errors.length > 0 || 'errors' in read) return actPage(act, shown(errors), 422);
  const words = field(request.form, 'note')?.trim();
  const office: Office = {
    email: session.email,
    ...(words === undefined || words === '' ? {} : { note: words }),
  };
  const result = await changeApplication(round.id, application.id, at, (fresh) =>
    act.isPossible({ application: fresh, round }, at)
      ? read.decide({ application: fresh, round }, office, at)
      : { answer: 'not-possible' as const },
  );
  const answer = result?.answer ?? 'not-possible';
  if (answer === 'done' || answer === 'nothing') {
    return goTo(visit, `${casePath(application)}?getan=${answer === 'done' ? 'case-done' : 'nothing'}`);
  }
  if (answer === 'not-possible') {
    return actPage(
      act,
      { ...shown([]), found: { round, application: result?.application ?? application } },
      409,
    );
  }
  return actPage(act, shown([{ name: '', message: refusals[answer][language] }]), 409);
}

export const caseActPages: readonly Page[] = caseActs.map((act) => ({
  path: `/buero/vorgang/{round}/{id}/${act.path}`,
  about: act.title.en,
  GET: {
    for: 'office',
    handle: async (visit) => {
      const found = await caseOf(visit);
      const ledger = await ledgerOf({ application: found.application.id });
      return actPage(act, { visit, found, ledger, sent: undefined, errors: [] });
    },
  },
  POST: { for: 'office', handle: (visit) => perform(act, visit) },
}));
