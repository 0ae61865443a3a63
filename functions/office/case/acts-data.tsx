import { maySubstitute, substitute } from '../../application/rules.ts';
import { submissionSchema } from '../../domain/form-fields/submission.ts';
import {
  type FieldName,
  type FormFields,
  fieldNames,
  fieldOf,
  objectOf,
} from '../../domain/form-fields/table.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import type { Person } from '../../domain/people.ts';
import { register as findRegister } from '../../domain/register/register.ts';
import { type Bilingual, isEmail } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { EmailField, Select, TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { keys } from '../../platform/store/keys.ts';
import { claimOf, personHash } from '../../platform/store/person.ts';
import { field } from '../../platform/web/forms.ts';
import { administrationOptions } from '../shared/administration-options.ts';
import { formWords } from '../shared/form-words.ts';
import { type CaseAct, live, value, wrong } from './case-act.ts';
import {
  byOffice,
  type CaseDecision,
  changeAdministrations,
  correctAddress,
  mayChangeAdministrations,
} from './case-rules.ts';

/** Corrects an address. */
export const addressAct: CaseAct = {
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
          label={say(language, {
            de: 'Adresse der Bewerberin oder des Bewerbers',
            en: 'Address of the applicant',
          })}
          autocomplete="off"
          size="medium"
          value={value(shown, 'applicant.email', applicant.email)}
          error={errorOf(shown.errors, 'applicant.email')}
        />
        {supervisor !== undefined && (
          <EmailField
            name="supervisor.email"
            label={say(language, { de: 'Adresse der vorgesetzten Person', en: 'Address of the supervisor' })}
            autocomplete="off"
            size="medium"
            value={value(shown, 'supervisor.email', supervisor.email)}
            error={errorOf(shown.errors, 'supervisor.email')}
          />
        )}
      </>
    );
  },
  read: (form, _visit, { application }) => {
    const applicant = field(form, 'applicant.email')?.trim() ?? '';
    const supervisor = field(form, 'supervisor.email')?.trim();
    const errors: Mistake[] = [
      ...(isEmail(applicant) ? [] : [mistake('applicant.email', formWords.address)]),
      ...(application.supervisor === undefined || (supervisor !== undefined && isEmail(supervisor))
        ? []
        : [mistake('supervisor.email', formWords.address)]),
      ...(supervisor !== undefined && supervisor.toLowerCase() === applicant.toLowerCase()
        ? [
            mistake('supervisor.email', {
              de: 'Beide brauchen verschiedene Adressen.',
              en: 'Both need different addresses.',
            }),
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
};

/** Changes the administration, until the selection. */
export const administrationAct: CaseAct = {
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
    const options = administrationOptions(findRegister(shown.found.round.registerEdition));
    const { administrations } = shown.found.application;
    return (
      <>
        <Select
          name="administration"
          label={say(language, { de: 'Verwaltung', en: 'Administration' })}
          search
          options={options}
          value={value(shown, 'administration', administrations[0] ?? '')}
          error={errorOf(shown.errors, 'administration')}
        />
        <Select
          name="second"
          label={say(language, {
            de: 'Zweite Verwaltung, bei einem gemeinsamen Platz',
            en: 'Second administration of a joint place',
          })}
          optional
          search
          options={options}
          placeholder={say(language, { de: 'keine', en: 'none' })}
          value={value(shown, 'second', administrations[1] ?? '')}
          error={errorOf(shown.errors, 'second')}
        />
      </>
    );
  },
  read: (form, _visit, { round }) => {
    const edition = findRegister(round.registerEdition);
    const [first, second] = [field(form, 'administration'), field(form, 'second')];
    const known = (key: string | undefined): boolean => key !== undefined && edition?.byKey.has(key) === true;
    if (first === undefined || !known(first)) {
      return wrong('administration', formWords.administration);
    }
    if (second !== undefined && (!known(second) || second === first)) {
      return wrong('second', {
        de: 'Bitte wählen Sie eine andere Verwaltung aus der Liste.',
        en: 'Please choose another administration from the list.',
      });
    }
    const keys = second === undefined ? [first] : [first, second];
    return {
      decide: ({ application, round: fresh }, office, now) =>
        changeAdministrations(application, fresh, keys, office, now),
    };
  },
};

const personSchema = submissionSchema.shape.applicant;

/** Fields of a person that an application cannot do without: the office asks for these on the phone. */
type NeededOfPerson = {
  [Name in Extract<FieldName, `applicant.${string}`>]: FormFields[Name]['optional'] extends true
    ? never
    : Name;
}[Extract<FieldName, `applicant.${string}`>];

const askedOfOffice: Readonly<
  Record<NeededOfPerson, { readonly label: Bilingual; readonly wrong: Bilingual }>
> = {
  'applicant.givenName': {
    label: { de: 'Vorname', en: 'Given name' },
    wrong: formWords.givenName,
  },
  'applicant.familyName': {
    label: { de: 'Nachname', en: 'Family name' },
    wrong: formWords.familyName,
  },
  'applicant.email': {
    label: { de: 'E-Mail-Adresse', en: 'Email address' },
    wrong: formWords.address,
  },
  'applicant.role': {
    label: { de: 'Funktion', en: 'Function' },
    wrong: { de: 'Bitte geben Sie die Funktion an.', en: 'Please give the function.' },
  },
};
const neededOfPerson = fieldNames.filter((name): name is NeededOfPerson =>
  Object.hasOwn(askedOfOffice, name),
);

/** Names another person for the seat. */
export const substituteAct: CaseAct = {
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
    return neededOfPerson.map((name) => {
      const Field = fieldOf(name).kind === 'email' ? EmailField : TextField;
      return (
        <Field
          key={name}
          name={name}
          label={askedOfOffice[name].label[language]}
          {...(fieldOf(name).kind === 'email' ? { autocomplete: 'off' } : {})}
          size="medium"
          value={value(shown, name)}
          error={errorOf(shown.errors, name)}
        />
      );
    });
  },
  read: (form) => {
    const { success, data, error } = personSchema.safeParse(
      objectOf(neededOfPerson.map((name) => [name, field(form, name)?.trim()]))['applicant'] ?? {},
    );
    if (!success) {
      const wrong = error.issues.map(({ path }) => `applicant.${path.join('.')}`);
      return {
        errors: neededOfPerson
          .filter((name) => wrong.includes(name))
          .map((name) => mistake(name, askedOfOffice[name].wrong)),
      };
    }
    const person: Person = data;
    return {
      decide: async ({ application, round }, office, now): Promise<CaseDecision> => {
        const hash = personHash(person);
        const claimedBy = await claimOf(application.round, hash);
        const { answer, change } = substitute(
          application,
          round,
          { applicant: person },
          hash,
          claimedBy,
          now,
          'office',
        );
        if (change !== undefined) {
          // What the person before needs is nobody's any more.
          const writes = [{ remove: keys.needs(application.round, application.id) }];
          return { answer: 'done', change: { ...byOffice(application, change, office), writes } };
        }
        return {
          answer:
            answer === 'same-person' ? 'nothing' : answer === 'other-application' ? answer : 'not-possible',
        };
      },
    };
  },
};
