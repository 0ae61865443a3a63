import { factsOf, type MailRoom, purposeSchema } from '../../../functions/domain/mail.ts';
import { moment } from '../berlin.ts';
import type { Judgement } from '../judge/judge.ts';
import type { Played } from '../play/play.ts';
import { safe } from './html.ts';
import type { Reader } from './people.ts';
import { day, type Language, purposeName, say, stateName } from './words.ts';

/** Groups of mails: each has a colour and a shape of its own, so that colour alone says nothing. */
const groups = [
  { id: 0, de: 'Bewerbung', en: 'Application', rooms: ['application', 'endorsement'] },
  { id: 1, de: 'Prüfung und Entscheidung', en: 'Review and decision', rooms: ['approval'] },
  { id: 2, de: 'Platz und Warteliste', en: 'Seat and waiting list', rooms: ['cohort'] },
  { id: 3, de: 'Schulung', en: 'Training', rooms: ['reminder', 'attendance'] },
  { id: 4, de: 'Abschluss', en: 'Conclusion', rooms: ['certificate', 'alumni'] },
  { id: 5, de: 'Ende ohne Teilnahme', en: 'End without taking part', rooms: ['round'] },
] as const satisfies readonly { id: number; de: string; en: string; rooms: readonly MailRoom[] }[];

/** Mails by which a case ends without taking part, whichever room words them. */
const ends: readonly string[] = ['rejected', 'seat-expired', 'waiting-list-closed', 'withdrawn'];

/** The group of a mail: that of the room that words it, or the end. */
function groupOf(purpose: string): number {
  if (ends.includes(purpose)) return 5;
  const known = purposeSchema.safeParse(purpose);
  if (!known.success) return 0;
  const { room } = factsOf(known.data).written;
  return groups.find(({ rooms }) => rooms.some((each) => each === room))?.id ?? 0;
}

const left = 190;
const right = 150;
const width = 1180;
const top = 62;
const rowHeight = 22;

/** The mark of a group around a point. */
function mark(group: number, x: number, y: number, title = ''): string {
  const inside = title === '' ? '' : `<title>${safe(title)}</title>`;
  const at = (dx: number, dy: number): string => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`;
  switch (group) {
    case 1:
      return `<rect class="p1" x="${(x - 3.5).toFixed(1)}" y="${(y - 3.5).toFixed(1)}" width="7" height="7">${inside}</rect>`;
    case 2:
      return `<polygon class="p2" points="${at(0, -5)} ${at(5, 0)} ${at(0, 5)} ${at(-5, 0)}">${inside}</polygon>`;
    case 3:
      return `<polygon class="p3" points="${at(0, -5)} ${at(4.5, 4)} ${at(-4.5, 4)}">${inside}</polygon>`;
    case 4:
      return `<polygon class="p4" points="${at(0, -6)} ${at(1.8, -1.8)} ${at(6, -1.8)} ${at(2.6, 1.2)} ${at(3.8, 5.6)} ${at(0, 3)} ${at(-3.8, 5.6)} ${at(-2.6, 1.2)} ${at(-6, -1.8)} ${at(-1.8, -1.8)}">${inside}</polygon>`;
    case 5:
      return `<polygon class="p5" points="${at(-4, -2)} ${at(-2, -4)} ${at(0, -2)} ${at(2, -4)} ${at(4, -2)} ${at(2, 0)} ${at(4, 2)} ${at(2, 4)} ${at(0, 2)} ${at(-2, 4)} ${at(-4, 2)} ${at(-2, 0)}">${inside}</polygon>`;
    default:
      return `<circle class="p0" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5">${inside}</circle>`;
  }
}

type Row = {
  readonly label: string;
  readonly end: string;
  readonly mails: readonly { readonly at: number; readonly purpose: string }[];
};

function rowsOf(played: Played, readers: readonly Reader[], language: Language): Row[] {
  const ofCase = (reference: string) =>
    played.mails
      .filter((mail) => mail.case === reference)
      .map(({ sentAt, purpose }) => ({ at: moment(sentAt), purpose }));
  const cases = played.applications.map(({ reference, status }): Row => {
    const reader = readers.find(({ cases: theirs }) => theirs.includes(reference));
    return {
      label: `${reference} ${reader?.name ?? ''}`,
      end: stateName(status, language),
      mails: ofCase(reference),
    };
  });
  const rest = readers
    .filter(({ role }) => role === 'trainer' || role === 'office')
    .map(
      ({ name, email }): Row => ({
        label: name,
        end: '',
        mails: played.mails
          .filter((mail) => mail.case === null && mail.to.includes(email))
          .map(({ sentAt, purpose }) => ({ at: moment(sentAt), purpose })),
      }),
    );
  return [...cases.sort((a, b) => (a.label < b.label ? -1 : 1)), ...rest];
}

/** The dates that shape the rounds. */
function keyDates(played: Played, language: Language): { readonly at: number; readonly label: string }[] {
  return played.script.rounds.flatMap(({ file }) => {
    const of = played.script.rounds.length > 1 ? ` ${file.id}` : '';
    const sessions = file.cohorts.flatMap(({ modules }) => modules.flatMap((module) => module.sessions));
    const starts = sessions.map((session) => moment(session.starts));
    const selected = played.mails.find(
      ({ purpose, subject }) => purpose === 'seat-offer' && subject.includes(`-${file.id}-`),
    );
    return [
      { at: moment(file.applications.opens), label: say(language, `Beginn${of}`, `Opening${of}`) },
      { at: moment(file.applications.closes), label: say(language, `Schluss${of}`, `Closing${of}`) },
      ...(selected === undefined
        ? []
        : [{ at: moment(selected.sentAt), label: say(language, `Auswahl${of}`, `Selection${of}`) }]),
      { at: Math.min(...starts), label: say(language, `1. Termin${of}`, `1st session${of}`) },
      { at: Math.max(...starts), label: say(language, `letzter Termin${of}`, `last session${of}`) },
    ];
  });
}

function months(
  from: number,
  to: number,
  language: Language,
): { readonly at: number; readonly label: string }[] {
  const list: { at: number; label: string }[] = [];
  const first = new Date(from);
  for (let n = 1; ; n += 1) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1);
    if (at >= to) return list;
    list.push({
      at,
      label: new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(at),
    });
  }
}

/** The whole rehearsal as a picture: a line for each case, a mark for each mail. The table below it says the same in words. */
export function timeline(
  played: Played,
  judgement: Judgement,
  readers: readonly Reader[],
  language: Language,
): string {
  const rows = rowsOf(played, readers, language);
  const to = Math.max(...played.mails.map(({ sentAt }) => moment(sentAt)), played.started + 1);
  const x = (at: number): number =>
    left + ((at - played.started) / (to - played.started)) * (width - left - right);
  const height = top + rows.length * rowHeight + 12;
  const grid = months(played.started, to, language)
    .map(
      ({ at, label }) =>
        `<line class="grid" x1="${x(at).toFixed(1)}" y1="16" x2="${x(at).toFixed(1)}" y2="${height}"/><text class="soft" x="${(x(at) + 3).toFixed(1)}" y="12">${safe(label)}</text>`,
    )
    .join('');
  let previous = -1000;
  let level = 0;
  const keys = keyDates(played, language)
    .sort((a, b) => a.at - b.at)
    .map(({ at, label }) => {
      // Labels that would lie over each other take the second line.
      level = x(at) - previous < 75 ? (level + 1) % 2 : 0;
      previous = x(at);
      const y = 30 + level * 14;
      // What lies near the right end is written to the left of its line.
      const isLast = x(at) > width - right - 40;
      const text = isLast
        ? `<text x="${(x(at) - 3).toFixed(1)}" y="${y}" text-anchor="end">${safe(label)}</text>`
        : `<text x="${(x(at) + 3).toFixed(1)}" y="${y}">${safe(label)}</text>`;
      return `<line class="key" x1="${x(at).toFixed(1)}" y1="${y + 3}" x2="${x(at).toFixed(1)}" y2="${height}"/>${text}`;
    })
    .join('');
  const body = rows
    .map(({ label, end, mails }, index) => {
      const y = top + index * rowHeight + rowHeight / 2;
      const times = mails.map(({ at }) => at);
      const line =
        times.length === 0
          ? ''
          : `<line class="life" x1="${x(Math.min(...times)).toFixed(1)}" y1="${y}" x2="${x(Math.max(...times)).toFixed(1)}" y2="${y}"/>`;
      const marks = mails
        .map(({ at, purpose }) =>
          mark(groupOf(purpose), x(at), y, `${purposeName(purpose, language)}, ${day(at, language)}`),
        )
        .join('');
      const short = label.length > 30 ? `${label.slice(0, 29)}…` : label;
      return `<g>${line}<text x="0" y="${y + 4}">${safe(short)}</text>${marks}<text class="soft" x="${width - right + 12}" y="${y + 4}">${safe(end)}</text></g>`;
    })
    .join('\n');
  const about = say(
    language,
    `${rows.length} Zeilen, ${played.mails.length} E-Mails vom ${day(played.started, language)} bis ${day(to, language)}, davon ${judgement.faults.length} nicht wie geplant. Alle Angaben stehen auch in den Tabellen.`,
    `${rows.length} rows, ${played.mails.length} mails from ${day(played.started, language)} to ${day(to, language)}, ${judgement.faults.length} of them not as planned. The tables say the same.`,
  );
  const legend = groups
    .map(
      (group) =>
        `<li><svg width="14" height="14" aria-hidden="true">${mark(group.id, 7, 7)}</svg> ${safe(group[language])}</li>`,
    )
    .join('');
  return `<figure>
<ul class="legend">${legend}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="${say(language, 'Zeitachse', 'Timeline')}">
<svg role="img" aria-labelledby="timeline-title timeline-text" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="timeline-title">${say(language, 'Zeitachse der Probe', 'Timeline of the rehearsal')}</title>
<desc id="timeline-text">${safe(about)}</desc>
${grid}${keys}
${body}
</svg></div>
<figcaption>${safe(about)}</figcaption>
</figure>`;
}
