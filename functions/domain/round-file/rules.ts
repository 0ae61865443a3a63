import * as z from 'zod';
import { formatDateTime, type Instant } from '../calendar.ts';
import { type Mistake, pointer } from '../mistake.ts';
import { dimensions } from '../register/administration.ts';
import { type Bilingual, normaliseEmail } from '../text.ts';
import { latestOffersEnd } from './latest-dates.ts';
import { identifier, instant } from './schema.ts';

/** A value that is left out where it is not as it should be: the schema has told so already. */
const maybe = <T extends z.ZodType>(schema: T) => z.optional(schema).catch(undefined);
const list = <T extends z.ZodType>(schema: T) => z.array(schema).catch([]);

/**
 * As much of a round file as can be read, so that what stands in relation is checked together with what is wrong by
 * itself, and all of it is told at once.
 */
export const draftSchema = z
  .object({
    applications: z.object({ opens: maybe(instant), closes: maybe(instant) }).catch({}),
    decisionsDue: maybe(instant),
    seatsOfferedForWorkingDays: maybe(z.int().min(1).max(60)),
    substitutesUntil: maybe(instant),
    approvers: list(z.object({ email: maybe(z.string()) }).catch({})),
    approvalsNeeded: maybe(z.int()),
    selection: z.object({ dimensions: list(maybe(z.enum(dimensions))) }).catch({ dimensions: [] }),
    cohorts: list(
      z
        .object({
          id: maybe(identifier),
          modules: list(
            z
              .object({
                number: maybe(z.int()),
                sessions: list(
                  z.object({ id: maybe(identifier), starts: maybe(instant), ends: maybe(instant) }).catch({}),
                ),
              })
              .catch({ sessions: [] }),
          ),
        })
        .catch({ modules: [] }),
    ),
  })
  .catch({ applications: {}, approvers: [], selection: { dimensions: [] }, cohorts: [] });

export type Draft = z.infer<typeof draftSchema>;

/** A session with its place in the file. */
export type PlacedSession = {
  readonly id?: string | undefined;
  readonly starts?: Instant | undefined;
  readonly ends?: Instant | undefined;
  readonly path: readonly PropertyKey[];
};

/** The sessions of the whole draft in the order of the file, by cohort and module. */
export function placedSessions(draft: Draft): PlacedSession[][][] {
  return draft.cohorts.map((cohort, c) =>
    cohort.modules.map((module, m) =>
      module.sessions.map((session, s) => ({
        ...session,
        path: ['cohorts', c, 'modules', m, 'sessions', s],
      })),
    ),
  );
}

/** What makes the file as a whole invalid: dates in a wrong order, ids that stand twice, counts that cannot be. */
export function findErrors(draft: Draft, now: Instant): Mistake[] {
  const errors: Mistake[] = [];
  const fault = (path: readonly PropertyKey[], message: Bilingual) =>
    errors.push({ pointer: pointer(path), message });
  const sessions = placedSessions(draft);
  checkDates(draft, sessions.flat(2), now, fault);
  for (const module of sessions.flat()) checkOrder(module, fault);
  checkNames(draft, sessions.flat(2), fault);
  const needed = draft.approvalsNeeded;
  if (draft.approvers.length > 0 && needed !== undefined && needed > draft.approvers.length) {
    fault(['approvalsNeeded'], {
      de: `Es sind nicht mehr Zustimmungen möglich als Entscheidende genannt sind (${draft.approvers.length}).`,
      en: `There cannot be more approvals than approvers (${draft.approvers.length}).`,
    });
  }
  return errors;
}

type Fault = (path: readonly PropertyKey[], message: Bilingual) => void;

/** Both must be readable for one to come after the other. */
const notAfter = (later: Instant | undefined, earlier: Instant | undefined): boolean =>
  later !== undefined && earlier !== undefined && later <= earlier;

function checkDates(draft: Draft, sessions: readonly PlacedSession[], now: Instant, fault: Fault): void {
  const { opens, closes } = draft.applications;
  if (notAfter(closes, opens)) {
    fault(['applications', 'closes'], {
      de: 'Die Bewerbungsfrist muss nach ihrem Beginn enden.',
      en: 'Applications must close after they open.',
    });
  }
  if (notAfter(closes, now)) {
    fault(['applications', 'closes'], {
      de: 'Die Bewerbungsfrist ist schon vorbei.',
      en: 'The application window is already over.',
    });
  }
  if (notAfter(draft.decisionsDue, closes)) {
    fault(['decisionsDue'], {
      de: 'Die Entscheidungen können erst nach dem Ende der Bewerbungsfrist fällig sein.',
      en: 'Decisions can only be due after applications have closed.',
    });
  }
  for (const { starts, ends, path } of sessions) {
    if (notAfter(ends, starts)) {
      fault([...path, 'ends'], {
        de: 'Der Termin muss nach seinem Beginn enden.',
        en: 'The session must end after it starts.',
      });
    }
    if (notAfter(starts, closes)) {
      fault([...path, 'starts'], {
        de: 'Der Termin muss nach dem Ende der Bewerbungsfrist liegen.',
        en: 'The session must come after applications have closed.',
      });
    } else if (notAfter(starts, draft.decisionsDue)) {
      fault([...path, 'starts'], {
        de: 'Der Termin muss nach dem Tag liegen, bis zu dem entschieden ist (decisionsDue).',
        en: 'The session must come after decisions are due (decisionsDue).',
      });
    }
  }
}

function checkOrder(module: readonly PlacedSession[], fault: Fault): void {
  for (const [index, { starts, path }] of module.entries()) {
    const before = module[index - 1]?.ends;
    if (starts !== undefined && before !== undefined && starts < before) {
      fault([...path, 'starts'], {
        de: 'Die Termine eines Moduls müssen in ihrer Reihenfolge stehen und dürfen sich nicht überschneiden.',
        en: 'The sessions of a module must stand in their order and must not overlap.',
      });
    }
  }
}

function checkNames(draft: Draft, sessions: readonly PlacedSession[], fault: Fault): void {
  const twice = (
    entries: readonly { value: unknown; path: readonly PropertyKey[] }[],
    message: Bilingual,
  ) => {
    const seen = new Set<unknown>();
    for (const { value, path } of entries) {
      if (value !== undefined && seen.has(value)) fault(path, message);
      seen.add(value);
    }
  };
  twice(
    draft.cohorts.map(({ id }, c) => ({ value: id, path: ['cohorts', c, 'id'] })),
    { de: 'Diese Kennung trägt schon eine andere Gruppe.', en: 'Another cohort has this id already.' },
  );
  for (const [c, { modules }] of draft.cohorts.entries()) {
    twice(
      modules.map(({ number }, m) => ({ value: number, path: ['cohorts', c, 'modules', m, 'number'] })),
      {
        de: 'Diese Nummer trägt schon ein anderes Modul der Gruppe.',
        en: 'Another module of the cohort has this number already.',
      },
    );
  }
  twice(
    sessions.map(({ id, path }) => ({ value: id, path: [...path, 'id'] })),
    {
      de: 'Diese Kennung trägt schon ein anderer Termin des Durchgangs.',
      en: 'Another session of the round has this id already.',
    },
  );
  twice(
    draft.approvers.map(({ email }, a) => ({
      value: email === undefined ? undefined : normaliseEmail(email),
      path: ['approvers', a, 'email'],
    })),
    {
      de: 'Diese Adresse steht schon bei einer anderen entscheidenden Stelle.',
      en: 'Another approver has this address already.',
    },
  );
  twice(
    draft.selection.dimensions.map((value, d) => ({ value, path: ['selection', 'dimensions', d] })),
    { de: 'Dieses Merkmal steht schon in der Liste.', en: 'This dimension is in the list already.' },
  );
}

/** After a period of offers that runs to its end: would the first session be reached before it? */
export function offersCutShort(draft: Draft, first: Instant): Bilingual | undefined {
  const { decisionsDue, seatsOfferedForWorkingDays = 5 } = draft;
  if (decisionsDue === undefined) return undefined;
  const ends = latestOffersEnd({ decisionsDue, seatsOfferedForWorkingDays });
  if (ends <= first) return undefined;
  return {
    de: `Wird bis zuletzt entschieden, liefen Platzangebote bis ${formatDateTime(ends, 'de')}; dieser Termin beginnt vorher und verkürzt sie.`,
    en: `If decisions take until they are due, offers would run until ${formatDateTime(ends, 'en')}; this session begins before and cuts them short.`,
  };
}
