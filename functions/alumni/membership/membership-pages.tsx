import { formatDate } from '../../domain/calendar.ts';
import type { Mistake } from '../../domain/mistake.ts';
import { enumerate, type Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { type Fact, FactList, Notice, Table, type Tone } from '../../platform/page/content.tsx';
import { Button, Buttons, Checkbox, Form, RadioGroup, TextArea } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { settings } from '../../platform/settings.ts';
import type { Outcome } from '../rules.ts';
import type { Alumnus } from './alumnus.ts';
import { longestTopics } from './alumnus.ts';

/** What the person sent, shown again where something is missing. */
export type Sent = {
  readonly action?: string | undefined;
  readonly directory: boolean;
  readonly topics: string;
};

/** What the page shows. */
export type View = {
  readonly language: Language;
  readonly path: string;
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly administrations: readonly string[];
  readonly member: Alumnus | undefined;
  /** Members who agreed to be listed; shown to members alone. */
  readonly directory: readonly Alumnus[];
  readonly sent?: Sent | undefined;
  readonly errors?: readonly Mistake[];
  readonly outcome?: Outcome | undefined;
};

const outcomes: Record<Outcome, { readonly tone: Tone } & Record<Language, readonly [string, string]>> = {
  joined: {
    tone: 'success',
    de: [
      'Willkommen im Netzwerk der Ehemaligen!',
      'Sie bekommen Einladungen zu unseren Werkstätten per E-Mail.',
    ],
    en: ['Welcome to the alumni network!', 'You will get invitations to our workshops by mail.'],
  },
  updated: {
    tone: 'success',
    de: ['Ihr Eintrag ist gespeichert.', 'Unten sehen Sie, was jetzt gilt.'],
    en: ['Your entry is saved.', 'Below you see what holds now.'],
  },
  left: {
    tone: 'success',
    de: [
      'Sie sind ausgetreten.',
      'Ihr Eintrag ist gelöscht, und Sie bekommen keine Einladungen mehr. Mit diesem Link können Sie wieder beitreten.',
    ],
    en: [
      'You have left the network.',
      'Your entry is erased, and you will get no more invitations. With this link you can join again.',
    ],
  },
  'was-no-member': {
    tone: 'info',
    de: ['Sie sind zurzeit kein Mitglied.', 'Es wurde nichts geändert.'],
    en: ['You are not a member at present.', 'Nothing was changed.'],
  },
};

function OutcomeNotice({ outcome, language }: { outcome: Outcome; language: Language }) {
  const { tone, ...words } = outcomes[outcome];
  const [title, text] = words[language];
  return (
    <Notice live tone={tone} title={title}>
      <p>{text}</p>
    </Notice>
  );
}

function memberFacts({ member, language, name, email, administrations }: View): Fact[] {
  return [
    { label: say(language, { de: 'Name', en: 'Name' }), value: name },
    {
      label: say(language, { de: 'Verwaltung', en: 'Administration' }),
      value: enumerate(administrations, language),
    },
    { label: say(language, { de: 'E-Mail', en: 'Email' }), value: email },
    ...(member === undefined
      ? []
      : [
          {
            label: say(language, { de: 'Mitglied seit', en: 'Member since' }),
            value: formatDate(member.joinedAt, language),
          },
          {
            label: say(language, { de: 'Im Verzeichnis', en: 'In the directory' }),
            value:
              member.directory === undefined
                ? say(language, { de: 'nein', en: 'no' })
                : say(language, {
                    de: `ja, seit Ihrer Einwilligung am ${formatDate(member.directory.consentedAt, 'de')}`,
                    en: `yes, since your consent on ${formatDate(member.directory.consentedAt, 'en')}`,
                  }),
          },
        ]),
  ];
}

function choices({ member, language }: View) {
  const join = {
    value: 'join',
    label: say(language, { de: 'Ich möchte beitreten', en: 'I would like to join' }),
    hint: say(language, {
      de: 'Sie bekommen Einladungen zu Werkstätten und sehen das Verzeichnis der Mitglieder.',
      en: "You get invitations to workshops and see the members' directory.",
    }),
  };
  const update = {
    value: 'update',
    label: say(language, { de: 'Ich möchte meinen Eintrag ändern', en: 'I would like to change my entry' }),
    hint: say(language, { de: 'Es gilt dann, was unten steht.', en: 'What stands below then holds.' }),
  };
  const leave = {
    value: 'leave',
    label: say(language, { de: 'Ich möchte austreten', en: 'I would like to leave' }),
    hint: say(language, {
      de: 'Ihr Eintrag wird gleich gelöscht. Eine Begründung brauchen wir nicht.',
      en: 'Your entry is erased at once. We need no reason.',
    }),
  };
  return member === undefined ? [join] : [update, leave];
}

function MembershipForm({ view, errors }: { view: View; errors: readonly Mistake[] }) {
  const { language, path, member } = view;
  const shown: Sent = view.sent ?? {
    directory: member?.directory !== undefined,
    topics: member?.directory?.topics ?? '',
  };
  return (
    <Form action={path}>
      <RadioGroup
        name="action"
        label={
          member === undefined
            ? say(language, { de: 'Möchten Sie dabei sein?', en: 'Would you like to join?' })
            : say(language, { de: 'Was möchten Sie?', en: 'What would you like to do?' })
        }
        value={shown.action}
        choices={choices(view)}
        error={errorOf(errors, 'action')}
      />
      <Checkbox
        name="directory"
        value="yes"
        checked={shown.directory}
        label={say(language, {
          de: 'Ich willige ein, dass andere Mitglieder mich im Verzeichnis finden: mit Name, Verwaltung, E-Mail-Adresse und dem, was ich zu meinen Themen schreibe.',
          en: 'I consent to other members finding me in the directory: with name, administration, email address and what I write about my topics.',
        })}
        hint={say(language, {
          de: 'Freiwillig (Art. 6 Abs. 1 Buchst. a DSGVO). Sie können die Einwilligung hier jederzeit widerrufen; was bis dahin geschah, bleibt rechtmäßig.',
          en: 'Voluntary (Art. 6(1)(a) GDPR). You can withdraw your consent here at any time; what happened until then stays lawful.',
        })}
      />
      <TextArea
        name="topics"
        optional
        rows={3}
        maxLength={longestTopics}
        label={say(language, { de: 'Meine Themen, für das Verzeichnis', en: 'My topics, for the directory' })}
        value={shown.topics}
        error={errorOf(errors, 'topics')}
      />
      <Buttons>
        <Button>{say(language, { de: 'Absenden', en: 'Send' })}</Button>
      </Buttons>
    </Form>
  );
}

/** A mail address that may be broken after its @, where the screen is narrow. */
function Address({ email }: { email: string }) {
  const at = email.indexOf('@') + 1;
  return (
    <a href={`mailto:${email}`}>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </a>
  );
}

function Directory({ view }: { view: View }) {
  const { language, directory, member } = view;
  if (member === undefined) return null;
  return (
    <>
      <h2>{say(language, { de: 'Verzeichnis der Mitglieder', en: "Members' directory" })}</h2>
      <p>
        {say(language, {
          de: 'Nur für Mitglieder. Bitte geben Sie die Angaben nicht weiter.',
          en: 'For members only. Please do not pass these data on.',
        })}
      </p>
      <Table
        caption={say(language, { de: 'Verzeichnis der Mitglieder', en: "Members' directory" })}
        hideCaption
        rows={directory}
        rowKey={(each) => each.application}
        empty={say(language, { de: 'Noch steht niemand im Verzeichnis.', en: 'Nobody is listed yet.' })}
        columns={[
          { header: say(language, { de: 'Name', en: 'Name' }), cell: (each) => each.name, rowHeader: true },
          {
            header: say(language, { de: 'Verwaltung', en: 'Administration' }),
            cell: (each) => enumerate(each.administrations, language),
          },
          {
            header: say(language, { de: 'E-Mail', en: 'Email' }),
            cell: (each) => <Address email={each.email} />,
          },
          {
            header: say(language, { de: 'Themen', en: 'Topics' }),
            cell: (each) => each.directory?.topics ?? '–',
          },
        ]}
      />
    </>
  );
}

/** The page of a graduate: what the network is, whether they belong to it, and what they may choose. */
export function membershipPage(view: View): string {
  const { language, path, reference, member, outcome } = view;
  const errors = view.errors ?? [];
  return page({
    title: say(language, { de: 'Netzwerk der Ehemaligen', en: 'Alumni network' }),
    preline: reference,
    language,
    path,
    personal: true,
    hasErrors: errors.length > 0,
    lead: say(language, {
      de: `Die Absolventinnen und Absolventen von ${settings.title} tauschen sich aus und werden zu Werkstätten eingeladen. Die Teilnahme ist freiwillig und jederzeit zu beenden.`,
      en: `The graduates of ${settings.title} exchange experience and are invited to workshops. Joining is voluntary and can be ended at any time.`,
    }),
    body: (
      <>
        <ErrorSummary errors={errors} />
        {outcome !== undefined && <OutcomeNotice outcome={outcome} language={language} />}
        <h2>
          {member === undefined
            ? say(language, { de: 'Das würden wir speichern', en: 'What we would store' })
            : say(language, { de: 'Ihr Eintrag', en: 'Your entry' })}
        </h2>
        <FactList facts={memberFacts(view)} />
        <MembershipForm view={view} errors={errors} />
        <Directory view={view} />
      </>
    ),
  });
}
