import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { agreedTo, changedFields } from '../../functions/application/case/changed-fields.ts';
import { checkSubmission } from '../../functions/application/form/check-submission.ts';
import { places } from '../../functions/domain/form-fields/field.ts';
import { submittedShape } from '../../functions/domain/form-fields/record.ts';
import { submissionSchema } from '../../functions/domain/form-fields/submission.ts';
import { handedOver } from '../../functions/domain/form-fields/submitted.ts';
import {
  type FieldName,
  fieldNames,
  fieldOf,
  objectOf,
  showingOf,
  valueAt,
} from '../../functions/domain/form-fields/table.ts';
import { register as findRegister } from '../../functions/domain/register/register.ts';
import { aRound } from '../support/records.ts';
import { answerTo, everyAnswer, everyFieldSeen, plain, wordsFor } from './every-field.ts';

type Seen = Awaited<ReturnType<typeof everyFieldSeen>>;
let all: Seen;
beforeAll(async () => {
  all = await everyFieldSeen();
});

const pointerOf = (name: FieldName): string => `/${name.replace('.', '/')}`;

/** The application with another answer to one field. */
const withAnswer = (name: FieldName, answer: unknown): Record<string, unknown> =>
  objectOf(fieldNames.map((each) => [each, each === name ? answer : answerTo(each)]));

async function pointersOf(input: unknown): Promise<string[]> {
  const round = aRound();
  const cohorts = ['a', 'b'].flatMap((id) => round.file.cohorts.map((each) => ({ ...each, id })));
  const register = findRegister(round.registerEdition);
  if (register === undefined) throw new Error('there is no register');
  const checked = await checkSubmission(input, async (id) =>
    id === '3' ? { round: { ...round, file: { ...round.file, cohorts } }, register } : undefined,
  );
  return checked.ok ? [] : checked.mistakes.map(({ pointer }) => pointer);
}

/** Something else of the same kind. */
function otherThan(name: FieldName): unknown {
  const answer = answerTo(name);
  if (Array.isArray(answer)) return answer.slice(1);
  if (typeof answer === 'boolean') return undefined;
  return name === 'language' ? 'en' : `${answer}x`;
}

const jsonSchema = z.looseObject({
  type: z.optional(z.string()),
  description: z.optional(z.string()),
  maxLength: z.optional(z.number()),
  required: z.optional(z.array(z.string())),
  get properties() {
    return z.optional(z.record(z.string(), jsonSchema));
  },
});
const openApiSchema = z.object({ components: z.object({ schemas: z.object({ Application: jsonSchema }) }) });

describe.each(fieldNames)('the field %s', (name) => {
  const field = fieldOf(name);
  const answer = answerTo(name);

  it('is asked in the form with its words, in both languages, or the table says why not', () => {
    for (const language of ['de', 'en'] as const) {
      const page = all.empty[language];
      expect(page.includes(`name="${name}"`)).toBe(!('not' in field.form));
      if ('not' in field.form) continue;
      const { label, hint, second } = field.form;
      const text = plain(page.replaceAll(/<[^>]*>/g, ''));
      for (const words of [label, hint, second?.label, second?.hint]) {
        if (words !== undefined) expect(text).toContain(words[language]);
      }
    }
  });

  it('is checked: a right answer passes, a missing, wrong or too long one is told at its pointer', async () => {
    expect(await pointersOf(everyAnswer)).toEqual([]);
    const missing = await pointersOf(withAnswer(name, undefined));
    expect(missing).toEqual(field.optional ? [] : [pointerOf(name)]);
    expect(await pointersOf(withAnswer(name, { not: 'of its kind' }))).toEqual([pointerOf(name)]);
    if (!('most' in field) || field.kind === 'email') return;
    expect(await pointersOf(withAnswer(name, 'ä'.repeat(field.most + 1)))).toEqual([pointerOf(name)]);
    if (name !== 'round') expect(await pointersOf(withAnswer(name, 'ä'.repeat(field.most)))).toEqual([]);
  });

  it('is of the type that the program takes it for', () => {
    expect(valueAt(submissionSchema.parse(everyAnswer), name)).toEqual(answer);
    expect(submissionSchema.safeParse(withAnswer(name, 7)).success).toBe(false);
  });

  it('is described for the JSON interface with its limit, needed or not', () => {
    const { Application } = openApiSchema.parse(all.openApi).components.schemas;
    const [top = '', own] = name.split('.');
    const holder = own === undefined ? Application : Application.properties?.[top];
    const described = holder?.properties?.[own ?? top];
    expect(described?.description).toBe(field.description);
    expect(described?.maxLength).toBe('most' in field ? field.most : undefined);
    expect(holder?.required?.includes(own ?? top) ?? false).toBe(!field.optional);
  });

  it('is kept in the record, apart from it, or not at all, as the table says', () => {
    const inRecord = field.kept === 'submitted' || field.kept === 'fixed';
    expect(valueAt(all.record, name)).toEqual(inRecord ? answer : undefined);
    if (field.kept !== 'apart') return;
    expect(JSON.stringify(all.record)).not.toContain(JSON.stringify(answer));
    expect(JSON.stringify(all.beside)).toContain(JSON.stringify(answer));
  });

  it.each(places)('is shown in its place (%s), or the table says why not', (place) => {
    const showing = showingOf(name, place);
    const text = plain(all.seen[place]);
    expect(text.length).toBeGreaterThan(50);
    const words = wordsFor(name, place);
    if ('not' in showing) {
      for (const each of words) expect(text).not.toContain(each);
      return;
    }
    expect(words).not.toEqual([]);
    for (const each of words) expect(text).toContain(each);
    if ('label' in showing) expect(text).toContain(showing.label.de);
    if ('label' in showing && showing.note !== undefined) expect(text).toContain(showing.note.de);
  });

  it('is in the file of all own data, or the table says why not', () => {
    const { submitted } = z.looseObject({ submitted: z.unknown() }).parse(all.ownData);
    const told = valueAt(submitted, name);
    if ('not' in field.ownData) expect(told).toBeUndefined();
    else if (field.kind === 'administrations')
      expect(JSON.stringify(told)).toContain(String(answer).slice(0, 9));
    else expect(told).toEqual(answer);
  });

  it('is told where it is corrected, and the administration asked anew, as the table says', () => {
    const given = z.object(submittedShape).parse(withAnswer(name, otherThan(name)));
    const { corrected } = field;
    expect(changedFields(all.record, given)).toEqual('not' in corrected ? [] : [corrected.called]);
    expect(agreedTo(given) !== agreedTo(all.record)).toBe(!('not' in corrected) && corrected.asksAgain);
  });

  it('stays with the seat or goes with the person where another one takes the seat', () => {
    const theirs = z
      .object(submittedShape)
      .parse(
        objectOf(fieldNames.map((each) => [each, fieldOf(each).optional ? undefined : otherThan(each)])),
      );
    const kept = field.kept === 'submitted' ? handedOver(all.record, theirs) : undefined;
    if (kept === undefined) return;
    expect(valueAt(kept, name)).toEqual(valueAt(field.substituted === 'stays' ? all.record : theirs, name));
  });

  it('is gone after the erasure, but for what the table keeps', () => {
    const left = valueAt(all.left.record, name);
    if (typeof field.erased === 'object' && 'kept' in field.erased) return void expect(left).toEqual(answer);
    expect(left).toEqual(field.erased === 'emptied' ? '' : undefined);
    for (const words of wordsFor(name, 'casePage')) expect(plain(all.left.table)).not.toContain(words);
  });

  it('is named in the privacy notice, or the table says why not', () => {
    if ('not' in field.privacy) return;
    for (const language of ['de', 'en'] as const) {
      expect(all.privacy[language].toLowerCase()).toContain(field.privacy[language].toLowerCase());
    }
  });

  it('is left out nowhere without a reason in a sentence', () => {
    const reasons = JSON.stringify(field).matchAll(/"(?:not|kept)":"([^"]*)"/g);
    for (const [, reason = ''] of reasons) {
      if (!['submitted', 'fixed', 'apart'].includes(reason)) expect(reason).toMatch(/^[A-Z].{12,}\.$/);
    }
  });
});

describe('what was submitted, in a record', () => {
  it('is read strictly: a field that the table does not know is refused by its name', () => {
    const record = z.object(submittedShape);
    expect(record.safeParse(all.record).success).toBe(true);
    for (const part of ['applicant', 'supervisor'] as const) {
      const read = record.safeParse({ ...all.record, [part]: { ...all.record[part], shoeSize: 42 } });
      expect(read.error?.issues).toMatchObject([
        { code: 'unrecognized_keys', path: [part], keys: ['shoeSize'] },
      ]);
    }
  });
});
