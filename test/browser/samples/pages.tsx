import { Hidden } from '../../../functions/platform/page/controls.tsx';
import { errorPage, explainedLinkPage, unknownPage } from '../../../functions/platform/page/messages.tsx';
import { application, mistakes } from './application-form.tsx';
import { casePage, failedSteps } from './case-page.tsx';
import { home } from './home-page.tsx';
import { office } from './office-page.tsx';

/** Pages of invented people that show every component in every state, for tests and pictures. */

/** Every sample page by its name. */
export const samplePages: ReadonlyMap<string, string> = new Map([
  ['startseite', home],
  ['bewerbung-leer', application([], {})],
  [
    'bewerbung-fehler',
    application(mistakes, {
      'applicant.familyName': 'Ça\u030brkány-Łęcki "<b>',
      'applicant.email': 'g.lecki@',
      motivation: '\nEine Zeile\n\nund noch eine: „so“ & <anders>',
    }),
  ],
  ['bewerbung-englisch', application([], {}, 'en')],
  ['vorgang', casePage],
  ['vorgang-englisch', failedSteps],
  ['buero', office],
  ['unbekannt', unknownPage('de')],
  ['fehler', errorPage('en', { reference: 'c0ffee12' })],
  [
    'link-ersetzt',
    explainedLinkPage('de', {
      kind: 'replaced',
      path: '/entscheidung/geheim',
      reference: 'SCM-3-0007',
      renew: { action: '/entscheidung/geheim', fields: <Hidden name="renew" value="yes" /> },
    }),
  ],
  [
    'link-benutzt',
    explainedLinkPage('en', {
      kind: 'used',
      path: '/platz/geheim',
      more: <p>You accepted the seat on 24 October 2022.</p>,
    }),
  ],
]);
