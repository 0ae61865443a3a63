import type * as z from 'zod';
import { type Mistake, pointer } from '../mistake.ts';
import type { Bilingual } from '../text.ts';

/** What the checks of the schema say, by the key they carry as their message. */
const words: Readonly<Record<string, Bilingual>> = {
  instant: {
    de: 'Bitte Datum und Uhrzeit mit Zeitzone angeben, zum Beispiel 2022-10-04T23:59:59+02:00.',
    en: 'Please give date and time with the offset, such as 2022-10-04T23:59:59+02:00.',
  },
  identifier: {
    de: 'Erlaubt sind 1 bis 40 Zeichen: Buchstaben von A bis Z, Ziffern und Bindestriche.',
    en: '1 to 40 characters are allowed: letters from A to Z, digits and hyphens.',
  },
  line: {
    de: 'Der Text muss in einer Zeile stehen, ohne Steuerzeichen.',
    en: 'The text must stand in one line, without control characters.',
  },
  empty: { de: 'Der Text darf nicht leer sein.', en: 'The text must not be empty.' },
  long: { de: 'Der Text ist zu lang.', en: 'The text is too long.' },
  email: {
    de: 'Das ist keine E-Mail-Adresse, zum Beispiel name@verwaltung.example.',
    en: 'This is no mail address such as name@administration.example.',
  },
  link: {
    de: 'Das ist kein Link, der mit https:// beginnt.',
    en: 'This is no link that begins with https://.',
  },
  whole: { de: 'Bitte eine ganze Zahl angeben.', en: 'Please give a whole number.' },
  none: { de: 'Mindestens ein Eintrag ist nötig.', en: 'At least one entry is needed.' },
  share: {
    de: 'Bitte einen Anteil über 0 und bis 1 angeben, zum Beispiel 0.8.',
    en: 'Please give a share above 0 and up to 1, such as 0.8.',
  },
};

const kinds: Readonly<Record<string, Bilingual>> = {
  string: { de: 'ein Text', en: 'a text' },
  number: { de: 'eine Zahl', en: 'a number' },
  int: { de: 'eine ganze Zahl', en: 'a whole number' },
  boolean: { de: 'true oder false', en: 'true or false' },
  array: { de: 'eine Liste', en: 'a list' },
  object: { de: 'ein Objekt', en: 'an object' },
};

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
}

/** Says what the schema found, each unknown field by itself. */
export function describeIssue(issue: z.core.$ZodIssue, json: unknown): Mistake[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      message: { de: `Das Feld „${key}“ ist nicht bekannt.`, en: `The field "${key}" is not known.` },
    }));
  }
  return [{ pointer: pointer(issue.path), message: sentence(issue, json) }];
}

function sentence(issue: z.core.$ZodIssue, json: unknown): Bilingual {
  if (valueAt(json, issue.path) === undefined && issue.path.length > 0) {
    return { de: 'Diese Angabe fehlt.', en: 'This is missing.' };
  }
  const known = words[issue.message];
  if (known !== undefined) return known;
  if (issue.code === 'invalid_type') {
    const kind = kinds[issue.expected];
    if (kind !== undefined) return { de: `Hier muss ${kind.de} stehen.`, en: `This must be ${kind.en}.` };
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join(', ');
    return { de: `Möglich sind: ${values}.`, en: `Possible are: ${values}.` };
  }
  const [least, most] = issue.message.split(' ');
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return {
      de: `Bitte eine ganze Zahl von ${least} bis ${most} angeben.`,
      en: `Please give a whole number from ${least} to ${most}.`,
    };
  }
  return { de: 'Diese Angabe ist ungültig.', en: 'This is not valid.' };
}
