import { type Application, fullName } from '../../domain/application.ts';
import { administration, label, type Register } from '../../domain/register/register.ts';
import type { Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import type { Submitted } from './changed-fields.ts';

/** A fact as letters and pages show it. */
type PlainFact = { readonly label: string; readonly value: string };

/** What was submitted, word for word, as labels and values; the motivation stands apart. */
export function submittedFacts(
  application: Submitted & { readonly emailChange?: Application['emailChange'] },
  register: Register,
  language: Language,
): PlainFact[] {
  const { applicant, supervisor, cohorts, emailChange } = application;
  return [
    {
      label: say(language, 'Verwaltung', 'Administration'),
      value: application.administrations
        .map((key) => {
          const found = administration(register, key);
          return found === undefined ? key : label(found);
        })
        .join(' / '),
    },
    { label: say(language, 'Vorname', 'Given name'), value: applicant.givenName },
    { label: say(language, 'Nachname', 'Family name'), value: applicant.familyName },
    { label: say(language, 'E-Mail', 'Email'), value: applicant.email },
    ...(emailChange === undefined
      ? []
      : [
          {
            label: say(language, 'Neue E-Mail (noch zu bestätigen)', 'New email (to be confirmed)'),
            value: emailChange.email,
          },
        ]),
    ...(application.sharedMailbox === true
      ? [
          {
            label: say(language, 'Postfach', 'Mailbox'),
            value: say(language, 'wird von mehreren gelesen', 'is read by several people'),
          },
        ]
      : []),
    { label: say(language, 'Funktion', 'Function'), value: applicant.role },
    ...(applicant.phone === undefined
      ? []
      : [{ label: say(language, 'Telefon', 'Phone'), value: applicant.phone }]),
    {
      label: say(language, 'Vorgesetzte Person', 'Supervisor'),
      value:
        supervisor === undefined
          ? say(language, 'keine: leitet die Verwaltung', 'none: heads the administration')
          : `${fullName(supervisor)}, ${supervisor.email}`,
    },
    ...(cohorts === undefined
      ? []
      : [
          {
            label: say(language, 'Passende Termine', 'Dates that suit'),
            value: cohorts.map((id) => cohortName(id, language)).join(', '),
          },
        ]),
  ];
}
