import { standing } from '../../domain/approvers.ts';
import { administrationNames, say, statusNames } from '../../platform/letter/wording.ts';
import { Link, Notice } from '../../platform/page/content.tsx';
import { LinkButton } from '../../platform/page/controls.tsx';
import { page } from '../../platform/page/frame.tsx';
import { type Verdicted, welcome } from '../rules.ts';
import { SoFar } from './decision-parts.tsx';
import { casePath, type DecisionView, frame, isConcealing } from './decision-view.ts';
import { answerWords, nextWords, othersDecide } from './words.ts';

/**
 * After a decision was sent: what counts now, by whom, until when it can be changed, what comes next.
 * @param next id of the next open application of the list, where the decision was made from it
 */
export function decidedPage(
  view: DecisionView & { readonly answer: Verdicted; readonly next?: string | undefined },
): string {
  const { visit, language, answer, next } = view;
  const { application } = visit;
  const words = answerWords(answer, language);
  const concealed = !welcome.includes(answer) && isConcealing(answer);
  const last =
    application.decision === undefined && application.status !== 'queried'
      ? undefined
      : (standing(application).at(-1) ?? application.verdicts.at(-1));
  return page({
    ...frame(view),
    title: words.title,
    ...(concealed ? {} : { lead: administrationNames(application, visit.register) }),
    body: (
      <>
        <Notice tone={words.tone} title={words.text} live />
        {!concealed && (
          <SoFar
            view={view}
            {...(welcome.includes(answer)
              ? { title: say(language, { de: 'Das ist aufgezeichnet', en: 'What is recorded' }) }
              : {})}
          />
        )}
        {!concealed && (
          <section>
            <h2>{say(language, { de: 'Wie es weitergeht', en: 'What comes next' })}</h2>
            <p>
              {welcome.includes(answer) && last !== undefined && application.decision?.toldAt === undefined
                ? nextWords(last.choice, application.decision?.at ?? last.at, language)
                : application.status === 'in-review'
                  ? othersDecide(language)
                  : say(language, {
                      de: `Stand der Bewerbung: ${statusNames[application.status].de}.`,
                      en: `The application is: ${statusNames[application.status].en}.`,
                    })}
            </p>
          </section>
        )}
        {!concealed && !visit.isList && (
          <p>
            <Link href={casePath(visit)}>
              {say(language, { de: 'Bewerbung ansehen', en: 'View the application' })}
            </Link>
          </p>
        )}
        {visit.isList && next !== undefined && (
          <LinkButton kind="primary" href={`/entscheidung/${visit.secret}?bewerbung=${next}`}>
            {say(language, { de: 'Nächste offene Bewerbung', en: 'Next open application' })}
          </LinkButton>
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
