import * as z from 'zod';
import { certificateStatuses, printedSchema } from '../../domain/certificate.ts';
import { submissionSchema } from '../../domain/form-fields/submission.ts';
import { afterDays } from '../../platform/letter/wording.ts';
import { settings } from '../../platform/settings.ts';
import { administrationsSchema, roundsSchema } from './answers.ts';

type Json = Readonly<Record<string, unknown>>;

/** The answer to a new application. */
const acceptedSchema = z.object({
  id: z.string().meta({ description: 'Cannot be guessed.' }),
  reference: z.string().meta({ description: 'Human case number, such as SCM-3-0007.' }),
  status: z.literal('unconfirmed'),
});

/** A problem document (RFC 9457). */
const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  errors: z.optional(
    z.array(z.object({ pointer: z.string().meta({ description: 'RFC 6901' }), message: z.string() })),
  ),
});

/** A certificate as anybody may check it; what is printed is gone once its holder's data were erased. */
const certificateSchema = printedSchema.partial().extend({
  id: z.string(),
  number: z.string(),
  status: z.enum(certificateStatuses),
  issuedAt: z.string(),
  stateDegree: z.literal(false).meta({ description: 'The certificate is no state degree.' }),
  endedAt: z.optional(z.string()),
  replacedBy: z.optional(z.string()).meta({ description: 'Id of the certificate in its place.' }),
});

const schemas = {
  Application: submissionSchema,
  ApplicationAccepted: acceptedSchema,
  Problem: problemSchema,
  Rounds: roundsSchema,
  Administrations: administrationsSchema,
  Certificate: certificateSchema,
} as const;

/** A schema as OpenAPI 3.1 has it: JSON Schema 2020-12. */
function jsonSchema(name: keyof typeof schemas): Json {
  const strict = name === 'Application';
  const { $schema: _dialect, ...schema } = z.toJSONSchema(schemas[name], {
    // Our answers may gain fields; what is sent to us may not hold others.
    io: strict ? 'output' : 'input',
    unrepresentable: 'any',
  });
  return schema;
}

const ref = (name: keyof typeof schemas): Json => ({ $ref: `#/components/schemas/${name}` });

const answers = (description: string, name: keyof typeof schemas): Json => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

const retryAfter: Json = {
  'Retry-After': { description: 'Seconds until the next try.', schema: { type: 'string' } },
};

const idParameter: Json = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the certificate, as its verification link has it.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{22}$' },
};

/** The description of the JSON interface (OpenAPI 3.1). @param baseUrl origin of the pages, without a slash at its end */
export function openApi(baseUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: `${settings.title}: Kohorte`,
      version: '1.0.0',
      summary:
        'Applications to a training programme for municipal administrations, its rounds and certificates.',
      description:
        'Everything but sending an application is read-only and public. Independent open-source software; not a service of any ministry or public agency.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      contact: { name: settings.office.name, email: settings.office.email },
    },
    servers: [{ url: baseUrl === '' ? '/' : baseUrl }],
    tags: [
      { name: 'applications', description: 'Applying.' },
      { name: 'open data', description: 'Rounds, administrations, certificates.' },
    ],
    paths: {
      '/api/applications': {
        post: {
          operationId: 'apply',
          tags: ['applications'],
          summary: 'Send an application',
          description: `The address is then asked to confirm; until then the application counts for nothing, and ${afterDays(settings.retention.unconfirmed, 'en')} it is erased. The answer is alike for known and unknown addresses.`,
          security: [],
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              description: 'Makes a repeated request safe for 24 hours: same key and body, same answer.',
              schema: { type: 'string', minLength: 1, maxLength: 255 },
            },
            {
              name: 'nachtrag',
              in: 'query',
              required: false,
              description:
                'The secret of a link by which the programme office lets one application of one administration in after the window has closed.',
              schema: { type: 'string' },
            },
          ],
          requestBody: { required: true, content: { 'application/json': { schema: ref('Application') } } },
          responses: {
            '201': answers('The application was received.', 'ApplicationAccepted'),
            '400': problem('The body is no JSON, or the request is malformed.'),
            '403': problem('The round takes no applications now.'),
            '413': problem('The request is too large.'),
            '415': problem('The body is of another type than application/json.'),
            '422': problem('Something is missing or wrong; `errors` names all of it at once.'),
            '429': {
              ...problem('Too many requests from this source or for this address.'),
              headers: retryAfter,
            },
          },
        },
      },
      '/api/rounds': {
        get: {
          operationId: 'rounds',
          tags: ['open data'],
          summary: 'All rounds with their dates',
          description: 'Without joining links and people.',
          security: [],
          responses: { '200': answers('The rounds.', 'Rounds') },
        },
      },
      '/api/administrations': {
        get: {
          operationId: 'administrations',
          tags: ['open data'],
          summary: 'Find administrations',
          description: 'By their own name or by that of one of their municipalities.',
          security: [],
          parameters: [
            {
              name: 'q',
              in: 'query',
              required: false,
              description: 'What the name begins with; all administrations where it is left out.',
              schema: { type: 'string', maxLength: 200 },
            },
          ],
          responses: { '200': answers('The administrations found.', 'Administrations') },
        },
      },
      '/api/certificates/{id}': {
        get: {
          operationId: 'certificate',
          tags: ['open data'],
          summary: 'Check a certificate',
          security: [],
          parameters: [idParameter],
          responses: {
            '200': answers('The certificate and its status.', 'Certificate'),
            '404': problem('There is no such certificate.'),
          },
        },
      },
      '/zertifikat/{id}.json': {
        get: {
          operationId: 'certificateDocument',
          tags: ['open data'],
          summary: 'Check a certificate at its public address',
          security: [],
          parameters: [idParameter],
          responses: {
            '200': answers('The certificate and its status.', 'Certificate'),
            '404': problem('There is no such certificate.'),
          },
        },
      },
    },
    components: {
      schemas: Object.fromEntries(
        Object.keys(schemas).map((name) => [name, jsonSchema(name as keyof typeof schemas)]),
      ),
    },
  };
}
