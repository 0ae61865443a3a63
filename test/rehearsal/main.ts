import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Refused } from '../program/host.ts';
import { gather } from './judge/evidence.ts';
import { judge } from './judge/judge.ts';
import { play, type Script, withHost } from './play/play.ts';
import { teller } from './play/progress.ts';
import { type Language, say } from './report/words.ts';
import { writeReport } from './report/write.ts';
import { BadInput, readScript } from './script.ts';

// `npm run rehearsal`: plays a round on the simulated clock, from outside, and writes a report.

const root = fileURLToPath(new URL('../..', import.meta.url));

const usage = `npm run rehearsal -- [--round FILE]... [--applications FILE] [--people FILE] [--report DIR] [--lang de|en]

  --round         a round file; several rounds are played beside each other (default: the third round)
  --applications  a JSON array of bodies for POST /api/applications (default: an invented person for each of the
                  third round's administrations)
  --people        how people behave: who declines, stays away, withdraws ... (default: everybody goes the straight way)
  --report        where the report is written (default: reports/rehearsal-ROUND)
  --lang          language of the report

Exit status: 0 if every mail was sent once and in time and every certificate verifies, 1 if not, 2 for bad input.
`;

type Order = { readonly script: Script; readonly folder: string; readonly language: Language };

/** What the command line asks for; undefined where it only asks how. */
function read(args: readonly string[]): Order | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      round: { type: 'string', multiple: true },
      applications: { type: 'string' },
      people: { type: 'string' },
      report: { type: 'string' },
      lang: { type: 'string', default: 'de' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const { lang } = values;
  if (lang !== 'de' && lang !== 'en') throw new BadInput('--lang is de or en');
  const { round: rounds, applications, people } = values;
  const script = readScript({ rounds, applications, people });
  const id = script.rounds.map(({ file }) => file.id).join('-');
  const folder = resolve(values.report ?? join(root, 'reports', `rehearsal-${id}`));
  return { script, folder, language: lang };
}

async function rehearse({ script, folder, language }: Order): Promise<boolean> {
  console.log(say(language, 'Das Programm startet ...', 'The program starts ...'));
  const began = performance.now();
  const reported = await withHost(script.rounds, async (host, start) => {
    const { progress, end } = teller(language);
    const played = await play(host, start, script, progress).finally(end);
    const evidence = await gather(host, played);
    return { played, evidence, judgement: judge(played, evidence) };
  });
  writeReport(reported, folder, language);
  const { played, evidence, judgement } = reported;
  const valid = evidence.certificates.filter(({ faults }) => faults.length === 0).length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    say(
      language,
      `${played.applications.length} Bewerbungen, ${played.mails.length} E-Mails (${judgement.faults.length} nicht wie geplant), ${valid} von ${evidence.certificates.length} Zertifikaten gültig, ${seconds} s`,
      `${played.applications.length} applications, ${played.mails.length} mails (${judgement.faults.length} not as planned), ${valid} of ${evidence.certificates.length} certificates valid, ${seconds} s`,
    ),
  );
  for (const { verdict, purpose, person, case: reference } of judgement.faults.slice(0, 20)) {
    console.log(`  ${verdict}: ${purpose} ${reference ?? ''} ${person}`);
  }
  for (const { case: reference, planned, found } of judgement.states) {
    console.log(`  ${reference}: ${found}, planned ${planned}`);
  }
  for (const trouble of [...judgement.plan.doubts, ...played.surprises]) console.log(`  ${trouble}`);
  console.log(`${say(language, 'Bericht', 'Report')}: ${join(folder, 'index.html')}`);
  return judgement.isGood;
}

try {
  const order = read(process.argv.slice(2));
  if (order === undefined) console.log(usage);
  else process.exitCode = (await rehearse(order)) ? 0 : 1;
} catch (error) {
  const isInput = error instanceof BadInput || (error instanceof TypeError && 'code' in error);
  if (error instanceof Refused) console.error(error.message);
  else console.error(isInput && error instanceof Error ? `${error.message}\n\n${usage}` : error);
  process.exitCode = 2;
}
