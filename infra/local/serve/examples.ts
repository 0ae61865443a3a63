import { parseSettings } from '../../../functions/platform/settings.ts';
import type { FunctionModel } from '../template/models.ts';

/** Names that lead nowhere on purpose (RFC 2606 and RFC 6761). */
const example = /(?:^|[.@/])(?:[a-z0-9-]+\.(?:example|invalid)|example\.(?:com|net|org))(?![\w-]|\.\w)/i;

/** Whether a host name, an address of mail or of a page is an example. */
export function exampleHost(text: string): boolean {
  return example.test(text);
}

/** The names of the settings that hold an example, such as `office.email`. */
function examplesIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return exampleHost(value) ? [name] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => examplesIn(inner, name ? `${name}.${key}` : key));
}

/**
 * What is wrong with the addresses that the functions of a template know, as one sentence: the sender of mails, and
 * the programme's settings with their defaults, as the functions themselves read them.
 */
export function examplesOf(functions: readonly Pick<FunctionModel, 'environment'>[]): string | undefined {
  for (const { environment } of functions) {
    const { SENDER: sender = '', PROGRAMME: programme } = environment;
    if (exampleHost(sender))
      return `Mails would come from ${sender}, an example: set KOHORTE_SENDER, such as "Programmbüro <buero@stadt.example>".`;
    const names = examplesIn(parseSettings(programme));
    if (names.length > 0)
      return `The programme's settings still hold examples in ${names.join(', ')}: give your own in the file that KOHORTE_PROGRAMME names.`;
  }
  return undefined;
}
