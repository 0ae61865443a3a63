import type { ComponentChildren } from 'preact';
import { type Application, fullName } from '../../domain/application.ts';
import { approverOf, standingOf } from '../../domain/approvers.ts';
import { type Balance, effectOf, rowsOfOpen } from '../../domain/balance.ts';
import { formatDate, formatNumber } from '../../domain/calendar.ts';
import { administration } from '../../domain/register/register.ts';
import { administrationNames, deadline, say, statusNames } from '../../platform/letter/wording.ts';
import { Badge, Link, Pagination, Table } from '../../platform/page/content.tsx';
import { Button, Checkbox, Form, Hidden } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { checksOf } from '../decision/application-facts.ts';
import { WhoFields } from '../decision/form-parts.tsx';
import { decidedNames, whoGave } from '../decision/words.ts';
import { shownTo } from '../rules/proof.ts';
import { toldFrom } from '../rules.ts';
import { type ListView, listPath, shownRows } from './list-view.ts';

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
function Effect(props: { application: Application; view: ListView; balances: readonly Balance[] }) {
  const { application, view, balances } = props;
  const { visit, all, language } = view;
  const here = rowsOfOpen(balances, visit.register, application);
  const warned = checksOf(application, visit.round, all, language).filter(({ passed }) => !passed);
  return (
    <>
      {here.map((row) => {
        const effect = effectOf(row);
        return (
          <div key={row.value}>
            {row.value}: {row.approved} → {row.approved + 1}{' '}
            {say(language, {
              de: `von rund ${formatNumber(row.target, language, 1)}`,
              en: `of about ${formatNumber(row.target, language, 1)}`,
            })}
            {effect === 'above' ? say(language, { de: ' (über dem Anteil)', en: ' (above its share)' }) : ''}
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

/** What waits for this approver, page by page, each with a box to mark it. */
export function Open(props: { view: ListView; open: readonly Application[]; balances: readonly Balance[] }) {
  const { view, open, balances } = props;
  const { visit, language, values, mistakes: errors } = view;
  const { round, register, approver } = visit;
  if (approver === undefined) return null;
  const marked = values.getAll('mark');
  const { rows, page, pages } = shownRows(open, view.pages.open);
  return (
    <Form
      action={listPath(view)}
      label={say(language, { de: 'Offene Bewerbungen', en: 'Open applications' })}
    >
      {rows.map((application) => (
        <Hidden
          key={application.id}
          name={`shown.${application.id}`}
          value={`${application.version}.${shownTo(application, round, approver)}`}
        />
      ))}
      <Table
        caption={say(language, {
          de: `Offene Bewerbungen (${formatNumber(open.length, language)})`,
          en: `Open applications (${formatNumber(open.length, language)})`,
        })}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            header: say(language, { de: 'Markieren', en: 'Mark' }),
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
            header: say(language, { de: 'Verwaltung', en: 'Administration' }),
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
            header: say(language, { de: 'Person', en: 'Person' }),
            cell: (application) => (
              <>
                {fullName(application.applicant)}
                <div>{application.applicant.role}</div>
              </>
            ),
          },
          {
            header: say(language, { de: 'Wirkung einer Zusage', en: 'Effect of an approval' }),
            cell: (application) => <Effect application={application} view={view} balances={balances} />,
          },
          {
            header: say(language, { de: 'In Prüfung seit', en: 'In review since' }),
            cell: ({ reviewSince }) => (reviewSince === undefined ? '' : formatDate(reviewSince, language)),
          },
        ]}
      />
      <Pagination page={page} pages={pages} href={(to) => listPath(view, { open: to })} />
      {visit.shared && <WhoFields values={values} errors={errors} language={language} />}
      <Checkbox
        name="decision"
        value="approve"
        label={say(language, {
          de: 'Für alle markierten gilt: Voraussetzungen erfüllt',
          en: 'For all that are marked: conditions met',
        })}
        hint={say(language, {
          de: 'Ablehnen und Rückfragen gehen einzeln: Wählen Sie dafür die Verwaltung.',
          en: 'Rejections and questions go one by one: choose the administration for that.',
        })}
        error={errorOf(errors, 'decision') ?? errorOf(errors, 'mark')}
      />
      <Button>
        {say(language, { de: 'Entscheidung für alle markierten senden', en: 'Send decision for all marked' })}
      </Button>
    </Form>
  );
}

/** What is decided or asked, page by page. */
export function Rest(props: {
  view: ListView;
  title: string;
  part: 'changeable' | 'queried' | 'settled';
  all: readonly Application[];
  told: boolean;
}) {
  const { view, title, part, all, told } = props;
  const { rows, page, pages } = shownRows(all, view.pages[part]);
  const { language, visit } = view;
  if (rows.length === 0) return null;
  const verdict = (application: Application) =>
    visit.approver === undefined
      ? undefined
      : (standingOf(application, visit.approver) ?? application.verdicts.at(-1));
  return (
    <section>
      <h2>
        {title} ({formatNumber(all.length, language)})
      </h2>
      <Table
        caption={title}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            header: say(language, { de: 'Vorgang', en: 'Case' }),
            cell: ({ reference }) => <span class="k-reference">{reference}</span>,
          },
          {
            header: say(language, { de: 'Verwaltung', en: 'Administration' }),
            rowHeader: true,
            cell: (application) => (
              <OneLink application={application} view={view}>
                {administrationNames(application, visit.register)}
              </OneLink>
            ),
          },
          {
            header: say(language, { de: 'Stand', en: 'Status' }),
            cell: (application) => {
              const found = verdict(application);
              return told || found === undefined
                ? statusNames[application.status][language]
                : decidedNames[found.choice][language];
            },
          },
          {
            header: say(language, { de: 'Entschieden von', en: 'Decided by' }),
            cell: (application) => {
              const found = verdict(application);
              return found === undefined
                ? ''
                : whoGave(found, approverOf(visit.round, found.approver), language);
            },
          },
          {
            header: told
              ? say(language, { de: 'Am', en: 'On' })
              : say(language, { de: 'Änderbar bis', en: 'Can be changed until' }),
            cell: (application) => {
              const made = application.decision?.at ?? verdict(application)?.at;
              if (made === undefined) return '';
              return told ? formatDate(made, language) : deadline(toldFrom(made), language);
            },
          },
        ]}
      />
      <Pagination page={page} pages={pages} href={(to) => listPath(view, { [part]: to })} />
    </section>
  );
}
