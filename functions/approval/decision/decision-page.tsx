import { fullName } from '../../domain/application.ts';
import { balanceOf } from '../../domain/balance.ts';
import { administrationNames, deadline, say } from '../../platform/letter/wording.ts';
import { Details, Link, Notice } from '../../platform/page/content.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import type { Verdicted } from '../rules.ts';
import { BalanceTables } from './balance-view.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Given, Overview, Query, SoFar } from './decision-parts.tsx';
import {
  casePath,
  type DecisionView,
  frame,
  isConcealing,
  isRenewable,
  obstacleOf,
} from './decision-view.ts';
import { Arrange, FreshLink } from './form-parts.tsx';
import { answerWords } from './words.ts';

/** A link that is used, replaced or expired: says so, and what to do. */
function endedPage(view: DecisionView, why: Verdicted): string {
  const { visit, language, mistakes: errors } = view;
  const words = answerWords(why, language);
  return page({
    ...frame(view),
    title: words.title,
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Notice tone={words.tone} title={words.text} />
        {isRenewable(why) && (
          <FreshLink visit={visit} language={language} errors={errors} action={casePath(visit)} />
        )}
        {visit.isList && (
          <p>
            <Link href={`/entscheidung/${visit.secret}`}>
              {say(language, { de: 'Zurück zur Liste', en: 'Back to the list' })}
            </Link>
          </p>
        )}
      </>
    ),
  });
}

/** All an approver needs on one screen, and three choices, none chosen beforehand. */
export function decisionPage(view: DecisionView): string {
  const { visit, counted, language, at, values, mistakes: errors } = view;
  const { application, round, register, approver } = visit;
  const why = obstacleOf(view);
  if (why !== undefined && isConcealing(why)) return endedPage(view, why);
  const words = why === undefined ? undefined : answerWords(why, language);
  const balances = balanceOf(round, register, counted, application);
  return page({
    ...frame(view),
    title: say(language, { de: 'Entscheidung über eine Bewerbung', en: 'Decision on an application' }),
    heading: administrationNames(application, register),
    lead: say(language, {
      de: `Bewerbung von ${fullName(application.applicant)}, ${application.applicant.role}`,
      en: `Application by ${fullName(application.applicant)}, ${application.applicant.role}`,
    }),
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        {words !== undefined && (
          <Notice tone={words.tone} title={words.title}>
            <p>{words.text}</p>
          </Notice>
        )}
        {why === undefined && (
          <p>
            {say(language, {
              de: `Entscheidung erbeten bis ${deadline(round.file.decisionsDue, language)}.`,
              en: `Please decide by ${deadline(round.file.decisionsDue, language)}.`,
            })}
          </p>
        )}
        <SoFar view={view} />
        <Overview view={view} balances={balances} />
        <Given view={view} />
        <Query view={view} />
        {why === undefined && <DecisionForm view={view} errors={errors} />}
        <Details
          summary={say(language, {
            de: 'Ausgewogenheit des Durchgangs in Zahlen',
            en: 'Balance of the round in numbers',
          })}
        >
          <BalanceTables balances={balances} language={language} />
        </Details>
        {visit.isList && (
          <p>
            <Link href={`/entscheidung/${visit.secret}`}>
              {say(language, { de: 'Zurück zur Liste', en: 'Back to the list' })}
            </Link>
          </p>
        )}
        {application.verdicts.length > 0 && !visit.isList && (
          <p>
            <a href={`/entscheidung/${visit.secret}/vermerk`}>
              {say(language, {
                de: 'Entscheidungsvermerk für die Akte (PDF)',
                en: 'Record of the decision for the file (PDF)',
              })}
            </a>
          </p>
        )}
        {approver !== undefined && !visit.isList && (
          <Arrange
            visit={visit}
            approver={approver}
            language={language}
            at={at}
            values={values}
            errors={errors}
            action={casePath(visit)}
          />
        )}
      </>
    ),
  });
}
