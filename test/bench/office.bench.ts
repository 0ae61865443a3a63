import { actingLink, Host, roundFile } from '../program/host.ts';
import { serveTable } from '../support/dynamodb.ts';
import { hiddenFields } from '../support/hidden-fields.ts';
import type { Bench, Measured } from './bench.ts';
import { afterSelection, beforeSelection, putApplications } from './many-applications.ts';

const applications = Number(process.env['APPLICATIONS'] ?? 5000);
/** A page is opened so often; the quickest time counts, as what else a machine does only adds to it. */
const times = 7;
/** The most that a page may take at the server, in ms. */
const most = 300;

type Usage = { readonly calls: readonly { service: string; operation: string; count: number }[] };

/** Signs in as a person does: by the link of a mail. @returns the cookie */
async function signIn(host: Host): Promise<string> {
  const email = 'programmbuero@smart-city.example';
  await fetch(`${host.origin}/buero/anmelden`, { method: 'POST', body: new URLSearchParams({ email }) });
  const link = actingLink(await host.mail('sign-in', { to: email }));
  const body = hiddenFields(await (await fetch(link)).text());
  body.append('confirm', 'yes');
  const answer = await fetch(link, { method: 'POST', body, redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A round of ten groups. */
function largeRound(id: string): Record<string, unknown> {
  const file = roundFile({ id, title: `Durchgang ${id}` });
  const [first] = file['cohorts'] as { id: string; modules: { sessions: { id: string }[] }[] }[];
  const groups = 'abcdefghij'.split('');
  return {
    ...file,
    selection: { ...(file['selection'] as object), confirm: true, perAdministration: 2 },
    cohorts: groups.map((group) => ({
      ...first,
      id: group,
      modules: (first?.modules ?? []).map((module) => ({
        ...module,
        sessions: module.sessions.map((session) => ({ ...session, id: `${group}-${session.id}` })),
      })),
    })),
  };
}

/** Every page of the office that reads what there is many of. */
function pagesOf(reference: string, id: string): readonly (readonly [string, string])[] {
  const list = '/buero/bewerbungen?durchgang=3';
  return [
    ['today', '/buero'],
    ['rounds', '/buero/durchgaenge'],
    ['round', '/buero/durchgang/3'],
    ['second round', '/buero/durchgang/4'],
    ['applications', list],
    ['last page', `${list}&seite=100`],
    ...['name', 'administration', 'status', 'at'].flatMap((sort) =>
      ['', '&richtung=ab'].map(
        (order) => [`sorted by ${sort}${order && ', down'}`, `${list}&sortierung=${sort}${order}`] as const,
      ),
    ),
    ['searched', `${list}&suche=schr%C3%B6der`],
    ['searched, nothing', `${list}&suche=gibtesnicht`],
    ['undecided', `${list}&stand=offen`],
    ['one state', `${list}&stand=approved&seite=3`],
    ['group', '/buero/bewerbungen?durchgang=4&gruppe=a'],
    ['case', `/buero/vorgang/3/${id}`],
    ['mails of a case', `/buero/mails?suche=${reference}`],
    ['mails to an address', '/buero/mails?suche=person-17%40verwaltung.example'],
    ['mails', '/buero/mails'],
    ['selection', '/buero/durchgang/3/auswahl'],
    ['selection, wishes', '/buero/durchgang/3/auswahl/vorgaben'],
  ];
}

async function measure(): Promise<Measured> {
  const table = await serveTable();
  const host = await Host.fresh('2022-10-04T22:00:00+02:00', { DYNAMODB_ENDPOINT: table.endpoint });
  try {
    await host.createRound(largeRound('3'));
    await host.createRound(largeRound('4'));
    await host.settle();
    await putApplications(table.endpoint, '3', applications, beforeSelection);
    await host.advanceTo('2022-10-05T08:00:00+02:00');
    // The second round has drawn from nobody by now; its applications come as if they had been there.
    await putApplications(table.endpoint, '4', applications / 2, afterSelection);
    const cookie = await signIn(host);
    const [one] = (await host.applications()).filter(({ round }) => round === '3');
    const took: Record<string, number> = {};
    const open = async (name: string, path: string, count: number): Promise<void> => {
      const found: number[] = [];
      for (let time = 0; time < count; time++) {
        const begun = performance.now();
        const answer = await fetch(`${host.origin}${path}`, { headers: { cookie }, redirect: 'manual' });
        await answer.arrayBuffer();
        found.push(performance.now() - begun);
        if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      }
      took[`${name} (ms)`] = Math.round(Math.min(...found));
    };
    const pages = pagesOf(one?.reference ?? '', one?.id ?? '');
    for (const [name, path] of pages) await open(name, path, times);
    for (const kind of ['bewerbungen.csv', 'bewerbungen.xlsx', 'teilnehmende.csv']) {
      await open(`export ${kind}`, `/buero/durchgang/3/${kind}`, 3);
    }
    const { calls } = await host.json<Usage>('/_local/usage');
    const scans = calls
      .filter(({ operation }) => operation === 'Scan')
      .reduce((sum, { count }) => sum + count, 0);
    const slowest = Math.max(...pages.map(([name]) => took[`${name} (ms)`] ?? 0));
    return { ...took, 'slowest page (ms)': slowest, 'table scans': scans };
  } finally {
    await host.stop();
    await table.stop();
  }
}

export const benches: readonly Bench[] = [
  {
    name: `every page of the office with ${applications} applications`,
    limits: { 'slowest page (ms)': most, 'table scans': 0 },
    run: measure,
  },
];
