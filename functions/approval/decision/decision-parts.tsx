import type { Verdict } from '../../domain/application.ts';
import { approverOf, neededApprovals, standing } from '../../domain/approvers.ts';
import type { Balance } from '../../domain/balance.ts';
import { formatDate, formatDateTime } from '../../domain/calendar.ts';
import { submittedLines } from '../../platform/letter/submitted.ts';
import { deadline, say } from '../../platform/letter/wording.ts';
import { Card, FactList, Verbatim } from '../../platform/page/content.tsx';
import { toldFrom } from '../rules.ts';
import { administrationFacts, checksOf } from './application-facts.ts';
import { BalanceEffect } from './balance-view.tsx';
import type { DecisionView } from './decision-view.ts';
import { decidedNames, whoGave } from './words.ts';

function Checks({ view }: { view: DecisionView }) {
  const { visit, counted, language } = view;
  return (
    <ul>
      {checksOf(visit.application, visit.round, counted, language).map(({ passed, text }) => (
        <li key={text}>
          {!passed && <strong>{say(language, { de: 'Bitte beachten: ', en: 'Please note: ' })}</strong>}
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Side by side where there is room: the administration, what was checked, what an approval would change. */
export function Overview({ view, balances }: { view: DecisionView; balances: readonly Balance[] }) {
  const { visit, language } = view;
  const [, ...facts] = administrationFacts(visit.application, visit.register, language);
  return (
    <div class="k-cards k-wide">
      <Card title={say(language, { de: 'Verwaltung', en: 'Administration' })}>
        <FactList facts={facts} />
      </Card>
      <Card title={say(language, { de: 'Prüfung', en: 'Checks' })}>
        <Checks view={view} />
        <h3>
          {say(language, { de: 'Eine Zusage und die Ausgewogenheit', en: 'An approval and the balance' })}
        </h3>
        <BalanceEffect balances={balances} language={language} />
      </Card>
    </div>
  );
}

/** What was submitted, beyond who applies and from where: short answers as facts, long ones word for word. */
export function Given({ view }: { view: DecisionView }) {
  const { visit, language } = view;
  const lines = submittedLines('decision', visit.application, visit.register, language);
  const facts = lines.filter(({ isLong }) => !isLong);
  return (
    <>
      {facts.length > 0 && <FactList facts={facts} />}
      {lines
        .filter(({ isLong }) => isLong)
        .map(({ label, value }) => (
          <section key={label}>
            <h2>{label}</h2>
            <Verbatim>{value}</Verbatim>
          </section>
        ))}
    </>
  );
}

/** The question to the applicant, and the answer. */
export function Query({ view }: { view: DecisionView }) {
  const { language, visit } = view;
  const { query } = visit.application;
  if (query === undefined) return null;
  return (
    <section>
      <h2>{say(language, { de: 'Rückfrage', en: 'Question' })}</h2>
      <Verbatim
        by={say(language, {
          de: `Gestellt am ${formatDate(query.askedAt, language)}`,
          en: `Asked on ${formatDate(query.askedAt, language)}`,
        })}
      >
        {query.text}
      </Verbatim>
      {query.answer !== undefined && (
        <Verbatim
          by={say(language, {
            de: `Antwort vom ${formatDate(query.answeredAt ?? query.askedAt, language)}`,
            en: `Answer of ${formatDate(query.answeredAt ?? query.askedAt, language)}`,
          })}
        >
          {query.answer}
        </Verbatim>
      )}
      {query.answer === undefined && (
        <p>
          {query.expiredAt === undefined
            ? say(language, {
                de: `Die Antwort ist bis ${deadline(query.until, language)} möglich. Danach entscheiden Sie auch ohne sie.`,
                en: `An answer is possible until ${deadline(query.until, language)}. After that you decide without one.`,
              })
            : say(language, {
                de: 'Bis zum Ende der Frist kam keine Antwort.',
                en: 'No answer came in time.',
              })}
        </p>
      )}
    </section>
  );
}

/** What an approver said, when, and until when it can be changed. */
function VerdictFacts({ verdict, view }: { verdict: Verdict; view: DecisionView }) {
  const { language, visit } = view;
  const { application, round } = visit;
  const untold = application.decision?.toldAt === undefined && verdict.choice !== 'query';
  return (
    <FactList
      facts={[
        {
          label: say(language, { de: 'Entscheidung', en: 'Decision' }),
          value: decidedNames[verdict.choice][language],
        },
        ...(verdict.reason === undefined
          ? []
          : [
              {
                label:
                  verdict.choice === 'query'
                    ? say(language, { de: 'Frage', en: 'Question' })
                    : say(language, { de: 'Begründung', en: 'Reason' }),
                value: verdict.reason,
              },
            ]),
        ...(verdict.note === undefined
          ? []
          : [{ label: say(language, { de: 'Interner Vermerk', en: 'Internal note' }), value: verdict.note }]),
        {
          label: say(language, { de: 'Entschieden von', en: 'Decided by' }),
          value: whoGave(verdict, approverOf(round, verdict.approver), language),
        },
        { label: say(language, { de: 'Am', en: 'On' }), value: formatDateTime(verdict.at, language) },
        ...(untold && verdict.by !== 'office'
          ? [
              {
                label: say(language, { de: 'Änderbar bis', en: 'Can be changed until' }),
                value: deadline(toldFrom(application.decision?.at ?? verdict.at), language),
              },
            ]
          : []),
      ]}
    />
  );
}

/** All verdicts that stand now, one's own and those of others. */
export function SoFar({ view, title }: { view: DecisionView; title?: string }) {
  const { language, visit } = view;
  const { application, round } = visit;
  const office = application.verdicts.filter(({ by }) => by === 'office').at(-1);
  const settled = application.decision?.by === 'office' && office !== undefined;
  const verdicts = settled ? [office] : standing(application);
  const asked = application.status === 'queried' ? application.verdicts.at(-1) : undefined;
  const shown = [...verdicts, ...(asked === undefined || verdicts.includes(asked) ? [] : [asked])];
  if (shown.length === 0) return null;
  const needed = neededApprovals(application, round);
  return (
    <section>
      <h2>{title ?? say(language, { de: 'Bisher entschieden', en: 'Decided so far' })}</h2>
      {needed > 1 && application.status === 'in-review' && (
        <p>
          {say(language, {
            de: `Zustimmungen: ${verdicts.length} von ${needed}. Eine Ablehnung genügt zur Ablehnung.`,
            en: `Approvals: ${verdicts.length} of ${needed}. One rejection rejects.`,
          })}
        </p>
      )}
      {shown.map((verdict) => (
        <VerdictFacts key={verdict.id} verdict={verdict} view={view} />
      ))}
    </section>
  );
}
