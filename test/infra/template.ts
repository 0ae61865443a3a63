import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type AppOptions, makeApp } from '../../infra/app.ts';
import { bundlePlaceholders } from '../../infra/bundle.ts';
import { functions } from '../../infra/functions.ts';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).default({}),
});

const template = z.object({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

/** A resource of a template with its logical id. */
export type Resource = z.infer<typeof resource> & { readonly logicalId: string };

/** A synthesized template. */
export type Template = {
  readonly text: string;
  readonly outputs: z.infer<typeof template>['Outputs'];
  readonly all: readonly Resource[];
  /** All resources of a type. */
  readonly of: (type: string) => readonly Resource[];
  /** The one resource of a type. */
  readonly one: (type: string) => Resource;
};

/** Makes a template with placeholders for the functions' code. */
export function synthesize(options: Partial<Omit<AppOptions, 'bundles' | 'outdir'>> = {}): Template {
  const directory = mkdtempSync(join(tmpdir(), 'kohorte-infra-'));
  try {
    const outdir = join(directory, 'out');
    const app = makeApp({
      region: 'eu-central-1',
      checks: false,
      ...options,
      outdir,
      bundles: bundlePlaceholders(functions, join(directory, 'bundle')),
    });
    app.synth();
    const text = readFileSync(join(outdir, 'Kohorte.template.json'), 'utf8');
    const { Resources, Outputs } = template.parse(JSON.parse(text));
    const all = Object.entries(Resources).map(([logicalId, value]) => ({ ...value, logicalId }));
    const of = (type: string) => all.filter(({ Type }) => Type === type);
    return {
      text,
      outputs: Outputs,
      all,
      of,
      one: (type) => {
        const [only, ...more] = of(type);
        if (only === undefined || more.length > 0) throw new Error(`not one ${type} but ${of(type).length}`);
        return only;
      },
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The path of a resource's construct below the stack, such as `PostSend/Resource`. */
export function pathOf({ Metadata }: Resource): string {
  return z
    .string()
    .parse(Metadata['aws:cdk:path'])
    .replace(/^Kohorte\//, '');
}

const document = z.object({
  Statement: z.array(
    z.object({
      Sid: z.string(),
      Effect: z.string(),
      Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
      Resource: z.unknown(),
      Condition: z.unknown().optional(),
    }),
  ),
});
const inlinePolicies = z.array(z.object({ PolicyDocument: document })).default([]);

/** The statements of a role. */
export function statementsOf(role: Resource): z.infer<typeof document>['Statement'] {
  return inlinePolicies
    .parse(role.Properties['Policies'])
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}
