import { berlinDate, formatDate, formatShortDateTime } from '../../domain/calendar.ts';
import { firstSession, lastSessionEnd, type Round, sessionsOf } from '../../domain/round.ts';
import { latestOffersEnd, latestSelection } from '../../domain/round-file.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { type Step, Steps } from '../../platform/page/course.tsx';

const width = 1000;
const left = 150;
const rowHeight = 34;
const top = 34;

type Bar = { readonly label: string; readonly from: string; readonly until: string; readonly kind: string };

/** A round's course as a picture: what lasts from when to when, each session, and where today is. */
export function Timeline({
  file,
  now,
  language,
}: {
  readonly file: Round['file'];
  readonly now: string;
  readonly language: Language;
}) {
  const begins = file.applications.opens;
  const ends = lastSessionEnd(file);
  const span = Date.parse(ends) - Date.parse(begins);
  const x = (at: string): number => {
    const share = (Date.parse(at) - Date.parse(begins)) / span;
    return Math.round(left + Math.min(1, Math.max(0, share)) * (width - left - 20));
  };
  const evening = latestOffersEnd(file);
  const first = firstSession(file);
  const bars: Bar[] = [
    {
      label: say(language, { de: 'Bewerbung', en: 'Applications' }),
      from: begins,
      until: file.applications.closes,
      kind: 'apply',
    },
    {
      label: say(language, { de: 'Entscheidungen', en: 'Decisions' }),
      from: begins,
      until: file.decisionsDue,
      kind: 'decide',
    },
    {
      label: say(language, { de: 'Platzangebote', en: 'Offers' }),
      from: latestSelection(file),
      until: evening < first ? evening : first,
      kind: 'offer',
    },
  ];
  const months = monthStarts(begins, ends);
  const rows = bars.length + file.cohorts.length;
  const height = top + rows * rowHeight + 14;
  const isInside = begins <= now && now <= ends;
  return (
    <figure class="k-timeline">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={say(language, { de: 'Zeitverlauf des Durchgangs', en: 'Course of the round' })}
      >
        {months.map((at) => (
          <g key={at}>
            <line class="k-timeline__month" x1={x(at)} x2={x(at)} y1={top - 8} y2={height} />
            <text class="k-timeline__label" x={x(at) + 4} y={top - 14}>
              {formatDate(at, language)}
            </text>
          </g>
        ))}
        {bars.map(({ label, from, until, kind }, row) => (
          <g key={label}>
            <text class="k-timeline__name" x="0" y={top + row * rowHeight + 19}>
              {label}
            </text>
            <rect
              class={`k-timeline__bar k-timeline__bar--${kind}`}
              x={x(from)}
              y={top + row * rowHeight + 6}
              width={Math.max(6, x(until) - x(from))}
              height={rowHeight - 14}
              rx="4"
            />
          </g>
        ))}
        {file.cohorts.map(({ id }, index) => {
          const y = top + (bars.length + index) * rowHeight;
          return (
            <g key={id}>
              <text class="k-timeline__name" x="0" y={y + 19}>
                {say(language, { de: 'Gruppe', en: 'Group' })} {id.toUpperCase()}
              </text>
              {sessionsOf(file, id).map((session) => (
                <circle key={session.id} class="k-timeline__session" cx={x(session.starts)} cy={y + 15} r="7">
                  <title>{`${session.module.title}, ${formatShortDateTime(session.starts, language)}`}</title>
                </circle>
              ))}
            </g>
          );
        })}
        {isInside && (
          <g>
            <line class="k-timeline__today" x1={x(now)} x2={x(now)} y1={top - 8} y2={height} />
            <text class="k-timeline__todaylabel" x={x(now) + 5} y={height - 3}>
              {say(language, { de: 'heute', en: 'today' })}
            </text>
          </g>
        )}
      </svg>
    </figure>
  );
}

/** Midnights between the two: the firsts of the months, or of every other one where there are many. */
function monthStarts(from: string, until: string): string[] {
  const starts: string[] = [];
  let [year = 0, month = 1] = berlinDate(from).split('-').map(Number);
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > berlinDate(until)) break;
    starts.push(`${first}T00:00:00.000Z`);
  }
  const every = Math.ceil(starts.length / 7);
  return starts.filter((_, index) => index % every === 0);
}

/** The life of a round as steps, with the date of each. */
export function RoundSteps({ round, language }: { readonly round: Round; readonly language: Language }) {
  const { file, status } = round;
  const time = (at: string): string => formatDate(at, language);
  const order = ['draft', 'open', 'closed', 'selected', 'running', 'finished', 'archived', 'erased'];
  const reached = status === 'cancelled' ? lastReached(round) : order.indexOf(status);
  const stateOf = (index: number): Step['state'] => {
    if (index < reached) return 'done';
    if (status === 'cancelled') return index === reached ? 'done' : 'failed';
    return index === reached ? 'current' : 'next';
  };
  const at = (what: string): string | undefined => {
    const line = round.history.findLast((each) => each.what === what);
    return line === undefined ? undefined : time(line.at);
  };
  const steps: Step[] = [
    { title: say(language, { de: 'Vorbereitung', en: 'Preparation' }), detail: at('created') },
    {
      title: say(language, { de: 'Bewerbung', en: 'Applications' }),
      detail: at('opened') ?? time(file.applications.opens),
    },
    {
      title: say(language, { de: 'Auswahl', en: 'Selection' }),
      detail:
        at('closed') ??
        say(language, {
          de: `ab ${time(file.applications.closes)}`,
          en: `from ${time(file.applications.closes)}`,
        }),
    },
    {
      title: say(language, { de: 'Plätze', en: 'Seats' }),
      detail:
        at('selected') ??
        say(language, { de: `bis ${time(latestSelection(file))}`, en: `by ${time(latestSelection(file))}` }),
    },
    {
      title: say(language, { de: 'Schulung', en: 'Training' }),
      detail: at('running') ?? time(firstSession(file)),
    },
    {
      title: say(language, { de: 'Abschluss', en: 'Completion' }),
      detail: at('finished') ?? time(lastSessionEnd(file)),
    },
    {
      title:
        status === 'cancelled'
          ? say(language, { de: 'Abgesagt', en: 'Cancelled' })
          : say(language, { de: 'Archiv', en: 'Archive' }),
      detail: at('cancelled') ?? at('archived'),
    },
  ].map((step, index) => ({ ...step, state: stateOf(index) }));
  return (
    <div class="k-course">
      <Steps
        label={say(language, { de: 'Stand des Durchgangs', en: 'Where the round stands' })}
        steps={steps}
      />
    </div>
  );
}

function lastReached(round: Round): number {
  const codes = ['created', 'opened', 'closed', 'selected', 'running', 'finished'];
  return codes.findLastIndex((code) => round.history.some((line) => line.what === code));
}
