import { vi } from 'vitest';
import { inputOf } from '../../../functions/cohort/run-selection/selection-input.ts';
import { keepResult } from '../../../functions/cohort/run-selection/stored-selection.ts';
import { select } from '../../../functions/cohort/selection/select.ts';
import { applicationStatuses } from '../../../functions/domain/application.ts';
import { officePages } from '../../../functions/office/pages.ts';
import { previewPage } from '../../../functions/office/selection/preview-page.tsx';
import type { Page } from '../../../functions/office/shared/visit.ts';
import { settings } from '../../../functions/platform/settings.ts';
import { registerOf } from '../../../functions/platform/store/cases.ts';
import { keys } from '../../../functions/platform/store/keys.ts';
import { rehearsalPages } from '../../../functions/rehearsal/desk.ts';
import { openDesk } from '../desk.ts';
import { manyApplications } from '../selection/samples.ts';
import {
  type Application,
  dayOf,
  days,
  inState,
  ledgerOf,
  roundStates,
  seat,
  told,
  usual,
} from './samples.ts';
import { nameOf, Tour } from './tour.ts';

type Language = 'de' | 'en';

/** Every page of the office, of whichever function. */
const everyPage: readonly Page[] = [...officePages, previewPage, ...rehearsalPages];

/** The pages of a round, such as need nothing but a round and a session in their path. */
const ofRound = everyPage.filter(
  ({ path }) => path.includes('{round}') && !/\{(id|mail|secret)\}/.test(path),
);

/** The pages of a case. */
const ofCase = everyPage.filter(({ path }) => path.includes('{id}'));

const applications = manyApplications(120).map((each, index): Application => {
  const status = usual[index % usual.length] ?? 'approved';
  return { ...each, status, ...(status === 'seat-offered' ? { seat } : {}), decision: told };
});

/** The application that lists and readers look at. */
const shown = inState('in-review');

/**
 * Every page of the office in every state, in a language: name and HTML.
 * @throws Error where no state shows the form of a page that has one
 */
export async function everyState(language: Language): Promise<Map<string, string>> {
  const desk = openDesk();
  const tour = new Tour(desk, language);
  settings.access.auditors.push('pruefung@programm.example');
  try {
    await nothingYet(tour);
    await rounds(tour);
    await proposedSelection(tour);
    await lists(tour);
    await cases(tour);
    await troubles(tour);
    await rehearsal(tour);
    await readers(tour);
  } finally {
    settings.access.auditors.pop();
    desk.close();
  }
  const missed = everyPage.filter(
    ({ path, POST }) => POST !== undefined && /\{(round|id)\}/.test(path) && !tour.sawForm(path),
  );
  if (missed.length > 0) {
    throw new Error(`no state shows the form of ${missed.map(({ path }) => path).join(', ')}`);
  }
  return tour.states;
}

/** The office before there is a round, from signing in to making one. */
async function nothingYet(tour: Tour): Promise<void> {
  tour.table.clear();
  await tour.at(days.draft ?? '', 'nobody');
  await tour.see('anmelden', '/buero/anmelden');
  await tour.see('anmelden-abgemeldet', '/buero/anmelden?getan=abgemeldet');
  await tour.see('anmelden-falsch', '/buero/anmelden', { email: 'jette@' });
  await tour.see('anmelden-gesendet', '/buero/anmelden', { email: 'jette@programm.example' });
  const link = await tour.link('2022-08-24T09:45:00.000Z');
  await tour.see('anmeldung', link);
  await tour.see('anmeldung-ohne-haken', link, {});
  await tour.ask(link, { confirm: 'yes' });
  await tour.see('anmeldung-benutzt', link);
  await tour.see('anmeldung-abgelaufen', await tour.link('2022-08-24T09:00:00.000Z'));
  await tour.see('veraltetes-formular', '/buero/durchgaenge/neu', {});
  await provider(tour);
  await tour.at(days.draft ?? '');
  await tour.see('leer-heute', '/buero');
  await tour.see('leer-durchgaenge', '/buero/durchgaenge');
  await tour.see('leer-bewerbungen', '/buero/bewerbungen');
  await tour.see('leer-mails', '/buero/mails');
  await tour.see('neu', '/buero/durchgaenge/neu');
  await tour.see('neu-nichts-gewaehlt', '/buero/durchgaenge/neu', { step: 'outline' });
  await tour.see('neu-datei-falsch', '/buero/durchgaenge/neu', {
    step: 'outline',
    origin: 'file',
    file: '{',
  });
  const file = JSON.stringify(tour.round.file);
  const check = await tour.see('neu-pruefen', '/buero/durchgaenge/neu', {
    step: 'outline',
    origin: 'file',
    file,
  });
  await tour.see('neu-unmoeglich', '/buero/durchgaenge/neu', {
    step: 'outline',
    origin: 'file',
    file: JSON.stringify({
      ...tour.round.file,
      decisionsDue: '2022-09-01T00:00:00+02:00',
      approvalsNeeded: 7,
    }),
  });
  if (check !== '')
    await tour.see('neu-ohne-haken', '/buero/durchgaenge/neu', { step: 'check', draft: file });
  await tour.see('abmelden', '/buero/abmelden');
  await tour.see('abmelden-nichts-gewaehlt', '/buero/abmelden', { where: '' });
}

/** Rounds in each state, each with applications in many. */
async function rounds(tour: Tour): Promise<void> {
  for (const each of applications) tour.table.put(each);
  for (const status of roundStates) {
    await tour.at(days[status] ?? '');
    tour.put(status, {
      ...(status === 'cancelled' ? { cancelReason: 'Die Mittel stehen nicht zur Verfügung.' } : {}),
      history: [
        { at: '2022-08-22T08:00:00.000Z', who: 'office', what: 'created', name: 'jette@programm.example' },
        { at: '2022-09-04T22:00:00.000Z', who: 'date', what: 'opened' },
      ],
    });
    await tour.see(`heute-${status}`, '/buero');
    await tour.see(`durchgang-${status}`, '/buero/durchgang/3');
    await tour.visitForms(ofRound, (path) => path.replace('{round}', '3').replace('{session}', 'a3-2'));
  }
  await tour.see('durchgaenge', '/buero/durchgaenge');
  await tour.at(days.closed ?? '');
  tour.put('closed');
  for (const { path, GET } of ofRound) {
    if (GET === undefined || /\.(csv|xlsx|json)$|\/ergebnis$/.test(path) || tour.sawForm(path)) continue;
    await tour.see(`seite-${nameOf(path)}`, path.replace('{round}', '3').replace('{session}', 'a1-1'));
  }
  await tour.see('unmoeglich', '/buero/durchgang/3/oeffnen');
}

/** A selection that waits for the office. */
async function proposedSelection(tour: Tour): Promise<void> {
  const candidates = manyApplications(60);
  const input = inputOf(tour.round, candidates, registerOf(tour.round), new Set());
  const result = await select(input, { text: '123456789', origin: 'gewürfelt' });
  await keepResult(tour.round, input, result);
  for (const each of candidates) tour.table.put(each);
  const frozen = { at: '2022-10-20T06:00:00.000Z', inputHash: result.inputHash };
  const selection = { state: 'proposed', seed: 'x', seedOrigin: 'y', ...frozen } as const;
  tour.put('closed', { frozen, selection });
  await tour.see('heute-vorschlag', '/buero');
  await tour.see('auswahl-vorschlag', '/buero/durchgang/3/auswahl');
  await tour.visitForms(ofRound, (path) => path.replace('{round}', '3').replace('{session}', 'a3-2'));
  tour.put('closed', { frozen, wishes: { pins: [], exclusions: [], seedFrom: 'office' } });
  await tour.see('heute-startwert', '/buero');
  await tour.visitForms(ofRound, (path) => path.replace('{round}', '3').replace('{session}', 'a3-2'));
  for (const each of applications) tour.table.put(each);
}

/** Lists. */
async function lists(tour: Tour): Promise<void> {
  tour.put('closed');
  await tour.see('bewerbungen', '/buero/bewerbungen?durchgang=3');
  await tour.see(
    'bewerbungen-zweite-seite',
    '/buero/bewerbungen?durchgang=3&seite=2&sortierung=name&richtung=ab',
  );
  await tour.see('bewerbungen-gefunden', '/buero/bewerbungen?durchgang=3&suche=broes&stand=offen');
  await tour.see('bewerbungen-nichts', '/buero/bewerbungen?durchgang=3&suche=gibtesnicht&gruppe=b');
}

/** One application in each state, with what can be done then. */
async function cases(tour: Tour): Promise<void> {
  for (const status of applicationStatuses) {
    const application = inState(status);
    tour.table.put(application);
    for (const item of ledgerOf(application))
      tour.table.put({ ...item, pk: String(item['pk']), sk: String(item['sk']) });
    tour.table.put({
      ...keys.needs('3', application.id),
      kind: 'needs',
      text: 'Untertitel bei Videos, bitte. Und Unterlagen vorab.',
    });
    const day = dayOf(status);
    tour.put(day.round);
    await tour.at(day.at);
    await tour.see(`vorgang-${status}`, `/buero/vorgang/3/${application.id}`);
    await tour.visitForms(ofCase, (path) => path.replace('{round}', '3').replace('{id}', application.id));
  }
  tour.table.put(shown);
  tour.put('closed');
  await tour.at(days.closed ?? '');
  await tour.see('vorgang-getan', `/buero/vorgang/3/${shown.id}?getan=case-done`);
  await tour.see('vorgang-unmoeglich', `/buero/vorgang/3/${shown.id}/platz`);
}

/** Mails that came back, and an execution that stands still. */
async function troubles(tour: Tour): Promise<void> {
  await tour.see('mails-vorgang', `/buero/mails?suche=${shown.reference}`);
  await tour.see('mails-adresse', `/buero/mails?suche=${encodeURIComponent(shown.applicant.email)}`);
  await tour.see('mails-ohne-eintrag', '/buero/mails?suche=niemand%40programm.example');
  await tour.see('mails-nichts', '/buero/mails?suche=SCM-9');
  await tour.see('mails-ablegen', '/buero/mails/tag-2');
  await tour.see('mails-ablegen-ohne-haken', '/buero/mails/tag-2', {});
  tour.table.put({
    ...keys.stuck(shown.id),
    kind: 'stuck',
    round: '3',
    application: shown.id,
    reference: shown.reference,
  });
  await tour.see('heute-stehen-geblieben', '/buero');
  await tour.see('weiterfuehren', '/buero/weiterfuehren');
  await tour.see('weiterfuehren-ohne-haken', '/buero/weiterfuehren', {});
  await tour.see('beiseite-nichts', '/buero/beiseite');
  for (const [sk, type] of [
    ['1', 'mail'],
    ['2', 'letter'],
  ] as const) {
    tour.table.put({
      ...keys.problem('outbox-set-aside', sk),
      kind: 'problem',
      since: days.closed ?? '',
      item: { type },
    });
  }
  await tour.see('beiseite', '/buero/beiseite');
  await tour.see('heute-beiseite', '/buero');
}

/** The rehearsal, with one of its mails. */
async function rehearsal(tour: Tour): Promise<void> {
  tour.put('draft');
  await tour.at(days.draft ?? '');
  const rehearsed = await tour.see('probe-ergebnis', '/buero/durchgang/3/probe/ergebnis');
  await tour.see('probe-mail', /href="([^"?]*\/probe\/mail\/[^"/?]+)/.exec(rehearsed)?.[1] ?? '/buero');
}

/** Those who only read. */
async function readers(tour: Tour): Promise<void> {
  tour.put('running');
  await tour.at(days.running ?? '', 'auditor');
  await tour.see('pruefung-heute', '/buero');
  await tour.see('pruefung-durchgang', '/buero/durchgang/3');
  await tour.see('pruefung-vorgang', `/buero/vorgang/3/${shown.id}`);
  await tour.see('pruefung-mails', '/buero/mails');
  await tour.see('pruefung-verboten', '/buero/durchgaenge/neu');
}

/** The pages where the office signs in at a provider. */
async function provider(tour: Tour): Promise<void> {
  const settingsOf = { OIDC_ISSUER: 'https://a.example', OIDC_CLIENT: 'a', OIDC_SECRET_ARN: 'arn:a' };
  for (const [name, value] of Object.entries(settingsOf)) vi.stubEnv(name, value);
  await tour.see('dienst', '/buero/anmelden');
  await tour.see('dienst-abgelaufen', '/buero/anmelden/rueckkehr?state=x');
  vi.unstubAllEnvs();
}
