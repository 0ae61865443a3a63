import { balanceOf } from '../../domain/balance.ts';
import { deadline, say } from '../../platform/letter/wording.ts';
import { Details, Notice } from '../../platform/page/content.tsx';
import { LinkButton } from '../../platform/page/controls.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { BalanceTables } from '../decision/balance-view.tsx';
import { Arrange, FreshLink } from '../decision/form-parts.tsx';
import { answerWords } from '../decision/words.ts';
import { listParts } from '../rules/list-rules.ts';
import { Open, Rest } from './list-tables.tsx';
import { frame, type ListView, listObstacle } from './list-view.ts';

/** All applications of the round for one approver, to be worked through by keyboard. */
export function listPage(view: ListView): string {
  const { visit, all, language, at, values, mistakes: errors, done } = view;
  const { round, register, approver } = visit;
  const why = listObstacle(view);
  if (why !== undefined) {
    const words = answerWords(why, language);
    return page({
      ...frame(view),
      title: words.title,
      body: (
        <>
          <ErrorSummary errors={errors} />
          <Notice tone={words.tone} title={words.text} />
          {why === 'link-expired' && (
            <FreshLink
              visit={visit}
              language={language}
              errors={errors}
              action={`/entscheidung/${visit.secret}`}
            />
          )}
        </>
      ),
    });
  }
  const parts = listParts(all, round, visit.decider, at);
  const balances = balanceOf(round, register, all);
  return page({
    ...frame(view),
    title: say(language, { de: 'Bewerbungen zur Entscheidung', en: 'Applications for decision' }),
    lead: say(language, {
      de: `Entscheidungen erbeten bis ${deadline(round.file.decisionsDue, language)}.`,
      en: `Please decide by ${deadline(round.file.decisionsDue, language)}.`,
    }),
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        {done !== undefined && <Notice tone="success" title={done} live />}
        {parts.open.length === 0 ? (
          <Notice
            title={say(language, {
              de: 'Zurzeit wartet keine Bewerbung auf Ihre Entscheidung.',
              en: 'No application waits for your decision at present.',
            })}
          />
        ) : (
          <Open view={view} open={parts.open} balances={balances} />
        )}
        <Rest
          view={view}
          title={say(language, { de: 'Entschieden, noch änderbar', en: 'Decided, can still be changed' })}
          part="changeable"
          all={parts.changeable}
          told={false}
        />
        <Rest
          view={view}
          title={say(language, { de: 'Rückfrage läuft', en: 'Question open' })}
          part="queried"
          all={parts.queried}
          told
        />
        <Rest
          view={view}
          title={say(language, { de: 'Entschieden', en: 'Decided' })}
          part="settled"
          all={parts.settled}
          told
        />
        <Details
          summary={say(language, {
            de: 'Ausgewogenheit des Durchgangs in Zahlen',
            en: 'Balance of the round in numbers',
          })}
        >
          <BalanceTables balances={balances} language={language} />
        </Details>
        <section>
          <h2>{say(language, { de: 'Für die Akte', en: 'For the file' })}</h2>
          <p>
            {say(language, {
              de: 'Der Auswahlvermerk hält alle Entscheidungen des Durchgangs fest, mit Aktenzeichen und Platz zum Mitzeichnen. Der Nachweis lässt sich mit einem Prüfprogramm nachrechnen.',
              en: 'The selection record holds all decisions of the round, with file reference and room for co-signing. The proof can be checked with a verifier.',
            })}
          </p>
          <div class="k-buttons">
            <LinkButton href={`/entscheidung/${visit.secret}/vermerk`}>
              {say(language, { de: 'Auswahlvermerk (PDF)', en: 'Selection record (PDF)' })}
            </LinkButton>
            <LinkButton kind="tertiary" href={`/entscheidung/${visit.secret}/nachweis`}>
              {say(language, { de: 'Nachweis (JSON)', en: 'Proof (JSON)' })}
            </LinkButton>
          </div>
        </section>
        {approver !== undefined && (
          <Arrange
            visit={visit}
            approver={approver}
            language={language}
            at={at}
            values={values}
            errors={errors}
            action={`/entscheidung/${visit.secret}`}
          />
        )}
      </>
    ),
  });
}
