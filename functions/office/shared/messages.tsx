import { say } from '../../platform/letter/wording.ts';
import { LinkButton } from '../../platform/page/controls.tsx';
import { page } from '../../platform/page/frame.tsx';
import { type Answer, html } from '../../platform/web/http.ts';
import type { OpenVisit, Visit } from './visit.ts';

function message(
  visit: OpenVisit,
  title: string,
  text: string,
  link: { href: string; label: string },
): string {
  return page({
    title,
    language: visit.language,
    path: '/buero',
    personal: true,
    body: (
      <>
        <p>{text}</p>
        <p>
          <LinkButton href={link.href}>{link.label}</LinkButton>
        </p>
      </>
    ),
  });
}

/** For a form that was not sent from a page of this session: nobody is signed in, or another site sent it. */
export function staleFormPage(visit: OpenVisit): Answer {
  const { language } = visit;
  return html(
    message(
      visit,
      say(language, { de: 'Bitte melden Sie sich neu an', en: 'Please sign in again' }),
      say(language, {
        de: 'Dieses Formular gehört zu keiner laufenden Anmeldung. Es wurde nichts geändert. Nach der Anmeldung können Sie es noch einmal abschicken.',
        en: 'This form belongs to no present session. Nothing was changed. After signing in you can send it again.',
      }),
      { href: '/buero', label: say(language, { de: 'Zum Büro', en: 'To the office' }) },
    ),
    403,
  );
}

/** For an auditor who wanted to change something. */
export function forbiddenPage(visit: Visit): Answer {
  const { language } = visit;
  return html(
    message(
      visit,
      say(language, { de: 'Das darf nur das Büro', en: 'Only the office may do this' }),
      say(language, {
        de: 'Mit Ihrer Anmeldung können Sie alles lesen, aber nichts ändern.',
        en: 'You can read everything, but change nothing.',
      }),
      { href: '/buero', label: say(language, { de: 'Zur Übersicht', en: 'To the overview' }) },
    ),
    403,
  );
}
