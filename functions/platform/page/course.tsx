import type { ComponentChildren } from 'preact';
import { formatLongDate, formatPeriod } from '../../domain/calendar.ts';
import { words } from './content.tsx';
import { useLanguage } from './context.ts';

/** A session as pages show it: instants in ISO 8601, shown in Berlin's time. */
export type DateEntry = {
  readonly starts: string;
  readonly ends: string;
  readonly title?: ComponentChildren;
  readonly note?: ComponentChildren;
};

/** Dates one below the other, each with weekday, day and time, and what happens then. */
export function DateList({ dates }: { readonly dates: readonly DateEntry[] }) {
  const language = useLanguage();
  return (
    <ol class="k-dates">
      {dates.map(({ starts, ends, title, note }) => {
        const day = formatLongDate(starts, language);
        return (
          <li class="k-dates__date" key={`${starts} ${ends}`}>
            <div class="k-dates__when">
              <time class="k-dates__day" dateTime={starts}>
                {day}
              </time>
              <span class="k-dates__time">{formatPeriod(starts, ends, language).slice(day.length + 2)}</span>
            </div>
            {(title || note) && (
              <div class="k-dates__what">
                {title && <span class="k-dates__title">{title}</span>}
                {note && <span class="k-dates__note">{note}</span>}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** One step on the way of a case or round. */
export type Step = {
  readonly title: string;
  readonly state: 'done' | 'current' | 'next' | 'failed';
  /** A date or a sentence. */
  readonly detail?: ComponentChildren;
};

/** The way of a case or round as a picture: what is done, where it stands, what comes. */
export function Steps({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  const word = words[useLanguage()];
  return (
    <ol class="k-steps" aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.title}
          class={`k-steps__step k-steps__step--${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span class="k-steps__title">
            {step.title}
            <span class="kern-sr-only"> ({word[step.state]})</span>
          </span>
          {step.detail && <span class="k-steps__detail">{step.detail}</span>}
        </li>
      ))}
    </ol>
  );
}
