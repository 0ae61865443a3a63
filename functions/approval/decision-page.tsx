import type { Application, Verdict } from '../domain/application.ts';
import { fullName } from '../domain/application.ts';
import { approverOf, neededApprovals, standing, standingOf } from '../domain/approvers.ts';
import { type Balance, balanceOf } from '../domain/balance.ts';
import { formatDate, formatDateTime } from '../domain/calendar.ts';
import { shownTo } from '../domain/proof.ts';
import type { Language } from '../domain/text.ts';
import { Card, Details, FactList, Link, Notice, Verbatim } from '../platform/page/content.tsx';
import { Button, Form, Hidden, LinkButton, RadioGroup, TextArea } from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { administrationNames, deadline, say, statusNames } from '../platform/wording.ts';
import { BalanceEffect, BalanceTables } from './balance-view.tsx';
import { administrationFacts, checksOf } from './facts.ts';
import { Arrange, type Errors, FreshLink, type Mistake, mistakeWords, WhoFields } from './forms.tsx';
import type { CaseVisit } from './open.ts';
import { obstacle, toldFrom, type Verdicted, welcome } from './rules.ts';
import { answerWords, choiceNames, decidedNames, nextWords, whoGave } from './words.ts';

/** What a page about one application is made of. */
export type DecisionView = {
  readonly visit: CaseVisit;
  readonly all: readonly Application[];
  readonly language: Language;
  readonly at: string;
  readonly values: URLSearchParams;
  readonly mistakes: readonly Mistake[];
};

/** Where the forms about one application are sent to. */
export function casePath(visit: CaseVisit): string {
  const base = `/entscheidung/${visit.secret}`;
  return visit.isList ? `${base}?bewerbung=${visit.application.id}` : base;
}

/** For these nothing of the application is shown: the link is not (or no longer) for it. */
const concealing: readonly Verdicted[] = [
  'no-approver',
  'conflict-of-interest',
  'withdrawn',
  'not-in-review',
  'replaced',
  'expired',
  'link-expired',
];

function Checks({ view }: { view: DecisionView }) {
  const { visit, all, language } = view;
  return (
    <ul>
      {checksOf(visit.application, visit.round, all, language).map(({ passed, text }) => (
        <li key={text}>
          {!passed && <strong>{say(language, 'Bitte beachten: ', 'Please note: ')}</strong>}
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Side by side where there is room: the administration, what was checked, what an approval would change. */
function Overview({ view, balances }: { view: DecisionView; balances: readonly Balance[] }) {
  const { visit, language } = view;
  const [, ...facts] = administrationFacts(visit.application, visit.register, language);
  return (
    <div class="k-cards k-wide">
      <Card title={say(language, 'Verwaltung', 'Administration')}>
        <FactList facts={facts} />
      </Card>
      <Card title={say(language, 'Prüfung', 'Checks')}>
        <Checks view={view} />
        <h3>{say(language, 'Eine Zusage und die Ausgewogenheit', 'An approval and the balance')}</h3>
        <BalanceEffect balances={balances} language={language} />
      </Card>
    </div>
  );
}

function Query({ view }: { view: DecisionView }) {
  const { language, visit } = view;
  const { query } = visit.application;
  if (query === undefined) return null;
  return (
    <section>
      <h2>{say(language, 'Rückfrage', 'Question')}</h2>
      <Verbatim
        by={say(
          language,
          `Gestellt am ${formatDate(query.askedAt, language)}`,
          `Asked on ${formatDate(query.askedAt, language)}`,
        )}
      >
        {query.text}
      </Verbatim>
      {query.answer !== undefined && (
        <Verbatim
          by={say(
            language,
            `Antwort vom ${formatDate(query.answeredAt ?? query.askedAt, language)}`,
            `Answer of ${formatDate(query.answeredAt ?? query.askedAt, language)}`,
          )}
        >
          {query.answer}
        </Verbatim>
      )}
      {query.answer === undefined && (
        <p>
          {query.expiredAt === undefined
            ? say(
                language,
                `Die Antwort ist bis ${deadline(query.until, language)} möglich. Danach entscheiden Sie auch ohne sie.`,
                `An answer is possible until ${deadline(query.until, language)}. After that you decide without one.`,
              )
            : say(language, 'Bis zum Ende der Frist kam keine Antwort.', 'No answer came in time.')}
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
        { label: say(language, 'Entscheidung', 'Decision'), value: decidedNames[verdict.choice][language] },
        ...(verdict.reason === undefined
          ? []
          : [
              {
                label:
                  verdict.choice === 'query'
                    ? say(language, 'Frage', 'Question')
                    : say(language, 'Begründung', 'Reason'),
                value: verdict.reason,
              },
            ]),
        ...(verdict.note === undefined
          ? []
          : [{ label: say(language, 'Interner Vermerk', 'Internal note'), value: verdict.note }]),
        {
          label: say(language, 'Entschieden von', 'Decided by'),
          value: whoGave(verdict, approverOf(round, verdict.approver), language),
        },
        { label: say(language, 'Am', 'On'), value: formatDateTime(verdict.at, language) },
        ...(untold && verdict.by !== 'office'
          ? [
              {
                label: say(language, 'Änderbar bis', 'Can be changed until'),
                value: deadline(toldFrom(application.decision?.at ?? verdict.at), language),
              },
            ]
          : []),
      ]}
    />
  );
}

/** All verdicts that stand now, one's own and those of others. */
function SoFar({ view }: { view: DecisionView }) {
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
      <h2>{say(language, 'Bisher entschieden', 'Decided so far')}</h2>
      {needed > 1 && application.status === 'in-review' && (
        <p>
          {say(
            language,
            `Zustimmungen: ${verdicts.length} von ${needed}. Eine Ablehnung genügt zur Ablehnung.`,
            `Approvals: ${verdicts.length} of ${needed}. One rejection rejects.`,
          )}
        </p>
      )}
      {shown.map((verdict) => (
        <VerdictFacts key={verdict.id} verdict={verdict} view={view} />
      ))}
    </section>
  );
}

function Ballot({ view, errors }: { view: DecisionView; errors: Errors }) {
  const { visit, language, values } = view;
  const { application, round, approver } = visit;
  if (approver === undefined) return null;
  const mine = standingOf(application, approver);
  return (
    <Form action={casePath(visit)} label={say(language, 'Entscheidung', 'Decision')}>
      {visit.isList && <Hidden name="application" value={application.id} />}
      <Hidden name="version" value={String(application.version)} />
      <Hidden name="shown" value={shownTo(application, round, approver)} />
      <RadioGroup
        name="decision"
        label={
          mine === undefined
            ? say(language, 'Ihre Entscheidung', 'Your decision')
            : say(language, 'Entscheidung ändern', 'Change the decision')
        }
        value={values.get('decision') ?? undefined}
        error={errorOf(errors, 'decision')}
        choices={[
          {
            value: 'approve',
            label: choiceNames.approve[language],
            hint: say(
              language,
              'Die Bewerbung nimmt an der Auswahl teil.',
              'The application joins the selection.',
            ),
          },
          {
            value: 'reject',
            label: choiceNames.reject[language],
            hint: say(language, 'Mit Begründung.', 'With a reason.'),
          },
          {
            value: 'query',
            label: choiceNames.query[language],
            hint: say(
              language,
              'Fünf Arbeitstage Zeit für die Antwort; so lange ruht Ihre Frist. Danach entscheiden Sie.',
              'Five working days for the answer; your own time stands still. You decide after that.',
            ),
          },
        ]}
      />
      <TextArea
        name="reason"
        rows={4}
        maxLength={2000}
        label={say(language, 'Begründung oder Frage', 'Reason or question')}
        hint={say(
          language,
          'Die Bewerberin oder der Bewerber liest diesen Text wörtlich. Nötig bei Ablehnung und Rückfrage.',
          'The applicant reads this text word for word. Needed for a rejection and a question.',
        )}
        value={values.get('reason') ?? ''}
        error={errorOf(errors, 'reason')}
      />
      <TextArea
        name="note"
        rows={2}
        optional
        label={say(language, 'Interner Vermerk', 'Internal note')}
        hint={say(
          language,
          'Nur für Ministerium und Programmbüro.',
          'For the ministry and the programme office only.',
        )}
        value={values.get('note') ?? ''}
        error={errorOf(errors, 'note')}
      />
      {visit.shared && <WhoFields values={values} errors={errors} language={language} />}
      <Button>{say(language, 'Entscheidung senden', 'Send decision')}</Button>
    </Form>
  );
}

function errorsOf(mistakes: readonly Mistake[], language: Language): Errors {
  return mistakes.map((mistake) => mistakeWords(mistake, language));
}

function frame(view: DecisionView): { preline: string; path: string; personal: true; language: Language } {
  const { visit, language } = view;
  const { application, round } = visit;
  return {
    preline: `${application.reference} · ${round.file.title}`,
    path: casePath(visit),
    personal: true,
    language,
  };
}

/** A link that is used, replaced or expired: says so, and what to do. */
function endedPage(view: DecisionView, why: Verdicted): string {
  const { visit, language, mistakes } = view;
  const words = answerWords(why, language);
  const errors = errorsOf(mistakes, language);
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
              {say(language, 'Zurück zur Liste', 'Back to the list')}
            </Link>
          </p>
        )}
      </>
    ),
  });
}

/** Whether a fresh link helps, so that the page offers to send one. */
export function isRenewable(why: Verdicted): boolean {
  return why === 'replaced' || why === 'link-expired';
}

/** What stands in the way of deciding through this link, if anything does. */
export function obstacleOf(view: Pick<DecisionView, 'visit' | 'at'>): Verdicted | undefined {
  const { visit, at } = view;
  return visit.approver === undefined
    ? 'no-approver'
    : obstacle(visit.application, visit.round, visit.decider, visit.version, at);
}

/** Whether a page about this obstacle shows nothing of the application. */
export function isConcealing(why: Verdicted | undefined): boolean {
  return why !== undefined && concealing.includes(why);
}

/** All an approver needs on one screen, and three choices, none chosen beforehand. */
export function decisionPage(view: DecisionView): string {
  const { visit, all, language, at, values, mistakes } = view;
  const { application, round, register, approver } = visit;
  const why = obstacleOf(view);
  if (why !== undefined && isConcealing(why)) return endedPage(view, why);
  const errors = errorsOf(mistakes, language);
  const words = why === undefined ? undefined : answerWords(why, language);
  const balances = balanceOf(round, register, all, application.id);
  return page({
    ...frame(view),
    title: say(language, 'Entscheidung über eine Bewerbung', 'Decision on an application'),
    heading: administrationNames(application, register),
    lead: say(
      language,
      `Bewerbung von ${fullName(application.applicant)}, ${application.applicant.role}`,
      `Application by ${fullName(application.applicant)}, ${application.applicant.role}`,
    ),
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
            {say(
              language,
              `Entscheidung erbeten bis ${deadline(round.file.decisionsDue, language)}.`,
              `Please decide by ${deadline(round.file.decisionsDue, language)}.`,
            )}
          </p>
        )}
        <SoFar view={view} />
        <Overview view={view} balances={balances} />
        <section>
          <h2>{say(language, 'Motivation', 'Motivation')}</h2>
          <Verbatim>{application.motivation}</Verbatim>
        </section>
        <Query view={view} />
        {why === undefined && <Ballot view={view} errors={errors} />}
        <Details
          summary={say(
            language,
            'Ausgewogenheit des Durchgangs in Zahlen',
            'Balance of the round in numbers',
          )}
        >
          <BalanceTables balances={balances} language={language} />
        </Details>
        {visit.isList && (
          <p>
            <Link href={`/entscheidung/${visit.secret}`}>
              {say(language, 'Zurück zur Liste', 'Back to the list')}
            </Link>
          </p>
        )}
        {application.verdicts.length > 0 && !visit.isList && (
          <p>
            <a href={`/entscheidung/${visit.secret}/vermerk`}>
              {say(
                language,
                'Entscheidungsvermerk für die Akte (PDF)',
                'Record of the decision for the file (PDF)',
              )}
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
        {!concealed && <SoFar view={view} />}
        {!concealed && (
          <section>
            <h2>{say(language, 'Wie es weitergeht', 'What comes next')}</h2>
            <p>
              {welcome.includes(answer) && last !== undefined && application.decision?.toldAt === undefined
                ? nextWords(last.choice, application.decision?.at ?? last.at, language)
                : application.status === 'in-review'
                  ? say(
                      language,
                      'Weitere Stellen entscheiden noch. Bis dahin können Sie Ihre Entscheidung über denselben Link ändern.',
                      'Others are still to decide. Until then you can change your decision through the same link.',
                    )
                  : say(
                      language,
                      `Stand der Bewerbung: ${statusNames[application.status].de}.`,
                      `The application is: ${statusNames[application.status].en}.`,
                    )}
            </p>
          </section>
        )}
        {!concealed && !visit.isList && (
          <p>
            <Link href={casePath(visit)}>{say(language, 'Bewerbung ansehen', 'View the application')}</Link>
          </p>
        )}
        {visit.isList && next !== undefined && (
          <LinkButton kind="primary" href={`/entscheidung/${visit.secret}?bewerbung=${next}`}>
            {say(language, 'Nächste offene Bewerbung', 'Next open application')}
          </LinkButton>
        )}
        {visit.isList && (
          <p>
            <Link href={`/entscheidung/${visit.secret}`}>
              {say(language, 'Zurück zur Liste', 'Back to the list')}
            </Link>
          </p>
        )}
      </>
    ),
  });
}
