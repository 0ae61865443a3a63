import { vi } from 'vitest';
import { inputOf } from '../../../functions/cohort/run-selection/selection-input.ts';
import { keepResult } from '../../../functions/cohort/run-selection/stored-selection.ts';
import { select } from '../../../functions/cohort/selection/select.ts';
import { type ApplicationStatus, applicationStatuses } from '../../../functions/domain/application.ts';
import type { Round, RoundStatus } from '../../../functions/domain/round.ts';
import { officePages } from '../../../functions/office/pages.ts';
import { previewPage } from '../../../functions/office/selection/preview-page.tsx';
import { newSession } from '../../../functions/office/shared/session.ts';
import type { Page } from '../../../functions/office/shared/visit.ts';
import { settings } from '../../../functions/platform/settings.ts';
import { registerOf } from '../../../functions/platform/store/cases.ts';
import { keys, overviewOf } from '../../../functions/platform/store/keys.ts';
import { transact } from '../../../functions/platform/store/table.ts';
import type { Answer } from '../../../functions/platform/web/http.ts';
import { rehearsalPages } from '../../../functions/rehearsal/desk.ts';
import { anApplication } from '../../support/records.ts';
import { csrfIn, openDesk } from '../desk.ts';
import { manyApplications, roundOfCohorts } from '../selection/samples.ts';

type Language = 'de' | 'en';
type Form = Readonly<Record<string, string>>;
type Application = ReturnType<typeof anApplication>;

/** What the applications of a round are like: few have a seat. */
const usual: readonly ApplicationStatus[] = [
  ...applicationStatuses.filter(
    (each) => !['erased', 'completed', 'not-completed', 'taking-part'].includes(each),
  ),
  ...Array.from({ length: 5 }, () => ['in-review', 'waiting-list', 'rejected'] as const).flat(),
];

/** Every page of the office, of whichever function. */
const everyPage: readonly Page[] = [...officePages, previewPage, ...rehearsalPages];

/** When the office looks at a round in that state. */
const days: Readonly<Partial<Record<RoundStatus, string>>> = {
  draft: '2022-08-24T09:30:00.000Z',
  open: '2022-09-20T09:30:00.000Z',
  closed: '2022-10-20T09:30:00.000Z',
  selected: '2022-10-26T09:30:00.000Z',
  running: '2022-11-17T09:30:00.000Z',
  finished: '2022-12-01T09:30:00.000Z',
  archived: '2023-01-10T09:30:00.000Z',
  cancelled: '2022-10-20T09:30:00.000Z',
};
const roundStates = Object.keys(days) as (keyof typeof days)[];

const seat = {
  cohort: 'a',
  number: 1,
  offeredAt: '2022-10-24T06:00:00.000Z',
  until: '2022-10-28T21:59:59.000Z',
};
const taken = { ...seat, acceptedAt: '2022-10-25T08:00:00.000Z' };
const told = {
  outcome: 'approve',
  by: 'referat@ministerium.example',
  at: '2022-09-20T08:00:00.000Z',
  toldAt: '2022-09-21T06:00:00.000Z',
} as const;

/** An application as it is in a state. */
function inState(status: ApplicationStatus): Application {
  const { seat: _seat, ...bare } = anApplication({
    status,
    verdicts: [],
    applicant: {
      givenName: 'Änne-Katharina',
      familyName: 'Łukaszewska von der Mühle',
      email: 'aenne-katharina.lukaszewska-von-der-muehle@stadtverwaltung.cottbus.example',
      role: 'Sachgebietsleiterin Digitalisierung und Verwaltungsmodernisierung',
      phone: '+49 355 612 20 00',
    },
    history: [
      ['2022-09-10T08:00:00.000Z', 'applicant', 'application-sent'],
      ['2022-09-10T09:00:00.000Z', 'applicant', 'address-confirmed'],
      ['2022-09-12T07:12:00.000Z', 'supervisor', 'endorsed'],
      ['2022-09-12T07:12:00.000Z', 'supervisor', 'review-begun'],
      ['2022-09-20T08:00:00.000Z', 'approver', 'approved'],
      ['2022-09-21T06:00:00.000Z', 'date', 'decision-told'],
    ].map(([at = '', who = '', what = '']) => ({ at, who, what })),
  });
  const decided = { ...bare, decision: told };
  switch (status) {
    case 'queried':
      return {
        ...bare,
        query: {
          id: 'q',
          text: 'Wie viele Stellen hat Ihr Hauptamt?\nUnd seit wann?',
          approver: 'referat@ministerium.example',
          askedAt: '2022-10-19T08:00:00.000Z',
          until: '2022-10-26T21:59:59.000Z',
        },
      };
    case 'rejected':
      return {
        ...bare,
        decision: { ...told, outcome: 'reject', reason: 'Die Verwaltung nimmt schon teil.' },
      };
    case 'approved':
      return { ...bare, decision: told };
    case 'waiting-list':
    case 'list-closed':
      return { ...decided, waiting: { since: '2022-10-24T06:00:00.000Z', order: 3 } };
    case 'seat-offered':
    case 'declined':
    case 'expired':
      return { ...decided, seat };
    case 'accepted':
    case 'taking-part':
    case 'not-completed':
    case 'dropped-out':
      return { ...decided, seat: taken, attended: ['a1-1', 'a1-2'] };
    case 'completed':
      return {
        ...decided,
        seat: taken,
        attended: ['a1-1', 'a1-2', 'a2-1', 'a2-2', 'a3-1'],
        certificate: {
          id: 'abcdefghijklmnopqrstuv',
          number: 'SCM-2022-0001',
          issuedAt: '2022-11-30T07:00:00.000Z',
        },
      };
    default:
      return bare;
  }
}

/** When the office looks at an application in that state. */
function dayOf(status: ApplicationStatus): { round: RoundStatus; at: string } {
  const round: RoundStatus = ['seat-offered', 'waiting-list', 'accepted', 'declined', 'expired'].includes(
    status,
  )
    ? 'selected'
    : status === 'taking-part' || status === 'dropped-out'
      ? 'running'
      : ['completed', 'not-completed', 'list-closed'].includes(status)
        ? 'finished'
        : 'closed';
  return { round, at: days[round] ?? '' };
}

/** The mails of a case: sent, owed, bounced. */
function ledgerOf(application: Application): Record<string, unknown>[] {
  return (
    [
      [
        'confirm-address',
        '2022-09-10T08:00:00.000Z',
        { state: 'sent', deliveredAt: '2022-09-10T08:00:09.000Z' },
      ],
      ['application-received', '2022-09-10T09:00:00.000Z', { state: 'sent' }],
      ['approved', '2022-09-21T06:00:00.000Z', { state: 'sent', trouble: 'bounce' }],
      ['case-link', '2022-10-20T09:00:00.000Z', { state: 'owed' }],
    ] as const
  ).flatMap(([purpose, owedAt, more], index) => {
    const key = keys.mail(application.id, `${purpose}#${index}`);
    const email = application.applicant.email;
    const order = { purpose, to: { role: 'applicant', email }, occasion: `o${index}` };
    const entry = {
      ...key,
      kind: 'mail',
      round: application.round,
      application: application.id,
      order,
      owedAt,
      attempts: 1,
      oPk: overviewOf.address(email),
      oSk: owedAt,
      ...(more.state === 'sent' ? { sentAt: owedAt } : {}),
      ...more,
    };
    const tag = {
      ...keys.ledgerTag(`tag-${index}`),
      kind: 'ledger-tag',
      ledgerPk: key.pk,
      ledgerSk: key.sk,
      oPk: overviewOf.mailTrouble,
      oSk: owedAt,
    };
    return 'trouble' in more ? [entry, tag] : [entry];
  });
}

/** Every page of the office in every state, in a language: name and HTML. */
export async function everyState(language: Language): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  const desk = openDesk();
  settings.access.auditors.push('pruefung@programm.example');
  try {
    await tour(desk, language, states);
  } finally {
    settings.access.auditors.pop();
    desk.close();
  }
  return states;
}

async function tour(
  desk: ReturnType<typeof openDesk>,
  language: Language,
  states: Map<string, string>,
): Promise<void> {
  let cookie = '';
  let csrf = '';
  const address = (path: string): string =>
    language === 'de' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=en`;
  const ask = (path: string, form?: Form): Promise<Answer> =>
    desk.visit(address(path), {
      ...(cookie === '' ? {} : { cookie }),
      ...(form === undefined ? {} : { form: { csrf, ...form } }),
    });
  /** Keeps what a page shows under a name, if it shows something. */
  const see = async (name: string, path: string, form?: Form): Promise<string> => {
    const body = String((await ask(path, form)).body);
    if (body.startsWith('<!DOCTYPE')) states.set(name, body);
    return body;
  };
  const at = async (instant: string, who: 'office' | 'auditor' | 'nobody' = 'office'): Promise<void> => {
    vi.setSystemTime(new Date(instant));
    cookie = '';
    if (who === 'nobody') return;
    const email = who === 'office' ? settings.office.email : 'pruefung@programm.example';
    const { write, cookie: set } = await newSession(email, { role: who, by: 'settings' }, instant);
    await transact([write]);
    cookie = set.split(';')[0] ?? '';
    csrf = csrfIn(await ask('/buero/abmelden'));
  };

  // Nothing is there yet.
  desk.table.clear();
  await at(days.draft ?? '', 'nobody');
  await see('anmelden', '/buero/anmelden');
  await see('anmelden-abgemeldet', '/buero/anmelden?getan=abgemeldet');
  await see('anmelden-falsch', '/buero/anmelden', { email: 'jette@' });
  await see('anmelden-gesendet', '/buero/anmelden', { email: 'jette@programm.example' });
  const link = await desk.link(settings.office.email, '2022-08-24T09:45:00.000Z');
  await see('anmeldung', link);
  await see('anmeldung-ohne-haken', link, {});
  await ask(link, { confirm: 'yes' });
  await see('anmeldung-benutzt', link);
  await see('anmeldung-abgelaufen', await desk.link(settings.office.email, '2022-08-24T09:00:00.000Z'));
  await see('veraltetes-formular', '/buero/durchgaenge/neu', {});
  await service(see);
  await at(days.draft ?? '');
  await see('leer-heute', '/buero');
  await see('leer-durchgaenge', '/buero/durchgaenge');
  await see('leer-bewerbungen', '/buero/bewerbungen');
  await see('leer-mails', '/buero/mails');
  await see('neu', '/buero/durchgaenge/neu');
  await see('neu-nichts-gewaehlt', '/buero/durchgaenge/neu', { step: 'outline' });
  await see('neu-datei-falsch', '/buero/durchgaenge/neu', { step: 'outline', origin: 'file', file: '{' });
  const round = roundOfCohorts(['a', 'b']);
  const file = JSON.stringify(round.file);
  const check = await see('neu-pruefen', '/buero/durchgaenge/neu', { step: 'outline', origin: 'file', file });
  await see('neu-unmoeglich', '/buero/durchgaenge/neu', {
    step: 'outline',
    origin: 'file',
    file: JSON.stringify({ ...round.file, decisionsDue: '2022-09-01T00:00:00+02:00', approvalsNeeded: 7 }),
  });
  if (check !== '') await see('neu-ohne-haken', '/buero/durchgaenge/neu', { step: 'check', draft: file });
  await see('abmelden', '/buero/abmelden');
  await see('abmelden-nichts-gewaehlt', '/buero/abmelden', { where: '' });

  // Rounds in each state, each with applications in many.
  const put = (status: RoundStatus, changes: Partial<Round> = {}): void => {
    desk.table.put({ ...round, status, ...changes });
    desk.table.put({ pk: 'ROUNDS', sk: 'ROUND#3', kind: 'round-listed' });
  };
  const applications = manyApplications(120).map((each, index): Application => {
    const status = usual[index % usual.length] ?? 'approved';
    return { ...each, status, ...(status === 'seat-offered' ? { seat } : {}), decision: told };
  });
  for (const each of applications) desk.table.put(each);
  /** Names of the pages of which a form was seen. */
  const formSeen = new Set<string>();
  const visitForms = async (paths: readonly Page[], fill: (path: string) => string): Promise<void> => {
    for (const { path, GET, POST } of paths) {
      if (GET === undefined || POST === undefined || formSeen.has(path)) continue;
      const here = fill(path);
      const body = String((await ask(here)).body);
      if (
        !body.includes(`action="${address(here).replaceAll('&', '&amp;')}"`) &&
        !body.includes(`action="${here}`)
      )
        continue;
      formSeen.add(path);
      const name = path
        .replace(/^\/buero\//, '')
        .replaceAll(/[{}]/g, '')
        .replaceAll('/', '-');
      await see(`formular-${name}`, here);
      await see(`formular-${name}-fehler`, here, {});
    }
  };
  const ofRound = everyPage.filter(
    ({ path }) => path.includes('{round}') && !/\{(id|mail|secret)\}/.test(path),
  );
  for (const status of roundStates) {
    await at(days[status] ?? '');
    put(status, {
      ...(status === 'cancelled' ? { cancelReason: 'Die Mittel stehen nicht zur Verfügung.' } : {}),
      history: [
        { at: '2022-08-22T08:00:00.000Z', who: 'office', what: 'created', name: 'jette@programm.example' },
        { at: '2022-09-04T22:00:00.000Z', who: 'date', what: 'opened' },
      ],
    });
    await see(`heute-${status}`, '/buero');
    await see(`durchgang-${status}`, '/buero/durchgang/3');
    await visitForms(ofRound, (path) => path.replace('{round}', '3').replace('{session}', 'a3-2'));
  }
  await see('durchgaenge', '/buero/durchgaenge');
  await at(days.closed ?? '');
  put('closed');
  for (const { path, GET } of ofRound) {
    if (GET === undefined || /\.(csv|xlsx|json)$|\/ergebnis$/.test(path) || formSeen.has(path)) continue;
    await see(
      `seite-${path
        .replace(/^\/buero\//, '')
        .replaceAll(/[{}]/g, '')
        .replaceAll('/', '-')}`,
      path.replace('{round}', '3').replace('{session}', 'a1-1'),
    );
  }
  await see('unmoeglich', '/buero/durchgang/3/oeffnen');

  // A selection that waits for the office.
  const candidates = manyApplications(60);
  const input = inputOf(round, candidates, registerOf(round), new Set());
  const result = await select(input, { text: '123456789', origin: 'gewürfelt' });
  await keepResult(round, input, result);
  for (const each of candidates) desk.table.put(each);
  const frozen = { at: '2022-10-20T06:00:00.000Z', inputHash: result.inputHash };
  const selection = { state: 'proposed', seed: 'x', seedOrigin: 'y', ...frozen } as const;
  put('closed', { frozen, selection });
  await see('heute-vorschlag', '/buero');
  await see('auswahl-vorschlag', '/buero/durchgang/3/auswahl');
  await visitForms(ofRound, (path) => path.replace('{round}', '3').replace('{session}', 'a3-2'));
  put('closed', { frozen, wishes: { pins: [], exclusions: [], seedFrom: 'office' } });
  await see('heute-startwert', '/buero');
  await visitForms(ofRound, (path) => path.replace('{round}', '3').replace('{session}', 'a3-2'));
  for (const each of applications) desk.table.put(each);

  // Lists.
  put('closed');
  await see('bewerbungen', '/buero/bewerbungen?durchgang=3');
  await see('bewerbungen-zweite-seite', '/buero/bewerbungen?durchgang=3&seite=2&sortierung=name&richtung=ab');
  await see('bewerbungen-gefunden', '/buero/bewerbungen?durchgang=3&suche=broes&stand=offen');
  await see('bewerbungen-nichts', '/buero/bewerbungen?durchgang=3&suche=gibtesnicht&gruppe=b');

  // One application in each state, with what can be done then.
  const ofCase = everyPage.filter(({ path }) => path.includes('{id}'));
  for (const status of applicationStatuses) {
    const application = inState(status);
    desk.table.put(application);
    for (const item of ledgerOf(application))
      desk.table.put({ ...item, pk: String(item['pk']), sk: String(item['sk']) });
    desk.table.put({
      ...keys.needs('3', application.id),
      kind: 'needs',
      text: 'Untertitel bei Videos, bitte. Und Unterlagen vorab.',
    });
    const day = dayOf(status);
    put(day.round);
    await at(day.at);
    await see(`vorgang-${status}`, `/buero/vorgang/3/${application.id}`);
    await visitForms(ofCase, (path) => path.replace('{round}', '3').replace('{id}', application.id));
  }
  const shown = inState('in-review');
  desk.table.put(shown);
  put('closed');
  await at(days.closed ?? '');
  await see('vorgang-getan', `/buero/vorgang/3/${shown.id}?getan=case-done`);
  await see('vorgang-unmoeglich', `/buero/vorgang/3/${shown.id}/platz`);
  await see('mails-vorgang', `/buero/mails?suche=${shown.reference}`);
  await see('mails-adresse', `/buero/mails?suche=${encodeURIComponent(shown.applicant.email)}`);
  await see('mails-ohne-eintrag', '/buero/mails?suche=niemand%40programm.example');
  await see('mails-nichts', '/buero/mails?suche=SCM-9');
  await see('mails-ablegen', '/buero/mails/tag-2');
  await see('mails-ablegen-ohne-haken', '/buero/mails/tag-2', {});
  desk.table.put({
    ...keys.stuck(shown.id),
    kind: 'stuck',
    round: '3',
    application: shown.id,
    reference: shown.reference,
  });
  await see('heute-stehen-geblieben', '/buero');

  // The rehearsal, with one of its mails.
  put('draft');
  await at(days.draft ?? '');
  const rehearsed = await see('probe-ergebnis', '/buero/durchgang/3/probe/ergebnis');
  await see('probe-mail', /href="([^"?]*\/probe\/mail\/[^"/?]+)/.exec(rehearsed)?.[1] ?? '/buero');

  // Those who only read.
  put('running');
  await at(days.running ?? '', 'auditor');
  await see('pruefung-heute', '/buero');
  await see('pruefung-durchgang', '/buero/durchgang/3');
  await see('pruefung-vorgang', `/buero/vorgang/3/${shown.id}`);
  await see('pruefung-mails', '/buero/mails');
  await see('pruefung-verboten', '/buero/durchgaenge/neu');

  // Every page with a form was met with its form, or is not there at all.
  const missed = everyPage.filter(
    ({ path, POST }) => POST !== undefined && /\{(round|id)\}/.test(path) && !formSeen.has(path),
  );
  if (missed.length > 0) {
    throw new Error(`no state shows the form of ${missed.map(({ path }) => path).join(', ')}`);
  }
}

/** The pages where the office signs in at a provider. */
async function service(see: (name: string, path: string) => Promise<string>): Promise<void> {
  const settingsOf = { OIDC_ISSUER: 'https://a.example', OIDC_CLIENT: 'a', OIDC_SECRET_ARN: 'arn:a' };
  for (const [name, value] of Object.entries(settingsOf)) vi.stubEnv(name, value);
  await see('dienst', '/buero/anmelden');
  await see('dienst-abgelaufen', '/buero/anmelden/rueckkehr?state=x');
  vi.unstubAllEnvs();
}
