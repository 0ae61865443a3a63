import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Host, type InboxMail } from '../program/host.ts';
import { fullRound, personalWords } from './support/full-round.ts';
import { noticeable, records } from './support/outcome.ts';
import { linksIn, secretOf } from './support/pages.ts';
import { beginning } from './support/round.ts';
import { Visitor } from './support/visitor.ts';

const paths = [
  'bestaetigung',
  'vorgang',
  'freigabe',
  'entscheidung',
  'platz',
  'anwesenheit',
  'alumni',
  'buero/anmeldung',
];

/** What has changed between two looks at everything stored. */
function changes(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => !isDeepStrictEqual(before.get(key), after.get(key)));
}

describe('the links, pages and traces of a whole round', () => {
  let host: Host;
  let mails: InboxMail[] = [];
  let visitor: Visitor;
  const changed: string[] = [];
  /** Secrets by the path of their link. */
  const secrets = new Map<string, string>();

  beforeAll(async () => {
    host = await Host.fresh(beginning);
    visitor = new Visitor(host);
    for (const step of fullRound) {
      await step.run(host);
      const before = await noticeable(host);
      const mailed = (await host.mails()).length;
      await visitor.visit(step === fullRound.at(-1) ? 'all' : 'new');
      for (const key of changes(before, await noticeable(host))) changed.push(`after "${step.name}": ${key}`);
      if ((await host.mails()).length !== mailed) changed.push(`after "${step.name}": a mail was sent`);
    }
    mails = await host.mails();
    for (const link of mails.flatMap(linksIn)) {
      const secret = secretOf(link);
      const path = new URL(link).pathname.split('/').slice(1, -1).join('/');
      if (secret !== undefined) secrets.set(path, secret);
    }
  }, 600_000);
  afterAll(() => host.stop());

  it('every kind of link was mailed', () => {
    expect([...secrets.keys()].sort()).toEqual([...paths].sort());
  });

  it('GET, HEAD and OPTIONS of every link and page, and every form sent as it came, change nothing', () => {
    expect(changed).toEqual([]);
    expect(visitor.tried.addresses).toBeGreaterThan(50);
    expect(visitor.tried.forms).toBeGreaterThan(30);
  });

  it('no page or mail decides beforehand, leads to another secret, or fails', () => {
    expect(visitor.findings).toEqual([]);
  });

  it('a guessed, altered or misplaced secret looks like an unknown page, on every path', async () => {
    const unknown = await fetch(`${host.origin}/nirgends`);
    const body = await unknown.text();
    expect(unknown.status).toBe(404);
    const wrong = (path: string): string[] => {
      const own = secrets.get(path) ?? '';
      const misplaced = [...secrets].filter(([other]) => other !== path).map(([, secret]) => secret);
      const turned = own[0] === 'A' ? 'B' : 'A';
      return [
        'x'.repeat(43),
        Buffer.alloc(32, 7).toString('base64url'),
        `${turned}${own.slice(1)}`,
        own.slice(0, -1),
        `${own}A`,
        own.toLowerCase() === own ? own.toUpperCase() : own.toLowerCase(),
        [...own].reverse().join(''),
        'null',
        '%00',
        ...misplaced,
      ];
    };
    const odd: string[] = [];
    for (const path of paths) {
      for (const secret of wrong(path)) {
        for (const method of ['GET', 'POST']) {
          const answer = await fetch(`${host.origin}/${path}/${secret}`, {
            method,
            redirect: 'manual',
            ...(method === 'POST'
              ? {
                  body: new URLSearchParams({
                    confirm: 'yes',
                    decision: 'approve',
                    answer: 'accept',
                    action: 'withdraw',
                  }),
                }
              : {}),
          });
          const same = answer.status === 404 && (await answer.text()) === body;
          if (!same) odd.push(`${method} /${path}/${secret}: ${answer.status}`);
        }
      }
    }
    expect(odd).toEqual([]);
  });

  it('a guessed certificate is not found, in the same words whatever was guessed', async () => {
    const bodies = new Set<string>();
    for (const id of ['no-certificate', 'A'.repeat(22), Buffer.alloc(16, 9).toString('base64url')]) {
      const answer = await fetch(`${host.origin}/zertifikat/${id}`);
      expect(answer.status).toBe(404);
      bodies.add((await answer.text()).replaceAll(id, ''));
    }
    expect(bodies.size).toBe(1);
  });

  describe('leaves no trace where none belongs', () => {
    /** Whatever names a person or opens a page. */
    const traces = (): string[] => [
      ...personalWords,
      ...mails.flatMap(linksIn).flatMap((link) => secretOf(link) ?? []),
    ];
    const found = (where: string, text: string): string[] =>
      traces()
        .filter((trace) => text.includes(trace))
        .map((trace) => `${trace} in ${where}`);
    const tokens = async (): Promise<string[]> =>
      (await records(host)).flatMap(({ kind, token }) =>
        kind === 'wait' && typeof token === 'string' ? [token] : [],
      );

    it('the round was played: the words to look for are in its records', async () => {
      const stored = JSON.stringify(await records(host));
      for (const word of ['Quirinia', 'Xylophonwald', 'Antwortnelke', 'Absagenveilchen'])
        expect(stored).toContain(word);
    });

    it('in the logs', async () => {
      const directory = join(host.data, 'log');
      const files = readdirSync(directory);
      const texts = files.map((file) => [file, readFileSync(join(directory, file), 'utf8')] as const);
      const all = [...texts, ['what the host says', host.output] as const];
      expect(all.flatMap(([where, text]) => found(where, text))).toEqual([]);
      for (const token of await tokens()) for (const [, text] of all) expect(text).not.toContain(token);
    });

    it('in the input and the history of workflows, on the page and in the store', async () => {
      const executions = await host.json<{ id: string }[]>('/_local/executions');
      expect(found('the list of executions', JSON.stringify(executions))).toEqual([]);
      for (const { id } of executions) {
        const history = await host.json(`/_local/executions/${encodeURIComponent(id)}/history`);
        expect(found(id, JSON.stringify(history))).toEqual([]);
      }
      const store = new DatabaseSync(join(host.data, 'host.sqlite'), { readOnly: true });
      for (const table of ['execution', 'history', 'command', 'timer', 'fact', 'definition', 'dead_letter']) {
        const rows = JSON.stringify(store.prepare(`SELECT * FROM ${table}`).all());
        expect(found(`the store's ${table}`, rows)).toEqual([]);
      }
      store.close();
    });

    it('in the figures', async () => {
      expect(found('the usage', JSON.stringify(await host.json('/_local/usage')))).toEqual([]);
    });

    it('no secret is stored in clear, nor the short code beside it', async () => {
      const stored = JSON.stringify(await records(host));
      const codes = mails.flatMap(({ text }) => text.match(/\b[A-HJ-NP-Z2-9]{5}-[A-HJ-NP-Z2-9]{5}\b/g) ?? []);
      const own = mails.flatMap(linksIn).flatMap((link) => secretOf(link) ?? []);
      expect(own.length).toBeGreaterThan(10);
      expect([...own, ...codes].filter((secret) => stored.includes(secret))).toEqual([]);
    });

    it('no address of a page holds anything of a person', () => {
      const addresses = mails.flatMap(linksIn).map((link) => decodeURIComponent(link));
      expect(addresses.flatMap((address) => personalWords.filter((word) => address.includes(word)))).toEqual(
        [],
      );
    });
  });
});
