import { standingOf } from '../../domain/approvers.ts';
import type { Mistake } from '../../domain/mistake.ts';
import { longestStatement } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Button, Form, Hidden, RadioGroup, TextArea } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { shownTo } from '../rules/proof.ts';
import { casePath, type DecisionView } from './decision-view.ts';
import { WhoFields } from './form-parts.tsx';
import { choiceNames } from './words.ts';

/** Three choices, none chosen beforehand, with the hash of what the page showed. */
export function DecisionForm({ view, errors }: { view: DecisionView; errors: readonly Mistake[] }) {
  const { visit, language, values } = view;
  const { application, round, approver } = visit;
  if (approver === undefined) return null;
  const mine = standingOf(application, approver);
  return (
    <Form action={casePath(visit)} label={say(language, { de: 'Entscheidung', en: 'Decision' })}>
      {visit.isList && <Hidden name="application" value={application.id} />}
      <Hidden name="version" value={String(application.version)} />
      <Hidden name="shown" value={shownTo(application, round, approver)} />
      <RadioGroup
        name="decision"
        label={
          mine === undefined
            ? say(language, { de: 'Ihre Entscheidung', en: 'Your decision' })
            : say(language, { de: 'Entscheidung ändern', en: 'Change the decision' })
        }
        value={values.get('decision') ?? undefined}
        error={errorOf(errors, 'decision')}
        choices={[
          {
            value: 'approve',
            label: choiceNames.approve[language],
            hint: say(language, {
              de: 'Die Bewerbung nimmt an der Auswahl teil.',
              en: 'The application joins the selection.',
            }),
          },
          {
            value: 'reject',
            label: choiceNames.reject[language],
            hint: say(language, { de: 'Mit Begründung.', en: 'With a reason.' }),
          },
          {
            value: 'query',
            label: choiceNames.query[language],
            hint: say(language, {
              de: 'Fünf Arbeitstage Zeit für die Antwort; so lange ruht Ihre Frist. Danach entscheiden Sie.',
              en: 'Five working days for the answer; your own time stands still. You decide after that.',
            }),
          },
        ]}
      />
      <TextArea
        name="reason"
        rows={4}
        maxLength={longestStatement}
        label={say(language, { de: 'Begründung oder Frage', en: 'Reason or question' })}
        hint={say(language, {
          de: 'Die Bewerberin oder der Bewerber liest diesen Text wörtlich. Nötig bei Ablehnung und Rückfrage.',
          en: 'The applicant reads this text word for word. Needed for a rejection and a question.',
        })}
        value={values.get('reason') ?? ''}
        error={errorOf(errors, 'reason')}
      />
      <TextArea
        name="note"
        rows={2}
        optional
        label={say(language, { de: 'Interner Vermerk', en: 'Internal note' })}
        hint={say(language, {
          de: 'Nur für Ministerium und Programmbüro.',
          en: 'For the ministry and the programme office only.',
        })}
        value={values.get('note') ?? ''}
        error={errorOf(errors, 'note')}
      />
      {visit.shared && <WhoFields values={values} errors={errors} language={language} />}
      <Button>{say(language, { de: 'Entscheidung senden', en: 'Send decision' })}</Button>
    </Form>
  );
}
