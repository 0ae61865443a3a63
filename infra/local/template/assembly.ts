import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Models } from './models.ts';
import { TemplateError } from './template.ts';

/** The template of an assembly: its only stack's. */
export function templateIn(assembly: string): unknown {
  const file = join(assembly, 'Kohorte.template.json');
  if (!existsSync(file)) throw new TemplateError(`There is no template ${file}.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The ARN of each table and the partition key of each table or index, by name. */
export function tablesOf({ tables }: Models) {
  return {
    arn: (name: string) => tables.find((it) => it.name === name)?.arn ?? `unknown table ${name}`,
    partitionKey: (name: string, index?: string) => {
      const found = tables.find((it) => it.name === name);
      return (index === undefined ? found?.keys : found?.indexKeys[index])?.[0] ?? '';
    },
  };
}

/** The text of a state machine's definition, with its substitutions done. */
export function definitionOf(
  { definition, substitutions }: Models['stateMachines'][number],
  assembly: string,
): string {
  const text =
    'text' in definition
      ? definition.text
      : readFileSync(join(assembly, `asset.${definition.asset}.json`), 'utf8');
  return text.replaceAll(/\$\{(\w+)\}/g, (all, name: string) => substitutions[name] ?? all);
}
