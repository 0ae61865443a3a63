import { type LateLink, lateAddress, lateEnd, readLateLink, takesLate } from '../../application/rules.ts';
import { addDays, berlinDate, endOfDay, formatShortDateTime, isPlainDate } from '../../domain/calendar.ts';
import { roundNoted } from '../../domain/change.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { administration, label } from '../../domain/register/register.ts';
import { type Round, waitingListCloses } from '../../domain/round.ts';
import { isEmail } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice, Table } from '../../platform/page/content.tsx';
import { Buttons, EmailField, LinkButton, Select, TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import { keys, sha256 } from '../../platform/store/keys.ts';
import { newSecret } from '../../platform/store/links.ts';
import type { Write } from '../../platform/store/port.ts';
import { changeRound } from '../../platform/store/records.ts';
import { query } from '../../platform/store/table.ts';
import { field } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { actFormPage, unconfirmed } from '../shared/act-form.tsx';
import { administrationOptions } from '../shared/administration-options.ts';
import { formWords } from '../shared/form-words.ts';
import { officePage } from '../shared/frame.tsx';
import { roundOf, roundPath } from '../shared/places.ts';
import type { Page, Visit } from '../shared/visit.ts';

/** Days that a link stands as proposed, that it may stand at most, and that the office sees it after its end. */
const usualDays = 3;
const mostDays = 30;
const keptDays = 90;

async function linksOf(round: Round): Promise<LateLink[]> {
  const items = await query(`ROUND#${round.id}`, { startsWith: 'LATE#' });
  return items.map((item) => readLateLink(item)).sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

function Links({
  visit: { language, at },
  round,
  links,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly links: readonly LateLink[];
}) {
  const register = registerOf(round);
  const names = (key: string): string => {
    const found = administration(register, key);
    return found === undefined ? key : label(found);
  };
  const state = (link: LateLink): string => {
    if (link.used !== undefined) return say(language, { de: 'benutzt', en: 'used' });
    return lateEnd(link, round, at) === undefined
      ? say(language, { de: 'offen', en: 'open' })
      : say(language, { de: 'abgelaufen', en: 'expired' });
  };
  return (
    <Table
      caption={say(language, { de: 'Bisherige Links', en: 'Links so far' })}
      rows={links}
      rowKey={({ sk }) => sk}
      empty={say(language, { de: 'Es gibt noch keinen Link.', en: 'There is no link yet.' })}
      columns={[
        {
          header: say(language, { de: 'Verwaltung', en: 'Administration' }),
          rowHeader: true,
          cell: (link) => names(link.administration),
        },
        {
          header: say(language, { de: 'Gilt bis', en: 'Stands until' }),
          cell: (link) => formatShortDateTime(link.validUntil, language),
        },
        { header: say(language, { de: 'Stand', en: 'State' }), cell: state },
        { header: say(language, { de: 'Ausgestellt von', en: 'Made by' }), cell: (link) => link.madeBy },
      ]}
    />
  );
}

async function formPage(
  visit: Visit,
  round: Round,
  errors: readonly Mistake[] = [],
  status = 200,
): Promise<Answer> {
  const { language, request, at } = visit;
  const sent = request.method === 'POST' ? request.form : undefined;
  const value = (name: string, stands = ''): string => (sent === undefined ? stands : (sent.get(name) ?? ''));
  return actFormPage(
    visit,
    {
      area: 'rounds',
      title: say(language, { de: 'Nach der Frist bewerben lassen', en: 'Let somebody apply late' }),
      preline: round.file.title,
      lead: say(language, {
        de: 'Mit dem Link kann eine Verwaltung eine Bewerbung senden, obwohl die Frist vorbei ist. Alles andere gilt wie für alle: Bestätigung, Zustimmung, Entscheidung. Nach der Auswahl kommt sie an das Ende der Warteliste.',
        en: 'By the link one administration can send one application although the deadline is over. All else is as for everybody: confirmation, agreement, decision. After the selection it joins the end of the waiting list.',
      }),
      action: request.path,
      back: {
        href: roundPath(round),
        label: say(language, { de: 'Zurück zum Durchgang', en: 'Back to the round' }),
      },
      isPossible: takesLate(round, at),
      errors,
      sent,
      fields: (
        <>
          <Select
            name="administration"
            label={say(language, { de: 'Verwaltung', en: 'Administration' })}
            search
            options={administrationOptions(registerOf(round))}
            value={value('administration')}
            error={errorOf(errors, 'administration')}
          />
          <EmailField
            name="email"
            label={say(language, { de: 'E-Mail-Adresse, für die er gilt', en: 'Email address it is for' })}
            hint={say(language, {
              de: 'Leer: Wer in der Verwaltung den Link hat, kann sich damit bewerben.',
              en: 'Empty: whoever in the administration has the link can apply by it.',
            })}
            optional
            autocomplete="off"
            size="medium"
            value={value('email')}
            error={errorOf(errors, 'email')}
          />
          <TextField
            name="until"
            type="date"
            label={say(language, {
              de: 'Gilt bis zum Ende dieses Tages',
              en: 'Stands until the end of this day',
            })}
            value={value('until', berlinDate(addDays(at, usualDays)))}
            error={errorOf(errors, 'until')}
          />
          <Links visit={visit} round={round} links={await linksOf(round)} />
        </>
      ),
      confirm: say(language, { de: 'Ja, diesen Link ausstellen.', en: 'Yes, make this link.' }),
      button: say(language, { de: 'Link ausstellen', en: 'Make the link' }),
    },
    status,
  );
}

type Wish = {
  readonly administration: string;
  readonly email: string | undefined;
  readonly validUntil: string;
};

function readWish(visit: Visit, round: Round): Wish | { readonly errors: readonly Mistake[] } {
  const { request, at } = visit;
  const key = field(request.form, 'administration') ?? '';
  const email = field(request.form, 'email')?.trim();
  const until = field(request.form, 'until') ?? '';
  const validUntil = isPlainDate(until) ? endOfDay(until) : '';
  const latest = [addDays(at, mostDays), waitingListCloses(round.file)].sort()[0] ?? at;
  const errors: Mistake[] = [
    ...(administration(registerOf(round), key) === undefined
      ? [mistake('administration', formWords.administration)]
      : []),
    ...(email === undefined || email === '' || isEmail(email)
      ? []
      : [
          mistake('email', {
            de: 'Bitte geben Sie eine vollständige E-Mail-Adresse an, oder lassen Sie das Feld leer.',
            en: 'Please give a complete email address, or leave the field empty.',
          }),
        ]),
    ...(validUntil > at && validUntil <= latest
      ? []
      : [
          mistake('until', {
            de: `Bitte geben Sie einen Tag von heute bis zum ${formatShortDateTime(latest, 'de')} an.`,
            en: `Please give a day from today until ${formatShortDateTime(latest, 'en')}.`,
          }),
        ]),
    ...unconfirmed(request.form),
  ];
  if (errors.length > 0) return { errors };
  return { administration: key, email: email === '' ? undefined : email, validUntil };
}

/** The write that makes a link work; of its secret and address only hashes are kept. */
function lateLinkWrite(round: Round, wish: Wish, secret: string, by: string, at: string): Write {
  const link: LateLink = {
    ...keys.lateLink(round.id, secret),
    kind: 'late-link',
    round: round.id,
    administration: wish.administration,
    ...(wish.email === undefined ? {} : { addressHash: sha256(lateAddress(round.id, wish.email)) }),
    validUntil: wish.validUntil,
    madeAt: at,
    madeBy: by,
    revision: 1,
    expiresAt: Math.ceil(Date.parse(addDays(wish.validUntil, keptDays)) / 1000),
  };
  return { create: link };
}

/** The link, shown this once: it is stored nowhere. */
function madePage(visit: Visit, round: Round, wish: Wish, secret: string): Answer {
  const { language } = visit;
  const url = `${process.env['BASE_URL'] ?? ''}/bewerbung/${round.id}?nachtrag=${secret}`;
  return officePage(visit, {
    area: 'rounds',
    title: say(language, { de: 'Der Link ist ausgestellt', en: 'The link was made' }),
    preline: round.file.title,
    width: 'reading',
    body: (
      <>
        <Notice
          tone="success"
          live
          title={say(language, {
            de: 'Bitte kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt.',
            en: 'Please copy it now: it is shown this once only.',
          })}
        />
        <TextField
          name="link"
          type="url"
          label={say(language, { de: 'Link zum Weitergeben', en: 'Link to pass on' })}
          hint={say(language, {
            de: `Für eine Bewerbung, bis ${formatShortDateTime(wish.validUntil, language)}`,
            en: `For one application, until ${formatShortDateTime(wish.validUntil, language)}`,
          })}
          value={url}
        />
        <p>
          {say(language, {
            de: 'Schicken Sie ihn der Verwaltung aus Ihrem eigenen Postfach.',
            en: 'Send it to the administration from your own mailbox.',
          })}
        </p>
        <Buttons>
          <LinkButton href={roundPath(round)}>
            {say(language, { de: 'Zurück zum Durchgang', en: 'Back to the round' })}
          </LinkButton>
        </Buttons>
      </>
    ),
  });
}

async function make(visit: Visit): Promise<Answer> {
  const { session, at } = visit;
  const round = await roundOf(visit);
  const wish = readWish(visit, round);
  if ('errors' in wish) return formPage(visit, round, wish.errors, takesLate(round, at) ? 422 : 409);
  const secret = newSecret();
  const found = administration(registerOf(round), wish.administration);
  const result = await changeRound(round.id, at, (fresh) => {
    if (!takesLate(fresh, at)) return { answer: false };
    const line = {
      at,
      who: 'office',
      name: session.email,
      what: 'late-link-made',
      ...(found === undefined ? {} : { words: label(found) }),
    };
    return {
      answer: true,
      change: {
        record: roundNoted(fresh, line),
        writes: [lateLinkWrite(round, wish, secret, session.email, at)],
      },
    };
  });
  if (result?.answer !== true) return formPage(visit, result?.round ?? round, [], 409);
  return madePage(visit, round, wish, secret);
}

/** Where the office makes a link for one application after the window has closed. */
export const latePage: Page = {
  path: '/buero/durchgang/{round}/nachtrag',
  about: 'Make a link for a late application',
  GET: { for: 'office', handle: async (visit) => formPage(visit, await roundOf(visit)) },
  POST: { for: 'office', handle: make },
};
