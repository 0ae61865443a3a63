import { describe, expect, it } from 'vitest';
import { browserOf, type Machine } from './which.ts';

/** A machine that has the given files and nothing else. */
function machine(given: Partial<Omit<Machine, 'exists'>>, ...present: readonly string[]): Machine {
  return {
    platform: 'linux',
    arch: 'x64',
    glibc: true,
    environment: {},
    exists: (path) => present.includes(path),
    ...given,
  };
}

const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
const windows = {
  platform: 'win32',
  glibc: false,
  environment: { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
};
const mac = { platform: 'darwin', arch: 'arm64', glibc: false, environment: { HOME: '/Users/example' } };

describe('the browser of the tests', () => {
  it('is the bundled one on x64 Linux, whatever is installed', () => {
    expect(browserOf(machine({}))).toEqual({ kind: 'bundled' });
    expect(browserOf(machine({}, '/usr/bin/chromium'))).toEqual({ kind: 'bundled' });
  });

  it.each([
    ['ARM Linux', { arch: 'arm64' }, '/usr/bin/chromium'],
    ['Linux with musl', { glibc: false }, '/usr/bin/chromium-browser'],
    ['macOS', mac, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['macOS for one user', mac, '/Users/example/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['Windows', windows, edge],
  ])('is an installed one on %s', (_, where, path) => {
    expect(browserOf(machine(where, path))).toEqual({ kind: 'installed', path });
  });

  it('is Chrome where both Chrome and Edge are installed', () => {
    const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    expect(browserOf(machine(windows, edge, chrome))).toEqual({ kind: 'installed', path: chrome });
  });

  it('is the named one everywhere', () => {
    const environment = { KOHORTE_BROWSER: '/opt/own/chrome' };
    for (const where of [{}, mac, { arch: 'arm64' }]) {
      expect(browserOf(machine({ ...where, environment }, '/opt/own/chrome', '/usr/bin/chromium'))).toEqual({
        kind: 'installed',
        path: '/opt/own/chrome',
      });
    }
  });

  it.each([
    ['there is none', mac, /^The browser tests need Chrome, Edge or Chromium: .*KOHORTE_BROWSER.*\.$/],
    [
      'the named one is not there',
      { environment: { KOHORTE_BROWSER: '/opt/none' } },
      /^KOHORTE_BROWSER names \/opt\/none, .*\.$/,
    ],
  ])('is asked for in one line where %s', (_, where, line) => {
    expect(() => browserOf(machine(where))).toThrow(line);
  });
});
