import { atBerlin, isPlainDate, isTimeOfDay } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { currentEdition, dimensions, dimensionValue, register } from '../../domain/register/register.ts';
import type { RoundFile } from '../../domain/round-file.ts';
import { field } from '../../platform/web/forms.ts';

/** What is worth a second look beyond the file's own warnings: a cross-section needs seats for its parts. */
export function seatWarnings(file: RoundFile): Mistake[] {
  const edition = register(currentEdition);
  if (edition === undefined) return [];
  const seats = file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
  return dimensions
    .filter((dimension) => file.selection.dimensions.includes(dimension))
    .flatMap((dimension) => {
      const parts = new Set(edition.administrations.map((each) => dimensionValue(each, dimension))).size;
      if (seats >= parts) return [];
      return [
        {
          pointer: '/cohorts/0/seats',
          message: {
            de: `${seats} Plätze sind zu wenige für einen Querschnitt: Das Merkmal hat ${parts} Ausprägungen. Planen Sie mindestens ${parts} Plätze, oder nehmen Sie das Merkmal aus der Auswahl.`,
            en: `${seats} seats are too few for a cross-section: the dimension has ${parts} values. Plan at least ${parts} seats, or leave the dimension out of the selection.`,
          },
        },
      ];
    });
}

/** The draft with what was changed on the second page. */
export function edited(draft: unknown, form: URLSearchParams): unknown {
  const copy: unknown = structuredClone(draft);
  const at = (instant: unknown): string | undefined => (typeof instant === 'string' ? instant : undefined);
  walk(copy, (session) => {
    const id = at(Reflect.get(session, 'id'));
    const date = form.get(`date-${id}`) ?? '';
    const [from, until] = [form.get(`from-${id}`) ?? '', form.get(`until-${id}`) ?? ''];
    if (!isPlainDate(date) || !isTimeOfDay(from) || !isTimeOfDay(until)) return;
    Object.assign(session, { starts: atBerlin(date, from), ends: atBerlin(date, until) });
  });
  if (typeof copy !== 'object' || copy === null) return copy;
  const id = field(form, 'id')?.trim();
  const title = field(form, 'title')?.trim();
  return { ...copy, ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) };
}

/** Calls back for each session of a draft, whatever else is in it. */
function walk(draft: unknown, found: (session: object) => void): void {
  const list = (value: unknown, name: string): unknown[] => {
    const inner = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return Array.isArray(inner) ? inner : [];
  };
  for (const cohort of list(draft, 'cohorts')) {
    for (const module of list(cohort, 'modules')) {
      for (const session of list(module, 'sessions')) {
        if (typeof session === 'object' && session !== null) found(session);
      }
    }
  }
}

/** Mistakes in a draft as those of the fields by which its sessions, id and title can be changed. */
export function sessionMistakes(mistakes: readonly Mistake[], file: RoundFile): Mistake[] {
  return mistakes.map((found) => {
    const [, , cohort, , module, , session] = found.pointer.split('/');
    const id = file.cohorts[Number(cohort)]?.modules[Number(module)]?.sessions[Number(session)]?.id;
    return id === undefined ? found : mistake(`date-${id}`, found.message);
  });
}
