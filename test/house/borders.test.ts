import { posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { circlesIn, mayImport, roomOf } from './borders.ts';
import { type Found, lint } from './linter.ts';
import { importsOf, sources } from './sources.ts';

const imports = sources.flatMap((file) => importsOf(file));

/** One file of each kind that somebody could want to import; they need not exist. */
const wanted = [
  'functions/domain/calendar.ts',
  'functions/domain/register/register.ts',
  'functions/platform/settings.ts',
  'functions/platform/page/frame.tsx',
  ...['approval', 'office'].flatMap((room) => [
    `functions/${room}/rules.ts`,
    `functions/${room}/mails.ts`,
    `functions/${room}/door.ts`,
    `functions/${room}/pages.tsx`,
    `functions/${room}/list/page.tsx`,
    `functions/${room}/rules/more.ts`,
  ]),
  'functions/post/send.ts',
  'functions/rehearsal/desk.ts',
  'functions/rehearsal/play/people.ts',
  'workflows/stages.ts',
  'infra/functions.ts',
  'infra/stack/mail.ts',
  'infra/register/csv.ts',
  'infra/local/host.ts',
  'infra/local/time/clock.ts',
  'infra/local/page/words.ts',
  'test/support/records.ts',
];

/** Every folder with sources, save those of the tests. */
const folders = [...new Set(sources.map((file) => posix.dirname(file)))].filter(
  (folder) => !/^test(\/|$)/.test(folder),
);

/** The specifier by which a file of a folder imports another one. */
function specifier(folder: string, to: string): string {
  const path = posix.relative(folder, to);
  return path.startsWith('.') ? path : `./${path}`;
}

describe('the borders of the house', () => {
  it('are kept by every import there is', () => {
    const crossing = sources
      .flatMap((file) => importsOf(file))
      .filter(({ from, to }) => !mayImport(from, to));
    expect(crossing.map(({ from, to }) => `${from} may not import ${to}`)).toEqual([]);
  });

  it('are crossed by a detour, a type or a late import as well', () => {
    const crossed = (text: string): string[] =>
      importsOf('functions/office/desk.ts', text)
        .filter(({ from, to }) => !mayImport(from, to))
        .map(({ to }) => to);
    expect(crossed("import './../approval/decide.ts';")).toEqual(['functions/approval/decide.ts']);
    expect(crossed("import '../platform/../approval/decide.ts';")).toEqual(['functions/approval/decide.ts']);
    expect(crossed("export * from '../approval/decide.ts';")).toEqual(['functions/approval/decide.ts']);
    expect(crossed("export type A = import('../approval/decide.ts').A;")).toEqual([
      'functions/approval/decide.ts',
    ]);
    expect(crossed("export const later = () => import('../approval/decide.ts');")).toEqual([
      'functions/approval/decide.ts',
    ]);
    expect(crossed("import '../approval/rules.ts';")).toEqual([]);
  });

  describe('are guarded by the linter', () => {
    let refused: Found = new Set();
    beforeAll(() => {
      const text = (folder: string): string =>
        wanted.map((to) => `import '${specifier(folder, to)}';\n`).join('');
      refused = lint(
        'style/noRestrictedImports',
        new Map(
          folders.flatMap((folder) =>
            ['probe.ts', 'probe.tsx'].map((name) => [`${folder}/${name}`, text(folder)] as const),
          ),
        ),
      );
    });

    it.each(folders)('in %s: it refuses what crosses one and nothing else', (folder) => {
      for (const name of ['probe.ts', 'probe.tsx']) {
        const probe = `${folder}/${name}`;
        const found = wanted.filter((_, index) => refused.has(`${probe}:${index + 1}`));
        expect(found, probe).toEqual(wanted.filter((to) => !mayImport(probe, to)));
      }
    });

    it('which refuses something somewhere behind each of them, and lets something pass', () => {
      for (const folder of folders) {
        const allowed = wanted.filter((to) => mayImport(`${folder}/probe.ts`, to));
        expect(allowed.length, folder).toBeGreaterThan(0);
        expect(allowed.length, folder).toBeLessThan(wanted.length);
      }
    });
  });
});

describe('never in a circle', () => {
  it('no room uses another one that uses it, however long the way', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [user, used] = [roomOf(from), roomOf(to)];
      if (user === undefined || used === undefined || user === used) continue;
      edges.set(user, (edges.get(user) ?? new Set()).add(used));
    }
    expect(edges.size).toBeGreaterThan(10);
    expect(circlesIn(edges).map((circle) => circle.join(' -> '))).toEqual([]);
  });

  it('a circle of rooms is found though none of their files is in a circle', () => {
    const uses = (...pairs: readonly (readonly [string, string])[]) =>
      circlesIn(new Map(pairs.map(([user, used]) => [user, new Set([used])])));
    expect(uses(['application', 'approval'], ['approval', 'office'])).toEqual([]);
    expect(uses(['application', 'approval'], ['approval', 'application'])).toEqual([
      ['application', 'approval', 'application'],
    ]);
    expect(uses(['office', 'cohort'], ['cohort', 'alumni'], ['alumni', 'cohort'])).toEqual([
      ['cohort', 'alumni', 'cohort'],
    ]);
  });

  it('the linter refuses a circle of files, of types alone too', () => {
    const one = "import type { Two } from './two.ts';\nexport type One = Two | 1;\n";
    const two = (other: string): string =>
      `import type { One } from './${other}.ts';\nexport type Two = One;\n`;
    const three = 'export type One = 3;\n';
    const circles = (other: string): Found =>
      lint(
        'suspicious/noImportCycles',
        new Map([
          ['functions/office/one.ts', one],
          ['functions/office/two.ts', two(other)],
          ['functions/office/three.ts', three],
        ]),
      );
    expect(circles('one')).toEqual(new Set(['functions/office/one.ts:1', 'functions/office/two.ts:1']));
    expect(circles('three')).toEqual(new Set());
  });
});
