import { moment } from '../berlin.ts';
import type { Line } from '../judge/compare.ts';
import type { Evidence } from '../judge/evidence.ts';
import type { Judgement } from '../judge/judge.ts';
import type { Played } from '../play/play.ts';
import { page, safe, table } from './html.ts';
import { mailPath } from './mail-page.ts';
import { type Reader, readersOf } from './people.ts';
import { timeline } from './timeline.ts';
import { day, type Language, purposeName, say, stateName, time, verdictName } from './words.ts';

/** Everything a report is made from. */
export type Reported = {
  readonly played: Played;
  readonly evidence: Evidence;
  readonly judgement: Judgement;
};

const roles = {
  applicant: ['Bewerberin oder Bewerber', 'Applicant'],
  supervisor: ['Fachvorgesetzte oder Fachvorgesetzter', 'Supervisor'],
  approver: ['Ministerium', 'Ministry'],
  deputy: ['Ministerium (Vertretung)', 'Ministry (deputy)'],
  trainer: ['Schulungsteam', 'Trainers'],
  office: ['Programmbüro', 'Programme office'],
} as const;

/** A difference between planned and sent, such as `+ 2 s`. */
function deviation({ planned, sent }: Line): string {
  if (planned === undefined || sent === undefined) return '–';
  const seconds = Math.round((moment(sent.sentAt) - planned.at) / 1000);
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (Math.abs(seconds) < 120) return `${seconds < 0 ? '−' : '+'} ${Math.abs(seconds)} s`;
  return `${seconds < 0 ? '−' : '+'} ${minutes < 2880 ? `${minutes} min` : `${Math.round(minutes / 1440)} d`}`;
}

function mailTable(lines: readonly Line[], caption: string, played: Played, language: Language): string {
  const places = new Map(played.mails.map(({ id }, index) => [id, index]));
  return table(
    caption,
    [
      say(language, 'E-Mail', 'Mail'),
      say(language, 'Geplant', 'Planned'),
      say(language, 'Gesendet', 'Sent'),
      say(language, 'Abstand', 'Difference'),
      say(language, 'Wie oft', 'Times'),
      say(language, 'Ergebnis', 'Result'),
    ],
    lines.map((line) => {
      const name = safe(purposeName(line.purpose, language));
      const place = line.sent === undefined ? undefined : places.get(line.sent.id);
      const mark = line.verdict === 'as-planned' ? 'good' : 'bad';
      return [
        `${place === undefined ? name : `<a href="${mailPath(place)}">${name}</a>`}${line.case === null ? '' : ` <span class="aside">${safe(line.case)}</span>`}`,
        line.planned === undefined ? '–' : time(line.planned.at, language),
        line.sent === undefined ? '–' : time(moment(line.sent.sentAt), language),
        deviation(line),
        String(line.times),
        `<span class="${mark}">${safe(verdictName(line.verdict, language))}</span>`,
      ];
    }),
  );
}

function personSection(reader: Reader, { played, judgement }: Reported, language: Language): string {
  const lines = judgement.lines.filter(({ person }) => person.toLowerCase() === reader.email.toLowerCase());
  if (lines.length === 0) return '';
  const wrong = lines.filter(({ verdict }) => verdict !== 'as-planned').length;
  const ends = played.applications
    .filter(({ reference }) => reader.cases.includes(reference))
    .map(({ reference, status }) => `${reference}: ${stateName(status, language)}`);
  const role = roles[reader.role][language === 'de' ? 0 : 1];
  const result =
    wrong === 0
      ? `<span class="good">${lines.length} ${say(language, 'wie geplant', 'as planned')}</span>`
      : `<span class="bad">${wrong} ${say(language, 'von', 'of')} ${lines.length} ${say(language, 'nicht wie geplant', 'not as planned')}</span>`;
  return `<details${wrong > 0 ? ' open' : ''}><summary><span class="name">${safe(reader.name)}</span> <span class="aside">${safe([role, ...ends].join(' · '))}</span> · ${result}</summary>
${mailTable(lines, `${reader.name}, ${reader.email}`, played, language)}</details>`;
}

function certificates({ evidence }: Reported, language: Language): string {
  return table(
    say(language, 'Zertifikate', 'Certificates'),
    [
      say(language, 'Nummer', 'Number'),
      say(language, 'Name', 'Name'),
      say(language, 'Vorgang', 'Case'),
      say(language, 'Prüfung', 'Check'),
    ],
    evidence.certificates.map(({ number, name, case: reference, faults }) => [
      `<a href="certificates/${encodeURIComponent(number)}.pdf">${safe(number)}</a>`,
      safe(name),
      safe(reference),
      faults.length === 0
        ? `<span class="good">${say(language, 'gültig', 'valid')}</span>`
        : `<span class="bad">${safe(faults.join('; '))}</span>`,
    ]),
  );
}

function price(usd: number, language: Language): string {
  return `${usd.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 4 })} USD`;
}

function usage({ evidence }: Reported, language: Language): string {
  const sums = new Map<string, number>();
  for (const { service, operation, count } of evidence.usage.calls) {
    const key = `${service} ${operation}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return table(
    say(language, 'Aufrufe', 'Calls'),
    [say(language, 'Dienst und Vorgang', 'Service and operation'), say(language, 'Anzahl', 'Count')],
    [...sums].sort((a, b) => b[1] - a[1]).map(([key, count]) => [safe(key), count.toLocaleString(language)]),
  );
}

function troubles({ played, judgement }: Reported, language: Language): string {
  const list = [
    ...judgement.states.map(({ case: reference, planned, found }) =>
      say(
        language,
        `${reference} steht auf „${stateName(found, 'de')}“, geplant war „${stateName(planned, 'de')}“.`,
        `${reference} is ${stateName(found, 'en')}; planned was ${stateName(planned, 'en')}.`,
      ),
    ),
    ...judgement.plan.doubts,
    ...played.surprises,
  ];
  if (list.length === 0) return '';
  return `<h2>${say(language, 'Was sonst auffiel', 'What else was noticed')}</h2><ul>${list.map((each) => `<li>${safe(each)}</li>`).join('')}</ul>`;
}

/** The first page of a report. */
export function indexPage(reported: Reported, language: Language): string {
  const { played, evidence, judgement } = reported;
  const readers = readersOf(played);
  const titles = played.script.rounds.map(({ file }) => file.title).join(', ');
  const valid = evidence.certificates.filter(({ faults }) => faults.length === 0).length;
  const fact = (value: string, label: string): string => `<li><b>${safe(value)}</b>${safe(label)}</li>`;
  const title = say(language, `Probe: ${titles}`, `Rehearsal: ${titles}`);
  const broken = evidence.certificates.length - valid;
  const others = judgement.plan.doubts.length + played.surprises.length + broken;
  const verdict = judgement.isGood
    ? say(language, 'Alles kam, wie es geplant war.', 'Everything came as planned.')
    : say(
        language,
        `Nicht wie geplant: ${judgement.faults.length} E-Mails, ${judgement.states.length} Vorgänge; sonstige Auffälligkeiten: ${others}.`,
        `Not as planned: ${judgement.faults.length} mails, ${judgement.states.length} cases; other things noticed: ${others}.`,
      );
  return page(
    title,
    `<h1>${safe(title)}</h1>
<p class="lead">${say(language, 'Gespielt auf der gestellten Uhr, mit erfundenen Personen, vom', 'Played on the simulated clock, with invented people, from')} ${day(played.started, language)} ${say(language, 'bis', 'to')} ${day(played.ended, language)}, ${say(language, 'in', 'in')} ${played.seconds.toLocaleString(language, { maximumFractionDigits: 1 })} ${say(language, 'Sekunden', 'seconds')}.</p>
<div class="verdict${judgement.isGood ? '' : ' bad'}"><strong>${safe(verdict)}</strong></div>
<ul class="facts">
${fact(String(played.applications.length), say(language, 'Bewerbungen', 'applications'))}
${fact(String(played.mails.length), say(language, 'E-Mails', 'mails'))}
${fact(String(judgement.faults.length), say(language, 'nicht wie geplant', 'not as planned'))}
${fact(`${valid}/${evidence.certificates.length}`, say(language, 'Zertifikate gültig', 'certificates valid'))}
${fact(evidence.usage.calls.reduce((sum, { count }) => sum + count, 0).toLocaleString(language), say(language, 'Aufrufe', 'calls'))}
${fact(price(evidence.usage.priceUsd, language), say(language, 'Preis bei AWS', 'price at AWS'))}
</ul>
${judgement.faults.length === 0 ? '' : `<h2>${say(language, 'Nicht wie geplant', 'Not as planned')}</h2>${mailTable(judgement.faults, say(language, 'Alle Abweichungen', 'All differences'), played, language)}`}
${troubles(reported, language)}
<h2>${say(language, 'Verlauf', 'Timeline')}</h2>
${timeline(played, judgement, readers, language)}
<h2>${say(language, 'Wer bekam was, und wann?', 'Who got what, and when?')}</h2>
<p>${say(language, 'Der Plan ist aus der Tabelle der E-Mails im Vertrag berechnet, unabhängig von den Regeln des Programms. Zeiten in Berlin.', 'The plan is computed from the contract’s table of mails, independently of the program’s rules. Times in Berlin.')}</p>
${readers.map((reader) => personSection(reader, reported, language)).join('\n')}
<h2>${say(language, 'Zertifikate', 'Certificates')}</h2>
${certificates(reported, language)}
<h2>${say(language, 'Aufrufe und Preis', 'Calls and price')}</h2>
<p>${say(language, 'Bei AWS hätte diese Probe gekostet:', 'At AWS this rehearsal would have cost:')} ${price(evidence.usage.priceUsd, language)}</p>
${usage(reported, language)}
<h2>${say(language, 'Alle E-Mails', 'All mails')}</h2>
${table(
  say(language, 'Alle E-Mails in ihrer Reihenfolge', 'All mails in their order'),
  [
    say(language, 'Gesendet', 'Sent'),
    say(language, 'An', 'To'),
    say(language, 'Betreff', 'Subject'),
    say(language, 'Zweck', 'Purpose'),
  ],
  played.mails.map((mail, index) => [
    time(moment(mail.sentAt), language),
    safe(mail.to.join(', ')),
    `<a href="${mailPath(index)}">${safe(mail.subject)}</a>`,
    safe(mail.purpose),
  ]),
)}`,
    language,
  );
}
