import { randomBytes } from 'node:crypto';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { RadioGroup, TextArea } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { choice, field } from '../../platform/web/forms.ts';
import { type CaseAct, tooLong, value, wrong } from './case-act.ts';
import { answerOfferFor, answerQueryFor, type CaseDecision, endorseFor } from './case-rules.ts';
import { decideByOffice } from './office-decision.ts';

/** Answers an offer for somebody who phones. */
export const seatAct: CaseAct = {
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
      label={say(shown.visit.language, { de: 'Antwort', en: 'Answer' })}
      error={errorOf(shown.errors, 'answer')}
      value={shown.sent?.get('answer') ?? undefined}
      choices={[
        {
          value: 'accept',
          label: say(shown.visit.language, { de: 'Der Platz wird angenommen', en: 'The seat is accepted' }),
        },
        {
          value: 'decline',
          label: say(shown.visit.language, { de: 'Der Platz wird abgelehnt', en: 'The seat is declined' }),
        },
      ]}
    />
  ),
  read: (form) => {
    const answer = choice(form, 'answer', ['accept', 'decline']);
    return answer === undefined
      ? wrong('answer', { de: 'Bitte wählen Sie die Antwort.', en: 'Please choose the answer.' })
      : { decide: ({ application }, office, now) => answerOfferFor(application, answer, office, now) };
  },
};

/** Answers a question for somebody who phones. */
export const queryAct: CaseAct = {
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
        label={say(shown.visit.language, { de: 'Antwort', en: 'Answer' })}
        maxLength={longestStatement}
        value={value(shown, 'text')}
        error={errorOf(shown.errors, 'text')}
      />
    </>
  ),
  read: (form) => {
    const text = field(form, 'text')?.trim() ?? '';
    if (text === '' || tooLong(text)) {
      return wrong('text', {
        de: 'Bitte geben Sie die Antwort ein, höchstens 2000 Zeichen.',
        en: 'Please enter the answer, at most 2,000 characters.',
      });
    }
    return {
      decide: ({ application, round }, office, now) => answerQueryFor(application, round, text, office, now),
    };
  },
};

/** Enters what a supervisor said who phoned or wrote. */
export const endorsementAct: CaseAct = {
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
      label={say(shown.visit.language, { de: 'Antwort der Verwaltung', en: 'The administration’s answer' })}
      hint={say(shown.visit.language, {
        de: 'Bei einer Ablehnung liest die Bewerberin oder der Bewerber Ihren Vermerk als Begründung.',
        en: 'With a refusal the applicant reads your note as its reason.',
      })}
      error={errorOf(shown.errors, 'decision')}
      value={shown.sent?.get('decision') ?? undefined}
      choices={[
        { value: 'endorse', label: say(shown.visit.language, { de: 'Sie stimmt zu', en: 'It agrees' }) },
        {
          value: 'refuse',
          label: say(shown.visit.language, { de: 'Sie stimmt nicht zu', en: 'It does not agree' }),
        },
      ]}
    />
  ),
  read: (form) => {
    const decision = choice(form, 'decision', ['endorse', 'refuse']);
    return decision === undefined
      ? wrong('decision', { de: 'Bitte wählen Sie die Antwort.', en: 'Please choose the answer.' })
      : {
          decide: ({ application, round }, office, now) =>
            endorseFor(application, round, decision, office, now),
        };
  },
};

/** Decides in place of the ministry, or changes a decision. */
export const decisionAct: CaseAct = {
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
        label={say(shown.visit.language, { de: 'Entscheidung', en: 'Decision' })}
        error={errorOf(shown.errors, 'outcome')}
        value={shown.sent?.get('outcome') ?? undefined}
        choices={[
          {
            value: 'approve',
            label: say(shown.visit.language, { de: 'Voraussetzungen erfüllt', en: 'Conditions met' }),
          },
          { value: 'reject', label: say(shown.visit.language, { de: 'Ablehnen', en: 'Reject' }) },
        ]}
      />
      <TextArea
        name="reason"
        label={say(shown.visit.language, { de: 'Begründung', en: 'Reason' })}
        hint={say(shown.visit.language, { de: 'Wird Wort für Wort mitgeteilt.', en: 'Told word for word.' })}
        maxLength={longestStatement}
        value={value(shown, 'reason')}
        error={errorOf(shown.errors, 'reason')}
      />
    </>
  ),
  read: (form) => {
    const outcome = choice(form, 'outcome', ['approve', 'reject']);
    const reason = field(form, 'reason')?.trim() ?? '';
    const errors: Mistake[] = [
      ...(outcome === undefined
        ? [
            mistake('outcome', {
              de: 'Bitte wählen Sie die Entscheidung.',
              en: 'Please choose the decision.',
            }),
          ]
        : []),
      ...(reason === '' || tooLong(reason)
        ? [
            mistake('reason', {
              de: 'Bitte begründen Sie die Entscheidung, mit höchstens 2000 Zeichen.',
              en: 'Please give the reason, in at most 2,000 characters.',
            }),
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
};
