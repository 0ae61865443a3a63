import type * as z from 'zod';
import { formatNumber } from '../../domain/calendar.ts';
import {
  type Fault,
  faults,
  type Submission,
  submissionSchema,
} from '../../domain/form-fields/submission.ts';
import {
  type FieldName,
  fieldNames,
  fieldOf,
  isFieldName,
  parts,
  valueAt,
} from '../../domain/form-fields/table.ts';
import { type Mistake, pointer } from '../../domain/mistake.ts';
import { administration, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { type Bilingual, normaliseEmail } from '../../domain/text.ts';

const unknownRound: Bilingual = {
  de: 'Diesen Durchgang gibt es nicht.',
  en: 'There is no such round.',
};

const sameEmail: Bilingual = {
  de: 'Die vorgesetzte Person braucht eine andere E-Mail-Adresse als Sie. Wenn Sie die Verwaltung leiten, lassen Sie die Angaben weg.',
  en: 'The supervisor needs another email address than yours. If you head the administration, leave these fields empty.',
};

/** What is wrong, by the name that the field has in a sentence and its limit. */
type Words = (name: Bilingual, most: number) => Bilingual;

const words: Readonly<Record<Fault, Words>> = {
  missing: (name) => ({
    de: `${name.de} fehlt. Bitte füllen Sie das Feld aus.`,
    en: `${name.en} is missing. Please fill in the field.`,
  }),
  'no-text': () => ({ de: 'Hier wird ein Text erwartet.', en: 'A text is expected here.' }),
  'too-long': (name, most) => ({
    de: `${name.de}: Das sind zu viele Zeichen. Möglich sind höchstens ${formatNumber(most, 'de')}.`,
    en: `${name.en}: these are too many characters. At most ${formatNumber(most, 'en')} are possible.`,
  }),
  'control-characters': (name) => ({
    de: `${name.de}: Der Text enthält unsichtbare Steuerzeichen. Bitte tippen Sie ihn neu ein.`,
    en: `${name.en}: the text contains invisible control characters. Please type it again.`,
  }),
  'no-name': (name) => ({
    de: `${name.de} kann nur aus Buchstaben und Zeichen wie - und ’ bestehen, nicht aus < > { } / oder Ziffern.`,
    en: `${name.en} can only hold letters and characters such as - and ’, not < > { } / or digits.`,
  }),
  'leads-away': (name) => ({
    de: `${name.de} darf keine Internet- oder E-Mail-Adresse enthalten. Nach einem Punkt hilft ein Leerzeichen.`,
    en: `${name.en} must not hold an address of the web or of a mailbox. A space after a full stop helps.`,
  }),
  'no-address': (name) => ({
    de: `${name.de} ist nicht vollständig. Sie sieht so aus: vorname.nachname@verwaltung.example`,
    en: `${name.en} is not complete. It looks like this: first.last@administration.example`,
  }),
  'unknown-field': () => ({ de: 'Dieses Feld gibt es nicht.', en: 'There is no such field.' }),
  administrations: () => ({
    de: 'Bitte wählen Sie Ihre Verwaltung aus der Liste; für einen gemeinsamen Platz zwei verschiedene.',
    en: 'Please choose your administration from the list; for a joint place two different ones.',
  }),
  'unknown-administration': () => ({
    de: 'Diese Verwaltung steht nicht im Register. Bitte wählen Sie eine aus der Liste.',
    en: 'This administration is not in the register. Please choose one from the list.',
  }),
  cohorts: () => ({
    de: 'Bitte wählen Sie aus, welche Termine Ihnen passen, oder lassen Sie alles frei.',
    en: 'Please choose the dates that suit you, or leave everything empty.',
  }),
  'no-boolean': () => ({ de: 'Hier steht true oder false.', en: 'This is true or false.' }),
  language: () => ({ de: 'Die Sprache ist de oder en.', en: 'The language is de or en.' }),
  agreement: () => ({
    de: 'Bitte nehmen Sie den Datenschutzhinweis zur Kenntnis.',
    en: 'Please confirm that you have read the privacy notice.',
  }),
};

const thisEntry: Bilingual = { de: 'Diese Angabe', en: 'This entry' };

/** What a field, or a part of several, is called in a sentence, so that a message says which one it is about. */
function sentenceOf(name: string): Bilingual {
  if (name === 'applicant' || name === 'supervisor') return parts[name].sentence;
  const sentence = isFieldName(name) ? fieldOf(name).sentence : undefined;
  return sentence === undefined || 'not' in sentence ? thisEntry : sentence;
}

function messageOf(fault: string, name: string): Bilingual {
  const known = faults.find((each) => each === fault);
  if (known === undefined) throw new Error(`the schema of an application says ${fault}, which has no words`);
  const field = isFieldName(name) ? fieldOf(name) : undefined;
  return words[known](sentenceOf(name), field !== undefined && 'most' in field ? field.most : 0);
}

const pointerOf = (name: FieldName): string => pointer(name.split('.'));

/** The mistakes that an issue of the schema tells. */
function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const steps = issue.path.filter((step) => typeof step !== 'number');
  const name = steps.join('.');
  const message = messageOf(issue.message, name);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), message }));
  }
  // Of a list of cohorts the whole is wrong.
  return [{ pointer: pointer(name === 'cohorts' ? steps : issue.path), message }];
}

/** Whether a mistake is about this field, or about an object or list that it belongs to. */
function concerns({ pointer }: Mistake, name: FieldName): boolean {
  const own = pointerOf(name);
  return own === pointer || own.startsWith(`${pointer}/`) || pointer.startsWith(`${own}/`);
}

/** In the order of the form, each once; what no field of ours is comes last. */
function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const place = (mistake: Mistake): number => {
    const found = fieldNames.findIndex((name) => concerns(mistake, name));
    return found < 0 ? fieldNames.length : found;
  };
  return mistakes
    .filter(({ pointer }, index) => mistakes.findIndex((other) => other.pointer === pointer) === index)
    .sort((a, b) => place(a) - place(b));
}

/**
 * Checks what was sent to apply, and finds all mistakes at once. The HTML form and the JSON interface
 * use these same rules.
 * @param find finds a round by its id; undefined where there is none
 */
export async function checkSubmission(
  input: unknown,
  find: (round: string) => Promise<{ readonly round: Round; readonly register: Register } | undefined>,
): Promise<
  | { readonly ok: true; readonly submission: Submission; readonly round: Round; readonly register: Register }
  | { readonly ok: false; readonly mistakes: readonly Mistake[]; readonly round: Round | undefined }
> {
  const parsed = submissionSchema.safeParse(input);
  const mistakes = parsed.success ? [] : parsed.error.issues.flatMap(mistakesOf);
  /** The answer to a field with nothing wrong in it. */
  const sound = (name: FieldName): unknown =>
    mistakes.some((mistake) => concerns(mistake, name)) ? undefined : valueAt(input, name);
  const id = sound('round');
  const found = typeof id === 'string' ? await find(id) : undefined;
  if (typeof id === 'string' && found === undefined)
    mistakes.push({ pointer: '/round', message: unknownRound });
  const isList = mistakes.every(({ pointer }) => pointer !== pointerOf('administrations'));
  const keys = isList ? valueAt(input, 'administrations') : undefined;
  if (found !== undefined) mistakes.push(...againstRound(keys, sound('cohorts'), found));
  const [own, theirs] = [sound('applicant.email'), sound('supervisor.email')];
  if (
    typeof own === 'string' &&
    typeof theirs === 'string' &&
    normaliseEmail(own) === normaliseEmail(theirs)
  ) {
    mistakes.push({ pointer: '/supervisor/email', message: sameEmail });
  }
  if (!parsed.success || mistakes.length > 0 || found === undefined) {
    return { ok: false, mistakes: inOrder(mistakes), round: found?.round };
  }
  return { ok: true, submission: parsed.data, ...found };
}

/** What only the round and its register can tell: whether there are such administrations and cohorts. */
function againstRound(
  keys: unknown,
  cohorts: unknown,
  { round, register }: { readonly round: Round; readonly register: Register },
): Mistake[] {
  const unknownKeys = (Array.isArray(keys) ? keys : []).flatMap((key: unknown, index) =>
    typeof key === 'string' && administration(register, key) === undefined
      ? [
          {
            pointer: `/administrations/${index}`,
            message: messageOf('unknown-administration', 'administrations'),
          },
        ]
      : [],
  );
  const known = round.file.cohorts.map(({ id }) => id);
  const others = Array.isArray(cohorts) && cohorts.some((id) => !known.includes(id));
  return [
    ...unknownKeys,
    ...(others ? [{ pointer: '/cohorts', message: messageOf('cohorts', 'cohorts') }] : []),
  ];
}
