import { type Mistake, mistake } from '../../domain/mistake.ts';
import { type Bilingual, isName, longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { TextArea, TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { loadCertificate } from '../../platform/store/certificates.ts';
import { keys } from '../../platform/store/keys.ts';
import { claimOf, personHash } from '../../platform/store/person.ts';
import { get } from '../../platform/store/table.ts';
import { field } from '../../platform/web/forms.ts';
import { formWords } from '../shared/form-words.ts';
import { type CaseAct, tooLong, value, wrong } from './case-act.ts';
import { canReissue, canRevoke, reissueCertificate, revokeCertificate } from './certificate-rules.ts';

/** Has the certificate issued anew, with a corrected name or as the record is now. */
export const reissueAct: CaseAct = {
  path: 'zertifikat-neu',
  title: { de: 'Zertifikat neu ausstellen', en: 'Issue the certificate anew' },
  lead: {
    de: 'Für einen berichtigten Namen, oder wenn Anwesenheit oder Angaben sich geändert haben. Das neue Zertifikat hat eine eigene Nummer und geht gleich hinaus. Das bisherige ist dann nicht mehr gültig; seine Seite führt zum neuen.',
    en: 'For a corrected name, or where attendance or data have changed. The new certificate has a number of its own and goes out at once. The one before is then no longer valid; its page leads to the new one.',
  },
  isPossible: ({ application }) => canReissue(application),
  note: 'needed',
  fields: (shown) => {
    const { applicant } = shown.found.application;
    const { language } = shown.visit;
    const text = (name: 'givenName' | 'familyName', de: string, en: string) => (
      <TextField
        name={`applicant.${name}`}
        label={say(language, { de, en })}
        size="medium"
        value={value(shown, `applicant.${name}`, applicant[name])}
        error={errorOf(shown.errors, `applicant.${name}`)}
      />
    );
    return (
      <>
        {text('givenName', 'Vorname', 'Given name')}
        {text('familyName', 'Nachname', 'Family name')}
      </>
    );
  },
  read: (form) => {
    const text = (name: string): string => field(form, `applicant.${name}`)?.trim() ?? '';
    const name = { givenName: text('givenName'), familyName: text('familyName') };
    const check = (part: 'givenName' | 'familyName', message: Bilingual): Mistake[] =>
      isName(name[part]) ? [] : [mistake(`applicant.${part}`, message)];
    const errors = [...check('givenName', formWords.givenName), ...check('familyName', formWords.familyName)];
    if (errors.length > 0) return { errors };
    return {
      decide: async ({ application }, office, now) => {
        const person = personHash({ ...application.applicant, ...name });
        const claimedBy = await claimOf(application.round, person);
        const member = await get(keys.alumnus(application.id));
        return reissueCertificate(application, name, person, claimedBy, member, office, now);
      },
    };
  },
};

/** Takes the certificate back. */
export const revokeAct: CaseAct = {
  path: 'zertifikat-zurueckziehen',
  title: { de: 'Zertifikat zurückziehen', en: 'Revoke the certificate' },
  lead: {
    de: 'Nur, wenn es zu Unrecht ausgestellt wurde. Die öffentliche Seite sagt dann, dass es nicht gültig ist. Das lässt sich nicht rückgängig machen; ein neues kann aber ausgestellt werden.',
    en: 'Only where it was issued wrongly. The public page then says that it is not valid. This cannot be undone, but a new one can be issued.',
  },
  isPossible: ({ application }) => canRevoke(application),
  note: 'none',
  danger: true,
  fields: (shown) => (
    <TextArea
      name="reason"
      label={say(shown.visit.language, { de: 'Begründung', en: 'Reason' })}
      hint={say(shown.visit.language, {
        de: 'Die Absolventin oder der Absolvent liest sie Wort für Wort, sonst niemand.',
        en: 'The graduate reads it word for word, nobody else does.',
      })}
      maxLength={longestStatement}
      value={value(shown, 'reason')}
      error={errorOf(shown.errors, 'reason')}
    />
  ),
  read: (form) => {
    const reason = field(form, 'reason')?.trim() ?? '';
    if (reason === '' || tooLong(reason)) {
      return wrong('reason', {
        de: 'Bitte begründen Sie das, mit höchstens 2000 Zeichen.',
        en: 'Please give the reason, in at most 2,000 characters.',
      });
    }
    return {
      decide: async ({ application }, office, now) =>
        revokeCertificate(
          application,
          await loadCertificate(application.certificate?.id),
          reason,
          office,
          now,
        ),
    };
  },
};
