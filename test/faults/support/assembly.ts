import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { assemblyOf } from '../../../infra/local/template/synthesis.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const file = 'Kohorte.template.json';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

/** One resource of a template. */
export type Resource = { readonly Type: string; Properties?: Record<string, unknown> | undefined };

/** The resources of a template that is to be changed, by logical id. */
export class Resources {
  readonly all: Record<string, Resource>;

  constructor(all: Record<string, Resource>) {
    this.all = all;
  }

  /** The only resource of a type whose properties, as text, contain all of some words. */
  find(type: string, ...words: readonly string[]): { id: string; properties: Record<string, unknown> } {
    const found = Object.entries(this.all).filter(
      ([id, { Type, Properties }]) =>
        Type === type &&
        words.every((word) => id.includes(word) || JSON.stringify(Properties).includes(word)),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) {
      throw new Error(`${found.length} resources of ${type} with ${words.join(', ')}`);
    }
    return { id: only[0], properties: only[1].Properties ?? {} };
  }

  /** Takes a statement out of a role's policies. */
  withoutStatement(role: string, sid: string): void {
    const { id, properties } = this.find('AWS::IAM::Role', `${role}Role`);
    const policies = z
      .array(
        z.looseObject({
          PolicyDocument: z.looseObject({ Statement: z.array(z.looseObject({ Sid: z.string() })) }),
        }),
      )
      .parse(properties['Policies']);
    const left = policies.map((policy) => ({
      ...policy,
      PolicyDocument: {
        ...policy.PolicyDocument,
        Statement: policy.PolicyDocument.Statement.filter((statement) => statement.Sid !== sid),
      },
    }));
    if (JSON.stringify(left) === JSON.stringify(policies)) throw new Error(`${role} has no statement ${sid}`);
    this.all[id] = { Type: 'AWS::IAM::Role', Properties: { ...properties, Policies: left } };
  }
}

/**
 * A cloud assembly like the project's own but for a change of its template; the bundles are the same files.
 * @returns its directory, to be thrown away by `remove`
 */
export async function changedAssembly(
  change: (resources: Resources) => void,
): Promise<{ directory: string; remove: () => void }> {
  const base = process.env['KOHORTE_ASSEMBLY'] ?? (await assemblyOf(root, () => {}));
  const directory = mkdtempSync(join(tmpdir(), 'kohorte-assembly-'));
  for (const name of readdirSync(base)) {
    if (name !== file) symlinkSync(join(base, name), join(directory, name));
  }
  const given: unknown = JSON.parse(readFileSync(join(base, file), 'utf8'));
  const { Resources: all } = templateSchema.parse(given);
  change(new Resources(all));
  writeFileSync(join(directory, file), JSON.stringify({ ...Object(given), Resources: all }));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
