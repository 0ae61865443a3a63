import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isLanguage, type Language } from '../../domain/text.ts';
import { check } from './check.ts';
import { type File, readFiles } from './command/files.ts';
import { report } from './command/report.ts';
import { usage } from './command/usage.ts';
import { toExport, verify } from './export.ts';
import { freeze } from './freeze.ts';
import { select } from './select.ts';
import type { Method, Text } from './types.ts';
import { InputError } from './validate.ts';

/** Where the command writes; the terminal, or a test's list. */
export interface Terminal {
  out(line: string): void;
  error(line: string): void;
}

/**
 * `npm run cohort -- select | freeze | verify`.
 * @returns the exit status: 0 done, 1 wrong call, file or result, 2 selection that leaves seats empty or misses a quota
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let language: Language = 'en';
  try {
    const { values, positionals } = parse(args);
    if (isLanguage(values.lang)) language = values.lang;
    const [command, file] = positionals;
    if (values.help || command === undefined) {
      terminal.out(usage[language]);
      return values.help ? 0 : 1;
    }
    if (command === 'verify') return await runVerify(file, language, terminal);
    if (command === 'select' || command === 'freeze')
      return await runSelect(command, values, language, terminal);
    throw new InputError([{ de: `Unbekannt: ${command}.`, en: `Unknown: ${command}.` }]);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const fault of error.faults) terminal.error(fault[language]);
    return 1;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        people: { type: 'string' },
        administrations: { type: 'string' },
        quotas: { type: 'string' },
        settings: { type: 'string' },
        method: { type: 'string' },
        seed: { type: 'string' },
        'seed-origin': { type: 'string' },
        json: { type: 'string' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError([{ de: `Aufruf: ${why}`, en: `Call: ${why}` }]);
  }
}

type Values = ReturnType<typeof parse>['values'];

const isMethod = (text: string): text is Method => ['lottery', 'first-come', 'leximin'].includes(text);

async function runSelect(
  command: 'select' | 'freeze',
  values: Values,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const method = values.method ?? 'lottery';
  if (!isMethod(method)) {
    throw new InputError([
      {
        de: `--method ${method}: möglich sind lottery, first-come und leximin.`,
        en: `--method ${method}: possible are lottery, first-come and leximin.`,
      },
    ]);
  }
  const files = {
    people: readFile('--people', values.people),
    settings: readFile('--settings', values.settings),
    administrations: values.administrations
      ? readFile('--administrations', values.administrations)
      : undefined,
    quotas: values.quotas ? readFile('--quotas', values.quotas) : undefined,
  };
  const { input, warnings } = readFiles(files, method);
  for (const warning of warnings) terminal.error(warning[language]);
  if (command === 'freeze') {
    terminal.out(freeze(input).hash);
    return 0;
  }
  const seed =
    values.seed === undefined
      ? { text: randomBytes(16).toString('hex'), origin: 'system' }
      : { text: values.seed, origin: values['seed-origin'] ?? 'given' };
  const result = await select(input, seed);
  const faults = check(input, result);
  if (faults.length > 0) throw new Error(`The result does not stand its check: ${faults.join(' ')}`);
  if (values.json !== undefined) writeJson(values.json, toExport(input, result));
  terminal.out(report(result, language));
  return result.status === 'optimal' ? 0 : 2;
}

async function runVerify(name: string | undefined, language: Language, terminal: Terminal): Promise<number> {
  const file = readFile('verify', name);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(file.bytes));
  } catch {
    throw new InputError([{ de: `${file.name}: kein gültiges JSON.`, en: `${file.name}: not valid JSON.` }]);
  }
  const { reproduced, faults } = await verify(content);
  const said: Text = reproduced
    ? {
        de: 'Nachgerechnet: Das Ergebnis folgt aus Eingabe und Startwert.',
        en: 'Reproduced: the result follows from input and seed.',
      }
    : { de: 'Nicht nachvollziehbar:', en: 'Not reproduced:' };
  terminal.out(said[language]);
  for (const fault of faults) terminal.error(fault);
  return reproduced ? 0 : 1;
}

function readFile(option: string, name: string | undefined): File {
  if (name === undefined) {
    throw new InputError([{ de: `${option} FILE fehlt.`, en: `${option} FILE is missing.` }]);
  }
  try {
    return { name, bytes: readFileSync(name) };
  } catch {
    throw new InputError([{ de: `${name} lässt sich nicht lesen.`, en: `${name} cannot be read.` }]);
  }
}

function writeJson(name: string, content: unknown): void {
  try {
    writeFileSync(name, `${JSON.stringify(content, null, 1)}\n`);
  } catch {
    throw new InputError([{ de: `${name} lässt sich nicht schreiben.`, en: `${name} cannot be written.` }]);
  }
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), {
    out: (line) => console.log(line),
    error: (line) => console.error(line),
  });
}
