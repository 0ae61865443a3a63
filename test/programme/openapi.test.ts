import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { aHouse, type Visit } from '../application/house.ts';

/** The part of a description that the tests walk through. */
const descriptionSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) })),
  ),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

describe('the description of the JSON interface', () => {
  let house: ReturnType<typeof aHouse>;
  let text: string;
  let description: z.infer<typeof descriptionSchema>;
  beforeAll(async () => {
    house = aHouse();
    text = (await house.visit('/openapi.json')).body;
    description = descriptionSchema.parse(JSON.parse(text));
  });
  afterAll(() => house.close());

  /** The schema of that name, as something that checks. */
  const schemaOf = (name: string): z.ZodType =>
    z.fromJSONSchema(description.components.schemas[name] ?? { not: {} });

  /** Holds an answer against what is described for its path, method and status. */
  function holds(path: string, method: string, seen: Visit): void {
    const described = description.paths[path]?.[method]?.responses[String(seen.status)];
    expect(described, `${method} ${path} answers ${seen.status}, which is not described`).toBeDefined();
    const content = z
      .looseObject({ content: z.record(z.string(), z.object({ schema: z.object({ $ref: z.string() }) })) })
      .parse(described).content;
    const type = seen.headers['content-type']?.split(';')[0] ?? '';
    const schema = content[type]?.schema.$ref.split('/').at(-1) ?? '';
    const checked = schemaOf(schema).safeParse(JSON.parse(seen.body));
    expect(checked.error?.issues ?? []).toEqual([]);
  }

  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(text));
    expect(result).toEqual({ valid: true });
  });

  it('is true of every public answer', async () => {
    holds('/api/rounds', 'get', await house.visit('/api/rounds'));
    for (const q of ['', '?q=Brieselang', '?q=zzz', '?q=%F0%9F%8C%B3']) {
      holds('/api/administrations', 'get', await house.visit(`/api/administrations${q}`));
    }
    expect((await house.visit('/api/rounds')).body).not.toContain('konferenz.programm.example');
  });

  const keys = ['120690020', '120695902', '120520000'];
  const name = fc.constantFrom('Änne', 'Łukaszewska', "O'Neill", 'Mu\u0308ller', 'Nguyễn');
  const words = fc.stringMatching(/^[A-Za-zÄÖÜäöüß0-9.,\n ]{1,200}$/).filter((each) => each.trim() !== '');
  const person = { givenName: name, familyName: name };
  const valid = fc.record(
    {
      round: fc.constant('3'),
      administrations: fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 2 }),
      applicant: fc.record(
        {
          ...person,
          email: fc.nat(9999).map((n) => `p${n}@rathaus.example`),
          role: fc.constant('Bauamt'),
          phone: fc.constant('+49 331 1'),
        },
        { requiredKeys: ['givenName', 'familyName', 'email', 'role'] },
      ),
      supervisor: fc.record({ ...person, email: fc.constant('leitung@rathaus.example') }),
      motivation: words,
      cohorts: fc.constant(['a']),
      language: fc.constantFrom('de', 'en'),
      sharedMailbox: fc.boolean(),
      needs: words,
      privacyNoticeRead: fc.constant(true),
    },
    {
      requiredKeys: ['round', 'administrations', 'applicant', 'motivation', 'language', 'privacyNoticeRead'],
    },
  );

  it('is true of what is accepted', async () => {
    await fc.assert(
      fc.asyncProperty(valid, async (json) => {
        expect(schemaOf('Application').safeParse(json).error?.issues ?? []).toEqual([]);
        const seen = await house.visit('/api/applications', { json });
        expect(seen.status).toBe(201);
        holds('/api/applications', 'post', seen);
      }),
      { numRuns: 60 },
    );
  });

  it('is true of what is refused: what it forbids is refused, and each mistake is named', async () => {
    const broken = fc.tuple(
      valid,
      fc.constantFrom(...Object.keys(description.components.schemas['Application']?.['properties'] ?? {})),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(broken, async ([json, field, value]) => {
        const changed = { ...json, [field]: value };
        const before = house.table.ofKind('application').length;
        const allowed = schemaOf('Application').safeParse(changed).success;
        const seen = await house.visit('/api/applications', { json: changed });
        holds('/api/applications', 'post', seen);
        if (!allowed) expect(seen.status).toBe(422);
        if (seen.status === 422) {
          expect(seen.body).toContain('"pointer"');
          expect(house.table.ofKind('application')).toHaveLength(before);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is true of what is no application at all', async () => {
    for (const body of ['[]', 'null', '1', '""', '{}']) {
      holds('/api/applications', 'post', await house.visit('/api/applications', { json: JSON.parse(body) }));
    }
    holds('/api/applications', 'post', await house.visit('/api/applications', { form: { round: '3' } }));
    house.at('2022-10-05T00:00:00.000Z');
    const late = await house.visit('/api/applications', {
      json: fc.sample(valid, 1)[0],
    });
    expect(late.status).toBe(403);
    holds('/api/applications', 'post', late);
  });
});
