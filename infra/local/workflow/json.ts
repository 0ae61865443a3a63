/** A JSON value: what workflow inputs, outputs and variables are made of. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Whether a JSON value is an object (not an array, not null). */
export function isJsonObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
