import type { ComponentChildren } from 'preact';
import type { Application } from '../domain/application.ts';
import { fullName } from '../domain/application.ts';
import { approverOf, standingOf } from '../domain/approvers.ts';
import { balanceOf, effectOf } from '../domain/balance.ts';
import { formatDate, formatNumber } from '../domain/calendar.ts';
import { shownTo } from '../domain/proof.ts';
import { administration } from '../domain/register/register.ts';
import type { Language } from '../domain/text.ts';
import { Badge, Link, Notice, Table } from '../platform/page/content.tsx';
import { Button, Checkbox, Form, Hidden, LinkButton } from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { administrationNames, deadline, say, statusNames } from '../platform/wording.ts';
import { BalanceTables } from './balance-view.tsx';
import { checksOf } from './facts.ts';
import { Arrange, FreshLink, type Mistake, mistakeWords, WhoFields } from './forms.tsx';
import { listParts } from './list-rules.ts';
import type { Visit } from './open.ts';
import { decidingEnds, toldFrom, type Verdicted, welcome } from './rules.ts';
import { answerWords, decidedNames, whoGave } from './words.ts';

/** What a page with a list is made of. */
export type ListView = {
  readonly visit: Visit;
  readonly all: readonly Application[];
  readonly language: Language;
  readonly at: string;
  readonly values: URLSearchParams;
  readonly mistakes: readonly Mistake[];
  /** What has just been arranged, said once. */
  readonly done?: string;
};

/** Why a list's link doesn't act (any more), if so. */
export function listObstacle({ visit, at }: Pick<ListView, 'visit' | 'at'>): Verdicted | undefined {
  if (visit.approver === undefined) return 'no-approver';
  if (at >= decidingEnds(visit.round) || visit.round.status === 'cancelled') return 'expired';
  return visit.decider.until !== undefined && at >= visit.decider.until ? 'link-expired' : undefined;
}

function frame(view: ListView): {
  preline: string;
  path: string;
  personal: true;
  width: 'wide';
  language: Language;
} {
  const { visit, language } = view;
  return {
    preline: visit.round.file.title,
    path: `/entscheidung/${visit.secret}`,
    personal: true,
    width: 'wide',
    language,
  };
}

function place(application: Application, view: ListView): string {
  const found = administration(view.visit.register, application.administrations[0] ?? '');
  if (found === undefined) return '';
  return `${found.sizeClass}, ${formatNumber(found.population, view.language)} · ${found.planningRegion}`;
}

function OneLink({
  application,
  view,
  children,
}: {
  application: Application;
  view: ListView;
  children: ComponentChildren;
}) {
  return <Link href={`/entscheidung/${view.visit.secret}?bewerbung=${application.id}`}>{children}</Link>;
}

/** What an approval of this application would do, in two words, and the checks that want a look. */
function Effect({ application, view }: { application: Application; view: ListView }) {
  const { visit, all, language } = view;
  const here = balanceOf(visit.round, visit.register, all, application.id).flatMap(({ rows }) =>
    rows.filter((row) => row.here),
  );
  const warned = checksOf(application, visit.round, all, language).filter(({ passed }) => !passed);
  return (
    <>
      {here.map((row) => {
        const effect = effectOf(row);
        return (
          <div key={row.value}>
            {row.value}: {row.approved} → {row.approved + 1}{' '}
            {say(
              language,
              `von rund ${formatNumber(row.target, language, 1)}`,
              `of about ${formatNumber(row.target, language, 1)}`,
            )}
            {effect === 'above' ? say(language, ' (über dem Anteil)', ' (above its share)') : ''}
          </div>
        );
      })}
      {warned.map(({ text }) => (
        <Badge key={text} tone="warning">
          {text}
        </Badge>
      ))}
    </>
  );
}

function Open({ view, open }: { view: ListView; open: readonly Application[] }) {
  const { visit, language, values, mistakes } = view;
  const { round, register, approver } = visit;
  if (approver === undefined) return null;
  const errors = mistakes.map((mistake) => mistakeWords(mistake, language));
  const marked = values.getAll('mark');
  return (
    <Form
      action={`/entscheidung/${visit.secret}`}
      label={say(language, 'Offene Bewerbungen', 'Open applications')}
    >
      {open.map((application) => (
        <Hidden
          key={application.id}
          name={`shown.${application.id}`}
          value={`${application.version}.${shownTo(application, round, approver)}`}
        />
      ))}
      <Table
        caption={say(language, `Offene Bewerbungen (${open.length})`, `Open applications (${open.length})`)}
        rows={open}
        rowKey={({ id }) => id}
        columns={[
          {
            header: say(language, 'Markieren', 'Mark'),
            cell: (application) => (
              <div class="kern-form-check">
                <input
                  class="kern-form-check__checkbox"
                  type="checkbox"
                  id={`mark-${application.id}`}
                  name="mark"
                  value={application.id}
                  checked={marked.includes(application.id)}
                />
                <label class="kern-label k-reference" for={`mark-${application.id}`}>
                  {application.reference}
                </label>
              </div>
            ),
          },
          {
            header: say(language, 'Verwaltung', 'Administration'),
            rowHeader: true,
            cell: (application) => (
              <>
                <OneLink application={application} view={view}>
                  {administrationNames(application, register)}
                </OneLink>
                <div>{place(application, view)}</div>
              </>
            ),
          },
          {
            header: say(language, 'Person', 'Person'),
            cell: (application) => (
              <>
                {fullName(application.applicant)}
                <div>{application.applicant.role}</div>
              </>
            ),
          },
          {
            header: say(language, 'Wirkung einer Zusage', 'Effect of an approval'),
            cell: (application) => <Effect application={application} view={view} />,
          },
          {
            header: say(language, 'In Prüfung seit', 'In review since'),
            cell: ({ reviewSince }) => (reviewSince === undefined ? '' : formatDate(reviewSince, language)),
          },
        ]}
      />
      {visit.shared && <WhoFields values={values} errors={errors} language={language} />}
      <Checkbox
        name="decision"
        value="approve"
        label={say(
          language,
          'Für alle markierten gilt: Voraussetzungen erfüllt',
          'For all that are marked: conditions met',
        )}
        hint={say(
          language,
          'Ablehnen und Rückfragen gehen einzeln: Wählen Sie dafür die Verwaltung.',
          'Rejections and questions go one by one: choose the administration for that.',
        )}
        error={errorOf(errors, 'decision') ?? errorOf(errors, 'mark')}
      />
      <Button>
        {say(language, 'Entscheidung für alle markierten senden', 'Send decision for all marked')}
      </Button>
    </Form>
  );
}

function Rest(props: { view: ListView; title: string; rows: readonly Application[]; told: boolean }) {
  const { view, title, rows, told } = props;
  const { language, visit } = view;
  if (rows.length === 0) return null;
  const verdict = (application: Application) =>
    visit.approver === undefined
      ? undefined
      : (standingOf(application, visit.approver) ?? application.verdicts.at(-1));
  return (
    <section>
      <h2>{title}</h2>
      <Table
        caption={title}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            header: say(language, 'Vorgang', 'Case'),
            cell: ({ reference }) => <span class="k-reference">{reference}</span>,
          },
          {
            header: say(language, 'Verwaltung', 'Administration'),
            rowHeader: true,
            cell: (application) => (
              <OneLink application={application} view={view}>
                {administrationNames(application, visit.register)}
              </OneLink>
            ),
          },
          {
            header: say(language, 'Stand', 'Status'),
            cell: (application) => {
              const found = verdict(application);
              return told || found === undefined
                ? statusNames[application.status][language]
                : decidedNames[found.choice][language];
            },
          },
          {
            header: say(language, 'Entschieden von', 'Decided by'),
            cell: (application) => {
              const found = verdict(application);
              return found === undefined
                ? ''
                : whoGave(found, approverOf(visit.round, found.approver), language);
            },
          },
          {
            header: told ? say(language, 'Am', 'On') : say(language, 'Änderbar bis', 'Can be changed until'),
            cell: (application) => {
              const made = application.decision?.at ?? verdict(application)?.at;
              if (made === undefined) return '';
              return told ? formatDate(made, language) : deadline(toldFrom(made), language);
            },
          },
        ]}
      />
    </section>
  );
}

/** All applications of the round for one approver, to be worked through by keyboard. */
export function listPage(view: ListView): string {
  const { visit, all, language, at, values, mistakes, done } = view;
  const { round, register, approver } = visit;
  const errors = mistakes.map((mistake) => mistakeWords(mistake, language));
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
  return page({
    ...frame(view),
    title: say(language, 'Bewerbungen zur Entscheidung', 'Applications for decision'),
    lead: say(
      language,
      `Entscheidungen erbeten bis ${deadline(round.file.decisionsDue, language)}.`,
      `Please decide by ${deadline(round.file.decisionsDue, language)}.`,
    ),
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        {done !== undefined && <Notice tone="success" title={done} live />}
        {parts.open.length === 0 ? (
          <Notice
            title={say(
              language,
              'Zurzeit wartet keine Bewerbung auf Ihre Entscheidung.',
              'No application waits for your decision at present.',
            )}
          />
        ) : (
          <Open view={view} open={parts.open} />
        )}
        <Rest
          view={view}
          title={say(language, 'Entschieden, noch änderbar', 'Decided, can still be changed')}
          rows={parts.changeable}
          told={false}
        />
        <Rest
          view={view}
          title={say(language, 'Rückfrage läuft', 'Question open')}
          rows={parts.queried}
          told
        />
        <Rest view={view} title={say(language, 'Entschieden', 'Decided')} rows={parts.settled} told />
        <section>
          <h2>{say(language, 'Ausgewogenheit des Durchgangs', 'Balance of the round')}</h2>
          <BalanceTables balances={balanceOf(round, register, all)} language={language} />
        </section>
        <section>
          <h2>{say(language, 'Für die Akte', 'For the file')}</h2>
          <p>
            {say(
              language,
              'Der Auswahlvermerk hält alle Entscheidungen des Durchgangs fest, mit Aktenzeichen und Platz zum Mitzeichnen. Der Nachweis lässt sich mit einem Prüfprogramm nachrechnen.',
              'The selection record holds all decisions of the round, with file reference and room for co-signing. The proof can be checked with a verifier.',
            )}
          </p>
          <div class="k-buttons">
            <LinkButton href={`/entscheidung/${visit.secret}/vermerk`}>
              {say(language, 'Auswahlvermerk (PDF)', 'Selection record (PDF)')}
            </LinkButton>
            <LinkButton kind="tertiary" href={`/entscheidung/${visit.secret}/nachweis`}>
              {say(language, 'Nachweis (JSON)', 'Proof (JSON)')}
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

/** After many decisions were sent at once: what became of each. */
export function markedPage(
  view: ListView & {
    readonly results: readonly { readonly application: Application; readonly answer: Verdicted }[];
  },
): string {
  const { visit, language, results } = view;
  const fine = results.filter(({ answer }) => welcome.includes(answer)).length;
  const all = fine === results.length;
  return page({
    ...frame(view),
    title: say(
      language,
      `${fine} von ${results.length} Entscheidungen aufgezeichnet`,
      `${fine} of ${results.length} decisions recorded`,
    ),
    body: (
      <>
        <Notice
          live
          tone={all ? 'success' : 'warning'}
          title={
            all
              ? say(
                  language,
                  'Zu jeder kommt eine Bestätigung per E-Mail.',
                  'A receipt for each follows by mail.',
                )
              : say(
                  language,
                  'Einige konnten nicht aufgezeichnet werden; daneben steht, warum.',
                  'Some could not be recorded; beside them stands why.',
                )
          }
        />
        <Table
          caption={say(language, 'Ergebnis', 'Result')}
          rows={results}
          rowKey={({ application }) => application.id}
          columns={[
            {
              header: say(language, 'Vorgang', 'Case'),
              cell: ({ application }) => <span class="k-reference">{application.reference}</span>,
            },
            {
              header: say(language, 'Verwaltung', 'Administration'),
              rowHeader: true,
              cell: ({ application }) => administrationNames(application, visit.register),
            },
            {
              header: say(language, 'Ergebnis', 'Result'),
              cell: ({ answer }) => answerWords(answer, language).title,
            },
            {
              header: say(language, 'Stand', 'Status'),
              cell: ({ application }) => statusNames[application.status][language],
            },
          ]}
        />
        <p>
          <Link href={`/entscheidung/${visit.secret}`}>
            {say(language, 'Zurück zur Liste', 'Back to the list')}
          </Link>
        </p>
      </>
    ),
  });
}
