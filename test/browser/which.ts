import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** What the choice of a browser depends on. */
export type Machine = {
  /** As `process.platform` and `process.arch` name them. */
  readonly platform: string;
  readonly arch: string;
  /** Whether programs that were made for the GNU C library run here. */
  readonly glibc: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
};

/** The browser that npm brings along, or the program file of an installed one. */
export type Choice = { readonly kind: 'bundled' } | { readonly kind: 'installed'; readonly path: string };

/** Where Chrome, Edge and Chromium are installed, those first that most people have. */
function usualPaths({ platform, environment }: Machine): string[] {
  if (platform === 'win32') {
    const programs = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
    ] as const;
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    );
    return programs.flatMap((program) => folders.map((folder) => win32.join(folder, ...program)));
  }
  if (platform === 'darwin') {
    const folders = [
      '/Applications',
      ...(environment['HOME'] ? [`${environment['HOME']}/Applications`] : []),
    ];
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
      folders.map((folder) => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  return [
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ];
}

/**
 * The browser for the tests: the one that `KOHORTE_BROWSER` names, else the bundled one where it runs (x64 Linux with
 * the GNU C library, for which alone it is made), else an installed one.
 * @throws Error with one line that says what is missing
 */
export function browserOf(machine: Machine): Choice {
  const named = machine.environment['KOHORTE_BROWSER'];
  if (named) {
    if (!machine.exists(named))
      throw new Error(`KOHORTE_BROWSER names ${named}, and there is no such program file.`);
    return { kind: 'installed', path: named };
  }
  if (machine.platform === 'linux' && machine.arch === 'x64' && machine.glibc) return { kind: 'bundled' };
  const path = usualPaths(machine).find((each) => machine.exists(each));
  if (path === undefined) {
    throw new Error(
      'The browser tests need Chrome, Edge or Chromium: install one, or set KOHORTE_BROWSER to its program file.',
    );
  }
  return { kind: 'installed', path };
}

/** Whether this very process runs on the GNU C library; its report names the version of it. */
function runsOnGlibc(): boolean {
  const report: unknown = process.report.getReport();
  return JSON.stringify(report).includes('"glibcVersionRuntime"');
}

/** The machine that this runs on. */
export function thisMachine(): Machine {
  const { platform, arch, env } = process;
  return {
    platform,
    arch,
    glibc: platform === 'linux' && runsOnGlibc(),
    environment: env,
    exists: existsSync,
  };
}
