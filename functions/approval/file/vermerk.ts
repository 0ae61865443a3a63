import { type Application, fullName, type Verdict } from '../../domain/application.ts';
import { approverOf } from '../../domain/approvers.ts';
import { balanceOf } from '../../domain/balance.ts';
import { formatDate, formatDateTime, formatNumber, formatShortDateTime } from '../../domain/calendar.ts';
import { dimensionNames, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { capitalised } from '../../domain/text.ts';
import { submittedLines } from '../../platform/letter/submitted.ts';
import { administrationNames, statusNames } from '../../platform/letter/wording.ts';
import type { Settings } from '../../platform/settings.ts';
import { administrationFacts, checksOf, type PlainFact } from '../decision/application-facts.ts';
import { decidedNames, rowSentence, whoGave } from '../decision/words.ts';
import { chainHead, type Seal } from '../rules/proof.ts';
import { Vermerk } from './vermerk-layout.ts';

/** What a Vermerk is made of. The same input gives the same bytes. */
export type VermerkInput = {
  readonly round: Round;
  readonly register: Register;
  readonly applications: readonly Application[];
  readonly seals: readonly Seal[];
  readonly settings: Settings;
  readonly now: string;
};

const reviewed = (application: Application): boolean => application.status !== 'unconfirmed';

function begin(input: VermerkInput, title: string, subject: string): Vermerk {
  const { settings, now } = input;
  const vermerk = new Vermerk(
    {
      title: `${title}: ${subject}`,
      subject,
      author: settings.ministry.name,
      language: 'de',
      createdAt: now,
    },
    `${settings.ministry.fileReference} · ${title} · ${subject} · Stand ${formatShortDateTime(now, 'de')}`,
  );
  vermerk.title(title, settings.ministry.name);
  return vermerk;
}

function head(input: VermerkInput, more: readonly PlainFact[] = []): PlainFact[] {
  const { settings, round, now } = input;
  return [
    { label: 'Aktenzeichen', value: settings.ministry.fileReference },
    { label: 'Programm', value: `${settings.title}, ${round.file.title}` },
    ...more,
    { label: 'Stand', value: formatDateTime(now, 'de') },
  ];
}

/** One verdict as the file holds it: who, for whom, when, on what version, with what reason. */
function verdictFacts(verdict: Verdict, input: VermerkInput): PlainFact[] {
  const { round, seals } = input;
  const entry = seals.flatMap(({ entries }) => entries).find((each) => each.verdict === verdict.id);
  return [
    { label: 'Entscheidung', value: decidedNames[verdict.choice].de },
    { label: 'Entschieden von', value: whoGave(verdict, approverOf(round, verdict.approver), 'de') },
    { label: 'Am', value: formatDateTime(verdict.at, 'de') },
    ...(verdict.reason === undefined
      ? []
      : [{ label: verdict.choice === 'query' ? 'Frage' : 'Begründung', value: verdict.reason }]),
    ...(verdict.note === undefined ? [] : [{ label: 'Interner Vermerk', value: verdict.note }]),
    {
      label: 'Grundlage',
      value: `Fassung ${verdict.version} der Bewerbung${verdict.shown === undefined ? '' : `, Prüfwert ${verdict.shown.slice(0, 16)}`}${entry === undefined ? '' : `, Nachweis Nr. ${entry.n}`}`,
    },
  ];
}

function outcomeOf(application: Application): string {
  const { decision, status } = application;
  if (decision === undefined) return statusNames[status].de;
  const told =
    decision.toldAt === undefined
      ? 'noch nicht mitgeteilt'
      : `mitgeteilt am ${formatDate(decision.toldAt, 'de')}`;
  return `${decision.outcome === 'approve' ? 'Voraussetzungen erfüllt' : 'Abgelehnt'}, ${told}`;
}

function proofWords(input: VermerkInput): string {
  const { round, seals } = input;
  if (seals.length === 0) {
    return 'Die Entscheidungen sind noch nicht versiegelt. Das geschieht am Morgen der Auswahl.';
  }
  const entries = seals.reduce((sum, seal) => sum + seal.entries.length, 0);
  return `Versiegelt: ${entries} Entscheidungen, zuletzt am ${formatDateTime(seals.at(-1)?.at ?? input.now, 'de')}. Jede ist durch ihren Prüfwert mit allen vorherigen verkettet; der letzte Prüfwert steht für alle:\n${chainHead(round.id, seals)}\nDer Nachweis (JSON) lässt sich damit nachrechnen: npm run verdicts -- verify DATEI`;
}

/** The record of all decisions of a round, with file reference and room for co-signing. */
export async function selectionVermerk(input: VermerkInput): Promise<Uint8Array> {
  const { round, register } = input;
  const applications = input.applications
    .filter(reviewed)
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
  const count = (of: (application: Application) => boolean): string =>
    formatNumber(applications.filter(of).length, 'de');
  const vermerk = begin(input, 'Auswahlvermerk', round.file.title);
  const { opens, closes } = round.file.applications;
  vermerk.facts(
    head(input, [
      { label: 'Bewerbungsfrist', value: `${formatDate(opens, 'de')} bis ${formatDate(closes, 'de')}` },
      { label: 'Entscheidungen bis', value: formatDate(round.file.decisionsDue, 'de') },
      {
        label: 'Prüfende Stellen',
        value: round.file.approvers.map(({ name }) => name).join(', ') || 'keine',
      },
      {
        label: 'Nötige Zustimmungen',
        value: `${round.file.approvalsNeeded}${round.file.approvalOrder === 'serial' ? ', nacheinander' : ''}`,
      },
    ]),
  );
  vermerk.heading('1. Ergebnis');
  vermerk.facts([
    { label: 'Bewerbungen', value: formatNumber(applications.length, 'de') },
    { label: 'Voraussetzungen erfüllt', value: count(({ decision }) => decision?.outcome === 'approve') },
    { label: 'Abgelehnt', value: count(({ decision }) => decision?.outcome === 'reject') },
    {
      label: 'Noch offen',
      value: count(({ status }) => ['awaiting-endorsement', 'in-review', 'queried'].includes(status)),
    },
    { label: 'Zurückgezogen', value: count(({ status }) => status === 'withdrawn') },
  ]);
  vermerk.heading('2. Ausgewogenheit');
  for (const { dimension, rows } of balanceOf(round, register, applications)) {
    vermerk.subheading(capitalised(dimensionNames[dimension].de));
    vermerk.facts(
      rows.map(({ value, target, approved, open }) => ({
        label: value,
        value: `${approved} bei einem Ziel von rund ${formatNumber(target, 'de', 1)}${open === 0 ? '' : `; ${open} offen`}`,
      })),
    );
  }
  vermerk.heading('3. Entscheidungen');
  for (const application of applications) {
    vermerk.subheading(`${application.reference}: ${administrationNames(application, register)}`);
    vermerk.facts([
      { label: 'Person', value: `${fullName(application.applicant)}, ${application.applicant.role}` },
      { label: 'Ergebnis', value: outcomeOf(application) },
      ...application.verdicts.flatMap((verdict) => verdictFacts(verdict, input)),
    ]);
  }
  vermerk.heading('4. Nachweis');
  vermerk.paragraph(proofWords(input));
  vermerk.heading('5. Mitzeichnung');
  vermerk.signatures(['Bearbeitung', 'Referatsleitung', 'Abteilungsleitung']);
  return vermerk.bytes();
}

/** The record of what was decided on one application. */
export async function decisionVermerk(application: Application, input: VermerkInput): Promise<Uint8Array> {
  const { round, register, applications } = input;
  const vermerk = begin(input, 'Entscheidungsvermerk', application.reference);
  vermerk.facts(
    head(input, [
      { label: 'Vorgang', value: application.reference },
      ...administrationFacts(application, register, 'de'),
      ...submittedLines('paper', application, register, 'de'),
      { label: 'Ergebnis', value: outcomeOf(application) },
    ]),
  );
  vermerk.heading('1. Prüfung');
  for (const { passed, text } of checksOf(application, round, applications, 'de')) {
    vermerk.paragraph(passed ? text : `Bitte beachten: ${text}`);
  }
  vermerk.heading('2. Ausgewogenheit des Durchgangs');
  for (const { rows } of balanceOf(round, register, applications, application)) {
    for (const row of rows.filter(({ here }) => here)) vermerk.paragraph(rowSentence(row, 'de'));
  }
  const { query } = application;
  if (query !== undefined) {
    vermerk.heading('Rückfrage');
    vermerk.facts([
      { label: 'Frage', value: query.text },
      { label: 'Antwort', value: query.answer ?? 'keine' },
    ]);
  }
  vermerk.heading('3. Entscheidungen');
  if (application.verdicts.length === 0) vermerk.paragraph('Noch keine.');
  for (const verdict of application.verdicts) vermerk.facts(verdictFacts(verdict, input));
  vermerk.heading('4. Nachweis');
  vermerk.paragraph(proofWords(input));
  vermerk.heading('5. Mitzeichnung');
  vermerk.signatures(['Bearbeitung', 'Referatsleitung']);
  return vermerk.bytes();
}
