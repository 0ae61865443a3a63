import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexPage, type Reported } from './index-page.ts';
import { fileName, mailPage, mailPath } from './mail-page.ts';
import { style } from './style.ts';
import type { Language } from './words.ts';

/**
 * Writes a report: index.html, a page for each mail with its files, the certificates, and the comparison as JSON.
 * What an earlier report left in the folder goes.
 */
export function writeReport(reported: Reported, folder: string, language: Language): void {
  const { played, evidence, judgement } = reported;
  for (const part of ['mails', 'certificates']) {
    rmSync(join(folder, part), { recursive: true, force: true });
    mkdirSync(join(folder, part), { recursive: true });
  }
  writeFileSync(join(folder, 'style.css'), style.trimStart());
  writeFileSync(join(folder, 'index.html'), indexPage(reported, language));
  for (const [index, mail] of played.mails.entries()) {
    const path = join(folder, mailPath(index));
    writeFileSync(path, mailPage(mail, index, played.mails.length, language));
    const files = evidence.attachments.get(mail.id) ?? [];
    const own = path.replace(/\.html$/, '');
    if (files.length > 0) mkdirSync(own, { recursive: true });
    for (const { filename, content } of files) writeFileSync(join(own, fileName(filename)), content);
  }
  for (const { number, pdf } of evidence.certificates) {
    if (pdf !== undefined) writeFileSync(join(folder, 'certificates', `${fileName(number)}.pdf`), pdf);
  }
  const comparison = {
    good: judgement.isGood,
    seconds: played.seconds,
    mails: judgement.lines.map(({ person, purpose, case: reference, planned, sent, times, verdict }) => ({
      person,
      purpose,
      case: reference,
      planned: planned === undefined ? null : new Date(planned.at).toISOString(),
      sent: sent?.sentAt ?? null,
      times,
      verdict,
    })),
    states: judgement.states,
    doubts: judgement.plan.doubts,
    surprises: played.surprises,
    certificates: evidence.certificates.map(({ number, case: reference, faults }) => ({
      number,
      case: reference,
      faults,
    })),
    usage: evidence.usage,
  };
  writeFileSync(join(folder, 'comparison.json'), `${JSON.stringify(comparison, null, 1)}\n`);
}
