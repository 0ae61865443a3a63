/**
 * One line of JSON a message. Only ids, counts and names of our own go in: never a name, an address,
 * a link or a path that holds a secret.
 */
type Field = string | number | boolean | undefined;

function write(level: 'info' | 'warn' | 'error', message: string, fields: Record<string, Field>): void {
  console.log(JSON.stringify({ level, message, ...fields }));
}

export const log = {
  info: (message: string, fields: Record<string, Field> = {}): void => write('info', message, fields),
  warn: (message: string, fields: Record<string, Field> = {}): void => write('warn', message, fields),
  error: (message: string, fields: Record<string, Field> = {}): void => write('error', message, fields),
};

/** What may be logged of an error: its kind and where it arose, not its words, which can quote a person's input. */
export function errorFields(error: unknown): Record<string, Field> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack?.split('\n').find((line) => line.trim().startsWith('at '));
  return { error: error.name, at: frame?.trim().slice(0, 200) };
}
