import { randomBytes } from 'node:crypto';
import type { Alumnus } from '../../alumni/rules.ts';
import { formatPeriod, formatShortDateTime } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { currentEdition, register } from '../../domain/register/register.ts';
import { renderLetter } from '../../platform/letter/render.ts';
import { say } from '../../platform/letter/wording.ts';
import { Details, FactList, Table, Verbatim } from '../../platform/page/content.tsx';
import { Button, Buttons, Hidden, LinkButton, TextArea, TextField } from '../../platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../platform/page/errors.tsx';
import { settings } from '../../platform/settings.ts';
import { keys } from '../../platform/store/keys.ts';
import { type Answer, HttpError } from '../../platform/web/http.ts';
import { actFormPage, unconfirmed } from '../shared/act-form.tsx';
import { OfficeForm, officePage } from '../shared/frame.tsx';
import { goTo, type Page, type Visit } from '../shared/visit.ts';
import { longestText, readWorkshop } from './read-workshop.ts';
import { invitations, type WorkshopWords, workshopData } from './workshop.ts';
import { workshopMail } from './workshop-mail.ts';
import { allMembers, allWorkshops, invite } from './workshop-send.ts';

const path = '/buero/werkstatt';

/** The fields of the form, by their names. */
const names = ['title', 'date', 'from', 'until', 'place', 'text'] as const;

/** The first page: what the invitation says. */
async function formPage(visit: Visit, errors: readonly Mistake[] = [], status = 200): Promise<Answer> {
  const { language, request } = visit;
  const value = (name: string): string => request.form.get(name) ?? '';
  const text = (
    name: string,
    de: string,
    en: string,
    more: Partial<Parameters<typeof TextField>[0]> = {},
  ) => (
    <TextField
      {...more}
      name={name}
      label={say(language, { de, en })}
      value={value(name)}
      error={errorOf(errors, name)}
    />
  );
  return officePage(
    visit,
    {
      area: 'mails',
      title: say(language, { de: 'Zu einer Werkstatt einladen', en: 'Invite to a workshop' }),
      width: 'reading',
      hasErrors: errors.length > 0,
      lead: say(language, {
        de: 'Die Einladung geht an alle im Netzwerk der Ehemaligen und an ihre Fachvorgesetzten. Auf der nächsten Seite sehen Sie sie, bevor etwas hinausgeht.',
        en: 'The invitation goes to everybody in the alumni network and to their supervisors. The next page shows it before anything is sent.',
      }),
      body: (
        <>
          <ErrorSummary errors={errors} />
          <OfficeForm visit={visit} action={path}>
            {text('title', 'Thema', 'Topic', { size: 'medium' })}
            {text('date', 'Tag', 'Day', { type: 'date' })}
            <div class="k-row">
              {text('from', 'von', 'from', { type: 'time' })}
              {text('until', 'bis', 'until', { type: 'time', optional: true })}
            </div>
            {text('place', 'Ort oder Link zur Videokonferenz', 'Place, or link of the video conference')}
            <TextArea
              name="text"
              label={say(language, { de: 'Ihre Worte dazu', en: 'Your words about it' })}
              hint={say(language, {
                de: 'Steht so in der E-Mail, auch in der englischen.',
                en: 'Stands in the mail like this, in the English one, too.',
              })}
              optional
              maxLength={longestText}
              value={value('text')}
              error={errorOf(errors, 'text')}
            />
            <Buttons>
              <Button>{say(language, { de: 'Weiter zur Vorschau', en: 'Continue to the preview' })}</Button>
              <LinkButton href="/buero/mails">{say(language, { de: 'Abbrechen', en: 'Cancel' })}</LinkButton>
            </Buttons>
          </OfficeForm>
          <Table
            caption={say(language, { de: 'Bisherige Einladungen', en: 'Invitations so far' })}
            rows={await allWorkshops()}
            rowKey={({ id }) => id}
            empty={say(language, { de: 'Es gab noch keine.', en: 'There was none yet.' })}
            columns={[
              {
                header: say(language, { de: 'Thema', en: 'Topic' }),
                rowHeader: true,
                cell: ({ title }) => title,
              },
              {
                header: say(language, { de: 'Termin', en: 'Date' }),
                cell: ({ starts }) => formatShortDateTime(starts, language),
              },
              {
                header: say(language, { de: 'Eingeladen', en: 'Invited' }),
                cell: ({ invitedAt, invitedBy }) =>
                  `${formatShortDateTime(invitedAt, language)}, ${invitedBy}`,
              },
            ]}
          />
        </>
      ),
    },
    status,
  );
}

/** The invitation as a member or a supervisor would get it, in plain text. */
function sample(
  words: WorkshopWords,
  role: 'graduate' | 'supervisor',
  name: string,
  now: string,
): { subject: string; text: string } {
  const edition = register(currentEdition);
  if (edition === undefined) throw new Error('the edition of the register is not there');
  const baseUrl = process.env['BASE_URL'] ?? '';
  const { office } = settings;
  const { letter } = workshopMail({
    language: 'de',
    recipient: { role, name, email: office.email },
    register: edition,
    settings,
    link: { url: `${baseUrl}/alumni/…`, code: '…' },
    data: workshopData(words),
    baseUrl,
    now,
  });
  return renderLetter(letter, {
    language: 'de',
    contact: office,
    programme: settings.title,
    baseUrl,
    address: office.address,
  });
}

/** The second page: the mail, and to how many it goes. */
function previewPage(
  visit: Visit,
  words: WorkshopWords,
  members: readonly Alumnus[],
  id: string,
  errors: readonly Mistake[],
): Answer {
  const { language, request, at } = visit;
  const to = invitations(members, { ...words, id }).map(({ order }) => order.to.role);
  const graduates = to.filter((role) => role === 'graduate').length;
  const [member] = members;
  const mail = sample(words, 'graduate', member?.name ?? 'Vorname Nachname', at);
  const other = sample(words, 'supervisor', member?.supervisor?.name ?? 'Vorname Nachname', at);
  return actFormPage(
    visit,
    {
      area: 'mails',
      title: say(language, { de: 'Einladung prüfen und verschicken', en: 'Check and send the invitation' }),
      action: path,
      back: { href: path, label: say(language, { de: 'Neu beginnen', en: 'Start over' }) },
      isPossible: true,
      errors,
      sent: undefined,
      fields: (
        <>
          <Hidden name="send" value="yes" />
          <Hidden name="id" value={id} />
          {names.map((name) => (
            <Hidden key={name} name={name} value={request.form.get(name) ?? ''} />
          ))}
          <FactList
            facts={[
              {
                label: say(language, { de: 'Geht an', en: 'Goes to' }),
                value: say(language, {
                  de: `${graduates} Ehemalige und ${to.length - graduates} Fachvorgesetzte`,
                  en: `${graduates} alumni and ${to.length - graduates} supervisors`,
                }),
              },
              {
                label: say(language, { de: 'Termin', en: 'Date' }),
                value:
                  words.ends === undefined
                    ? formatShortDateTime(words.starts, language)
                    : formatPeriod(words.starts, words.ends, language),
              },
              { label: say(language, { de: 'Betreff', en: 'Subject' }), value: mail.subject },
            ]}
          />
          <Verbatim>{mail.text}</Verbatim>
          <Details
            summary={say(language, { de: 'So lesen es Fachvorgesetzte', en: 'As supervisors read it' })}
          >
            <Verbatim>{other.text}</Verbatim>
          </Details>
          <Button kind="tertiary" step="edit">
            {say(language, { de: 'Angaben ändern', en: 'Change the invitation' })}
          </Button>
        </>
      ),
      confirm: say(language, {
        de: 'Ja, diese Einladung jetzt verschicken.',
        en: 'Yes, send this invitation now.',
      }),
      button: say(language, { de: 'Einladung verschicken', en: 'Send the invitation' }),
    },
    errors.length > 0 ? 422 : 200,
  );
}

/** An id for a new workshop; it comes back with the form, so that sending the form twice invites once. */
const newId = (): string => randomBytes(9).toString('base64url');

async function post(visit: Visit): Promise<Answer> {
  const { request, session, at } = visit;
  if (request.form.get('step') === 'edit') return formPage(visit);
  const read = readWorkshop(visit);
  if ('errors' in read) return formPage(visit, read.errors, 422);
  const { words } = read;
  const members = await allMembers();
  if (members.length === 0) {
    const message = {
      de: 'Im Netzwerk der Ehemaligen ist noch niemand. Laden Sie ein, sobald jemand beigetreten ist.',
      en: 'Nobody is in the alumni network yet. Invite when somebody has joined.',
    };
    return formPage(visit, [mistake('', message)], 409);
  }
  if (request.form.get('send') !== 'yes') return previewPage(visit, words, members, newId(), []);
  const id = request.form.get('id') ?? '';
  if (!/^[A-Za-z0-9_-]{12}$/.test(id)) throw new HttpError(400, 'The form is not complete.');
  const errors = unconfirmed(request.form);
  if (errors.length > 0) return previewPage(visit, words, members, id, errors);
  const workshop = { ...keys.workshop(id), kind: 'workshop', id, ...words } as const;
  await invite({ ...workshop, invitedAt: at, invitedBy: session.email }, at);
  return goTo(visit, `${path}?getan=workshop-invited`);
}

/** Where the office invites the alumni and their supervisors. */
export const workshopPage: Page = {
  path,
  about: 'Invite the alumni to a workshop',
  GET: { for: 'office', handle: (visit) => formPage(visit) },
  POST: { for: 'office', handle: post },
};
