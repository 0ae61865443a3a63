import { isPlainDate, isTimeOfDay } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { parseRoundFile } from '../../domain/round-file.ts';
import type { Bilingual } from '../../domain/text.ts';
import { settings } from '../../platform/settings.ts';
import { allRounds, loadRound } from '../../platform/store/records.ts';
import { choice, field, ticked } from '../../platform/web/forms.ts';
import { formWords } from '../shared/form-words.ts';
import type { Visit } from '../shared/visit.ts';
import { fileFrom, nextFrom, type Outline } from './proposal.ts';

function readOutline(form: URLSearchParams): {
  readonly outline: Outline;
  readonly wrong: readonly (keyof typeof outlineWords)[];
} {
  const text = (name: string): string => form.get(name)?.trim() ?? '';
  const number = (name: string): number => Number(text(name) === '' ? Number.NaN : text(name));
  const person = (name: string) => ({ name: text(`${name}.name`), email: text(`${name}.email`) });
  const isCount = (name: string, most: number): boolean => {
    const value = number(name);
    return Number.isInteger(value) && value >= 1 && value <= most;
  };
  const wrong = [
    ...(['opens', 'closes', 'begins'] as const).filter((name) => !isPlainDate(text(name))),
    ...(['from', 'until'] as const).filter((name) => !isTimeOfDay(text(name))),
    ...(
      [
        ['modules', 20],
        ['sessionsPerModule', 10],
        ['daysBetweenModules', 60],
        ['groups', 10],
        ['seats', 500],
      ] as const
    )
      .filter(([name, most]) => !isCount(name, most))
      .map(([name]) => name),
  ];
  return {
    wrong,
    outline: {
      id: text('id'),
      title: text('title'),
      opens: text('opens'),
      closes: text('closes'),
      begins: text('begins'),
      modules: number('modules'),
      sessionsPerModule: number('sessionsPerModule'),
      daysBetweenModules: number('daysBetweenModules'),
      from: text('from'),
      until: text('until'),
      groups: number('groups'),
      seats: number('seats'),
      approver: person('approver'),
      deputy: person('deputy'),
      trainer: person('trainer'),
      office: person('office'),
      joinUrl: text('joinUrl'),
    },
  };
}

/** The outline's field that a problem of the file made from it belongs to. */
function outlineField(pointer: string): string {
  const [, first, second, ...rest] = pointer.split('/');
  if (first === 'applications') return second ?? '';
  if (first === 'decisionsDue') return 'closes';
  if (first === 'approvers')
    return rest[0] === 'deputy' ? `deputy.${rest[1] ?? 'name'}` : `approver.${rest[0] ?? 'name'}`;
  if (first === 'office') return `office.${second ?? 'name'}`;
  if (first === 'cohorts') {
    if (rest[0] === 'trainers') return `trainer.${rest[2] ?? 'name'}`;
    if (rest[0] === 'seats') return 'seats';
    return pointer.endsWith('joinUrl') ? 'joinUrl' : pointer.endsWith('ends') ? 'until' : 'begins';
  }
  return first ?? '';
}

const outlineWords = {
  opens: { de: 'Bitte geben Sie an, wann die Bewerbung öffnet.', en: 'Please say when applications open.' },
  closes: { de: 'Bitte geben Sie an, wann die Bewerbung endet.', en: 'Please say when applications close.' },
  begins: {
    de: 'Bitte geben Sie den Tag des ersten Termins an.',
    en: 'Please give the day of the first session.',
  },
  from: formWords.time,
  until: {
    de: 'Bitte geben Sie eine Uhrzeit an, zum Beispiel 13:00.',
    en: 'Please give a time, such as 13:00.',
  },
  modules: { de: 'Bitte geben Sie 1 bis 20 Module an.', en: 'Please give 1 to 20 modules.' },
  sessionsPerModule: {
    de: 'Bitte geben Sie 1 bis 10 Termine je Modul an.',
    en: 'Please give 1 to 10 sessions per module.',
  },
  daysBetweenModules: { de: 'Bitte geben Sie 1 bis 60 Tage an.', en: 'Please give 1 to 60 days.' },
  groups: { de: 'Bitte geben Sie 1 bis 10 Gruppen an.', en: 'Please give 1 to 10 groups.' },
  seats: { de: 'Bitte geben Sie 1 bis 500 Plätze an.', en: 'Please give 1 to 500 seats.' },
} as const satisfies Record<string, Bilingual>;

/** The draft that the first page asks for, or what is wrong with it. */
export async function draftOf(
  visit: Visit,
): Promise<{ readonly draft: unknown } | { readonly errors: readonly Mistake[] }> {
  const { request, at } = visit;
  const { form } = request;
  const fail = (name: string, message: Bilingual) => ({ errors: [mistake(name, message)] });
  switch (choice(form, 'origin', ['outline', 'earlier', 'file'])) {
    case 'outline': {
      const { outline, wrong } = readOutline(form);
      if (wrong.length > 0) {
        return { errors: wrong.map((name) => mistake(name, outlineWords[name])) };
      }
      const draft = fileFrom(outline);
      const parsed = parseRoundFile(draft, at);
      if (parsed.ok) return { draft };
      const errors = parsed.errors.map(({ pointer, message }) => mistake(outlineField(pointer), message));
      // Many sessions can have the same fault; a person mends it once.
      return {
        errors: [...new Map(errors.map((each) => [`${each.pointer} ${each.message.de}`, each])).values()],
      };
    }
    case 'earlier': {
      const earlier = await loadRound(field(form, 'earlier') ?? '');
      if (earlier === undefined) {
        return fail('earlier', { de: 'Bitte wählen Sie einen Durchgang aus.', en: 'Please choose a round.' });
      }
      const prefers = ticked(form, 'preferWaitingList', 'yes');
      return { draft: nextFrom(earlier, await allRounds(), settings, at, prefers) };
    }
    case 'file':
      try {
        return { draft: JSON.parse(form.get('file') ?? '') };
      } catch {
        return fail('file', {
          de: 'Das ist kein gültiges JSON. Bitte kopieren Sie die ganze Datei, von der ersten bis zur letzten geschweiften Klammer.',
          en: 'This is no valid JSON. Please copy the whole file, from the first to the last curly bracket.',
        });
      }
    default:
      return fail('origin', {
        de: 'Bitte wählen Sie, woraus er entstehen soll.',
        en: 'Please choose what it is made from.',
      });
  }
}
