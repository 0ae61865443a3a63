import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readApplication } from '../../functions/domain/application.ts';
import { readRound } from '../../functions/domain/round.ts';
import { type Migration, StoredRecordError, storedReader } from '../../functions/domain/stored.ts';
import { errorFields } from '../../functions/platform/observe/log.ts';
import { anApplication, aRound } from '../support/records.ts';

/** What a reader says against an item. */
function refusal(read: () => unknown): StoredRecordError {
  try {
    read();
  } catch (error) {
    if (error instanceof StoredRecordError) return error;
    throw error;
  }
  throw new Error('the record was taken');
}

describe('a stored record', () => {
  it('is read as it was written, without what the table keeps beside it', () => {
    const application = anApplication();
    expect(readApplication({ ...application, row: '["SCM-3-0007"]' })).toEqual(application);
    expect(readRound({ ...aRound() })).toEqual(aRound());
  });

  it('with an unknown field is refused, wherever the field is, and told by kind and name, never by value', () => {
    const application = anApplication();
    const { applicant } = application;
    const nickname = { ...application, applicant: { ...applicant, nickname: 'Geheim' } };
    const { message } = refusal(() => readApplication(nickname));
    expect(message).toBe(
      'a stored record of the kind application is not as this version knows it: applicant.nickname (unrecognized_keys)',
    );
    expect(refusal(() => readApplication({ ...application, sise: 3 })).fields).toEqual([
      'sise (unrecognized_keys)',
    ]);
    const entry = { at: '2022-10-01T08:00:00.000Z', who: 'office', what: 'noted', whose: 'Geheim' };
    const history = [...application.history, entry];
    const error = refusal(() => readApplication({ ...application, history }));
    expect(error.fields).toEqual([`history.${history.length - 1}.whose (unrecognized_keys)`]);
    expect(JSON.stringify(errorFields(error))).toContain('whose');
    expect(JSON.stringify(errorFields(error))).not.toContain('Geheim');
  });

  it('in which a field is missing or of another type is refused the same way', () => {
    const { motivation: _gone, ...rest } = anApplication();
    expect(refusal(() => readApplication(rest)).fields).toEqual(['motivation (invalid_type)']);
    expect(refusal(() => readRound({ ...aRound(), revision: '7' })).fields).toEqual([
      'revision (invalid_type)',
    ]);
    expect(refusal(() => readRound(undefined)).fields).toEqual(['(missing)']);
  });

  it('tells no address by which something is kept', () => {
    const arrangements = { 'anna.beispiel@ministerium.example': { absense: {} } };
    const { message } = refusal(() => readRound({ ...aRound(), arrangements }));
    expect(message).toContain('arrangements.*.absense (unrecognized_keys)');
    expect(message).not.toContain('@');
  });
});

describe('a record of an earlier shape', () => {
  const steps: readonly Migration[] = [
    // Shape 2: one name became two.
    ({ name, ...rest }) => {
      const [givenName, familyName] = String(name).split(' ');
      return { ...rest, givenName, familyName };
    },
    // Shape 3: minutes instead of hours.
    ({ hours, ...rest }) => ({ ...rest, minutes: Number(hours) * 60 }),
  ];
  const schema = z.strictObject({
    schema: z.literal(3),
    givenName: z.string(),
    familyName: z.string(),
    minutes: z.number(),
  });
  const read = storedReader('attendance', schema, ['pk', 'sk'], steps);
  const present = { schema: 3, givenName: 'Änne', familyName: 'Noack', minutes: 480 };

  it('is brought to the present one step by step, from whichever it has', () => {
    const key = { pk: 'ROUND#3', sk: 'ATTENDANCE#a1' };
    expect(read({ ...key, name: 'Änne Noack', hours: 8 })).toEqual(present);
    expect(read({ ...key, schema: 2, givenName: 'Änne', familyName: 'Noack', hours: 8 })).toEqual(present);
    expect(read({ ...key, ...present })).toEqual(present);
  });

  it('is held to the schema like any other', () => {
    const error = refusal(() => read({ name: 'Änne Noack', hours: 8, title: 'Dr.' }));
    expect(error.fields).toEqual(['title (unrecognized_keys)']);
  });

  it('of a later release is refused rather than guessed at', () => {
    expect(refusal(() => read({ ...present, schema: 4 })).fields).toEqual(['schema (4, known up to 3)']);
  });
});
