import { isPlainDate } from '../../domain/calendar.ts';
import { parseRoundFile } from '../../domain/round-file.ts';
import type { Bilingual } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import type { FieldError } from '../../platform/page/errors.tsx';
import { settings } from '../../platform/settings.ts';
import { allRounds, loadRound } from '../../platform/store/records.ts';
import { choice, field, ticked } from '../../platform/web/forms.ts';
import type { Visit } from '../shared/visit.ts';
import { fileFrom, nextFrom, type Outline } from './proposal.ts';

function readOutline(form: URLSearchParams): {
  readonly outline: Outline;
  readonly wrong: readonly string[];
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
    ...(['from', 'until'] as const).filter((name) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(text(name))),
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

const mistakeWords: Readonly<Record<string, Bilingual>> = {
  opens: { de: 'Bitte geben Sie an, wann die Bewerbung öffnet.', en: 'Please say when applications open.' },
  closes: { de: 'Bitte geben Sie an, wann die Bewerbung endet.', en: 'Please say when applications close.' },
  begins: {
    de: 'Bitte geben Sie den Tag des ersten Termins an.',
    en: 'Please give the day of the first session.',
  },
  from: {
    de: 'Bitte geben Sie eine Uhrzeit an, zum Beispiel 09:00.',
    en: 'Please give a time, such as 09:00.',
  },
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
};

/** The draft that the first page asks for, or what is wrong with it. */
export async function draftOf(
  visit: Visit,
): Promise<{ readonly draft: unknown } | { readonly errors: readonly FieldError[] }> {
  const { request, language, at } = visit;
  const { form } = request;
  const fail = (name: string, de: string, en: string) => ({
    errors: [{ name, message: say(language, de, en) }],
  });
  switch (choice(form, 'origin', ['outline', 'earlier', 'file'])) {
    case 'outline': {
      const { outline, wrong } = readOutline(form);
      if (wrong.length > 0) {
        return { errors: wrong.map((name) => ({ name, message: mistakeWords[name]?.[language] ?? name })) };
      }
      const draft = fileFrom(outline);
      const parsed = parseRoundFile(draft, at);
      if (parsed.ok) return { draft };
      const errors = parsed.errors.map(({ pointer, message }) => ({
        name: outlineField(pointer),
        message: message[language],
      }));
      // Many sessions can have the same fault; a person mends it once.
      return {
        errors: [...new Map(errors.map((error) => [`${error.name} ${error.message}`, error])).values()],
      };
    }
    case 'earlier': {
      const earlier = await loadRound(field(form, 'earlier') ?? '');
      if (earlier === undefined) {
        return fail('earlier', 'Bitte wählen Sie einen Durchgang aus.', 'Please choose a round.');
      }
      const prefers = ticked(form, 'preferWaitingList', 'yes');
      return { draft: nextFrom(earlier, await allRounds(), settings, at, prefers) };
    }
    case 'file':
      try {
        return { draft: JSON.parse(form.get('file') ?? '') };
      } catch {
        return fail(
          'file',
          'Das ist kein gültiges JSON. Bitte kopieren Sie die ganze Datei, von der ersten bis zur letzten geschweiften Klammer.',
          'This is no valid JSON. Please copy the whole file, from the first to the last curly bracket.',
        );
      }
    default:
      return fail(
        'origin',
        'Bitte wählen Sie, woraus er entstehen soll.',
        'Please choose what it is made from.',
      );
  }
}
