import type { ComponentChildren } from 'preact';
import { formatNumber } from '../domain/calendar.ts';
import { administration } from '../domain/register/register.ts';
import type { Language } from '../domain/text.ts';
import type { Opened } from '../platform/cases.ts';
import { FactList, Notice, Verbatim } from '../platform/page/content.tsx';
import { Button, Form, Hidden, RadioGroup, TextArea, TextField } from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { administrationNames, deadline, say } from '../platform/wording.ts';
import { type Decider, shownState, standing, toldFrom, type Verdicted } from './rules.ts';

/** What is missing in a decision that was sent. */
export type Mistake = 'decision' | 'reason' | 'reason-long' | 'note-long' | 'name' | 'function';

type View = {
  readonly opened: Opened;
  readonly decider: Decider & { readonly shared: boolean };
  readonly language: Language;
  readonly at: string;
};

function message(mistake: Mistake, language: Language): { name: string; message: string } {
  switch (mistake) {
    case 'decision':
      return { name: 'decision', message: say(language, 'Bitte wählen Sie eine Entscheidung aus.', 'Please choose a decision.') };
    case 'reason':
      return {
        name: 'reason',
        message: say(
          language,
          'Bitte schreiben Sie einen Grund oder die Frage. Die Bewerberin oder der Bewerber liest ihn wörtlich.',
          'Please write a reason or the question. The applicant reads it word for word.',
        ),
      };
    case 'reason-long':
      return { name: 'reason', message: say(language, 'Bitte höchstens 2 000 Zeichen.', 'At most 2,000 characters, please.') };
    case 'note-long':
      return { name: 'note', message: say(language, 'Bitte höchstens 2 000 Zeichen.', 'At most 2,000 characters, please.') };
    case 'name':
      return { name: 'name', message: say(language, 'Bitte nennen Sie Ihren Namen.', 'Please give your name.') };
    case 'function':
      return { name: 'function', message: say(language, 'Bitte nennen Sie Ihre Funktion.', 'Please give your function.') };
  }
}

function Facts({ opened, language }: { opened: Opened; language: Language }) {
  const { application, register } = opened;
  const places = application.administrations.flatMap((key) => {
    const found = administration(register, key);
    return found === undefined ? [] : [found];
  });
  const joined = (values: readonly string[]): string => [...new Set(values)].join(' / ');
  return (
    <FactList
      facts={[
        { label: say(language, 'Verwaltung', 'Administration'), value: administrationNames(application, register) },
        { label: say(language, 'Art', 'Kind'), value: joined(places.map((place) => place.kind)) },
        { label: say(language, 'Landkreis', 'District'), value: joined(places.map((place) => place.district)) },
        {
          label: say(language, 'Einwohnerinnen und Einwohner', 'Inhabitants'),
          value: joined(places.map((place) => formatNumber(place.population, language))),
        },
        { label: say(language, 'Größenklasse', 'Size class'), value: joined(places.map((place) => place.sizeClass)) },
        { label: say(language, 'Raum', 'Structural area'), value: joined(places.map((place) => place.structuralArea)) },
        {
          label: say(language, 'Planungsregion', 'Planning region'),
          value: joined(places.map((place) => place.planningRegion)),
        },
        { label: say(language, 'Funktion', 'Function'), value: application.applicant.role },
        {
          label: say(language, 'Geprüft', 'Checked'),
          value: [
            say(language, 'Verwaltung im Register', 'administration in the register'),
            say(language, 'E-Mail-Adresse bestätigt', 'email address confirmed'),
            ...(application.endorsedAt === undefined
              ? []
              : [say(language, 'Zustimmung der Verwaltung', 'agreement of the administration')]),
          ].join(', '),
        },
      ]}
    />
  );
}

const choiceNames = {
  approve: { de: 'Voraussetzungen erfüllt', en: 'Conditions met' },
  reject: { de: 'Ablehnen', en: 'Reject' },
  query: { de: 'Rückfrage stellen', en: 'Ask a question' },
} as const;

/** Why there is nothing to decide through this link now, if so. */
function closed(view: View): ComponentChildren {
  const { opened, decider, language } = view;
  const { application, link } = opened;
  const mine = standing(application).find((verdict) => verdict.approver === decider.approver);
  if (['withdrawn', 'dropped-out', 'erased'].includes(application.status)) {
    return <Notice title={say(language, 'Die Bewerbung wurde zurückgezogen. Es ist nichts mehr zu entscheiden.', 'The application was withdrawn. There is nothing left to decide.')} />;
  }
  if (link.version !== undefined && link.version !== application.version) {
    return (
      <Notice
        tone="warning"
        title={say(
          language,
          'Die Angaben wurden inzwischen berichtigt. Dieser Link gilt für die frühere Fassung; für die neue haben Sie eine weitere E-Mail bekommen.',
          'The data were corrected meanwhile. This link is for the earlier version; you have been sent another mail for the new one.',
        )}
      />
    );
  }
  if (application.status === 'queried') {
    return (
      <Notice
        title={say(
          language,
          `Es läuft eine Rückfrage bis ${deadline(application.query?.until ?? view.at, language)}. Danach können Sie entscheiden.`,
          `A question is open until ${deadline(application.query?.until ?? view.at, language)}. After that you can decide.`,
        )}
      >
        <Verbatim>{application.query?.text ?? ''}</Verbatim>
      </Notice>
    );
  }
  const untold = application.decision !== undefined && application.decision.toldAt === undefined;
  const open = application.status === 'in-review' || (untold && mine !== undefined);
  if (open) return undefined;
  return (
    <Notice
      title={say(
        language,
        'Über diese Bewerbung ist entschieden. Ändern kann das jetzt nur noch das Programmbüro.',
        'This application has been decided on. Only the programme office can change that now.',
      )}
    />
  );
}

function Mine({ view }: { view: View }) {
  const { opened, decider, language } = view;
  const mine = standing(opened.application).find((verdict) => verdict.approver === decider.approver);
  if (mine === undefined) return null;
  return (
    <>
      <h2>{say(language, 'Bisher entschieden', 'Decided so far')}</h2>
      <FactList
        facts={[
          { label: say(language, 'Entscheidung', 'Decision'), value: choiceNames[mine.choice][language] },
          ...(mine.reason === undefined ? [] : [{ label: say(language, 'Begründung', 'Reason'), value: mine.reason }]),
          {
            label: say(language, 'Von', 'By'),
            value: `${mine.name ?? mine.approver}${mine.function === undefined ? '' : `, ${mine.function}`}${mine.by === 'deputy' ? say(language, ' (in Vertretung)', ' (as deputy)') : ''}`,
          },
          { label: say(language, 'Am', 'On'), value: deadline(mine.at, language) },
          {
            label: say(language, 'Änderbar bis', 'Can be changed until'),
            value: deadline(toldFrom(mine.at), language),
          },
        ]}
      />
    </>
  );
}

/** All an approver needs on one screen, and three choices, none chosen beforehand. */
export function decisionPage(
  view: View & { readonly values: URLSearchParams; readonly mistakes: readonly Mistake[] },
): string {
  const { opened, decider, language, values, mistakes } = view;
  const { application, round, secret } = opened;
  const errors = mistakes.map((mistake) => message(mistake, language));
  const end = closed(view);
  const { query } = application;
  return page({
    title: say(language, 'Entscheidung', 'Decision'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/entscheidung/${secret}`,
    personal: true,
    hasErrors: errors.length > 0,
    lead: administrationNames(application, opened.register),
    body: (
      <>
        <ErrorSummary errors={errors} />
        {end}
        <Facts opened={opened} language={language} />
        <h2>{say(language, 'Motivation', 'Motivation')}</h2>
        <Verbatim>{application.motivation}</Verbatim>
        {query?.answer !== undefined && (
          <>
            <h2>{say(language, 'Rückfrage und Antwort', 'Question and answer')}</h2>
            <Verbatim>{query.text}</Verbatim>
            <Verbatim>{query.answer}</Verbatim>
          </>
        )}
        <Mine view={view} />
        {end === undefined && (
          <Form action={`/entscheidung/${secret}`}>
            <Hidden name="version" value={String(application.version)} />
            <Hidden name="shown" value={shownState(application)} />
            <RadioGroup
              name="decision"
              label={say(language, 'Ihre Entscheidung', 'Your decision')}
              value={values.get('decision') ?? undefined}
              error={errorOf(errors, 'decision')}
              choices={[
                {
                  value: 'approve',
                  label: choiceNames.approve[language],
                  hint: say(language, 'Die Bewerbung nimmt an der Auswahl teil.', 'The application joins the selection.'),
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
                    'Fünf Arbeitstage Zeit für die Antwort; danach entscheiden Sie.',
                    'Five working days for the answer; you decide after that.',
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
                'Die Bewerberin oder der Bewerber liest diesen Text wörtlich.',
                'The applicant reads this text word for word.',
              )}
              value={values.get('reason') ?? ''}
              error={errorOf(errors, 'reason')}
            />
            <TextArea
              name="note"
              rows={2}
              optional
              label={say(language, 'Interner Vermerk', 'Internal note')}
              hint={say(language, 'Nur für Ministerium und Programmbüro.', 'For the ministry and the programme office only.')}
              value={values.get('note') ?? ''}
              error={errorOf(errors, 'note')}
            />
            {decider.shared && (
              <>
                <TextField
                  name="name"
                  label={say(language, 'Ihr Name', 'Your name')}
                  autocomplete="name"
                  value={values.get('name') ?? ''}
                  error={errorOf(errors, 'name')}
                />
                <TextField
                  name="function"
                  label={say(language, 'Ihre Funktion', 'Your function')}
                  autocomplete="organization-title"
                  value={values.get('function') ?? ''}
                  error={errorOf(errors, 'function')}
                />
              </>
            )}
            <Button>{say(language, 'Entscheidung senden', 'Send decision')}</Button>
          </Form>
        )}
      </>
    ),
  });
}

function verdictWords(answer: Verdicted, at: string, language: Language): { title: string; text: string; tone: 'success' | 'warning' | 'info' } {
  const until = deadline(toldFrom(at), language);
  switch (answer) {
    case 'recorded':
    case 'changed':
    case 'same-again':
      return {
        tone: 'success',
        title: say(language, 'Ihre Entscheidung ist aufgezeichnet', 'Your decision is recorded'),
        text: say(
          language,
          `Sie können sie über denselben Link ändern, bis sie mitgeteilt wird (${until}). Eine Bestätigung kommt per E-Mail.`,
          `You can change it through the same link until it is told (${until}). A receipt follows by mail.`,
        ),
      };
    case 'decided-by-another':
      return {
        tone: 'warning',
        title: say(language, 'Es ist schon entschieden', 'It has been decided already'),
        text: say(language, 'Jemand anderes hat über diese Bewerbung entschieden. Ihre Eingabe wurde nicht gewertet.', 'Somebody else has decided on this application. Your entry was not counted.'),
      };
    case 'already-told':
      return {
        tone: 'warning',
        title: say(language, 'Die Entscheidung ist schon mitgeteilt', 'The decision has been told already'),
        text: say(language, 'Ändern kann sie jetzt nur noch das Programmbüro, mit einer Begründung.', 'Only the programme office can change it now, with a reason.'),
      };
    case 'replaced':
      return {
        tone: 'warning',
        title: say(language, 'Die Angaben wurden inzwischen berichtigt', 'The data were corrected meanwhile'),
        text: say(language, 'Ihre Entscheidung galt der früheren Fassung und wurde nicht gewertet. Für die neue haben Sie eine weitere E-Mail bekommen.', 'Your decision was about the earlier version and was not counted. You have been sent another mail for the new one.'),
      };
    case 'waits-for-answer':
      return {
        tone: 'info',
        title: say(language, 'Es läuft eine Rückfrage', 'A question is open'),
        text: say(language, 'Sie können entscheiden, sobald die Antwort da ist oder die Frist dafür endet.', 'You can decide once the answer is there or its time is over.'),
      };
    case 'withdrawn':
      return {
        tone: 'info',
        title: say(language, 'Die Bewerbung wurde zurückgezogen', 'The application was withdrawn'),
        text: say(language, 'Es ist nichts mehr zu entscheiden.', 'There is nothing left to decide.'),
      };
    case 'conflict-of-interest':
      return {
        tone: 'warning',
        title: say(language, 'Hier können Sie nicht entscheiden', 'You cannot decide here'),
        text: say(language, 'Sie sind an dieser Bewerbung selbst beteiligt. Jemand anderes entscheidet.', 'You are involved in this application yourself. Somebody else decides.'),
      };
    case 'page-outdated':
      return {
        tone: 'warning',
        title: say(language, 'Inzwischen hat sich etwas geändert', 'Something has changed meanwhile'),
        text: say(language, 'Ihre Eingabe bezog sich auf einen früheren Stand und wurde nicht gewertet. Bitte öffnen Sie den Link noch einmal.', 'Your entry was about an earlier state and was not counted. Please open the link again.'),
      };
    case 'not-yet-asked':
      return {
        tone: 'info',
        title: say(language, 'Noch ist jemand anderes an der Reihe', 'It is somebody else’s turn first'),
        text: say(language, 'Sie bekommen eine E-Mail, sobald Sie entscheiden können.', 'You will get a mail once you can decide.'),
      };
  }
}

/** After a decision was sent: what counts now. */
export function decidedPage(view: View & { readonly answer: Verdicted; readonly shown: string }): string {
  const { opened, language, answer, at } = view;
  const { application, round, secret } = opened;
  const words = verdictWords(answer, at, language);
  return page({
    title: words.title,
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: `/entscheidung/${secret}`,
    personal: true,
    body: (
      <>
        <Notice tone={words.tone} title={words.text} live />
        <Mine view={view} />
      </>
    ),
  });
}
