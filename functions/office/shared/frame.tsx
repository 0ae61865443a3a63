import type { ComponentChildren } from 'preact';
import { say } from '../../platform/letter/wording.ts';
import { Link, Notice } from '../../platform/page/content.tsx';
import { Form, Hidden } from '../../platform/page/controls.tsx';
import { type Page, page } from '../../platform/page/frame.tsx';
import { type Answer, html } from '../../platform/web/http.ts';
import type { Visit } from './visit.ts';
import { doneWords } from './words.ts';

/** The areas of the office, as the navigation has them. */
const areas = [
  { area: 'today', href: '/buero', de: 'Heute', en: 'Today' },
  { area: 'rounds', href: '/buero/durchgaenge', de: 'Durchgänge', en: 'Rounds' },
  { area: 'applications', href: '/buero/bewerbungen', de: 'Bewerbungen', en: 'Applications' },
  { area: 'mails', href: '/buero/mails', de: 'E-Mails', en: 'Mails' },
] as const;
export type Area = (typeof areas)[number]['area'];

type OfficePage = Omit<Page, 'language' | 'path' | 'personal' | 'navigation' | 'account'> & {
  readonly area: Area | undefined;
};

/** Path and query of a request without what only this one showing is about. */
function pathOf(visit: Visit): string {
  const query = new URLSearchParams(visit.request.query);
  query.delete('getan');
  const text = query.toString();
  return `${visit.request.path}${text === '' ? '' : `?${text}`}`;
}

/** A page of the office: its areas, who is signed in, and a word about what the last form did. */
export function officePage(visit: Visit, content: OfficePage, status = 200): Answer {
  const { language, session, request } = visit;
  const { area, body, width = 'wide', ...rest } = content;
  const done = doneWords(request.query.get('getan'));
  return html(
    page({
      ...rest,
      width,
      language,
      path: pathOf(visit),
      personal: true,
      navigation: areas.map(({ area: name, href, ...label }) => ({
        label: label[language],
        href,
        current: name === area,
      })),
      account: (
        <>
          <span>
            {session.email}
            {session.role === 'auditor' ? ` (${say(language, { de: 'nur lesen', en: 'read only' })})` : ''}
          </span>{' '}
          <Link href="/buero/abmelden">{say(language, { de: 'Abmelden', en: 'Sign out' })}</Link>
        </>
      ),
      body: (
        <>
          {done && <Notice tone="success" title={done[language]} live />}
          {body}
        </>
      ),
    }),
    status,
  );
}

/** A form of the office: it brings the session's token along. */
export function OfficeForm(props: {
  readonly visit: Visit;
  readonly action: string;
  readonly children: ComponentChildren;
  readonly label?: string;
}) {
  const { visit, action, children, label } = props;
  return (
    <Form action={action} {...(label === undefined ? {} : { label })}>
      <Hidden name="csrf" value={visit.session.csrf} />
      {children}
    </Form>
  );
}
